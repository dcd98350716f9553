"""Read: files in, located plain values out. Knows file formats, not what the values mean."""

from pipeline.read.bank_holidays import bank_holidays
from pipeline.read.folder import Read, find_papers, read_paper
from pipeline.read.fonts import coverage
from pipeline.read.shared import Shared, read_shared
from pipeline.read.yaml import read_yaml

__all__ = [
    "Read",
    "Shared",
    "bank_holidays",
    "coverage",
    "find_papers",
    "read_paper",
    "read_shared",
    "read_yaml",
]
