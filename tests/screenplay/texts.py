"""Texts for the properties that hold of any text: arbitrary Unicode, and text in the shape of a screenplay."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

MARKS = [
    *"\n\r \t*_[]/()#=~>!@.^-–—«»…'’AÉ éa1🎬\u2028\u0301\ufeff\x00\x85\xa0",
    "\r\n",
    "\n\n",
    "  \n",
    "\n \n",
    "\n\t\n",
]
HOLES = ["[[", "]]", "/*", "*/", "[[note]]", "[[a\n  \nb]]", "/* b\n\nc */"]
WORDS = [
    *(
        "===",
        "INT. ",
        "EXT. ",
        " - JOUR",
        "SUITE",
        "JEAN",
        "(V.O.)",
        "Titre: ",
        "Title:",
        "FONDU AU NOIR.",
        "TO:",
        "12. ",
    ),
    *(
        "../",
        "ПЕТЯ",
        "LÉA ET ",
        "une femme",
        "(32 ans)",
        ", ",
        ". ",
        " le la ",
        "**gras**",
        "_*a* b_",
        "\\*",
        "the and of",
    ),
]
BLOCKS = [
    *("INT. BAR - JOUR #4#\n\n", "EXT. SEA - DAY\n\n", ".POOL\n\n", "LÉA\nOui.\n\n", "NOÉ (V.O.) ^\n(bas)\nNon.\n\n"),
    *(
        "Il *court*.\n\n",
        "\tÀ gauche\n  à droite\n\n",
        "@McLéa ^\n~la *la*\n\n",
        "> FIN <\n\n",
        "> FADE OUT.\n\n",
        "CUT TO:\n\n",
    ),
    *(
        "# Acte\n\n",
        "= Résumé\n",
        "MIA\nUn.\n= un\n(bas)\nDeux.\n=2\n~la\n\n",
        "===\n",
        "!JEAN\n\n",
        "LÉA\nUn.\n  \nDeux.\n\n",
        "[[note]]\n",
        "/*\n\nEXT. X\n\n*/\n",
        "\n",
    ),
    *("Title: A\n    B\nAuthor: *C*\n\n", "\ufeff", "Il dit [[tout\nbas]] oui.\n\n"),
]
"""Whole paragraphs, as writers put them together."""

shaped = st.lists(st.sampled_from(BLOCKS), max_size=14).map("".join)
broken = st.lists(st.sampled_from([*MARKS, *HOLES, *WORDS, *BLOCKS]), max_size=40).map("".join)
TEXTS = st.one_of(st.text(max_size=60), shaped, broken, shaped.map(lambda text: text.replace("\n", "\r\n")))
snippets = st.one_of(
    st.text(max_size=4), st.lists(st.sampled_from([*MARKS, *HOLES, *WORDS, *BLOCKS]), max_size=3).map("".join)
)

few = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
