"""A page that plays the film beside its text."""
