-- expect: error-ok ; SQL and HTML meta characters in text
local s="'); DROP TABLE turns;--<img src=x onerror=alert(1)>${7*7}{{7*7}}" define.metaconcept "sql" { title = s } log(s) return s
