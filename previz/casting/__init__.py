"""Who plays: voices tried, what a model proposes of people and places, what a person declares."""
