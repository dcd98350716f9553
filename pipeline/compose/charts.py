"""Charts: the places of bars and lettering, for the template that draws them. Each stands beside a table of its numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.compose import grammar
from pipeline.compose.actions import RAGS
from pipeline.compose.lettering import Lettering
from pipeline.document import plain_number
from pipeline.style import HouseStyle

SIZE = 9.0
"""Size of the lettering, in points."""

ROW = 30.0
BAR = 13.0
PLOT = 130.0
"""Heights, in points: of a row with its label and bar, of a bar, of the columns' room."""

HEAD = 22.0
"""Room for the title, in points."""

PALE, DARK, LINE = "#ffffff", "#33527a", "#404040"


def charts(plan: dict[str, Any], style: HouseStyle, fonts: Path) -> dict[str, Any]:
    """Return the charts of an action plan, by name; nothing to draw gives none."""
    if not plan["count"]:
        return {}
    return {
        "by_agency": by_agency(plan["by_agency"], style, Lettering(fonts, "agencies")),
        "over_time": over_time(plan["over_time"], style, Lettering(fonts, "months")),
    }


def by_agency(rows: Sequence[dict[str, Any]], style: HouseStyle, letters: Lettering) -> dict[str, Any]:
    """Draw a bar for each agency, parted by colour; the line above it says the same in words and figures."""
    width = style.page.measure / 20
    unit = (width - 1) / max(row["count"] for row in rows)
    fills = {**style.rag.plain(), "not rated": PALE}
    texts, rects = [], []
    for place, row in enumerate(rows):
        top, x = place * ROW, 0.5
        parts = [(rag, count) for rag, count in zip(fills, [*row["rags"], row["unrated"]], strict=True) if count]
        told = "  ".join(f"{rag.capitalize()} {count}" for rag, count in parts)
        room = width - letters.width(f":  {told}", SIZE)
        texts.append(letters.draw(f"{letters.fit(row['name'], room, SIZE)}:  {told}", 0, top + SIZE, SIZE))
        for rag, count in parts:
            rects.append(_rect(x, top + SIZE + 4, count * unit, BAR, fills[rag]))
            x += count * unit
    description = "; ".join(f"{row['name']}: {_told(row)}" for row in rows)
    return _chart(letters, "Rating of actions by agency", "", description, (width, len(rows) * ROW), texts, rects)


def over_time(points: Sequence[dict[str, Any]], style: HouseStyle, letters: Lettering) -> dict[str, Any]:
    """Draw a column for each point: all actions as the frame, those complete as the filling, both as figures above."""
    width = style.page.measure / 20
    step = width / len(points)
    unit = PLOT / max(point["actions"] for point in points)
    base = PLOT + SIZE + 4
    texts, rects = [], []
    for place, point in enumerate(points):
        middle = (place + 0.5) * step
        bar = min(step * 0.7, 40.0)
        for count, fill in ((point["actions"], PALE), (point["complete"], DARK)):
            rects.append(_rect(middle - bar / 2, base - count * unit, bar, count * unit, fill))
        figures = f"{point['complete']}/{point['actions']}"
        texts.append(letters.draw(figures, middle, base - point["actions"] * unit - 3, SIZE, anchor=0.5))
        month, year = grammar.month(point["day"])[:3], grammar.year(point["day"])
        texts.append(letters.draw(month, middle, base + SIZE + 3, SIZE, anchor=0.5))
        texts.append(letters.draw(year, middle, base + 2 * SIZE + 5, SIZE, anchor=0.5))
    description = "; ".join(
        f"{grammar.plain_date(point['day'])}: {point['complete']} of {point['actions']}" for point in points
    )
    size = (width, base + 2 * SIZE + 9)
    return _chart(
        letters, "Actions complete over time", "(filled: complete; frame: all)", description, size, texts, rects
    )


def _told(row: dict[str, Any]) -> str:
    counts = [f"{rag} {count}" for rag, count in zip(RAGS, row["rags"], strict=True) if count]
    return ", ".join([*counts, *([f"not rated {row['unrated']}"] if row["unrated"] else [])])


def _rect(x: float, y: float, width: float, height: float, fill: str) -> dict[str, str]:
    places = {"x": x, "y": y, "width": width, "height": height}
    return {name: plain_number(place) for name, place in places.items()} | {"fill": fill, "stroke": LINE}


def _chart(
    letters: Lettering,
    title: str,
    key: str,
    description: str,
    size: tuple[float, float],
    texts: list[dict[str, Any]],
    rects: list[dict[str, str]],
) -> dict[str, Any]:
    # The title stands above the rest: the drawing begins that much higher.
    texts = [letters.draw(f"{title} {key}".rstrip(), 0, -SIZE, SIZE + 1), *texts]
    width, height = (plain_number(round(length * 20) / 20) for length in (size[0], size[1] + HEAD))
    glyphs = [{"id": name, "outline": outline} for name, outline in letters.glyphs.items()]
    names = {"id": letters.prefix, "title": title, "description": f"{description}."}
    return {
        **names,
        "top": plain_number(-HEAD),
        "width": width,
        "height": height,
        "glyphs": glyphs,
        "texts": texts,
        "rects": rects,
    }
