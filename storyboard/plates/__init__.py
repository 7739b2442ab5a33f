"""Sheets to look at before any shot: each character from all sides with every expression, each set with its plan."""
