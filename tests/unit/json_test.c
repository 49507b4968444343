// json_test.c - json.encode and json.decode as scripts have them: exact where they say so, sorted, and bounded
#include "box_scripts.h"

#include <sys/resource.h>

static void what_is_encoded_comes_back(void **state)
{
    static const struct script scripts[] = {
        {"assert(json.encode({ b = 1, a = { true, false, 1.5, 'x\"\\n\\1' }, c = {} }) == "
         "'{\"a\":[true,false,1.5,\"x\\\\\"\\\\n\\\\u0001\"],\"b\":1,\"c\":[]}')",
         ""},
        {"for _, v in ipairs({ 0, -7, 99999999999999, -99999999999999, 0.1, 1.5e300, 5e-324, '', 'h\\u{e4}', ('x\"'):rep(9000), true, "
         "false }) do "
         "local w = json.decode(json.encode({ v }))[1] assert(w == v and math.type(w) == math.type(v)) "
         "assert(json.decode(json.encode(v)) == v and json.decode(json.encode({ k = v })).k == v) end",
         ""},
        {"for n = 4090, 4100 do local s = ('a'):rep(n) .. '\"\\\\\\n' .. ('b'):rep(n) assert(json.decode(json.encode(s)) == s) end", ""},
        {"local t = json.decode(json.encode({ 1, { x = { {}, 'y' } } })) assert(#t == 2 and next(t[2].x[1]) == nil and t[2].x[2] == 'y')",
         ""},
        {"assert(json.encode(nil) == 'null' and json.encode({}) == '[]' and json.encode('/') == '\"\\\\/\"')", ""},
        {"assert(json.encode({ 1 / 3, 2.0, 1e15, 2 ^ 53 }) == '[0.33333333333333,2,1e+15,9.007199254741e+15]')", ""},
        {"local s = ('[1,[],{\"k\":\"v\"}],'):rep(50000) s = '[' .. s .. '0]' assert(#json.decode(s) == 50001)", ""},
        {"assert(json.encode(setmetatable({ 1 }, { __index = { secret = 1 }, __len = error, __pairs = error })) == '[1]')", ""},
    };
    (void)state;
    CHECK(scripts, NULL);
}

static void decoded_values_are_plain(void **state)
{
    static const struct script scripts[] = {
        {"local v = json.decode(' {\"a\" : [1, -2.5e1, \"\\\\u20ac\\\\ud83d\\\\ude00\"], \"n\" : null, \"t\" : {\"n\" : null} } ') "
         "assert(v.a[1] == 1 and v.a[2] == -25 and v.a[3] == '\\u{20ac}\\u{1f600}' and v.n == nil and next(v.t) == nil)",
         ""},
        {"assert(json.decode('3') == 3 and json.decode('\"\"') == '' and next(json.decode('{}')) == nil and json.decode('null') == nil)",
         ""},
        {"local v = json.decode('[1, 2.0, 1e3, 9007199254740991, -9007199254740991, 9007199254740993, 0.5]') "
         "for i = 1, 5 do assert(math.type(v[i]) == 'integer') end assert(v[4] == 9007199254740991 and v[5] == -v[4] and v[3] == 1000) "
         "assert(math.type(v[6]) == 'float' and v[7] == 0.5)",
         ""},
        {"local v = json.decode('{\"1\":1,\"a\":[{\"b\":2}]}') assert(v[1] == nil and v['1'] == 1 and math.type(v.a[1].b) == 'integer')",
         ""},
        {"local v = json.decode('{\"a\":[{}]}') assert(getmetatable(v) == nil and getmetatable(v.a) == nil and getmetatable(v.a[1]) == "
         "nil)",
         ""},
        {"json.decode('[1,]')", "json.decode: expected value but found T_ARR_END at character 4"},
        {"json.decode('')", "json.decode: expected value but found T_END"},
        {"json.decode('[1] x')", "found invalid token at character 5"},
        {"json.decode('01')", "invalid number"},
        {"json.decode('-0x10')", "invalid number"},
        {"json.decode('NaN')", "invalid token"},
        {"json.decode('-nan')", "invalid number"},
        {"json.decode('[Infinity]')", "invalid token"},
        {"json.decode('-inf')", "invalid number"},
        {"json.decode('[1e999]')", "a number is too large"},
        {"json.decode('\"\\\\ud800\"')", "invalid unicode escape"},
        {"json.decode('\"abc')", "unexpected end of string"},
        {"json.decode('{\"a\" 1}')", "expected colon"},
        {"json.decode('[1]\\0x')", "zero byte"},
        {"json.decode('[null]')", "null in a list"},
        {"json.decode('{\"a\":[1,null]}')", "null in a list"},
        {"json.decode('{\"a\":1e999,\"b\":[null]}')", "null in a list"},
        {"json.decode(('['):rep(100))", "too many nested"},
        {"json.decode(('['):rep(200000) .. (']'):rep(200000))", "too many nested"},
        {"assert(json.decode(('['):rep(32) .. (']'):rep(32))[1]) json.decode(('['):rep(33) .. (']'):rep(33))", "too many nested"},
        {"json.decode((' '):rep(2000000))", "larger than 1 MB"},
        {"json.decode({})", "string expected"},
        {"json.decode()", "string expected"},
        {"local ok, why = pcall(json.decode, '[') assert(not ok and why:find('json.decode', 1, true)) assert(json.decode('[2]')[1] == 2)",
         ""},
    };
    (void)state;
    CHECK(scripts, NULL);
}

static void what_json_cannot_hold_is_refused(void **state)
{
    static const struct script scripts[] = {
        {"json.encode({ 100000000000000 })",
         "the integer 100000000000000 has more than 14 digits and would be rounded; encode it as a string"},
        {"json.encode(math.mininteger)", "encode it as a string"},
        {"json.encode(9007199254740993)", "encode it as a string"},
        {"json.encode()", "value expected"},
        {"json.encode({ 0 / 0 })", "has no JSON form"},
        {"json.encode(-1 / 0)", "infinity has no JSON form"},
        {"json.encode({ pairs })", "a function has no JSON form"},
        {"json.encode({ [1] = 1, [1 << 31] = 1 })", "neither a list nor a map"},
        {"json.encode({ [2] = 1 })", "neither a list nor a map"},
        {"json.encode({ 1, 2, x = 3 })", "neither a list nor a map"},
        {"json.encode({ [1.5] = 1 })", "neither a list nor a map"},
        {"json.encode({ [true] = 1 })", "neither a list nor a map"},
        {"json.encode({ [{}] = 1 })", "has no fixed order"},
        {"local t = {} t[1] = t json.encode(t)", "in a circle"},
        {"local t = {} for i = 1, 31 do t = { t } end json.encode(t) json.encode({ t })", "nested deeper than 32"},
        {"local t = {} for i = 1, 31 do t = { t, t } end json.encode(t)", "larger than 1 MB"},
        {"json.encode(('x'):rep(1 << 20))", "larger than 1 MB"},
        {"json.encode(('\\1'):rep(1 << 20))", "larger than 1 MB"},
        {"assert(#json.encode(('x'):rep((1 << 20) - 2)) == 1 << 20)", ""},
    };
    (void)state;
    CHECK(scripts, NULL);
}

static void the_settings_are_out_of_reach(void **state)
{
    static const struct script scripts[] = {
        {"assert(json.encode_max_depth == nil and json.decode_max_depth == nil and json.encode_sparse_array == nil)", ""},
        {"assert(json.new == nil and json.null == nil and json.encode_keep_buffer == nil and json.decode_invalid_numbers == nil)", ""},
        {"local names = {} for name in pairs(json) do names[#names + 1] = name end assert(table.concat(names, ' ') == 'decode encode')",
         ""},
        {"json.decode = nil", "the json library cannot be changed"},
        {"return cjson", "undefined name 'cjson'"},
    };
    (void)state;
    CHECK(scripts, NULL);
}

// Every state hashes strings with a seed of its own.
static void every_box_writes_the_same_bytes(void **state)
{
    static const char source[] = "local t = { z = { b = 1, a = 2, [''] = 3 } } for i = 1, 300 do t['key' .. i * 7919 % 1000] = i end "
                                 "local s = json.encode(t) assert(json.encode(json.decode(s)) == s) return s";
    char first[8192] = "";
    (void)state;
    for (int i = 0; i < 20; i++) {
        struct ts_box *box = new_box();
        struct ts_err err;
        const char *text;
        assert_int_equal(run(box, source, 1, NULL, &err), TS_OK);
        text = lua_tostring(ts_box_lua(box), -1);
        assert_true(strlen(text) > 3000 && strlen(text) < sizeof first);
        if (i == 0) strcpy(first, text);
        assert_string_equal(text, first);
        ts_box_free(box);
    }
}

static void greedy_uses_are_stopped(void **state)
{
    static const struct ts_limits limits = {.steps = 10 * 1000 * 1000, .bytes = 8 << 20, .millis = 20000};
    static const struct script scripts[] = {
        {"local s = '[' .. ('1,'):rep(100000) .. '1]' while true do pcall(json.decode, s) end", "stopped after"},
        {"local s = '[' .. ('1e-320,'):rep(10000) .. '1]' while true do pcall(json.decode, s) end", "stopped after"},
        {"local s = '[' .. ('[[]],'):rep(10000) .. '1]' while true do pcall(json.decode, s) end", "stopped after"},
        {"local s = '[' .. ('1,'):rep(100000) while true do pcall(json.decode, s) end", "stopped after"},
        {"local s = ('1'):rep(100000) while true do pcall(json.decode, s) end", "stopped after"},
        {"local s = (' '):rep(1000000) while true do pcall(json.decode, s) end", "stopped after"},
        {"while true do pcall(json.decode, '1') end", "stopped after"},
        {"while true do pcall(json.decode, '[') end", "stopped after"},
        {"while true do json.encode(1.5) end", "stopped after"},
        {"while true do json.encode({ {}, {} }) end", "stopped after"},
        {"local s = ('\\1'):rep(100000) while true do json.encode(s) end", "stopped after"},
        {"local t = {} for i = 1, 1000 do t[i] = 0.1 * i end while true do json.encode(t) end", "stopped after"},
        {"local s, t = '[' .. ('[],'):rep(10000) .. '1]', {} while true do t[#t + 1] = json.decode(s) end", "memory limit"},
        {"local s, t = '[' .. ('[],'):rep(10000) .. '1]', {} while true do pcall(function() t[#t + 1] = json.decode(s) end) end",
         "memory limit"},
        {"json.decode('[' .. ('[],'):rep(150000) .. '1]')", "memory limit"},
        {"pcall(json.decode, '[' .. ('[],'):rep(150000) .. '1]')", "memory limit"},
        {"local s = '\"' .. ('x'):rep(1000000) .. '\"' for i = 1, 5 do json.decode(s) end", ""},
    };
    (void)state;
    CHECK(scripts, &limits);
}

// Whatever the limit and the shape, decoding works or is refused before cjson starts, and nothing is lost.
static void decoding_stays_inside_the_memory_limit(void **state)
{
    static const char *const shapes[] = {
        "('[],'):rep(n // 3)",
        "('{},'):rep(n // 3)",
        "('1,'):rep(n // 2)",
        "('[1,1,1],'):rep(n // 8)",
        "('\"\",'):rep(n // 3)",
        "('{\"\":1},'):rep(n // 7)",
        "('{\"a\":[{\"b\":1}]},'):rep(n // 17)",
        "(('['):rep(31) .. (']'):rep(31) .. ','):rep(n // 63)",
        "(('[{\"\":'):rep(15) .. '1' .. ('}]'):rep(15) .. ','):rep(n // 92)",
    };
    int stopped = 0, fine = 0;
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        char source[300];
        snprintf(source, sizeof source, "local n = 20000 return json.decode('[' .. %s .. '0]')", shapes[i]);
        for (size_t bytes = 50000; bytes < 1000000; bytes += 19900) {
            struct ts_box *box = new_box();
            struct ts_err err;
            enum ts_status status = run(box, source, 1, &(struct ts_limits){.bytes = bytes}, &err);
            if (status == TS_OK) fine++;
            if (ts_box_tripped(box) == TS_TRIP_MEMORY) stopped++;
            assert_true(status == TS_OK || ts_box_tripped(box) == TS_TRIP_MEMORY);
            assert_true(ts_box_bytes(box) <= bytes + 65536);
            ts_box_free(box);
        }
    }
    assert_true(stopped > 50 && fine > 50);
}

static void the_process_stays_small(void **state)
{
    static const struct script scripts[] = {
        {"local s = '[' .. ('[[[[]]]],'):rep(60000) .. '1]' for i = 1, 8 do json.decode(s) end", "stopped"},
        {"local s = ('\"\\\\u0001'):rep(100000) local t = {} for i = 1, 200 do t[i] = json.encode(s .. i) end", "stopped"},
        {"local s = '[' .. ('{\"a\":1},'):rep(60000) .. '1]' while true do json.decode(s) end", "stopped"},
    };
    struct rusage usage;
    (void)state;
    CHECK(scripts, NULL);
#ifndef __SANITIZE_ADDRESS__ // which keeps what is freed
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    assert_true(usage.ru_maxrss < 200 * 1024);
#else
    (void)usage;
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_encoded_comes_back),
        cmocka_unit_test(decoded_values_are_plain),
        cmocka_unit_test(what_json_cannot_hold_is_refused),
        cmocka_unit_test(the_settings_are_out_of_reach),
        cmocka_unit_test(every_box_writes_the_same_bytes),
        cmocka_unit_test(greedy_uses_are_stopped),
        cmocka_unit_test(decoding_stays_inside_the_memory_limit),
        cmocka_unit_test(the_process_stays_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
