"""What the inputs mean: frozen pydantic models, one file for each kind of input."""
