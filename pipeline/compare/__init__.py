"""Compare: what changed between two trees of papers, by section and in words."""

from pipeline.compare.align import Item, align
from pipeline.compare.changes import Change, Kind, compare
from pipeline.compare.telling import as_json, lines, summary
from pipeline.compare.words import Op, Run, Word, in_words, runs, words

__all__ = [
    "Change",
    "Item",
    "Kind",
    "Op",
    "Run",
    "Word",
    "align",
    "as_json",
    "compare",
    "in_words",
    "lines",
    "runs",
    "summary",
    "words",
]
