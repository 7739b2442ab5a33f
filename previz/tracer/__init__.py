"""The tracer sheet: panels without their captions, numbered in a shuffled order, to be read blind and scored.

``truth`` says what each panel is to be read as, ``sheet`` lays the panels out, ``form`` asks, ``scoring`` counts,
``making`` writes all three files: ``NAME.png`` to look at, ``NAME.csv`` to fill in, ``NAME.key.json`` to keep shut.
"""
