"""The film kept right while its script is written: what a save changed is made again, and nothing else is looked at."""
