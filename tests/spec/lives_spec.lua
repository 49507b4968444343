-- lives_spec.lua - in every shipped story of an evening: one life is completed, and the next begins otherwise
local support = require "support"

local function words(text)
  local list = {}
  for word in text:gmatch "%S+" do list[#list + 1] = word end
  return list
end

-- The story's pack and what it requires, alone: loaded in a moment.
local function content_of(pack)
  local folder = support.path("content_" .. pack)
  os.execute(("mkdir -p %s && cp -r content/core content/%s %s"):format(support.quote(folder), pack, support.quote(folder)))
  return folder
end

local function call(what, folder, store)
  for _, word in ipairs { "--no-default-content", "--content", folder, "--store", store } do what[#what + 1] = word end
  return what
end

local function tell(store, folder, story, run, name, path, ...)
  local text = {}
  for _, line in ipairs(support.play(call({ story, "--run", run, "--player", name:lower(), "--as", name, "--universe", "u", "--seed", "7", ... }, folder, store), words(path))) do
    text[#text + 1] = line.text or line.error
  end
  return table.concat(text, "\n")
end

-- A story: a way to an ending; what that life leaves, and how the next one meets it in the scenes along `later`.
local lives = {
  { "wendwood:queen", [[over beside to_pegs hold_pegs take_peg walk_on birches_on to_rim gather button_coat sandwiches eat_half keep sun_feet
      hold_out hang_stay apple]],
    later = "over", skill = "banked_turf", cosmetic = "wax_thumb", echo = "Ada's are bad-tempered before rain", feels = "a tin with a turf in it", wears = "There is wax under the nail.",
    also = { "In the strap of the desk is a knot." } },
  { "tern:standby", "see_bump to_radio speak lie_again up_light to_bell ring_bell to_cupola to_lamp light_lamp call_shift ask_who turn_sheet tell_feet ease to_lock call_oda",
    later = "see_bump to_radio", skill = "ten_turns", cosmetic = "towel_tern", echo = "*Ada. The left wall is the warm one.*", feels = "the print of a wheel rim",
    wears = "a tern cut from a towel", also = { "gave the name Ada", "a row of raisins" } },
  { "third_reel:phare", [[broom buy_chestnuts hold_ladder ring_once two_rings ring_two play_out give_chestnut promise_when see_photo cannot_have up_ladder
      say_held have_told lift_hand chalk_up wedge_door to_cafe promise_waltz leave_whole hang_shirts nod_third play_through ask_reel walk_home put_down]],
    later = "broom buy_chestnuts", skill = "left_pocket", cosmetic = "chalk_cuff", echo = "That's the *Ada*", feels = "The hand went and saw to it",
    wears = "You've done that R for me before", also = { "The hand is Ada's." } },
  { "put_by:shop", [[street_door read_list third who take_beas unbolt to_shelves follow answer give_bea ask_toast ask_march me_either give_dan ask_help
      to_beas back_cover show_custards ask_father last_stack hook_wide tell_funicular mark_name carry_back gap_tides put_something line_through]],
    later = "street_door read_list third who take_beas", skill = "open_shop", cosmetic = "blue_stub", echo = "The last line is Ada's.", feels = "toby jug",
    wears = "It is behind your ear, and blue.", also = { "a name to it, Ada, and the drawing of a boot" } },
  { "ebb_market:river", [[middle pick_up cut touch_sleeve take_ball to_behind behind_gravel to_list interrupt name_said to_bell wheel_cart go_up tug]],
    later = "middle", skill = "good_evening", cosmetic = "string_ribbon", echo = "*Ada, Ada, the lamps are out,*", feels = "The Bench goes through its cards", wears = "he sees to the bow" },
  { "the_usual:night", [[handle what_is barley next_to how_been turn_over begin_coat jacket watch dealt_in how_it_was to_phone read_roll roll_up its_me
      two_lines ask_ife corner_three never_bus ask_lund ask_six im_asking take_pencil write_name]],
    later = "handle what_is barley next_to", skill = "grey_print", cosmetic = "brass_pencil", echo = "*Would never let Teo pay twice,* says the one line", feels = "Most people begin with the front",
    wears = "That's one of mine" },
  { "high_house:hurry", [[send_box send_hatstand ring_basket take_broom sweep_end gate_supper eat_all go_hammer hold_lamp have_soup to_kitchen smell_them
      pot_by_pot to_yard ask_icicles to_dusk take_rope pull_this give_rope drink_cup lie_down stay_noon open_south stand_groove go_light]],
    later = "send_hens ring_basket", skill = "rope_pace", cosmetic = "birch_twig", wears = "That's off mine", echo = "And mind the Ada,", feels = "The rope goes up beside you, and creaks",
    also = { "One will have been a guest's" } },
  { "reference_only:round", [[walk_doors try_doors say_before doors_hall under_arm turn_on stamp_edge sit_88 along_rings stamp_floor to_bindery blue_slip have_sewn
      cut_self look_pear sit_32 measure lay_copies ask_seventh put_in hold_oil wedge out_c go_in coat_over bench_grey seven put_chain]],
    later = "walk_doors", skill = "said_first", cosmetic = "violet_cuff", echo = "*Ada, one night.*", feels = "I don't know who I got that from", wears = "a date on your cuff, in violet" },
  { "that_is_all:stair", [[step_on unpack ask_where take_bare comes_away what_pot until_dry go_river look_stone lift_long carry_flat say_tuma go_up take_nine untie
      take_top biscuit wash with_dean teach_tuma take_plate other_end tie_thumbs ask_his which_wall cut_it line_drew]],
    later = "step_on unpack see_ferris", skill = "dry_side", cosmetic = "white_knees", echo = '"Is that all, Ada?"', feels = "and calls good morning", wears = "your knees, which are white",
    also = { '"Ada lent a hand with that' } },
  { "through_stones:march", [[by_gap who_gap come_down bed_window eat_plate sit_shoes say_bed lay_in fill_heart wall_talk set_first say_when pull_cord who_comes
      ring_yes meet_bus show_thumb ask_practised heard_ring second_bowl say_seven hang_slate drive_last open_back agree_hour]],
    later = "by_gap who_gap come_down bed_window eat_plate sit_shoes say_bed", skill = "long_way_in", cosmetic = "black_nail", echo = "The newest says *Ada,*",
    feels = "You have it turned end on", wears = "Which stone was that?", also = { "round her neck is a button off a coat", "scratched *Ada,*" } },
  { "winter_lock:lock", "gauge mare mend mended drop free",
    later = "gauge", skill = "strips", cosmetic = "bare_hands", echo = "The page is signed *Ada*", feels = "The horse blanket hangs from its nail in strips" },
}

describe("the next life in", function()
  teardown(support.remove_scratch)

  for _, life in ipairs(lives) do
    it(life[1] .. " meets what the one before left, learned and came to wear", function()
      local pack = life[1]:match "^[^:]+"
      local store, folder = support.path(pack .. ".db"), content_of(pack)
      local before = tell(store, folder, life[1], "first", "Ada", life[2])
      support.must(call({ "player", "learn", "ada", life.skill }, folder, store))
      local later = tell(store, folder, life[1], "later", "Ada", life.later)
      local seen = { life.feels, life.echo, life.wears, table.unpack(life.also or {}) }
      for _, met in pairs(seen) do
        assert.is_nil(before:find(met, 1, true), met)
        assert.truthy(later:find(met, 1, true), met .. "\n" .. later)
      end
      local earned = {}
      for _, one in ipairs(support.answer(call({ "player", "show", "ada", "--json" }, folder, store)).cosmetics) do earned[one.id] = one.earned end
      assert.is_true(earned[pack .. ":cosmetic/" .. life.cosmetic])
    end)
  end
end)

describe("whoever stands where another stands", function()
  teardown(support.remove_scratch)

  -- A story, the way to the place, and what is told there of Bo, who is there at the same time.
  local places = {
    { "wendwood:queen", "over beside", '"Bo," says Pell' }, { "ebb_market:river", "sit_top", "It is Bo." },
    { "the_usual:night", "handle", "*Bo,* it says on their paper" }, { "reference_only:round", "to_trolley under_arm see_readers", "stands *Bo.*" },
  }

  for _, place in ipairs(places) do
    it("is seen in " .. place[1] .. ", and nobody is who has left", function()
      local pack = place[1]:match "^[^:]+"
      local store, folder = support.path(pack .. ".db"), content_of(pack)
      local function come(run, name) return tell(store, folder, place[1], run, name, place[2], "--at", "0") end
      assert.is_nil(come("bo", "Bo"):find(place[3], 1, true))
      assert.truthy(come("ada", "Ada"):find(place[3], 1, true))
      support.must(call({ "run", "abandon", "bo" }, folder, store))
      support.must(call({ "run", "abandon", "ada" }, folder, store))
      assert.is_nil(come("cy", "Cy"):find(place[3], 1, true))
    end)
  end
end)
