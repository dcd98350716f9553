"""The command line: parse, call, tell, exit. No logic."""

from pipeline.cli.main import main

__all__ = ["main"]
