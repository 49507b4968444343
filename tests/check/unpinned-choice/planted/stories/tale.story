=== quay ===
# intensity 0
Fog on the water.
  * (light) [Light the lantern] It catches.
  * [Sit with the dark] You sit. // expect: unpinned-choice
  - The tide turns.
-> END spoken
