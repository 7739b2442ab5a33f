"""A LoRA on the artist's drawings: ``gathering`` finds them and the words for each, ``rights`` asks for the statement
that their artist signed, ``running`` trains, keeps what was learnt, and goes on from it."""
