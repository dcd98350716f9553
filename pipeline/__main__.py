"""``python -m pipeline`` is the command ``cabinet-papers``."""

from pipeline.cli import main

main()
