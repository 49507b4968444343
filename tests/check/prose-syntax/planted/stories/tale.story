=== quay ===
Fog on the water.
  * (light) [Light the lantern] It catches.
    -> pier, or so // expect: prose-syntax
  * (sit) [Sit with the dark] You sit.
  - The tide turns.
-> END spoken
