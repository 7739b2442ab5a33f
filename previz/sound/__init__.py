"""What is heard: lines and their takes, recordings, the sound laid on the cut, and what can be had of it alone."""
