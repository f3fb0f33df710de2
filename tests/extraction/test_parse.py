"""The parse keeps the text's offsets, whatever the text looks like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.loaders.documents.parse import is_heading, parse, sentences

WRAPPED = """# Talks in Oslo

Norway’s foreign minister met his
Swedish counterpart on Monday, and said
that “both countries” would sign.

- Trade
- Fisheries

They meet again in May. The U.S. Navy did not comment. Mr. Hansen left.
"""


def prose(text: str) -> list[str]:
    return [text[s.start_char : s.end_char] for s in sentences(parse(text)) if not is_heading(s)]


def test_sentences_run_over_wrapped_lines_and_keep_the_texts_own_characters() -> None:
    first = prose(WRAPPED)[0]
    assert first.startswith("Norway’s foreign minister met his\nSwedish")
    assert first.endswith("“both countries” would sign.")


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert prose(WRAPPED)[1:] == ["They meet again in May.", "The U.S. Navy did not comment.", "Mr. Hansen left."]


def test_headings_and_list_items_are_not_prose() -> None:
    doc = parse(WRAPPED)
    headings = [s.text for s in sentences(doc) if is_heading(s)]
    assert headings == ["Talks in Oslo", "Trade", "Fisheries"]


@pytest.mark.parametrize("text", ["", "\n\n", '"', "…", "\ufeffOne. Two.\r\nThree."])
def test_odd_texts_parse(text: str) -> None:
    assert len(parse(text).text) == len(text)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='aB ."“”’\n\t-#*[]()!?:1\u00a0é🚀', max_size=80))
def test_offsets_are_the_texts_own(text: str) -> None:
    doc = parse(text)
    assert len(doc.text) == len(text)
    for sentence in sentences(doc):
        assert text[sentence.start_char : sentence.end_char].strip()
