"""Validate: plain values in, frozen models out, or findings in an officer's words. Knows what the inputs mean."""

from typing import TypeVar

from pydantic import ValidationError

from pipeline.findings import Finding, Severity, hushed, within
from pipeline.models.base import Model
from pipeline.models.inputs import Inputs
from pipeline.models.withholding import private_paths
from pipeline.source import Line, Source, without_cycles
from pipeline.validate.characters import not_in_fonts
from pipeline.validate.references import unknown_templates, wrong_references
from pipeline.validate.wording import finding_of, meant

__all__ = ["not_in_fonts", "unknown_templates", "validate", "validate_inputs", "wrong_references"]

M = TypeVar("M", bound=Model)


def validate(model: type[M], source: Source) -> tuple[M | None, list[Finding]]:
    """Turn a source into a model.

    Returns:
        The model, or None with everything that is wrong, each finding with its place.
    """
    value = None
    findings: list[Finding] = []
    hidden: frozenset[Line] = frozenset()
    try:
        value = model.model_validate(source.data)
    except ValidationError as error:
        # The library's own texts quote the input: only types, places and limits are taken from it.
        details = error.errors(include_input=True, include_url=False)
        unknown = [tuple(detail["loc"]) for detail in details if detail["type"] == "extra_forbidden"]
        # A misspelt field is missing too: saying so as well would send the officer to write it twice.
        misspelt = {(*path[:-1], meant(model, path)) for path in unknown}
        private = private_paths(source.data, unsure=source.unsure)
        hidden = source.lines_of(private)
        findings = [
            finding_of(model, detail, private=within(tuple(detail["loc"]), private))
            for detail in details
            if tuple(detail["loc"]) not in misspelt
        ]
    return value, [source.locate(finding, hidden) for finding in findings]


@without_cycles()
def validate_inputs(source: Source) -> tuple[Inputs | None, list[Finding]]:
    """Turn a paper's source into its inputs, references between them checked too.

    What follows from a file that could not be read is left out: that file's own finding says it.
    """
    inputs, findings = validate(Inputs, source)
    private = private_paths(source.data, unsure=source.unsure)
    hidden = source.lines_of(private)
    findings += [source.locate(hushed(each, private), hidden) for each in wrong_references(source.data, private)]
    unread = {name for name, data in source.data.items() if data is None}
    findings = [finding for finding in findings if not (finding.at and finding.at[0] in unread)]
    broken = unread or any(finding.severity is Severity.ERROR for finding in findings)
    return (None if broken else inputs), findings
