"""What a file holds is told by its content and never by its name, and nothing is passed over
without a word."""

from index.sources.recognition.content import read_contents
from index.sources.recognition.gathering import Gathering, cannot_be_read, shown

__all__ = ["Gathering", "cannot_be_read", "read_contents", "shown"]
