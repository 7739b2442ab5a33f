"""What one takes out of a film on paper or for other programs: lists, boards, sheets, plans, maps, a page."""
