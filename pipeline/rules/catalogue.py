"""The catalogue: what each rule is about, how much it matters, an example and the fix, for people who meet its findings."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from pipeline.models.base import Id, LongText, Model, Text

FILE = Path(__file__).parent / "catalogue.yaml"


class Entry(Model):
    """One rule as ``explain`` teaches it."""

    id: Text = Field(title="Rule's id")
    title: Text = Field(title="What it finds")
    severity: Literal["error", "warning", "note"] = Field(title="How much it matters")
    about: LongText = Field(title="Why it matters")
    wrong: LongText | None = Field(None, title="An example that it finds")
    right: LongText | None = Field(None, title="The same, put right")
    law: Id | None = Field(None, title="Rule of law.yaml whose authority it has")


class Catalogue(Model):
    """``catalogue.yaml``."""

    entries: list[Entry] = Field(title="Rules")
