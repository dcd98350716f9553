"""The council's profile: what all its papers share."""

from pydantic import Field

from pipeline.models.base import Id, Model, Text, WebAddress


class Board(Model):
    """The board that is responsible for the reviews."""

    name: Text = Field(title="Board's name", description="Without the area: Local Safeguarding Children Board.")
    short: Text = Field(title="Board's short name", description="Such as LSCB.")
    website: WebAddress = Field(title="Board's website", description="Where it publishes executive summaries.")


class Inspectorate(Model):
    """Whoever evaluates the reviews, as the council writes it."""

    name: Text = Field(title="Inspectorate's full name")
    short: Text = Field(title="Inspectorate's short name", description="As papers print it: Ofsted, or OFSTED.")


class Guidance(Model):
    """The statutory guidance on reviews, as the council's papers quote it."""

    title: Text = Field(title="Guidance's full title")
    short: Text = Field(title="Guidance's short title", description="Such as Working Together.")


class Council(Model):
    """``council.yaml``."""

    name: Text = Field(title="Council's name")
    area: Text = Field(title="Area", description="As sentences name it: Cambridgeshire.")
    house_style: Id = Field(title="House style", description="A folder under templates/styles.")
    board: Board = Field(title="Board")
    inspectorate: Inspectorate = Field(title="Inspectorate")
    guidance: Guidance = Field(title="Guidance")
