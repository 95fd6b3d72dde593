"""From files to a published generation: built aside, checked, published in one step.

On any failure the generation that was served before still is.
"""

from index.build.pipeline import rebuild
from index.build.report import refusal_lines, report_lines

__all__ = [
    "rebuild",
    "refusal_lines",
    "report_lines",
]
