"""Scenes that the tests of blocking play."""

from staging_checks import Played, play

DINER = """INT. SALLE À MANGER - SOIR

HÉLÈNE (45 ans) et MARC (50 ans) dînent. Leur fille, ZOÉ, 8 ans, mange sa soupe.

HÉLÈNE
Tu rentres tard.

MARC
(sans lever les yeux)
Le train.

Zoé regarde son père.

ZOÉ
Vous allez divorcer ?

Marc se lève et va à la fenêtre.

HÉLÈNE
(furieuse)
Bravo !

Zoé fond en larmes. Hélène la prend dans ses bras.
"""
HOSPITAL = """INT. HÔPITAL - CHAMBRE 12 - JOUR

SIMONE, quatre-vingts ans, est allongée sur le lit. Son fils, BRUNO, la cinquantaine, dort dans le fauteuil.

UNE INFIRMIÈRE entre, un plateau à la main.

L'INFIRMIÈRE
(à voix basse)
Monsieur ?

Bruno se réveille, se redresse.

BRUNO
Elle a bougé ?

SIMONE
Je ne suis pas morte.

Bruno éclate de rire. Il embrasse sa mère sur le front.
"""
CLASSROOM = """INT. SALLE DE CLASSE - MATIN

Trente ÉLÈVES chahutent. LA PROFESSEURE, quarante ans, lunettes, écrit au tableau.

LA PROFESSEURE
(sans se retourner)
Silence.

TOM, douze ans, casquette, lève la main.

TOM
Madame, on peut sortir ?

LA PROFESSEURE
Non.

Tom se lève et sort.

LA PROFESSEURE
Tom !
"""
CAR = """INT. VOITURE - NUIT

ALEX, trente ans, regarde la route. JULIE conduit.

ALEX
Tu vas trop vite.

JULIE
(en colère)
Descends, alors !

Le téléphone d'Alex sonne. Il décroche.

ALEX
(au téléphone)
Oui ?

LA MÈRE (AU TÉLÉPHONE)
Où es-tu ?

Julie freine.
"""
CHASE = """EXT. CITY STREET - DAY

Crowds of shoppers.

RAY (30) runs through the crowd. JONES (40) chases him.

JONES
Stop!

Ray jumps into a taxi.

JONES
Damn.
"""
ARRIVAL = """INT. LIVING ROOM - DAY

GRANDMA (80) sits in an armchair, reading a book.

MOM (40) enters with a tray.

MOM
Who wants cake?

GRANDMA
Me.

DAD (O.S.)
I'm home!

DAD (45) enters, exhausted. He kisses Mom.

DAD
What a day.

Mom leaves.

DAD
Is she angry?
"""
CALL = """INT. BEDROOM - NIGHT

ELLEN (30) lies in bed, reading a book. The PHONE rings. She picks it up.

ELLEN
(into phone)
Hello?

VOICE (V.O.)
Look out the window.

Ellen gets up and walks to the window. She hangs up.

ELLEN
Nobody.
"""
CAFE = """INT. CAFÉ DU PORT - JOUR

Derrière le comptoir, YVONNE, la soixantaine, essuie un verre. Deux vieux, GASTON et PAULO, jouent aux cartes.

GASTON
Belote.

PAULO
Et rebelote.

La porte s'ouvre. LÉA, trente ans, entre.

LÉA
Le bac est parti ?

YVONNE
Bonjour, Léa.

Elle sort en courant.
"""
SILENT = """EXT. PLAGE - CRÉPUSCULE

La mer. Personne.

LUC, vingt ans, et INÈS, vingt ans, marchent côte à côte. Ils s'arrêtent. Ils s'embrassent.

Inès s'assoit sur le sable. Luc s'allonge près d'elle.
"""
THEATRE = """INT. THEATRE - NIGHT

A full house.

MAN IN ROW F
What's going on?

WALTER, seventies, walks onto the stage, a letter in his hand.

WALTER
Good evening.
"""
EVERY = [DINER, HOSPITAL, CLASSROOM, CAR, CHASE, ARRIVAL, CALL, CAFE, SILENT, THEATRE]


def scene(text: str) -> Played:
    """The only scene of a text, played."""
    (played,) = play(text)
    return played
