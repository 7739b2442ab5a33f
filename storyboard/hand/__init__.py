"""The artist's hand: scans, photos of paper and tablet files made ready as panels, and laid together with drawn ones.

``opening`` reads a file upright, ``paper`` finds the sheet in a photo and straightens it, ``tone`` takes shadows off,
``fitting`` crops to the film's ratio, ``ready`` does all four; ``composing`` lays a matte, people and drawings in one
frame. Pictures here are uint8 RGB or RGBA, shape [height, width, 3 or 4].
"""
