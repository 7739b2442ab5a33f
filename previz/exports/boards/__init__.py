"""The storyboard as a book: what stands with each panel, and the printed pages."""
