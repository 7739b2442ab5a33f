"""From scenes to shots, from shots to setups on a stage, from setups to drawn panels. It knows nothing of sound."""
