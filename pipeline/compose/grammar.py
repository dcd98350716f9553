"""Numbers, lists and dates as English sentences need them: plain values in, words out."""

from calendar import month_name
from collections.abc import Sequence

from markupsafe import Markup, escape
from num2words import num2words

from pipeline.models.dates import PartialDate
from pipeline.models.review import Age

VOWELS = "aeiou"


def series(items: Sequence[str]) -> Markup:
    """Join as a sentence does: a; a and b; a, b and c."""
    if len(items) < 2:
        return Markup("").join(items)
    return Markup(" and ").join([Markup(", ").join(items[:-1]), items[-1]])


def words(number: int, most: int) -> str:
    """Write a number in words up to ``most``, above it in figures."""
    return str(num2words(number, lang="en_GB")) if number <= most else f"{number:,}"


def begin(number: int) -> str:
    """Write a number that begins a sentence: always in words, with a capital."""
    return capital(str(num2words(number, lang="en_GB")))


def ordinal(number: int) -> str:
    """Write fourth for 4."""
    return str(num2words(number, to="ordinal", lang="en_GB"))


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def plural(noun: str, count: int) -> str:
    """Return a regular noun's singular for one, and its plural for any other number."""
    return noun if count == 1 else noun + "s"


def article(noun: str) -> str:
    """Return the noun with a or an before it."""
    return f"{'an' if noun[:1].lower() in VOWELS else 'a'} {noun}"


def month(date: PartialDate) -> str:
    """Write June 2009; a date known to the year only gives the year."""
    return f"{month_name[date.month]} {date.year}" if date.month else str(date.year)


def year(date: PartialDate) -> str:
    """Write 2009."""
    return str(date.year)


def plain_date(date: PartialDate) -> str:
    """Write 7 September 2010, or as much of it as is known."""
    return f"{date.day} {month(date)}" if date.day else month(date)


def ordinal_day(date: PartialDate) -> Markup:
    """Write 7th September, its letters raised; as much of it as is known."""
    if not date.day:
        return escape(month_name[date.month] if date.month else str(date.year))
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(date.day % 10 if date.day not in {11, 12, 13} else 0, "th")
    return Markup("{}<sup>{}</sup> {}").format(date.day, suffix, month_name[date.month])


def ordinal_date(date: PartialDate) -> Markup:
    """Write 7th September 2010, or as much of it as is known."""
    return Markup("{} {}").format(ordinal_day(date), date.year) if date.day else escape(month(date))


def age(value: Age) -> str:
    """Write 17 for years, and 10 weeks for any other unit."""
    return str(value.number) if value.unit == "year" else f"{value.number} {plural(value.unit, value.number)}"


def possessive(sexes: Sequence[str | None]) -> str:
    """Return her, his or their for one child's sex, or for several children."""
    return {"female": "her", "male": "his"}.get(str(sexes[0]), "their") if len(sexes) == 1 else "their"
