"""A paper's folder and what it shares with its neighbours, as one source, whatever its files are: YAML, workbooks or CSV."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Finding, Place, Severity
from pipeline.models.withholding import private_paths
from pipeline.read.csv import read_csv
from pipeline.read.excel import read_workbook
from pipeline.read.grid import Grid, refusal
from pipeline.read.marks import says_withheld, withheld_beside
from pipeline.read.recognise import sheet_named
from pipeline.read.shared import read_shared
from pipeline.read.tables import Tables
from pipeline.read.yaml import read_yaml
from pipeline.sheets import Reading, Spellings, known
from pipeline.source import Source, merge, without_cycles

PAPER_FILES = ("paper", "reviews", "evaluations", "actions")
"""What a paper is made from; only ``paper`` must be in its folder. The others may lie beside ``council`` instead, as registers
that several papers share."""

OTHER_PROGRAMS = {
    ".xls": "Open it in Excel and save it as an Excel Workbook (.xlsx).",
    ".xlsm": "Save it as an Excel Workbook (.xlsx), without macros.",
    ".xlsb": "Save it as an Excel Workbook (.xlsx).",
    ".ods": "Save it as an Excel Workbook (.xlsx).",
    ".tsv": "Save it as CSV UTF-8.",
    ".yml": "Give it the ending .yaml.",
}
"""Files that look like inputs and are none, with what to do."""


@dataclass(frozen=True)
class Read:
    """All that a paper is made from: its source, what is wrong with the files themselves, the files, and how tables were read."""

    source: Source
    findings: list[Finding]
    files: list[Path]
    readings: list[Reading]


def find_papers(inputs: Path, names: Sequence[str]) -> list[Path]:
    """Return the folders of the papers named (by folder name or path), or of all under ``inputs`` but ``examples``.

    Raises:
        PipelineError: a paper that is not there, or no paper at all.
    """
    if names:
        return [_folder(inputs, name) for name in names]
    folders = sorted(folder for folder in _folders(inputs) if folder.name != "examples" and any(_inputs_in(folder)))
    if not folders:
        hint = "A paper is a folder that holds paper.yaml or a workbook; name another folder with --inputs."
        raise PipelineError(ExitCode.FINDINGS, f"No paper was found under {inputs}.", hint)
    return folders


def _folders(inputs: Path) -> Iterator[Path]:
    return (path for path in (inputs.iterdir() if inputs.is_dir() else ()) if path.is_dir())


def _folder(inputs: Path, name: str) -> Path:
    for folder in (inputs / name, Path(name)):
        if folder.is_dir() and any(_inputs_in(folder)):
            return folder.resolve() if folder.name in {"", ".", ".."} else folder
    there = ", ".join(sorted(folder.name for folder in _folders(inputs) if any(_inputs_in(folder)))) or "none"
    raise PipelineError(ExitCode.FINDINGS, f"There is no paper {name} under {inputs}.", f"Papers there: {there}.")


def _inputs_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that can be inputs; Excel's own traces of open workbooks are none."""
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in {".yaml", ".csv", ".xlsx", *OTHER_PROGRAMS} and not file.name.startswith(("~$", ".")):
            yield file


@dataclass
class _Gathering:
    """What one folder gives, name by name; ``private`` where something of it is withheld, or that cannot be told."""

    spellings: Spellings
    private: bool = False
    sources: dict[str, Source] = field(default_factory=dict)
    given_by: dict[str, Path] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    unread: bool = False

    def folder(self, folder: Path) -> None:
        """Read every input of a paper's own folder."""
        tables: dict[Path, list[Grid]] = {}
        for file in _inputs_in(folder):
            if file.suffix == ".yaml" and file.stem in PAPER_FILES:
                self._yaml(file)
            elif file.suffix.lower() == ".csv":
                tables |= self._csv(file)
            elif file.suffix.lower() == ".xlsx":
                self._workbook(file, PAPER_FILES)
            else:
                self.findings.append(_no_input(file))
        self._tables(tables, PAPER_FILES)

    def registers(self, folder: Path, wanted: Sequence[str]) -> None:
        """Read what lies beside ``council`` of the names wanted; other files there are none of the paper's."""
        tables: dict[Path, list[Grid]] = {}
        for file in _inputs_in(folder):
            sheet = sheet_named(file.stem)
            if file.suffix == ".yaml" and file.stem in wanted:
                self._yaml(file)
            elif file.suffix.lower() == ".csv" and sheet and sheet.into[0] in wanted:
                tables |= self._csv(file)
            elif file.suffix.lower() == ".xlsx":
                self._workbook(file, wanted)
        self._tables(tables, wanted)

    def _yaml(self, file: Path) -> None:
        source, wrong = read_yaml(file, file.as_posix())
        self.findings += wrong
        self.files.append(file)
        self.private = self.private or source.data is None or bool(private_paths({file.stem: source.data}))
        self._give(file.stem, source, file)

    def _csv(self, file: Path) -> dict[Path, list[Grid]]:
        grids, wrong = read_csv(file, file.as_posix())
        self._read(file, wrong)
        return {} if wrong else {file: grids}

    def _tables(self, files: dict[Path, list[Grid]], wanted: Sequence[str]) -> None:
        """Read CSV files together: rows of one may belong to records of another."""
        if files:
            tables = Tables(self.spellings, private=self.private)
            tables.read({file.as_posix(): grids for file, grids in files.items()})
            self._take(tables, wanted, next(iter(files)))

    def _workbook(self, file: Path, wanted: Sequence[str]) -> None:
        grids, wrong = read_workbook(file, file.as_posix())
        tables = Tables(self.spellings, private=self.private)
        if not wrong:
            tables.read({file.as_posix(): grids})
        withheld = tables.gathered.get(("paper", "withheld"))
        if wanted == PAPER_FILES or wrong or withheld or set(tables.gathered.data) & set(wanted):
            self._read(file, wrong)
            self._take(tables, wanted, file)

    def _read(self, file: Path, wrong: list[Finding]) -> None:
        self.files.append(file)
        self.findings += wrong
        self.unread = self.unread or bool(wrong)

    def _take(self, tables: Tables, wanted: Sequence[str], file: Path) -> None:
        self.findings += tables.findings
        self.private = self.private or tables.private
        self.readings += tables.readings
        self.unread = self.unread or tables.unread
        for name, source in tables.gathered.sources().items():
            if name in wanted:
                self._give(name, source, file)
        if "paper" not in wanted and tables.gathered.get(("paper", "withheld")):
            self.findings.append(withheld_beside(Place(file.as_posix())))

    def _give(self, name: str, source: Source, file: Path) -> None:
        if before := self.given_by.get(name):
            message = f"this gives {name} again: {before.name} does already"
            hint = "Keep all of it in one of the two files, and take it out of the other."
            self.findings.append(refusal("VA007", message, hint, Place(file.as_posix())))
            self.sources[name] = Source(None)
            return
        self.sources[name] = source
        self.given_by[name] = file


def _no_input(file: Path) -> Finding:
    """Note a file that looks like an input and is none: what it holds would be left out without a word."""
    place = Place(file.as_posix())
    if hint := OTHER_PROGRAMS.get(file.suffix.lower()):
        return refusal("VA001", "files of this kind are not read", hint, place)
    names = [f"{name}.yaml" for name in PAPER_FILES]
    hint = f"Files of a paper: {', '.join(names)}, workbooks and CSV files."
    for close in get_close_matches(file.name, names, n=1):
        hint = f"Did you mean {close}?"
    return refusal("VA001", "a paper has no file of this name", hint, place)


@without_cycles()
def read_paper(folder: Path, registers: Callable[[str], Sequence[str]]) -> Read:
    """Read all that a paper is made from.

    Args:
        folder: the paper's folder.
        registers: what a report type, by its name, takes from beside ``council`` where the paper's folder does not hold it.
    """
    shared = read_shared(folder.parent)
    spellings = _spellings(shared.sources["council"].data)
    gathering = _gathered(folder, registers, _Gathering(spellings))
    if gathering.private and gathering.readings:
        # Which file says that something is withheld is known once all are read: now no table says what was typed into it.
        gathering = _gathered(folder, registers, _Gathering(spellings, private=True))
    sources = shared.sources | gathering.sources
    if gathering.unread:
        sources |= {name: Source(None) for name in PAPER_FILES if name not in sources}
    files = [*shared.files, *sorted(gathering.files, key=_place)]
    unsure = gathering.private and any(finding.severity is Severity.ERROR for finding in gathering.findings)
    source = replace(merge(sources), unsure=unsure)
    return Read(source, shared.findings + gathering.findings, files, gathering.readings)


def _gathered(folder: Path, registers: Callable[[str], Sequence[str]], gathering: _Gathering) -> _Gathering:
    """Gather a paper's own files, and the registers that its report type takes."""
    beside = [file for file in _inputs_in(folder.parent) if says_withheld(file.stem)]
    gathering.findings += [withheld_beside(Place(file.as_posix())) for file in beside]
    gathering.folder(folder)
    if "paper" not in gathering.sources and not gathering.unread:
        gathering.sources["paper"], wrong = read_yaml(folder / "paper.yaml", (folder / "paper.yaml").as_posix())
        gathering.findings += wrong
    paper = gathering.sources.get("paper", Source(None)).data
    kind = paper.get("report_type") if isinstance(paper, dict) else None
    wanted = [name for name in (registers(kind) if isinstance(kind, str) else ()) if name not in gathering.sources]
    if wanted:
        gathering.registers(folder.parent, wanted)
    return gathering


def _place(file: Path) -> tuple[int, str]:
    """Order files as a paper's are named, other spellings after them."""
    return (PAPER_FILES.index(file.stem) if file.stem in PAPER_FILES else len(PAPER_FILES), file.name)


def _spellings(council: Any) -> Spellings:
    """Return the council's own names of columns and values; what is wrong with them the schema says."""
    columns = {
        (known(each["sheet"]), known(each["column"])): known(each["field"])
        for each in _records(council, "spreadsheet_columns", "sheet", "column", "field")
    }
    values = {
        " ".join(each["written"].lower().split()): each["means"]
        for each in _records(council, "spreadsheet_values", "written", "means")
    }
    return Spellings(columns, values)


def _records(data: Any, name: str, *fields: str) -> Iterator[dict[str, str]]:
    found = data.get(name) if isinstance(data, dict) else None
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict) and all(isinstance(each.get(name), str) for name in fields):
            yield each
