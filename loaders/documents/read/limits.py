"""How much is read of one input before it is refused: what keeps memory and time bounded on any input.

A long report has about 500,000 characters, the longest treaties 1,500,000.
"""

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 2_000_000
MAX_PAGES = 3_000
# Unpacked XML of a Word document: markup takes about ten times the room of its text.
MAX_UNPACKED_BYTES = 60_000_000
MAX_FRONT_MATTER_CHARACTERS = 100_000
PARSE_SECONDS = 60
PARSE_MEMORY_BYTES = 2_000_000_000
# Beyond this size also HTML and DOCX are parsed in a process of their own.
SMALL_BYTES = 1_000_000
FETCH_SECONDS = 60
MAX_REDIRECTS = 5
