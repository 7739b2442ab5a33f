"""The drawing styles that ship: a parameter file for each."""
