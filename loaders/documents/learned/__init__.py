"""The learned part of the reader: which words tell events, statements and reactions, and who takes which part."""
