"""Who says how a shot is: decisions kept in the film's folder, retakes, several manners side by side."""
