"""JSON Schema of each input file, made from the models, so that editors help while an officer types."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from pipeline.models.inputs import Inputs

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return each input file's schema as JSON text, by the file's name without its ending."""
    found = {}
    for name, info in Inputs.model_fields.items():
        adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
        schema = {"$schema": DIALECT, **_forgiving(adapter.json_schema()), "title": info.title}
        found[name] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return found


def _forgiving(schema: Any) -> Any:
    """Let a text be typed without quotes where it looks like a number: every value is read as text anyway."""
    if isinstance(schema, list):
        return [_forgiving(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {name: _forgiving(part) for name, part in schema.items()}
    if changed.get("type") == "string" and "pattern" not in changed and "enum" not in changed:
        changed["type"] = ["string", "number"]
    return changed


def explanations(name: str) -> Iterator[str]:
    """Yield what each field of a name is for: where it stands, its label, its description, and what it may hold."""
    for file, text in schemas().items():
        schema = json.loads(text)
        records = {file: schema, **schema.get("$defs", {})}
        for record, part in records.items():
            field = part.get("properties", {}).get(name)
            if field:
                yield f"{file}.yaml, {record}: {field.get('title', name)}. {field.get('description', '')}".strip()
                yield from (f"  {line}" for line in _may_hold(field, name in part.get("required", [])))


def _may_hold(field: dict[str, Any], required: bool) -> Iterator[str]:  # noqa: FBT001 - one fact of the field
    choices = [field, *field.get("anyOf", [])]
    yield "It must be there." if required else "It may be left out."
    for choice in choices:
        if "enum" in choice:
            yield f"One of: {', '.join(str(each) for each in choice['enum'] if isinstance(each, str))}."
        if "examples" in choice:
            yield f"Such as: {', '.join(choice['examples'])}."
