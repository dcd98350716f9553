"""The gate of a bundle: no file of it may hold what a paper withholds from the public."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.export.gather import Told
from pipeline.export.report import Report
from pipeline.leaks import Held, leaks, needles, refuse
from pipeline.record import Member


def refuse_leaks(members: Mapping[str, Member], papers: Iterable[Told], report: Report) -> None:
    """Look through a bundle's files for what any of the papers read withholds; nothing is done where none does.

    Raises:
        PipelineError: something is found, or a file cannot be searched.
    """
    papers = list(papers)
    withheld = [Held(text, at) for paper in papers for text, at in paper.composer.held(paper.inputs)]
    if not withheld:
        return
    opened = [text for paper in papers for text in paper.composer.opened(paper.inputs)]
    opened += report.composer.opened(report.inputs)
    with TemporaryDirectory(prefix="export-") as temporary:
        files = []
        for number, (name, member) in enumerate(members.items()):
            files.append(Path(temporary) / f"{number}-{Path(name).name}")
            files[-1].write_bytes(member.content)
        refuse(leaks(files, needles(withheld, opened)))
