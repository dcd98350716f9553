"""Slips in narratives: what Markdown would print raw, or would part the formats, each with what to write instead."""

import re

SLIPS = [
    (re.compile(pattern), id_, message, hint)
    for pattern, id_, message, hint in (
        (
            r"</?[a-zA-Z][^<>]*>|<!--",
            "VA202",
            "HTML has no place in a narrative",
            "Write it without; emphasis is *so* or **so**.",
        ),
        (r"[{}]", "VA201", "a fact is not written as it must be", "Write {{ name }}, with two braces on each side."),
        (
            r"^[\u2022\u00b7\u25aa\u25e6\u2023\u2013\u2014][ \t]",
            "VA202",
            "this bullet would not become a list",
            "Begin each item's line with a hyphen and a space.",
        ),
        (r"^#{1,6}\w", "VA202", "this would not become a heading", "Put a space between the marks and the text."),
        (r"^-\w", "VA202", "this hyphen would not become a list", "Put a space between the hyphen and the text."),
        (
            r"^\|.*\|",
            "VA202",
            "this would not become a table",
            "In a section, put a line |---|---| under its first line, and an empty line before it; elsewhere write a list.",
        ),
    )
]
"""What a text must not hold: Markdown would print it raw, or the format would part from the paper."""
