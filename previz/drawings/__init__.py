"""The artist's drawings: the folder ``drawings`` beside the screenplay, bound to shots, laid into their panels.

``naming`` says how files are called, ``ledger`` what is known of each, ``binding`` which shot each is of in this draft,
``laying`` what that makes of a panel, ``locking`` keeps one for good, ``wording`` says what is wrong with one.
"""
