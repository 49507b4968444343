// box_test.c - what scripts can do in a box, what they cannot, and what stops them
#include "box_scripts.h"

static void honest_scripts_work(void **state)
{
    static const struct script scripts[] = {
        {"local t = {} for i = 1, 100 do t[i] = i end assert(#t == 100)", ""},
        {"local t = { 3, 1, 2 } table.sort(t) assert(table.concat(t, ',') == '1,2,3')", ""},
        {"local t = { 3, 1, 2 } table.sort(t, function(a, b) return a > b end) assert(table.concat(t, ',') == '3,2,1')", ""},
        {"local t = { 1, 2, 4 } table.insert(t, 3, 3) assert(table.remove(t) == 4 and table.remove(t, 1) == 1 and #t == 2)", ""},
        {"assert(table.remove({}) == nil and select('#', table.unpack({ 1, nil, 3 }, 1, 3)) == 3 and table.pack(1, 2).n == 2)", ""},
        {"local t = table.move({ 1, 2, 3 }, 1, 3, 2) assert(table.concat(t, ',') == '1,1,2,3')", ""},
        {"assert(('%5.1f|%-4s|%s|%d|%q'):format(1.25, 'a', true, 7, 'x') == '  1.2|a   |true|7|\"x\"')", ""},
        {"assert(('abc'):sub(-2) == 'bc' and ('abc'):sub(2, 2) == 'b' and ('abc'):sub(5) == '' and ('abc'):sub(0) == 'abc')", ""},
        {"assert(('abc'):byte(-1) == 99 and select('#', ('abc'):byte(1, -1)) == 3 and ('ab'):rep(3, '-') == 'ab-ab-ab')", ""},
        {"assert(('x'):upper() == 'X' and #'abc' == 3 and string.char(72, 105) == 'Hi' and ('abc'):reverse() == 'cba')", ""},
        {"assert('10' + 1 == 11 and '3' * '4' == 12 and 10 .. '' == '10' and '7' // 2 == 3)", ""},
        {"local A = {} A.__index = A function A.new() return setmetatable({}, A) end function A:hi() return 'hi' end "
         "local B = setmetatable({}, { __index = A }) B.__index = B local b = setmetatable({}, B) "
         "function A:later() return 1 end B.__add = function() return 42 end assert(b:hi() == 'hi' and b:later() == 1 and b + b == 42) "
         "assert(getmetatable(b) == B and getmetatable(B).__index == A and getmetatable(A) == nil)",
         ""},
        {"local p = setmetatable({}, { __metatable = 'no' }) assert(getmetatable(p) == 'no' and not pcall(setmetatable, p, {}))", ""},
        {"local ok, e = pcall(error, { code = 1 }) assert(not ok and e.code == 1)", ""},
        {"assert(select(2, xpcall(function() error('x', 0) end, function(m) return m .. '!' end)) == 'x!')", ""},
        {"assert(select(2, xpcall(function(...) return ... end, error, 7)) == 7 and select('#', pcall(function() return 1, 2 end)) == 3)",
         ""},
        {"local c = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b * 2 end) assert(c(1) == 2 and c(5) == 10)", ""},
        {"local c = coroutine.create(function() pcall(function() coroutine.yield(1) error('x') end) return 2 end) "
         "assert(select(2, coroutine.resume(c)) == 1 and select(2, coroutine.resume(c)) == 2 and coroutine.status(c) == 'dead') "
         "local ok, e = coroutine.resume(c) assert(not ok and e == 'cannot resume dead coroutine')",
         ""},
        {"local c = coroutine.create(function() error('inside', 0) end) local ok, e = coroutine.resume(c) "
         "assert(not ok and e == 'inside') ok, e = coroutine.close(c) assert(not ok and e == 'inside')",
         ""},
        {"local f = assert(load('local a = ... return a + 1')) assert(f(1) == 2)", ""},
        {"local f = load('return x', 'c', 't', { x = 5 }) assert(f() == 5 and load('return', 'c', 'b') == nil and load('x =') == nil)", ""},
        {"local parts, i = { 'return ', '4' }, 0 local f = load(function() i = i + 1 return parts[i] end) assert(f() == 4)", ""},
        {"local s = 'h\\u{e9}\\u{20ac}' assert(utf8.len(s) == 3 and utf8.codepoint(s, 2) == 233 and utf8.char(8364) == '\\u{20ac}') "
         "assert(utf8.offset(s, 3) == 4 and utf8.offset(s, -1) == 4 and utf8.offset(s, 9) == nil and utf8.len('\\xff') == nil) "
         "local n = 0 for p, c in utf8.codes(s) do n = n + c end assert(n == 104 + 233 + 8364)",
         ""},
        {"assert(math.floor(2.5) == 2 and math.max(1, 3, 2) == 3 and math.type(1) == 'integer' and math.huge > math.maxinteger)", ""},
        {"assert(tonumber('0x10') == 16 and tonumber('z', 36) == 35 and tostring(nil) == 'nil' and tostring(1.5) == '1.5')", ""},
        {"assert(tostring(setmetatable({}, { __tostring = function() return 'me' end })) == 'me' and tostring({}) == 'table')", ""},
        {"assert(rawlen({ 1, 2 }) == 2 and rawequal(1, 1) and rawget({ a = 1 }, 'a') == 1 and rawset({}, 'a', 2).a == 2)", ""},
        {"local t = {} for k, v in ipairs({ 'a', 'b' }) do t[k] = v end assert(t[2] == 'b' and type(_VERSION) == 'string')", ""},
        {"local n = 0 for i = 1, 10 do if i % 2 == 0 then goto continue end n = n + i ::continue:: end assert(n == 25)", ""},
        {"local t = setmetatable({}, { __pairs = function() return next, { a = 1 }, nil end }) for k in pairs(t) do assert(k == 'a') end",
         ""},
    };
    (void)state;
    CHECK(scripts, NULL);
}

static void tables_have_one_order(void **state)
{
    static const struct script scripts[] = {
        {"local s = '' for k in pairs({ b = 1, a = 2, [10] = 3, [2] = 4, [1.5] = 5, [true] = 6, [false] = 7, [1] = 8, ['1'] = 9 }) do "
         "s = s .. tostring(k) .. ' ' end assert(s == '1 2 10 1.5 1 a b false true ', s)",
         ""},
        {"local t, s = { b = 1, a = 2, c = 3 }, '' local k, v = next(t) while k do s = s .. k .. v k, v = next(t, k) end assert(s == "
         "'a2b1c3')",
         ""},
        {"assert(next({}) == nil and next({}, nil) == nil)", ""},
        {"local t = {} for i = 1, 50 do t['k' .. i] = i end for k in pairs(t) do t[k] = nil end assert(next(t) == nil)", ""},
        {"for k in pairs({ [{}] = 1 }) do end", "no fixed order"},
        {"pairs(nil)", "table expected, got nil"},
        {"local names = '' for k in pairs(math) do names = names .. k .. ' ' end assert(names:find('abs acos'))", ""},
        {"local t = { { 2, 'a' }, { 1, 'b' }, { 2, 'c' }, { 1, 'd' } } table.sort(t, function(x, y) return x[1] < y[1] end) "
         "assert(t[1][2] .. t[2][2] .. t[3][2] .. t[4][2] == 'bdac')",
         ""},
    };
    (void)state;
    CHECK(scripts, NULL);
}

static void there_is_no_way_out(void **state)
{
    static const struct script scripts[] = {
        {"os.exit()", "undefined name 'os'"},
        {"io.open('/etc/passwd')", "undefined name 'io'"},
        {"debug.getinfo(1)", "undefined name 'debug'"},
        {"require('os')", "undefined name 'require'"},
        {"collectgarbage('stop')", "undefined name 'collectgarbage'"},
        {"string.dump(function() end)", "field 'dump'"},
        {"string.format('%p', {})", "not available"},
        {"math.random()", "run.rng"},
        {"assert(not tostring(pairs):find('0x') and not tostring({}):find('0x') and not ('%s'):format({}):find('0x'))", ""},
        {"load('\\27Lua')()", ""
                              "attempt to call a nil value"},
        {"setmetatable({}, { __gc = function() end })", "'__gc' is not available"},
        {"setmetatable({}, { __mode = 'k' })", "'__mode' is not available"},
        {"setmetatable({}, { __close = function() end })", "'__close' is not available"},
        {"local m = {} setmetatable({}, m) m['__mo' .. 'de'] = 'v'", "'__mode' is not available"},
        {"local m = {} setmetatable({}, m) rawset(m, '__gc', pairs)", "'__gc' is not available"},
        {"local m2 = {} local m = setmetatable({}, m2) setmetatable({}, m) m2.__newindex = nil m.__mode = 'v'",
         "'__mode' is not available"},
        {"local m = {} setmetatable({}, m) setmetatable(m, {}) m.__mode = 'v'", "'__mode' is not available"},
        {"local m = {} setmetatable({}, m) setmetatable(m, nil) m.__mode = 'v'", "'__mode' is not available"},
        {"getmetatable('').__index = nil", "attempt to index"},
        {"string.format = nil", "the string library cannot be changed"},
        {"rawset(string, 'format', nil)", "cannot be changed"},
        {"table.insert(table, 1)", "the table library cannot be changed"},
        {"setmetatable(math, {})", "protected metatable"},
        {"setmetatable(_ENV, {})", "protected metatable"},
        {"tpyo = 1", "assigning a global is an error: 'tpyo' (declare it local)"},
        {"string = nil", "'string' belongs to the runtime"},
        {"rawset(_ENV, 'string', nil)", "cannot be changed"},
        {"setmetatable({}, string)", "cannot be a metatable"},
        {"return sting.rep", "undefined name 'sting', did you mean 'string'?"},
        {"return zzzzzz", "undefined name 'zzzzzz'"},
    };
    (void)state;
    CHECK(scripts, NULL);
}

static void everything_reachable_is_on_the_list(void **state)
{
    static const char list[] =
        "_VERSION assert coroutine.close coroutine.create coroutine.isyieldable coroutine.resume coroutine.running coroutine.status "
        "coroutine.wrap coroutine.yield error getmetatable ipairs json.decode json.encode load math.abs math.acos math.asin math.atan "
        "math.ceil math.cos math.deg math.exp math.floor math.fmod math.huge math.log math.max math.maxinteger math.min math.mininteger "
        "math.modf math.pi math.rad math.random math.randomseed math.sin math.sqrt math.tan math.tointeger math.type math.ult next pairs "
        "pcall rawequal rawget rawlen rawset select setmetatable string.byte string.char string.find string.format string.gmatch "
        "string.gsub string.len string.lower string.match string.rep string.reverse string.sub string.upper table.concat table.insert "
        "table.move table.pack table.remove table.sort table.unpack tonumber tostring type utf8.char utf8.charpattern utf8.codepoint "
        "utf8.codes utf8.len utf8.offset xpcall ";
    struct ts_box *box = new_box();
    struct ts_err err;
    (void)state;
    assert_int_equal(
        run(box,
            "local s = '' for k, v in pairs(_ENV) do if type(v) == 'table' then for n in pairs(v) do s = s .. k .. '.' .. n .. ' ' end "
            "else s = s .. k .. ' ' end end return s",
            1, NULL, &err),
        TS_OK);
    assert_string_equal(lua_tostring(ts_box_lua(box), -1), list);
    ts_box_free(box);
}

static void greedy_scripts_are_stopped(void **state)
{
    static const struct ts_limits limits = {.steps = 2000000, .bytes = 8 << 20, .millis = 10000};
    static const struct script scripts[] = {
        {"while true do end", "pack/init.lua:1: stopped after 2,000,000 steps"},
        {"pcall(function() while true do end end) error('swallowed')", "stopped after"},
        {"while true do pcall(function() while true do end end) end", "stopped after"},
        {"local function h() while true do end end xpcall(h, h)", "stopped after"},
        {"xpcall(error, function() while true do end end)", "stopped after"},
        {"coroutine.wrap(function() while true do end end)()", "stopped after"},
        {"local c = coroutine.create(function() while true do end end) coroutine.resume(c) coroutine.close(c) error('swallowed')",
         "stopped after"},
        {"local w = coroutine.wrap local function f(d) if d < 180 then for i = 1, 60 do w(f)(d + 1) end end end f(1)", "stopped after"},
        {"local c = coroutine.wrap(function() while true do pcall(function() coroutine.yield() while true do end end) end end) c() c()",
         "stopped after"},
        {"string.gsub('a', 'a', function() while true do end end)", "stopped after"},
        {"table.sort({ 1, 2, 3 }, function() while true do end end)", "stopped after"},
        {"return tostring(setmetatable({}, { __tostring = function() while true do end end }))", "stopped after"},
        {"return #setmetatable({}, { __len = function() while true do end end })", "stopped after"},
        {"return ('a'):rep(40):find(('a?'):rep(40) .. ('a'):rep(40))", "stopped after"},
        {"return ('a'):rep(400):match(('.*'):rep(10) .. 'b')", "stopped after"},
        {"return ('('):rep(100000):find('%b()')", "stopped after"},
        {"return table.remove(setmetatable({}, { __len = function() return 1 << 62 end }), 1)", "stopped after"},
        {"return table.concat(setmetatable({}, { __len = function() return 1 << 62 end, __index = function() return '' end }))",
         "stopped after"},
        {"return table.move({}, 1, 1 << 62, 2)", "stopped after"},
        {"local t = {} for i = 1, 20000 do t[i] = -i end while true do table.sort(t, math.ult) end", "stopped after"},
        {"local s = ('1'):rep(100000) while true do local x = s + 0 end", "stopped after"},
        {"local s = ('1'):rep(100000) while true do math.floor(s) end", "stopped after"},
        {"local s = ('a'):rep(1000000) while true do s:upper() end", "stopped after"},
        {"local s = ('::a'):rep(1) .. ('x=1 '):rep(9000) while true do load(s) end", "stopped after"},
        {"local t = {} while true do t[#t + 1] = {} end", "stopped by the memory limit of 8 MB"},
        {"local t = {} while true do pcall(function() while true do t[#t + 1] = ('x'):rep(100) .. #t end end) end", "stopped"},
        {"local s = 'x' while true do s = s .. s end", "memory limit"},
        {"local s = ('x'):rep(1000):rep(3000) while true do local x = s .. 'y' end", "memory limit"},
        {"local t, s = {}, ('x'):rep(10000) for i = 1, 2000 do t[i] = s end return table.concat(t)", "memory limit"},
        {"return ('a'):rep(100000):gsub('a', ('b'):rep(100000))", "memory limit"},
        {"return ('x'):rep(1 << 40)", "resulting string too large"},
        {"return table.unpack({}, 1, 1000000)", "too many results"},
        {"return load(('x=1 '):rep(20000))()", "attempt to call a nil value"},
        {"local function f() return 1 + f() end f()", "memory limit of one stack: calls are nested too deep"},
        {"local t = {} setmetatable(t, { __call = t }) t()", "calls are nested too deep"},
        {"local t = {} setmetatable(t, { __call = t }) coroutine.wrap(function() pcall(t) end)()", "calls are nested too deep"},
        {"local m = { __call = error } local t = setmetatable({}, m) m.__call = t table.unpack({}, 1, 7777) t()", "too deep"},
    };
    (void)state;
    CHECK(scripts, &limits);
}

static void the_clock_is_a_backstop(void **state)
{
    static const struct ts_limits limits = {.steps = INT64_C(1) << 50, .millis = 50};
    static const struct script scripts[] = {
        {"while true do end", "stopped after 50 ms"},
        {"local a, b = ('a'):rep(1000):rep(5000), ('a'):rep(1000):rep(5000) while true do local c = a == b end", "stopped after 50 ms"},
        {"while true do pcall(error) end", "stopped after 50 ms"},
        {"while true do ('a'):rep(30):find(('a?'):rep(30) .. ('a'):rep(30)) end", "stopped after 50 ms"},
    };
    (void)state;
    CHECK(scripts, &limits);
}

static void errors_are_printable_and_run_no_code(void **state)
{
    static const struct script scripts[] = {
        {"local x\nlocal function f() return x.y end\nf()",
         "pack/init.lua:2: attempt to index a nil value (upvalue 'x')\n  pack/init.lua:2: in f\n  pack/init.lua:3"},
        {"error(nil)", "pack/init.lua:1: error value is a nil"},
        {"error({ code = 1 })", "pack/init.lua:1: error value is a table"},
        {"error(function() end)", "error value is a function"},
        {"error(12)", "error value 12"},
        {"error(setmetatable({}, { __tostring = function() while true do end end, __name = 'lie' }))", "error value is a table"},
        {"error('a\\0b\\nc\\27[31m\\u{202e}d\\xff', 0)", "a?b c?[31m?d?"},
        {"x = = 1", "pack/init.lua:1: unexpected symbol near '='"},
        {"coroutine.wrap(function() table.sort({ 2, 1 }, function() coroutine.yield() end) end)()", "attempt to yield across"},
        {"local function h() return h(error('x')) end xpcall(error, h, 'y')", ""},
        {"local mt = {} mt.__concat = function(a, b) return a .. b end return setmetatable({}, mt) .. 'x'", "stack overflow"},
    };
    struct ts_box *box = new_box();
    struct ts_err err;
    (void)state;
    CHECK(scripts, NULL);
    assert_int_equal(run(box, "error(('x'):rep(100000), 0)", 0, NULL, &err), TS_FAILED);
    assert_true(strlen(err.message) < 1000);
    ts_box_free(box);
}

static void sources_made_to_stall_the_compiler_are_refused(void **state)
{
    static const struct {
        const char *before, *piece, *after;
        int count;
        const char *expected;
    } rows[] = {
        {"local a = {} a.x = a ", "a = a.x ", "return a.q.q", 100000, "too long"},
        {"local a = {} return a", ".x", "", 400000, "too long"},
        {"local a = {} return a", "[-1]", "", 200000, "too long"},
        {"local a return a", " or a", "", 190000, "ands and ors"},
        {"if a then ", "elseif a then ", "end", 70000, "elseifs"},
        {"while true do ", "do break end ", "end", 70000, "breaks"},
        {"", "goto a ", "::a::", 100000, "gotos"},
        {"", "do ", "", 300, "nested too deep"},
        {"-- ", "or ", "\nreturn 1", 100000, ""},
        {"return [==[", "break ]] ]=] ", "]==]", 50000, ""},
        {"return '", "\\'or \\z\n break ", "'", 30000, ""},
        {"return {", "{ 1, 'text', a = true }, ", "}", 40000, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t size = strlen(rows[i].piece) * (size_t)rows[i].count + 200, at;
        char *source = malloc(size);
        struct ts_box *box = new_box();
        struct ts_err err = {.message = ""};
        enum ts_status status;
        assert_non_null(source);
        at = (size_t)snprintf(source, size, "%s", rows[i].before);
        for (int n = 0; n < rows[i].count; n++) at += (size_t)snprintf(source + at, size - at, "%s", rows[i].piece);
        at += (size_t)snprintf(source + at, size - at, "%s", rows[i].after);
        status = ts_box_load(box, "big.lua", source, at, 0, &err);
        if (*rows[i].expected ? !strstr(err.message, rows[i].expected) : status != TS_OK) fail_msg("%s...: %s", rows[i].piece, err.message);
        ts_box_free(box);
        free(source);
    }
}

static void a_stopped_box_stays_stopped(void **state)
{
    struct ts_box *box = new_box();
    struct ts_err err;
    (void)state;
    assert_int_equal(run(box, "local x = 1", 0, NULL, &err), TS_OK);
    assert_int_equal(ts_box_tripped(box), TS_TRIP_NONE);
    assert_int_equal(ts_box_load(box, "x", "return 1", 8, 0, &err), TS_OK);
    assert_int_equal(run(box, "while true do end", 0, &(struct ts_limits){.steps = 5000}, &err), TS_FAILED);
    assert_int_equal(ts_box_tripped(box), TS_TRIP_STEPS);
    assert_int_equal(ts_box_call(box, 0, 1, NULL, &err), TS_FAILED);
    assert_non_null(strstr(err.message, "must be loaded again"));
    assert_int_equal(ts_box_load(box, "x", "return 1", 8, 0, &err), TS_FAILED);
    assert_int_equal(lua_gettop(ts_box_lua(box)), 1);
    ts_box_free(box);
}

static void steps_are_the_same_every_time(void **state)
{
    static const char source[] = "local t = {} for i = 1, 5000 do t['k' .. i % 100] = ('x'):rep(i % 7) end for k, v in pairs(t) do "
                                 "v:find('x+y') end table.sort({ 3, 1, 2 })";
    int64_t first = 0;
    (void)state;
    for (int i = 0; i < 5; i++) {
        struct ts_box *box = new_box();
        struct ts_err err;
        for (int n = 0; n < i; n++) assert_int_equal(run(box, "local t = {} for i = 1, 777 do t[i] = {} end", 0, NULL, &err), TS_OK);
        assert_int_equal(run(box, source, 0, NULL, &err), TS_OK);
        if (i == 0) first = ts_box_steps(box);
        assert_true(first > 5000);
        assert_int_equal(ts_box_steps(box), first);
        ts_box_free(box);
    }
}

static int call_back(lua_State *L)
{
    struct ts_err err = {.message = ""};
    lua_settop(L, 1);
    if (ts_box_call(ts_box_of(L), 0, 1, NULL, &err) != TS_OK) return luaL_error(L, "%s", err.message);
    return 1;
}

static int call_other(lua_State *L)
{
    struct ts_box *other = lua_touserdata(L, lua_upvalueindex(1));
    struct ts_err err = {.message = ""};
    const char *source = luaL_checkstring(L, 1);
    if (ts_box_load(other, "other.lua", source, strlen(source), 0, &err) != TS_OK ||
        ts_box_call_within(ts_box_of(L), other, 0, 0, NULL, &err) != TS_OK)
        return luaL_error(L, "%s", err.message);
    return 0;
}

static int add_functions(lua_State *L)
{
    ts_box_env(ts_box_of(L));
    lua_pushcfunction(L, call_back);
    lua_setfield(L, -2, "again");
    lua_pushlightuserdata(L, lua_touserdata(L, 1));
    lua_pushcclosure(L, call_other, 1);
    lua_setfield(L, -2, "other");
    lua_newtable(L);
    lua_pushinteger(L, 1);
    lua_setfield(L, -2, "one");
    lua_setfield(L, -2, "host");
    return 0;
}

static void nested_calls_share_one_budget(void **state)
{
    static const struct ts_limits limits = {.steps = 1000000};
    struct ts_box *box = new_box(), *other = new_box();
    struct ts_err err;
    (void)state;
    assert_int_equal(ts_box_run(box, add_functions, other, &err), TS_OK);
    assert_int_equal(run(box, "assert(again(function() return 5 end) == 5)", 0, &limits, &err), TS_OK);
    assert_int_equal(run(box, "assert(coroutine.wrap(function() return again(function() return 6 end) end)() == 6)", 0, &limits, &err),
                     TS_OK);
    assert_int_equal(run(box, "local ok, e = pcall(again, function() error('in', 0) end) assert(not ok and e == 'in')", 0, &limits, &err),
                     TS_OK);
    assert_int_equal(run(box, "for i = 1, 3 do other('for i = 1, 100000 do end') end", 0, &limits, &err), TS_OK);
    assert_true(ts_box_steps(box) > 290000);
    assert_int_equal(run(box, "for i = 1, 100 do pcall(other, 'for i = 1, 100000 do end') end", 0, &limits, &err), TS_FAILED);
    assert_int_equal(ts_box_tripped(box), TS_TRIP_STEPS);
    ts_box_free(box);
    box = new_box();
    assert_int_equal(ts_box_run(box, add_functions, other, &err), TS_OK);
    assert_int_equal(run(box, "pcall(again, function() while true do end end) error('swallowed')", 0, &limits, &err), TS_FAILED);
    assert_non_null(strstr(err.message, "stopped after"));
    ts_box_free(box);
    ts_box_free(other);
}

static void frozen_globals_cannot_change(void **state)
{
    struct ts_box *box = new_box();
    struct ts_err err;
    (void)state;
    assert_int_equal(ts_box_run(box, add_functions, NULL, &err), TS_OK);
    assert_int_equal(run(box, "host.two = 2", 0, NULL, &err), TS_OK);
    assert_int_equal(ts_box_freeze(box, &err), TS_OK);
    assert_int_equal(run(box, "assert(host.one == 1 and host.two == 2)", 0, NULL, &err), TS_OK);
    assert_int_equal(run(box, "host.three = 3", 0, NULL, &err), TS_FAILED);
    assert_non_null(strstr(err.message, "host cannot be changed: assigning 'three'"));
    ts_box_free(box);
}

static void a_chunk_can_have_its_own_environment(void **state)
{
    struct ts_box *box = new_box();
    lua_State *L = ts_box_lua(box);
    struct ts_err err;
    (void)state;
    lua_newtable(L);
    lua_pushinteger(L, 7);
    lua_setfield(L, -2, "seven");
    assert_int_equal(ts_box_load(box, "when", "return seven", 12, -1, &err), TS_OK);
    assert_int_equal(ts_box_call(box, 0, 1, NULL, &err), TS_OK);
    assert_int_equal(lua_tointeger(L, -1), 7);
    ts_box_free(box);
}

static void the_digest_sees_kept_state(void **state)
{
    static const char source[] = "local n, keep, hidden = 0, {}, setmetatable({}, { __index = {} }) keep.loop = keep return { "
                                 "read = function() return n + #keep + string.len('x') end, count = function() n = n + 1 end, "
                                 "put = function() keep[#keep + 1] = {} end, mark = function() getmetatable(hidden).__index.x = 1 end }";
    static const char *const names[] = {"count", "put", "mark"};
    struct ts_err err;
    uint64_t first = 0;
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct ts_box *box = new_box();
        lua_State *L = ts_box_lua(box);
        uint64_t before;
        assert_int_equal(run(box, source, 1, NULL, &err), TS_OK);
        assert_int_equal(ts_box_watch(box, -1, &err), TS_OK);
        before = ts_box_digest(box);
        if (i == 0) first = before;
        assert_true(before != 0 && before == first);
        lua_getfield(L, 2, "read");
        assert_int_equal(ts_box_call(box, 0, 0, NULL, &err), TS_OK);
        assert_true(ts_box_digest(box) == before);
        if (i < 3) {
            lua_getfield(L, 2, names[i]);
            assert_int_equal(ts_box_call(box, 0, 0, NULL, &err), TS_OK);
            assert_true(ts_box_digest(box) != before);
        }
        ts_box_free(box);
    }
}

static void running_out_of_memory_anywhere_is_clean(void **state)
{
    static const char source[] =
        "local t = {} for i = 1, 40 do t[i] = ('x'):rep(i * 9) .. i end local s = table.concat(t, ',') "
        "local c = coroutine.wrap(function() for k, v in pairs({ a = 1, b = {}, [3] = 2 }) do coroutine.yield(k) end end) c() "
        "local u = json.decode(json.encode({ t, { s = s } })) table.sort(u[1]) pcall(error, s) load('return ' .. #s)() "
        "s:gsub('%d+', function(n) return n .. n end) setmetatable({}, setmetatable({}, { __index = t })) return s:upper()";
    int stopped = 0, fine = 0;
    (void)state;
    for (size_t bytes = 1000; bytes < 90000; bytes += 190) {
        struct ts_box *box = new_box();
        struct ts_err err;
        enum ts_status status = run(box, source, 0, &(struct ts_limits){.bytes = bytes}, &err);
        if (status == TS_OK)
            fine++;
        else
            stopped += ts_box_tripped(box) == TS_TRIP_MEMORY;
        assert_true(status == TS_OK || ts_box_tripped(box) == TS_TRIP_MEMORY);
        ts_box_free(box);
    }
    assert_true(stopped > 50 && fine > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honest_scripts_work),
        cmocka_unit_test(tables_have_one_order),
        cmocka_unit_test(there_is_no_way_out),
        cmocka_unit_test(everything_reachable_is_on_the_list),
        cmocka_unit_test(greedy_scripts_are_stopped),
        cmocka_unit_test(the_clock_is_a_backstop),
        cmocka_unit_test(errors_are_printable_and_run_no_code),
        cmocka_unit_test(sources_made_to_stall_the_compiler_are_refused),
        cmocka_unit_test(a_stopped_box_stays_stopped),
        cmocka_unit_test(steps_are_the_same_every_time),
        cmocka_unit_test(nested_calls_share_one_budget),
        cmocka_unit_test(frozen_globals_cannot_change),
        cmocka_unit_test(a_chunk_can_have_its_own_environment),
        cmocka_unit_test(the_digest_sees_kept_state),
        cmocka_unit_test(running_out_of_memory_anywhere_is_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
