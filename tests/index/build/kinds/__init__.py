"""Small files of every kind that staff have, and what becomes of each: all of our own making."""
