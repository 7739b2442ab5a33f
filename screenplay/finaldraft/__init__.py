"""Final Draft's own files (.fdx): XML read without trust, understood as a manuscript, and written from one.

What Final Draft says and Fountain cannot is kept in notes, which print nothing: ``[[rev 2]]…[[/rev]]`` around revised
words, ``[[fdx Type="Shot"]]`` at the end of a paragraph, ``{Color="#FFFF00000000"}`` at the end of a script note's
words. A writer sees them, may remove them, and they go where the text goes: a file beside the text would be left
behind by the first e-mail.
"""
