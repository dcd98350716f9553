"""The same inputs in other spellings: as one workbook, as CSV files; made from YAML by going through the sheets' columns.

Run as a module to write the 2010 paper's other spellings anew: ``python -m tests.spellings``.
"""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.read.yaml import read_yaml
from pipeline.sheets import SHEETS, Column, Sheet
from pipeline.write.workbook import write_workbook
from tests.conftest import ROOT, SAMPLE

SPELLINGS = ROOT / "inputs" / "examples" / "spellings"
NAMES = ("paper", "reviews", "evaluations", "actions")

Rows = dict[str, list[dict[str, str]]]


def yaml_data(folder: Path) -> dict[str, Any]:
    """A paper's inputs as plain data."""
    files = {name: folder / f"{name}.yaml" for name in NAMES}
    return {name: read_yaml(file, name)[0].data for name, file in files.items() if file.exists()}


def rows_of(data: dict[str, Any]) -> Rows:
    """What each sheet holds."""
    rows = {sheet.name: list(_rows(sheet, _at(data, sheet.into) or [])) for sheet in SHEETS}
    return {
        name: [{each: _unwrapped(text) for each, text in row.items()} for row in all_]
        for name, all_ in rows.items()
        if all_
    }


def _unwrapped(text: str | None) -> str | None:
    """Take the line ends out of paragraphs, which an officer's cell would not have."""
    return text and "\n\n".join(
        each if re.match(r"[-|#]|\d+\.|Table:", each) else " ".join(each.split("\n")) for each in text.split("\n\n")
    )


def _rows(sheet: Sheet, value: Any) -> Iterator[dict[str, str]]:
    if sheet.shape == "form" and value:
        yield {column.name: _at(value, column.path) for column in sheet.columns}
    elif sheet.shape == "items":
        yield from ({"": text} for text in value)
    elif sheet.shape == "texts":
        for name, text in dict(value).items():
            for number, paragraph in enumerate(text.split("\n\n")):
                yield {"id": name if number == 0 else "", "text": paragraph}
    else:
        for record in value:
            yield from _record(sheet, record)


def _record(sheet: Sheet, record: dict[str, Any]) -> Iterator[dict[str, str]]:
    """A record's rows: one for each update in Updates; else as many as its longest list has items."""
    if sheet.joins:
        own = [column for column in sheet.columns if column.of]
        for item in _at(record, ("updates",)) or []:
            yield {column.name: _at(item, column.path[1:]) for column in own} | {"id": record["id"]}
        return
    # What agencies report of actions stands in a sheet of its own.
    lists = {column.of for column in sheet.columns if column.of and sheet.name != "Actions"}
    items = {of: _at(record, of) or [] for of in lists}
    for number in range(max([1, *(len(each) for each in items.values())])):
        yield {column.name: _cell(sheet, column, record, items, number) for column in sheet.columns}


def _cell(sheet: Sheet, column: Column, record: dict[str, Any], items: dict[Any, list[Any]], number: int) -> Any:
    if column.of:
        there = items.get(column.of, [])[number : number + 1]
        return _at(there[0], column.path[len(column.of) :]) if there else None
    return _at(record, column.path) if number == 0 or column.name == sheet.key else None


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data


def as_workbook(data: dict[str, Any], file: Path) -> None:
    rows = rows_of(data)
    write_workbook([sheet for sheet in SHEETS if sheet.name in rows], rows, "Inputs of a paper", file)


def as_csv(data: dict[str, Any], folder: Path) -> None:
    for sheet in SHEETS:
        if rows := rows_of(data).get(sheet.name):
            name = "paper" if sheet.shape == "form" else sheet.name.lower().replace(" ", "-")
            with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream)
                if sheet.shape == "form":
                    writer.writerow(["Field", "Value"])
                    writer.writerows((column.heading, rows[0][column.name] or "") for column in sheet.columns)
                else:
                    columns = [column for column in sheet.columns if any(row.get(column.name) for row in rows)]
                    writer.writerow([column.heading for column in columns])
                    writer.writerows([row.get(column.name) or "" for column in columns] for row in rows)


def main() -> None:
    data = yaml_data(ROOT / "inputs" / SAMPLE)
    for name in ("council.yaml", "meetings.yaml"):
        SPELLINGS.mkdir(parents=True, exist_ok=True)
        text = (ROOT / "inputs" / name).read_text("utf-8")
        (SPELLINGS / name).write_text(text.replace("$schema=schema/", "$schema=../../schema/"), "utf-8")
    for kind in ("workbook", "csv"):
        folder = SPELLINGS / f"{SAMPLE}-{kind}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        as_workbook(data, folder / "paper.xlsx") if kind == "workbook" else as_csv(data, folder)


if __name__ == "__main__":
    main()
