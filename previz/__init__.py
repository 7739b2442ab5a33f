"""A Fountain screenplay in, an animatic out: the film's project, its cut, its store and its command line."""

__version__ = "0.1.0"
