"""How right the reader is: `make accuracy`; docs/accuracy.md carries what it prints."""
