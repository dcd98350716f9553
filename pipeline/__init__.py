"""Structured inputs in, Cabinet reports in Word, PDF and HTML out, with their content assured."""

__version__ = "0.1.0"
