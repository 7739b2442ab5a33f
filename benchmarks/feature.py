"""A screenplay of any length, for measuring: varied places, people, actions and lines, in French or English.

``python benchmarks/feature.py --pages 120 --language fr > feature.fountain``. The same arguments give the same text.
"""

import argparse
import random
from dataclasses import dataclass

LINES_A_PAGE = 55


@dataclass(frozen=True)
class Words:
    """What a language's screenplay is put together from."""

    title: str
    heads: tuple[str, ...]
    hours: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]
    lines: tuple[str, ...]
    manners: tuple[str, ...]
    endings: tuple[str, ...]


FRENCH = Words(
    "Titre: Les Grandes Eaux\nAuteur: banc de mesure\n",
    (
        "INT. CUISINE DE LA FERME", "EXT. COUR DE LA FERME", "INT. VOITURE DE PAUL", "EXT. PLACE DU VILLAGE",
        "INT. CAFÉ DES SPORTS", "INT. CHAMBRE D'HÔTEL", "EXT. PLAGE", "INT. BUREAU DU MAIRE", "EXT. FORÊT",
        "INT. HÔPITAL - COULOIR", "INT. SALLE DE CLASSE", "EXT. QUAI DE GARE", "INT. ÉGLISE", "EXT. TOIT",
        "INT. SALON DE MADELEINE", "EXT. RUE DU PORT",
    ),
    ("JOUR", "NUIT", "AUBE", "SOIR", "MATIN", "CRÉPUSCULE"),
    (
        ("MADELEINE", "soixante ans, cheveux gris, manteau long"), ("PAUL", "la quarantaine, barbu"),
        ("INÈS", "vingt-cinq ans, cheveux courts"), ("LE MAIRE", "un gros homme en costume"), ("TOM", "dix ans, une casquette"),
        ("CLAIRE", "trente-huit ans, lunettes"), ("ABEL", "un vieil homme maigre"), ("ROSE", "une jeune femme rousse"),
    ),
    (
        "{a} entre et s'arrête sur le seuil.", "{a} s'assoit en face de {b}.", "{a} regarde {b} sans rien dire.",
        "{a} se lève et marche jusqu'à la fenêtre.", "Un long silence.", "{a} prend la LETTRE sur la table et la lit.",
        "Le TÉLÉPHONE sonne. {a} décroche.", "{a} sourit. {b} détourne les yeux.", "{a} sort en courant.",
        "Au loin, une cloche. Le vent se lève.", "{a} pose la main sur l'épaule de {b}.", "{a} allume la lampe.",
        "La foule passe sans les voir. {a} cherche quelqu'un du regard.", "{a} pleure, le visage dans les mains.",
    ),
    (
        "Tu savais qu'ils viendraient aujourd'hui ?", "Je n'ai jamais dit que ce serait facile, j'ai dit que ce serait juste.",
        "Non.", "L'eau monte depuis trois jours. Personne ne veut la regarder en face.", "Et toi, tu restes ?",
        "On verra bien.", "Mon père disait toujours : une maison, ça se garde ou ça se brûle. Il n'a fait ni l'un ni l'autre.",
        "Attends !", "À dix-neuf heures trente, au pont. Viens seule.", "Ce n'est pas ta faute, {b}.", "Tais-toi. Écoute…",
    ),
    ("à voix basse", "criant", "un temps", "souriant", "sans se retourner", "au téléphone", "en larmes"),
    ("FONDU AU NOIR.", "COUPE À :", "FONDU ENCHAÎNÉ :"),
)  # fmt: skip

ENGLISH = Words(
    "Title: High Water\nAuthor: measuring bench\n",
    (
        "INT. FARM KITCHEN", "EXT. FARM YARD", "INT. PAUL'S CAR", "EXT. VILLAGE SQUARE", "INT. CAFE", "INT. HOTEL BEDROOM",
        "EXT. BEACH", "INT. MAYOR'S OFFICE", "EXT. FOREST", "INT. HOSPITAL - CORRIDOR", "INT. CLASSROOM",
        "EXT. STATION PLATFORM", "INT. CHURCH", "EXT. ROOFTOP", "INT. LIVING ROOM", "EXT. HARBOUR STREET",
    ),
    ("DAY", "NIGHT", "DAWN", "EVENING", "MORNING", "DUSK"),
    (
        ("MADELEINE", "60, grey hair, a long coat"), ("PAUL", "a bearded man in his forties"), ("INES", "25, short hair"),
        ("THE MAYOR", "a heavy man in a suit"), ("TOM", "a ten-year-old boy in a cap"), ("CLAIRE", "38, glasses"),
        ("ABEL", "a thin old man"), ("ROSE", "a young woman with red hair"),
    ),
    (
        "{a} enters and stops in the doorway.", "{a} sits down opposite {b}.", "{a} looks at {b} and says nothing.",
        "{a} stands up and walks to the window.", "A long silence.", "{a} takes the LETTER from the table and reads it.",
        "The PHONE rings. {a} picks it up.", "{a} smiles. {b} looks away.", "{a} runs out.",
        "Far away, a bell. The wind rises.", "{a} puts a hand on {b}'s shoulder.", "{a} lights the lamp.",
        "The crowd passes without seeing them. {a} searches the faces.", "{a} weeps, face in hands.",
    ),
    (
        "Did you know they would come today?", "I never said it would be easy, I said it would be right.", "No.",
        "The water has been rising for three days. Nobody wants to look at it.", "And you, are you staying?", "We'll see.",
        "My father used to say: a house, you keep it or you burn it. He did neither.", "Wait!",
        "Half past seven, at the bridge. Come alone.", "It isn't your fault, {b}.", "Be quiet. Listen...",
    ),
    ("whispering", "shouting", "beat", "smiling", "without turning", "into phone", "in tears"),
    ("FADE OUT.", "CUT TO:", "DISSOLVE TO:"),
)  # fmt: skip


def feature(pages: int, language: str = "fr", seed: int = 1) -> str:
    """A screenplay of about ``pages`` pages."""
    words = FRENCH if language == "fr" else ENGLISH
    chance = random.Random(seed)
    text = [words.title]
    met: set[str] = set()
    count = 0
    while count < pages * LINES_A_PAGE:
        scene = _scene(words, chance, met)
        count += scene.count("\n") + 1
        text.append(scene)
    return "\n".join(text)


def _scene(words: Words, chance: random.Random, met: set[str]) -> str:
    people = chance.sample(words.people, chance.choice((1, 2, 2, 2, 3, 4)))
    parts = [f"{chance.choice(words.heads)} - {chance.choice(words.hours)}"]
    parts += [
        f"{name}, {look}, attend." if words is FRENCH else f"{name}, {look}, waits."
        for name, look in people
        if name not in met
    ]
    met.update(name for name, _ in people)
    for _turn in range(chance.randint(3, 14)):
        first, second = chance.sample(people, 2) if len(people) > 1 else (people[0], people[0])
        filled = {"a": first[0].capitalize(), "b": second[0].capitalize()}
        if chance.random() < 0.4:
            parts.append(chance.choice(words.actions).format(**filled))
        else:
            manner = f"({chance.choice(words.manners)})\n" if chance.random() < 0.2 else ""
            parts.append(f"{first[0]}\n{manner}{chance.choice(words.lines).format(**filled)}")
    if chance.random() < 0.15:
        parts.append(chance.choice(words.endings))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--language", choices=("fr", "en"), default="fr")
    options = parser.parse_args()
    print(feature(options.pages, options.language))
