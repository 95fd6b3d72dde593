"""NIH RePORTER: an award, in each of the forms that it is given in."""

from index.sources.translators.nih_reporter.award import NihReporter

__all__ = ["NihReporter"]
