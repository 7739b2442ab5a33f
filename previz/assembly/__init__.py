"""The film's file: segments of picture, sound in blocks, and both joined without being encoded again."""
