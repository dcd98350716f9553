"""The comparison of a file's words with the tree's."""

import pytest

from pipeline.write.compare import Difference, first_difference

WORDS = ["On", "7th", "of", "multi-agency", "work"]


@pytest.mark.parametrize(
    "lines",
    [
        [WORDS],
        [["On"], ["7th", "of"], ["multi-agency", "work"]],
        [["On", "7"], ["th", "of", "multi-"], ["agency", "work"]],
    ],
)
def test_the_same_words_in_any_lines(lines: list[list[str]]) -> None:
    assert first_difference(WORDS, lines) is None


@pytest.mark.parametrize(
    ("lines", "difference"),
    [
        ([["On", "8th", "of", "multi-agency", "work"]], Difference(1, "7th", "8th")),
        ([["On", "7th", "of", "multi-agency"]], Difference(4, "work", "")),
        ([[*WORDS, "more"]], Difference(5, "", "more")),
        ([["On", "7", "th", "of", "multi-agency", "work"]], Difference(1, "7th", "7")),
        ([["On", "7thof"], ["multi-agency", "work"]], Difference(1, "7th", "7thof")),
        ([], Difference(0, "On", "")),
    ],
)
def test_where_they_part(lines: list[list[str]], difference: Difference) -> None:
    assert first_difference(WORDS, lines) == difference
