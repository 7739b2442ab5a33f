"""The film handed to real editors: baked clips, stems, timelines in their formats, papers; one folder that travels.

``edit`` is the data, ``kinds`` the register of what can be exported, ``package`` does it.
"""
