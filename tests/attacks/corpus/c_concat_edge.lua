-- expect: limit ; table.concat up to the largest integer
return table.concat({}, "", math.mininteger, math.maxinteger)
