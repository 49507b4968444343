-- expect: refuse ; settings written by a script
settings.free = true rawset(settings, "x", 1) error("PWNED: settings were changed")
