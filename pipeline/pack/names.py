"""Names of what a pack consists of, and where it lies."""

import re
from pathlib import Path

from pipeline.load import Request
from pipeline.models.withholding import Audience
from pipeline.timetable import Timetable, as_day

MEETINGS, MEMBERS = "meetings", "members"
SITE, PAPERS, NOTICES = "site", "papers", "notices"


def folder_of(timetable: Timetable, request: Request) -> Path:
    """Return where a meeting's pack lies; a members' one where only its owner may look."""
    meeting = timetable.meeting
    body = re.sub(r"[^a-z0-9]+", "-", meeting.body.lower()).strip("-")
    name = f"{as_day(meeting.date).isoformat()}-{body}"
    outputs = request.outputs.resolve()
    # No paper's folder begins so: members' copies of papers lie beside it.
    return outputs / MEMBERS / f"meeting-{name}" if request.audience == "members" else outputs / MEETINGS / name


def agenda_stem(supplement: int, audience: Audience) -> str:
    """Return the name of an agenda's files, without an ending."""
    return _for(f"supplement-{supplement}-agenda" if supplement else "agenda", audience)


def pack_file(supplement: int, audience: Audience) -> str:
    """Return the name of a pack."""
    return f"{_for(f'supplement-{supplement}' if supplement else 'pack', audience)}.pdf"


def _for(name: str, audience: Audience) -> str:
    return name if audience == "public" else f"{name}-members"
