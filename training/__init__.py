"""Training of the learned part of the reader; see docs/accuracy.md for what comes of it."""
