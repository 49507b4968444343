return { name = 5, version = {}, requires = { 1, "", "a >=" }, settings = { [1] = 2, x = { default = function() end } } }
