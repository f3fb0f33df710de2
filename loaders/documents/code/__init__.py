"""Coding: who did what to whom, who said what, and what reacts to what, from the parse of one document."""
