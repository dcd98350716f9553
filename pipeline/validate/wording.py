"""pydantic's error types in an officer's words. Matched by type, never by the library's text, which quotes the input."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from pipeline.findings import Finding, Path, Severity
from pipeline.validate.fields import Named, field_at

KINDS = {
    "string_type": "text",
    "list_type": "a list: one line for each, starting with a hyphen",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
}
"""What was expected, by error type."""

SIZES = {
    "string_too_long": ("is longer than {max_length} characters", "Shorten it."),
    "too_short": ("is an empty list", "Give at least one."),
}
"""What is too long or too short, and what to do, by error type."""

OWN = {
    "date",
    "date_year",
    "date_month",
    "date_day",
    "date_whole",
    "age",
    "yes_or_no",
    "count",
    "length",
    "columns",
    "time",
    "legend",
    "ground",
}
"""Our own error types, whose messages are written for officers and quote nothing but numbers."""

PATTERNS = {
    "email": "write an e-mail address such as first.last@council.gov.uk",
    "website": "write the whole address, from http:// or https://",
    **dict.fromkeys(
        ("link_colour", "header_fill", "red", "amber", "green", "blue"),
        "write a colour such as #003399, in small letters",
    ),
    "file": "write the name of an SVG beside style.yaml, such as crest.svg",
    "author": "use {post} and {directorate}, and no other braces",
    **dict.fromkeys(("header", "footer"), "use {page}, {pages} and {council}, and no other braces"),
    **dict.fromkeys(
        ("subparagraph", "appendix", "appendix_paragraph"), "use the names of counts in braces as accessible does"
    ),
    "edition_file_name": "use letters, digits, hyphens, {date}, {body}, {paper}, {edition} and {audience}, and no spaces",
    "section": "use {section} for the count, and no other braces",
    "paragraph": "use {section} and {paragraph} for the counts, and no other braces",
}
"""What a text must look like, by field name; any other pattern is that of an id."""

AN_ID = "use small letters, digits and hyphens only, starting with a letter: cabinet-2010-09-07"


def finding_of(model: type[BaseModel], detail: Mapping[str, Any], *, private: bool = False) -> Finding:
    """Return what one of pydantic's errors means to an officer.

    Args:
        model: what was to be made.
        detail: the error.
        private: what stands there is withheld from the public, and no word of it may be shown.
    """
    path: Path = tuple(detail["loc"])
    kind: str = detail["type"]
    if path and path[-1] == "[key]":
        return _bad_key(path[:-1], private=private)
    named = field_at(model, path)
    if private:
        named = replace(named, restricted=True, guarded=True)
    if kind == "missing":
        hint = f"Add {path[-1]}: and its value here."
        return Finding(
            "VA101",
            Severity.ERROR,
            f"{named.label} ({path[-1]}) is missing",
            hint,
            at=path[:-1],
            restricted=named.restricted,
        )
    if kind == "extra_forbidden":
        return _unknown(path, field_at(model, path[:-1]), named, private=private)
    if detail["input"] is None:
        hint = "Fill it in."
        return Finding(
            "VA101", Severity.ERROR, f"{named.label} is empty", hint, at=path, on_key=True, restricted=named.restricted
        )
    message, hint = _sentence(kind, detail, named, path)
    return Finding("VA103", Severity.ERROR, message, hint, at=path, restricted=named.restricted)


def meant(model: type[BaseModel], path: Path) -> str | None:
    """Return the field that an unknown name was probably meant to be."""
    return next(iter(get_close_matches(str(path[-1]), field_at(model, path).siblings, n=1)), None)


def _unknown(path: Path, parent: Named, named: Named, *, private: bool) -> Finding:
    name = str(path[-1])
    known = named.siblings
    close = get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"Fields here: {', '.join(known)}."
    where = f" in {parent.label}" if parent.label and not private else ""
    quoted = "of this name" if private or (named.guarded and not close) else repr(name)
    message = f"there is no field {quoted}{where}"
    return Finding("VA102", Severity.ERROR, message, hint, at=path, on_key=True, restricted=named.guarded)


def _bad_key(path: Path, *, private: bool) -> Finding:
    message = "this name cannot be used" if private else f"the name {path[-1]!r} cannot be used"
    return Finding("VA103", Severity.ERROR, message, f"{AN_ID[:1].upper()}{AN_ID[1:]}.", at=path, restricted=private)


def _sentence(kind: str, detail: Mapping[str, Any], named: Named, path: Path) -> tuple[str, str]:
    shown = _shown(detail["input"], named)
    label = named.label or "this file"
    context = detail.get("ctx", {})
    if kind in OWN:
        return f"{label} cannot be read{shown}", f"{detail['msg'][:1].upper()}{detail['msg'][1:]}."
    if kind == "literal_error":
        choices = str(context["expected"]).replace("'", "")
        said = str(detail["input"]).lower()
        # What names two values is neither: a guess would choose for the officer.
        close = [] if "/" in said else get_close_matches(said, choices.replace(" or ", ", ").split(", "), n=1)
        hint = f"Did you mean {close[0]}? " if close else ""
        return f"{named.label} is not one of the values allowed{shown}", f"{hint}Allowed: {choices}."
    if kind == "string_pattern_mismatch":
        wanted = PATTERNS.get(str(path[-1]), AN_ID)
        return f"{named.label} is not written as it must be{shown}", f"{wanted[:1].upper()}{wanted[1:]}."
    if kind in SIZES:
        message, hint = SIZES[kind]
        return f"{named.label} {message.format(**context)}", hint
    if kind in KINDS:
        return f"{named.label} is not {KINDS[kind].split(':')[0]}", f"It must be {KINDS[kind]}."
    return f"{named.label} cannot be used as it is", "Compare it with the sample paper."


def _shown(value: object, named: Named) -> str:
    plain = isinstance(value, str) and len(value) <= 60 and "\n" not in value
    return f": {value!r}" if plain and not named.restricted else ""
