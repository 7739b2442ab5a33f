"""What went wrong, where, and what to do about it. The command line prints these without a traceback."""


class PrevizError(Exception):
    """Base of the errors of this package; its text is one or two sentences for a person."""


class SettingsError(PrevizError):
    """A key or a value of previz.toml, of the environment or of a flag that cannot be used."""


class BackEndError(PrevizError):
    """A back end that is unknown, broken, or not ready on this machine."""


class StoreError(PrevizError):
    """The film's folder cannot be read or written."""


class DraftsError(PrevizError):
    """What the film's folder holds of its drafts, or of locked numbers, cannot be used."""
