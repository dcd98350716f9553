"""Numbers, lists and dates as English needs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pipeline.compose import grammar
from pipeline.models.dates import PartialDate
from pipeline.models.review import Age


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_series(items: list[str], said: str) -> None:
    assert grammar.series(items) == said


def test_a_series_escapes_its_items_once() -> None:
    assert grammar.series(["<b>", Markup("<em>x</em>")]) == "&lt;b&gt; and <em>x</em>"


@given(st.dates())
def test_the_letters_of_an_ordinal_follow_its_number(day) -> None:  # noqa: ANN001
    said = str(grammar.ordinal_day(PartialDate(day.year, day.month, day.day)))
    number, letters = said.replace("</sup>", "<sup>").split("<sup>")[:2]
    expected = "th" if 10 < day.day < 14 else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")

    assert (number, letters) == (str(day.day), expected)


@pytest.mark.parametrize(("number", "said"), [(0, "zero"), (1, "one"), (10, "ten"), (11, "11"), (1200, "1,200")])
def test_words_up_to_a_limit(number: int, said: str) -> None:
    assert grammar.words(number, 10) == said


def test_a_number_that_begins_a_sentence_is_in_words() -> None:
    assert grammar.begin(47) == "Forty-seven"


@pytest.mark.parametrize(
    ("date", "said"),
    [(PartialDate(2009), "2009"), (PartialDate(2009, 6), "June 2009"), (PartialDate(2010, 9, 7), "7 September 2010")],
)
def test_a_date_says_no_more_than_is_known(date: PartialDate, said: str) -> None:
    assert grammar.plain_date(date) == said


@pytest.mark.parametrize(("age", "said"), [(Age(17), "17"), (Age(1, "week"), "1 week"), (Age(10, "week"), "10 weeks")])
def test_ages(age: Age, said: str) -> None:
    assert grammar.age(age) == said


@pytest.mark.parametrize(
    ("sexes", "said"), [(["female"], "her"), (["male"], "his"), ([None], "their"), (["male", "male"], "their")]
)
def test_possessives(sexes: list[str | None], said: str) -> None:
    assert grammar.possessive(sexes) == said
