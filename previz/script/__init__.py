"""The screenplay read and understood, its drafts, its numbers, and what a rewrite would touch."""
