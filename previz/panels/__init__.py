"""The pictures of a film: drawn, asked of a picture model, put side by side."""
