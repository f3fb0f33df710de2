"""The cutting of a text into marked pieces loses nothing, whatever overlaps."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.api.pages.marking import Found, Run, marked

TEXT = "Japan condemned it.\nSo did South\nKorea.\n\nRussia did not."
SEOUL = {"id": "KOR", "name": "South Korea", "names": ["South Korea", "Korea"]}


def found(number: int, *spans: tuple[int, int]) -> Found:
    return Found(number=number, kind="event", fact=f"fact {number}", row={}, spans=spans)


def words(run: Run) -> str:
    return "".join(piece.text for piece in run.pieces)


def test_a_sentence_is_marked_with_what_it_tells() -> None:
    first, second = marked(TEXT, [found(1, (0, 19)), found(2, (0, 19), (41, 56))], [], (0, 19))
    assert words(first[0]) == "Japan condemned it."
    assert [one.number for one in first[0].begins] == [1, 2]
    assert first[0].asked
    assert not any(run.facts or run.asked for run in first[1:])
    assert [one.number for one in second[0].facts] == [2]


def test_an_actor_is_found_by_the_longest_of_its_names_across_the_end_of_a_line() -> None:
    (run,), _ = marked(TEXT, [], [SEOUL], None)
    assert [piece.text for piece in run.pieces if piece.actor] == ["South\nKorea"]


def test_where_sentences_overlap_both_are_marked() -> None:
    (one, both, other, rest), _ = marked(TEXT, [found(1, (0, 19)), found(2, (6, 26))], [], None)
    assert [[it.number for it in run.facts] for run in (one, both, other, rest)] == [[1], [1, 2], [2], []]
    assert [it.number for it in both.begins] == [2]


@settings(max_examples=200, deadline=None)
@given(
    st.text("ab \n.", max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6),
    st.one_of(st.none(), st.tuples(st.integers(0, 70), st.integers(0, 70))),
)
def test_no_letter_is_lost(text: str, spans: list[tuple[int, int]], asked: tuple[int, int] | None) -> None:
    facts = [found(number, span) for number, span in enumerate(spans)]
    paragraphs = marked(text, facts, [{"id": "A", "name": "A", "names": ["ab", "a b"]}], asked)
    assert "".join("".join(words(run) for run in runs) for runs in paragraphs).split() == text.split()
