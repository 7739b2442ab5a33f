"""The lined script: the screenplay as it prints, and beside it the line of each shot that covers it.

``script.py`` lays the text in rows, ``coverage.py`` finds what each shot covers of them, ``sheet.py`` draws both in
millimetres, and ``paper.py`` (PDF) and ``page.py`` (HTML) put that down.
"""
