"""Copies of one text and papers of one publisher are one source; confidence adds up over sources only."""

import random

import pytest

from dragoman.graph.identity.sources import Source, combined_confidence, independent, is_copy, sketch


def text(seed: int, words: int = 400) -> str:
    chance = random.Random(seed)
    return " ".join(f"w{chance.randrange(3000)}" for _ in range(words))


def source(document: str, body: str, publisher: str | None = None) -> Source:
    return Source(document, publisher, tuple(sketch(body)))


def test_a_sketch_is_the_same_everywhere_and_fits_the_database() -> None:
    assert sketch("North Korea fired a missile.") == [5008824077556338685]
    assert sketch("NORTH KOREA\nfired a missile") == sketch("North Korea fired a missile.")
    values = sketch(text(1))
    assert values == sorted(values) and len(values) == 128
    assert all(-(2**63) <= value < 2**63 for value in values)
    assert sketch("…") == []


def test_copies_are_found_however_they_were_cut() -> None:
    agency = text(1)
    words = agency.split()
    cut = " ".join(words[:250])
    framed = f"{text(2, 40)} {agency} {text(3, 40)}"
    edited = " ".join(word if number % 25 else "another" for number, word in enumerate(words))
    for copy in (cut, framed, edited):
        assert is_copy(sketch(agency), sketch(copy))
    assert not is_copy(sketch(agency), sketch(text(4)))
    quoted = f"{text(5, 300)} {' '.join(words[:100])}"
    assert not is_copy(sketch(agency), sketch(quoted))


def test_publisher_and_copies_make_one_source_transitively() -> None:
    agency = text(1)
    sources = [
        source("a", agency, "Agency"),
        source("b", f"{agency} {text(2, 60)}", "Paper"),
        source("c", text(3), "paper "),
        source("d", text(4)),
        source("e", text(5)),
    ]
    groups = independent(sources)
    assert groups == {"a": 0, "b": 0, "c": 0, "d": 1, "e": 2}
    assert independent(reversed(sources)) == groups


def test_texts_without_words_are_not_copies_of_one_another() -> None:
    assert independent([source("a", ""), source("b", "")]) == {"a": 0, "b": 1}


def test_many_sources_with_one_frame_are_told_apart() -> None:
    frame = text(0, 60)
    groups = independent(source(f"{number:04}", f"{frame} {text(number + 1, 300)}") for number in range(600))
    assert len(set(groups.values())) == 600


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([], 0.0),
        ([(0, 0.6)], 0.6),
        ([(0, 0.6), (0, 0.5), (0, 0.6)], 0.6),
        ([(0, 0.6), (1, 0.5)], 0.8),
        ([(1, 0.5), (0, 0.6), (2, 0.9)], 0.98),
        ([(0, 1.0), (1, 0.2)], 1.0),
    ],
)
def test_combined_confidence(pieces: list[tuple[int, float]], expected: float) -> None:
    assert combined_confidence(pieces) == expected
    assert combined_confidence(reversed(pieces)) == expected
