"""The film's file, ISO base media (MP4): its boxes, its tracks, its index. Written by tables, not packet by packet."""
