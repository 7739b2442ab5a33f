"""The edit comes back: a timeline that an editor has worked on becomes decisions about shots, and a proposed draft.

``reading`` opens the file, ``matching`` says which shot each clip is, ``changes`` what was done to it, ``deciding``
writes that down, ``proposal`` says what it means for the text.
"""
