"""The film kept right while its script is written: what one save changed is made again, and nothing else is looked at."""
