"""How a line is to be said."""


def level(m: str) -> float:
    return 0.0
