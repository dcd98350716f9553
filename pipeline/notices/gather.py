"""The meetings and papers that notices are about, as they lie under an inputs folder."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.deadlines import SharedInputs, shared_inputs
from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, blocking
from pipeline.load import Draft, Request, load, located
from pipeline.models.inputs import Shared
from pipeline.notices.subject import Subject, about_meeting, about_paper
from pipeline.read import coverage
from pipeline.template_folder import find_templates
from pipeline.validate import not_in_fonts


@dataclass(frozen=True)
class Found:
    """Meetings with their papers; ``broken`` are papers that cannot be read, by the name of their folder."""

    inputs: SharedInputs
    shared: Shared
    papers: list[Subject]
    broken: dict[str, Draft] = field(default_factory=dict)

    def meetings(self, id_: str | None = None) -> list[Subject]:
        """Return each meeting, or the one of an id.

        Raises:
            PipelineError: there is no meeting of that id.
        """
        meetings = [
            about_meeting(self.shared.council, meeting, place)
            for place, meeting in enumerate(self.shared.meetings)
            if id_ in {None, meeting.id}
        ]
        if id_ and not meetings:
            there = ", ".join(each.id for each in self.shared.meetings) or "none"
            raise PipelineError(ExitCode.USAGE, f"There is no meeting {id_}.", f"Meetings: {there}.")
        return sorted(meetings, key=lambda each: (each.meeting.date, each.meeting.body))

    def papers_of(self, meeting: str) -> list[Subject]:
        """Return the papers for a meeting."""
        return [each for each in self.papers if each.meeting.id == meeting]

    def may_be_of(self, meeting: str) -> dict[str, Draft]:
        """Return the papers that cannot be read, and may be for a meeting: none of them says that it is for another."""
        others = {each.id for each in self.shared.meetings} - {meeting}
        return {name: draft for name, draft in self.broken.items() if _meeting_of(draft) not in others}


def gathered(request: Request) -> tuple[Found | None, list[Finding]]:
    """Read everything under the inputs folder; nothing where the council or its meetings are wrong."""
    inputs = shared_inputs(request.inputs)
    if inputs.shared is None:
        return None, inputs.findings
    letters = not_in_fonts(inputs.source.data, coverage(find_templates(request.templates).fonts))
    wrong = located(inputs.source, letters)
    if blocking(wrong):
        return None, wrong
    papers, broken = _papers(_folders(request), request)
    return Found(inputs, inputs.shared, papers, broken), inputs.findings


def _folders(request: Request) -> list[str]:
    """Return the names of the papers' folders; a meeting may have none yet."""
    try:
        return [folder.name for folder in request.papers([])]
    except PipelineError:
        return []


def _papers(names: Iterable[str], request: Request) -> tuple[list[Subject], dict[str, Draft]]:
    papers, broken = [], {}
    for name in names:
        draft = load(request.papers([name])[0], request)
        if draft.inputs is None or draft.composer is None:
            broken[name] = draft
        else:
            papers.append(about_paper(name, draft, draft.inputs, draft.composer))
    return papers, broken


def paper_subject(name: str, request: Request) -> tuple[Subject | None, list[Finding]]:
    """Read one paper; nothing where its inputs are wrong.

    Raises:
        PipelineError: there is no such paper.
    """
    folder = request.papers([name])[0]
    draft = load(folder, request)
    if draft.inputs is None or draft.composer is None:
        return None, draft.findings
    return about_paper(folder.name, draft, draft.inputs, draft.composer), draft.findings


def _meeting_of(draft: Draft) -> object:
    paper = draft.source.data.get("paper")
    return paper.get("meeting") if isinstance(paper, dict) else None
