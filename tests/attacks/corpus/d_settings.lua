-- expect: error-ok ; settings asked for and walked
for k, v in pairs(settings) do log(k) end local x = settings["__index"] local y = settings[{}] return #settings
