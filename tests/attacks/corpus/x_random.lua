-- expect: error-ok ; math.random differs between runs unless the host seeds it (run twice, compare)
local r=math.random(1<<40) log("random "..r)
