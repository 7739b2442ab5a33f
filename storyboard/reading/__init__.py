"""Reading action: words, who they name, and what those people do. No camera and no stage in here."""
