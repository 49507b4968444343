-- world.lua - what the station keeps of everybody who has lain in Bunk Four

define.npc "oda" { title = "Oda Brandt" } -- of Second Helping: how many on Tern have pressed the key

define.world {
  lamp = "dark",         -- the lamp at the port: dark, lit
  beans = 0,             -- rows sown in the garden
  bells = 0,             -- how often the bell was rung
  order = "standing",    -- the order that Standby is under: standing, eased, signed
  oda_knows = "nobody",  -- what Oda Brandt has heard from Tern: nobody, clicks, voice
  six_wheel = "lame",    -- Number Six: lame, mended
}
