"""The director's place: a film in a notebook. ``film = previz.open("film.fountain")``, and then::

    film.scenes[3]                      # its shots, its floor plan
    film["12B"]                         # one shot, with its panels
    film["12B"].retake(size="GP", angle="low")      # or .retake("GP contre-plongée")
    film["12B"].alternatives()          # other cameras and sizes, side by side
    film.compare("12B", "GP", "PA")     # two ways of it
    film["12B"].form()                  # the same with menus and buttons, where ipywidgets is installed
    film["12B"].lock()                  # it stays as it is, until .unlock()
    film["12B"].takes(4).take(2)        # takes of a picture model on one sheet; the second is kept
    film["12B"].across("draft", "quality", "sketch")
    film["12"].play()                   # the scene in the film
    film.undo()

Everything shows itself in a notebook, pictures and film by file, and as text anywhere else. A ``Film``, its ``Scene``
and its ``Shot`` ask one ``Desk``, which knows what the film is now.
"""

from previz.notebook.film import Film as Film
from previz.notebook.film import open as open
