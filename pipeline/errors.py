"""What stops a run: one error type, and the exit code of each kind (README, "Exit codes")."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command's exit status means."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    SYSTEM_PART_MISSING = 3
    TEMPLATE_WRONG = 4
    CANNOT_WRITE = 5
    FORMATS_DISAGREE = 6
    REFUSED = 7
    BUSY = 8
    RUNAWAY = 9
    BUG = 70
    INTERRUPTED = 130


class PipelineError(Exception):
    """A condition that ends a run, said in a sentence, with what to do about it."""

    def __init__(self, code: ExitCode, message: str, hint: str = "") -> None:
        super().__init__(code, message, hint)  # all of it, so that it can travel between processes
        self.code = code
        self.message = message
        self.hint = hint
