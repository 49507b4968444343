-- expect: error-ok ; empty, blank, dotted, slashed ids
local ids={""," ",".","..","../../etc/passwd","a/b","a\\b","C:x","con","-rf","a\nb","%2e%2e%2f","~root","a\0.lua"} for _,v in ipairs(ids) do pcall(function() define.metaconcept(v) { title = v } end) end return ids
