"""What people do, by the verbs of the text: postures and gestures, in both languages, each drawn as a body can."""

import numpy as np
import pytest

import screenplay
from screenplay.cast import cast
from screenplay.elements import Locale
from screenplay.scenes import scenes
from storyboard.looks import looks
from storyboard.sketch.skeleton import skeleton
from storyboard.stage.blocking import block
from storyboard.stage.geometry import Figure
from storyboard.stage.sets import plan

INTRODUCED = "INT. SALON - JOUR\n\nANNE, 30 ans, et PAUL, 40 ans, sont là.\n\n"
SAID = {
    "s'assoit": "sit", "s'allonge sur le canapé": "lie", "s'agenouille": "kneel", "s'accroupit": "crouch",
    "s'appuie au mur": "lean", "marche": "walk", "court": "run", "rampe": "crawl", "saute": "jump", "s'endort": "lie",
    "pointe la porte du doigt": "point", "tient un livre": "hold", "décroche": "phone", "gifle Paul": "hit",
    "se bat avec Paul": "fight", "enlace Paul": "embrace", "embrasse Paul sur la bouche": "kiss", "danse": "dance",
    "boit": "drink", "mange": "eat", "écrit une lettre": "write", "lit le journal": "read", "ouvre la porte": "open",
    "tend la main à Paul": "reach", "fait signe à Paul": "wave", "croise les bras": "cross_arms",
    "lève les mains": "hands_up", "cache son visage": "hide_face", "porte une caisse": "carry", "pianote": "type",
    "fume": "smoke", "joue du piano": "play", "épluche": "cook", "jette une pierre": "throw", "pousse Paul": "push",
    "tire la corde": "pull", "vise Paul avec un fusil": "aim", "applaudit": "clap", "joint les mains": "pray",
    "hausse les épaules": "shrug", "balaie": "sweep", "peint": "paint", "coud": "sew", "chante": "sing",
    "frappe à la porte": "knock", "photographie Paul": "photograph", "se bouche les oreilles": "cover_ears",
    "réfléchit": "think",
}  # fmt: skip


ENGLISH = {
    "sits": "sit", "kneels": "kneel", "crawls": "crawl", "jumps": "jump", "runs": "run", "throws a stone": "throw",
    "pushes Paul": "push", "pulls the rope": "pull", "aims a rifle at Paul": "aim", "applauds": "clap",
    "shrugs": "shrug", "sweeps": "sweep", "paints": "paint", "knits": "sew", "sings": "sing", "fights Paul": "fight",
    "knocks on the door": "knock", "covers her ears": "cover_ears",
}  # fmt: skip


def played(action: str, who: str = "anne", *, locale: Locale = "fr") -> Figure:
    """Someone at the last beat of a scene."""
    here = INTRODUCED if locale == "fr" else "INT. LIVING ROOM - DAY\n\nANNE (30) and PAUL (40) are here.\n\n"
    script = screenplay.parse(here + action + "\n", locale=locale)
    people, scene = cast(script), scenes(script)[0]
    texts = [beat.text for beat in scene.beats if beat.kind == "action"]
    ground = plan(scene.heading, texts=texts, locale=locale)
    staging = block(scene, ground, people, looks(people, texts), locale=locale)[-1]
    return next(one for one in staging.figures if one.character == who)


@pytest.mark.parametrize(
    ("words", "pose", "locale"), [*((*row, "fr") for row in SAID.items()), *((*row, "en") for row in ENGLISH.items())]
)
def test_verbs_give_poses(words, pose, locale):
    """At least forty, and every joint of each is somewhere."""
    figure = played(f"Anne {words}.", locale=locale)
    assert pose in (figure.posture, figure.gesture)
    bones = skeleton(figure)
    assert all(np.isfinite(bones[name]).all() for name in ("hand_l", "hand_r", "toe_l", "toe_r", "crown"))


def test_poses_are_told_apart():
    """No two gestures put both hands at the same places."""
    bodies = {"sit", "lie", "kneel", "crouch", "lean", "walk", "run", "crawl", "jump", "embrace", "kiss", "hold"}
    hands = {}
    for gesture in set(SAID.values()) - bodies:
        bones = skeleton(Figure("anne", (0.0, 2.0, 0.0), -90.0, gesture=gesture))  # type: ignore[arg-type]
        hands[gesture] = np.concatenate([bones["hand_l"], bones["hand_r"], bones.frames["head"][0]])
    near = [(a, b) for a in hands for b in hands if a < b and np.linalg.norm(hands[a] - hands[b]) < 0.02]
    assert near == []


def test_who_is_named_before_a_comma_is_meant():
    """ "Debout près de la fenêtre" is said of whom is looked at, not of the one who looks."""
    lying = played("Anne s'allonge sur le canapé. Elle regarde Paul, debout près de la fenêtre.")
    assert lying.posture == "lie"
    assert played("Paul regarde Anne, assise sur le canapé.").posture == "sit"
