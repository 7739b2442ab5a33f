"""Text PDFs read back as screenplays, as well as their layout tells: columns, margins, page furniture.

A PDF has no kinds, only places. What is found is marked as imported, for the writer to check.
"""
