"""The shot list as a file: CSV and XLSX (``tables.py``), a page (``page.py``), PDF (``paper.py``), JSON.

Start at ``listing.py``: what all of them are given.
"""
