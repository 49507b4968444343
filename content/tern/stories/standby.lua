-- standby.lua - Bunk Four at twelve per cent, and the first forty minutes outside it; the rest is in stories/standby/

local function been_here(progression) return progression:count("story/tern:standby") > 0 end

define.story "standby" {
  title = "Nothing Is Required", focus = "depression", start = "bunk",
  vars = {
    task = "",           -- what you wrote on the rota: beans, radio, bell
    mugs = 0,            -- washed: none, your own, all eleven
    turned = 0,          -- turns of the wheel on the garden door
    sown = false,
    frost = false,       -- the lamp had been lit by somebody before you
    lamp = false,        -- the heater's current goes into the lamp
    order = "standing",  -- what became of it in this life
  },
  scenes = {
    bunk = {
      place = "bunk_four",
      text = {
        { text = [[{The light in Bunk Four stands at twelve per cent, which is enough to see that there is a ceiling. "Good shift," says Standby. It has a pleasant voice, like somebody who has come to tell you that the rain is over. "Nothing is required of you." It has said so every shift since the others went off on the tender. On the shelf is a glass of water with dust on it.|The ceiling is still there, at twelve per cent.|}]] },
        { text = [[{Low down, something bumps against the door. It backs off{world.six_wheel == 'mended':|, with a squeak}, and bumps again.|Bump, goes the door.|Something rolls. Bump.|}]] },
        { when = "world.bells > 0", text = [[{"There has been a bell," Standby adds. "{world.bells == 1: Once|{world.bells} times by now}. I mention it for completeness."|}]] },
        { when = "universe:deed('rings the bell on Tern')", text = [[{"The last to ring it gave the name {universe:deed('rings the bell on Tern').character.name}," says Standby. "There is no column for that. I have it under weather."|}]] },
        { when = "world['echo/tape'] ~= ''", text = [[{On the underside of the shelf, where one sees it only lying down, is a strip of label tape. *{world['echo/tape']}. The left wall is the warm one.*|}]] },
        { when = "turned == 10 and visits.bunk <= 1", text = [[{Across both your palms is the print of a wheel rim. It is fresh, and you have been lying here for forty days.|}]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/towel_tern" end, text = [[{On the sleeve of your sleeping things somebody has sewn a tern cut from a towel. You know the towel. You must have held the scissors.|}]] },
        function(run, _, progression)
          if run:visits("bunk") > 1 then return "" end
          if progression:unlocked("bean_mug") then
            return [[Beside the glass stands a mug with a bean in it, two leaves and a stalk with a kink. You do not remember putting it there. It has been turned, lately, so as to lean the other way.]]
          end
          if been_here(progression) then return [[On the shelf, beside the glass, lies an orange pip. You do not remember an orange.]] end
          return ""
        end,
      },
      choices = {
        { function(_, _, progression)
            return progression:unlocked("bean_mug") and "Share the water with the bean" or "Drink the water on the shelf"
          end, id = "water", once = true,
          reply = function(_, _, progression)
            if progression:unlocked("bean_mug") then
              return [[Half for the one and half for the other. The bean stands straighter at once, or you have put the mug down straighter.]]
            end
            return [[It is flat and tastes of the shelf. You can feel how far it goes down, and that there is somewhere for it to go.]]
          end },
        { "Ask Standby what time it is", id = "ask_time", once = true,
          reply = [["It's standby," says Standby. And before that? "Before that it was ten to four."]] },
        { "See what is bumping", id = "see_bump", to = "corridor",
          reply = [[You put a foot on the floor and then, since that is cold, the other foot on top of it. Against the door leans a boot, yours, fallen over. You move the boot. It leaves its shape behind in the dust.]] },
        { "Turn over", id = "turn_over", to = "bunk_dim",
          reply = [["Eleven per cent," says Standby, and the ceiling goes.]] },
      },
    },

    bunk_dim = {
      place = "bunk_four", intensity = 0.3, themes = { "abandonment" }, instead = "radio_wall",
      text = [[The blanket weighs as much as several blankets. Ten days, they had said, and it has been forty. You have been meaning to do something with one of your arms. Through the wall at your left the radio is talking to an empty room, as it does every ninety minutes, and at the door it goes bump, and after a time for thought, bump.]],
      choices = {
        { "Let an arm down, and move the boot from the door", id = "arm_down", to = "corridor",
          reply = [[It takes only the arm. The boot slides; the door gives by a hand's breadth; and through the gap comes something like a bread bin with a cloth under it, and stops at your slippers, and you see no way to explain things to it lying down.]] },
        { "Listen to the wall", id = "to_wall", to = "radio_wall" },
        { "Lie on", id = "lie_on", to = "bunk_deep", intensity = 0.6, themes = { "abandonment" },
          reply = [["I have not made a note of it," says Standby.]] },
      },
    },

    bunk_deep = {
      place = "bunk_four", intensity = 0.6, themes = { "abandonment" },
      warning = { type = "abandonment", severity = "moderate", skippable = true, description = "You lie in the dark and are told, gently, how little of you is left in use." },
      instead = "radio_wall",
      text = [[Standby goes through what it has been able to switch off. It reads softly, as one reads to a child. The galley, hot side. The garden. The lamp at the port. Bunks One to Three, and Five to Eleven. On the day the tender went Marit stood behind the glass of the hatch and held up ten fingers, and laughed, since she had to put down her bag to do it. "I have taken your name off the rota," says Standby. "It saved a line." You wait until you mind. It is like waiting for a foot to come back that one has sat on; and it does not come back, and the light goes to ten.]],
      choices = {
        { "Say your name", id = "say_name", to = "radio_wall",
          effect = function(run) run:integrate("validate_player_experience") end,
          reply = [["{character}," you say. It comes out with rust on it. "Yes," says Standby. "That was the line."]] },
        { "Hold up ten fingers", id = "ten_fingers", to = "radio_wall",
          reply = [[There is just light enough. You hold them in front of your face, and count them, and lose count, and they are all there.]] },
        { "Say nothing", id = "say_nothing", to = "radio_wall",
          reply = [[You say nothing, and it is entered as nothing. On the other side of the wall somebody says, quite distinctly, "Custard."]] },
      },
    },

    radio_wall = {
      place = "bunk_four", rest = true,
      text = [[The wall by the pillow is warm, where the back of the radio is. You can lie with your ear to it. "Tern, Tern, this is *Second Helping*," says a woman's voice with weather in it. "Regulations say hail, so I'm hailing. You needn't pick up. It's Tuesday. Lunch was the brown one. For pudding there was", and here the pump cuts in, and hums, and when it leaves off she has said what there was for pudding.]],
      choices = {
        { "Knock on the wall", id = "knock", to = "corridor",
          reply = [[Two knocks. She is four thousand kilometres off and cannot hear it. From the corridor, low down, come two bumps. One cannot leave it at that; it would be rude.]] },
        { "Get up, to find out about the pudding", id = "up_pudding", to = "radio_first",
          reply = [[You are in the corridor with a blanket round you before it has been decided. Something gets out from under your feet. The next door is the radio room's.]] },
      },
    },

    corridor = {
      place = "corridor",
      text = {
        { when = "world.six_wheel == 'lame'", text = [[{What bumps is Number Six, a floor crawler the size of a bread bin, with a cloth under it and one bad wheel. It has polished the three metres outside your door until you can see your knees in them. Where the good wheel runs out it comes back.|Number Six comes by, and goes back.|}]] },
        { when = "world.six_wheel == 'mended'", text = [[{What bumps is Number Six, a floor crawler the size of a bread bin with a cloth under it. All its wheels turn. The shine goes along the floor in both directions for as far as there is light, and it has come here, it appears, only because your door is the one it has not been in.|Number Six goes by, at a good pace.|}]] },
        { text = [[{The ring goes up in front of you and up behind you, as rings do, so that wherever you stand it is the lowest place in it. {world.order == 'standing': Two lights are on, the galley's and the radio room's.|Lights are on for as far up as one can see; the nearest doors are the galley's and the radio room's.}|To the left is the galley, and to the right the radio. The rest goes up{world.order == 'standing': into the dark|, with lamps}.|The two lights hum, a little apart.}]] },
      },
      choices = {
        { "Go into the galley", id = "to_galley", to = "galley", when = "not seen.galley" },
        { "Go into the radio room", id = "to_radio", to = "radio_first", when = "not seen.radio_first" },
        { "Walk behind Number Six for a bit", id = "follow_six", once = true,
          reply = [[{world.six_wheel == 'mended': You walk until it is out of sight up the floor, and hear it go on. It comes past again from behind, eleven minutes later, without having turned round.|Three metres there, three metres back. At the third time you know the squeak for an F. At the fifth you are walking in step.}]] },
        { "Lie down again", id = "lie_again", to = "second_shift",
          reply = [["That was a long shift," says Standby. It was {seen.galley and seen.radio_first: an hour and ten minutes|not an hour}.]] },
      },
    },
  },
}
