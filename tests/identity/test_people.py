"""Forms of one person's name are joined; whoever can not be told apart from another is left alone."""

from itertools import permutations

import pytest

from dragoman.graph.identity.people import PersonTold, compare_people, same_people


def person(id: str, name: str, *offices: str, state: str | None = "KOR", known: bool = False) -> PersonTold:
    return PersonTold(id, frozenset(name.split("|")), state, known, frozenset(offices))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Choi Sang-mok", "Choi Sang Mok"),
        ("Choi Sang-mok", "Sangmok Choi"),
        ("Yoon Suk Yeol", "Yoon Suk-yeol"),
        ("Joseph R. Biden, Jr.", "Joseph Biden, Jr."),
        ("Mohammed bin Salman Al Saud", "Mohammed bin Salman"),
        ("Recep Tayyip Erdoğan", "Recep Erdogan"),
        ("Jonas Gahr Støre", "Jonas Gahr Store"),
        ("Bashar al-Assad", "Bashar Assad"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    found = same_people([person("official:x:one", one), person("official:x:other", other)], (), ())
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Jong Il"),
        ("Ferdinand Marcos", "Ferdinand Marcos Jr."),
        ("John B. Smith", "John C. Smith"),
        ("Barham Salih", "Barham Saleh"),
        ("Choi Sang-mok", "Choi"),
        ("Jill Biden", "Joe Biden"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    found = same_people([person("official:x:one", one), person("official:x:other", other)], (), ())
    assert len(set(found.values())) == 2


def test_a_family_name_with_the_office_is_the_one_who_holds_it() -> None:
    people = [
        person("official:kor:choi-sang-mok", "Choi Sang-mok", "Acting President", "Finance Minister"),
        person("official:kor:choi", "Choi", "acting president"),
        person("official:kor:choi-ye-won", "Choi Ye-won", "spokesperson"),
    ]
    found = same_people(people, (), ())
    assert found["official:kor:choi"] == "official:kor:choi-sang-mok"
    assert found["official:kor:choi-ye-won"] == "official:kor:choi-ye-won"


def test_a_family_name_alone_is_the_only_known_bearer() -> None:
    xi = person("official:chn:xi-jinping", "Xi Jinping", "President", state="CHN", known=True)
    short = person("official:chn:xi", "Xi", state="CHN")
    other = person("official:chn:xi-zhongxun", "Xi Zhongxun", state="CHN")
    assert same_people([xi, short], (), ())["official:chn:xi"] == xi.id
    assert same_people([xi, short, other], (), ())["official:chn:xi"] == short.id


def test_two_known_ids_never_join() -> None:
    people = [
        person("official:usa:george-bush", "George Bush|Bush", state="USA", known=True),
        person("official:usa:george-w-bush", "George W. Bush|Bush", state="USA", known=True),
        person("official:usa:bush", "Bush", state="USA"),
    ]
    pair = frozenset({"official:usa:george-bush", "official:usa:george-w-bush"})
    assert len(set(same_people(people, [pair], ()).values())) == 3


def test_the_known_id_stands_for_all_then_the_fullest_name() -> None:
    known = person("official:usa:joe-biden", "Joe Biden|Joseph R. Biden", state="USA", known=True)
    longer = person("official:usa:joseph-robinette-biden", "Joseph Robinette Biden", state="USA")
    assert set(same_people([longer, known], (), ()).values()) == {known.id}
    fuller = person("official:usa:martin-j-walsh", "Martin J. Walsh", state="USA")
    assert set(same_people([person("official:usa:a", "Martin Walsh", state="USA"), fuller], (), ()).values()) == {
        fuller.id
    }


def test_decisions_win_over_names() -> None:
    one, other = person("official:kor:one", "Barham Salih"), person("official:kor:other", "Barham Saleh")
    pair = frozenset({one.id, other.id})
    assert len(set(same_people([one, other], [pair], ()).values())) == 1
    same = person("official:kor:same", "Saleh Barham")
    assert len(set(same_people([other, same], (), [frozenset({other.id, same.id})]).values())) == 2


def test_order_does_not_matter() -> None:
    people = [
        person("official:kor:han-duck-soo", "Han Duck-soo", "Prime Minister"),
        person("official:kor:han", "Han", "Prime Minister"),
        person("official:kor:han-dong-hoon", "Han Dong-hoon", "party leader"),
        person("official:kor:duck-soo-han", "Duck-soo Han"),
        person("official:kor:h-dong-hoon", "H. Dong-hoon"),
    ]
    answers = {tuple(sorted(same_people(order, (), ()).items())) for order in permutations(people)}
    assert len(answers) == 1


def test_doubtful_persons_have_a_score_and_reasons() -> None:
    apart = compare_people(person("a", "Barham Salih", "President"), person("b", "Barham Saleh", "President"))
    stateless = compare_people(person("a", "Brian Deese"), person("b", "Brian Deese", state=None))
    assert apart is not None and apart.reasons == ("names one letter apart", "same office")
    assert stateless is not None and "one is without a state" in stateless.reasons
    assert compare_people(person("a", "Brian Deese"), person("b", "Brian Deese", state="USA")) is None
    assert compare_people(person("a", "Brian Deese", known=True), person("b", "Brian Deese", known=True)) is None
    assert compare_people(person("a", "Brian Deese"), person("b", "Moon Jae-in")) is None
