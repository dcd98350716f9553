"""Findings in an officer's words, from error types alone."""

from typing import get_args

from pydantic_core.core_schema import ErrorType

from pipeline.models.inputs import Inputs
from pipeline.validate.wording import KINDS, SIZES, finding_of


def test_every_type_that_is_worded_is_one_of_the_librarys() -> None:
    assert {*KINDS, *SIZES} <= set(get_args(ErrorType))


def test_a_type_that_nobody_foresaw_is_still_a_sentence() -> None:
    finding = finding_of(Inputs, {"type": "frozen_field", "loc": ("paper", "title"), "input": "x"})

    assert finding.message == "Title cannot be used as it is"
    assert finding.hint
