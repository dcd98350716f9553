"""What to start from: a folder of inputs, a paper, a report type, a house style. Nothing that is there is overwritten."""

from pipeline.new.inputs import new_inputs
from pipeline.new.paper import NewPaper, new_paper
from pipeline.new.templates import new_report_type, new_style

__all__ = ["NewPaper", "new_inputs", "new_paper", "new_report_type", "new_style"]
