"""Writers of the engines, one room each."""
