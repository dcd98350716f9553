"""The law of notices as data: what each must state, by which provision, and which datum says it (``notices.yaml``)."""

import re
from typing import Literal

from pydantic import Field

from pipeline.models.base import Id, LongText, Model, Text, YesNo
from pipeline.models.dates import WholeDate
from pipeline.models.law import Kind, Nation


class Item(Model):
    """One thing that a notice must state.

    ``datum`` is a field (``paper.decision.reasons``) or what is computed (``documents``); ``says`` is a sentence that may name such in
    single braces.
    """

    id: Id = Field(title="Item's id")
    provision: Text = Field(title="Provision", description="Within the authority: 9(1)(a).")
    label: Text = Field(title="Item's heading")
    asks: LongText = Field(title="What the provision asks for")
    says: LongText | None = Field(None, title="A sentence that states it")
    datum: Text | None = Field(None, title="The datum that states it")


class NoticeKind(Model):
    """A kind of notice while one text of its provision is in force."""

    id: Id = Field(
        title="Kind's id", description="As the command names it: one kind has the same id in all its periods."
    )
    title: Text = Field(title="Title")
    of: Literal["paper", "meeting"] = Field(title="What it is about")
    kind: Kind = Field(title="Kind of body")
    nation: Nation = Field(title="Nation")
    since: WholeDate | None = Field(None, title="In force from")
    until: WholeDate | None = Field(None, title="In force to", description="The last day; left out, it is in force.")
    authority: Text = Field(title="Authority")
    asked: Literal[
        "always", "key decision", "private meeting", "key decision at short notice", "private at short notice"
    ] = Field(title="When the law asks for it")
    deadline: Id | None = Field(None, title="Deadline", description="Of law.yaml, or the council's own.")
    published: Text = Field(title="The datum that is its date of publication")
    opening: LongText = Field(title="Words of the authority", description="They open the notice.")
    closing: LongText = Field(title="How it is published", description="They close the notice.")
    items: list[Item] = Field(title="Items", min_length=1)
    verified: YesNo = Field(default=True, title="Read in a published source")

    def cited(self, item: Item) -> str:
        """Return an item's provision with the law that it is of: SI 2012/2089 reg 9(1)(a)."""
        found = re.match(r"(.+?) (regs? |s\.)", self.authority)
        return f"{found[1]} {found[2].replace('regs', 'reg')}{item.provision}" if found else self.authority


class NoticeLaw(Model):
    """``notices.yaml``."""

    notices: list[NoticeKind] = Field(title="Notices")
