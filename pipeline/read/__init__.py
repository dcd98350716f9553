"""Read: files in, located plain values out. Knows file formats, not what the values mean."""

from pipeline.read.folder import Read, find_papers, read_paper
from pipeline.read.fonts import coverage
from pipeline.read.yaml import read_yaml

__all__ = ["Read", "coverage", "find_papers", "read_paper", "read_yaml"]
