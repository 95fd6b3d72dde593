"""What lets Whoosh itself read a segment."""

from index.engines.whoosh.codec.codec import ArraySegment, contents

__all__ = [
    "ArraySegment",
    "contents",
]
