"""A film's structure on one sheet of paper: who is in which scene and where it plays, along the film's time, and beside
it who meets whom. Start at ``sheet.py``."""
