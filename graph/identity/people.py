"""Which persons, named by different documents, are one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.identity.groups import Groups
from dragoman.graph.identity.names import Fit, fit, offices_alike, one_letter_apart, share_family_name, telling_words

_FIT_SCORES = {Fit.SAME: 0.9, Fit.LONGER: 0.75, Fit.SHORT: 0.45}
_LETTER_APART, _FAMILY_NAME, _SAME_OFFICE, _WITHOUT_STATE = 0.6, 0.25, 0.25, 0.8


@dataclass(frozen=True)
class PersonTold:
    """A person as the live documents name him.

    Attributes:
        id: the actor's id.
        names: every form of the name.
        state: id of the state or body the person stands for, or None.
        known: whether the id comes from the list of known persons.
        offices: the titles that documents give the person.
    """

    id: str
    names: frozenset[str]
    state: str | None
    known: bool
    offices: frozenset[str]


def same_people(
    people: Sequence[PersonTold], together: Collection[frozenset[str]], apart: Collection[frozenset[str]]
) -> dict[str, str]:
    """Join the names of one person; fuller names are read first, and each shorter one joins the one whom it fits.

    Args:
        people: all persons of one state or body, or all of none, in any order.
        together: pairs of ids that somebody has decided to be one; they are, unless both are known or of two states.
        apart: pairs of ids that somebody has decided to be two.

    Returns:
        Every id to the canonical one: the known id, else that of the fullest name, then the smallest.
    """
    ordered = sorted(people, key=_fullest_first)
    joining = _Joining(ordered, frozenset(apart))
    for pair in sorted(map(sorted, together)):
        if len(pair) == 2 and all(id in joining.told for id in pair):
            joining.join_decided(*pair)
    read: dict[str, list[PersonTold]] = defaultdict(list)
    for person in ordered:
        words = {word for name in person.names for word in telling_words(name)}
        before = {other.id: other for word in words for other in read[word]}
        joining.join_bearer(person, [before[id] for id in sorted(before)])
        for word in words:
            read[word].append(person)
    return joining.canonical()


def _fullest_first(person: PersonTold) -> tuple[int, int, bool, str]:
    fullest = max(map(telling_words, person.names), key=lambda words: (len(words), sum(map(len, words))), default=())
    return (-len(fullest), -sum(map(len, fullest)), not person.known, person.id)


class _Joining:
    """Persons that are joined, but never two known ids, two states, or two whom somebody has parted."""

    def __init__(self, ordered: Sequence[PersonTold], apart: frozenset[frozenset[str]]) -> None:
        self.told = {person.id: person for person in ordered}
        self._apart = apart
        self._groups = Groups(self.told)

    def join_decided(self, one: str, other: str) -> None:
        """Join two whom somebody has decided to be one, whatever their names."""
        if self._can_be_one(one, other):
            self._groups.join(one, other)

    def join_bearer(self, person: PersonTold, others: Sequence[PersonTold]) -> None:
        """Join a person to the one among others whom the name means, if it can mean one only."""
        bearers = {self._groups.find(other.id) for other in _bearers(person, others)}
        if len(bearers) == 1 and self._may_join(person.id, *bearers):
            self._groups.join(person.id, *bearers)

    def canonical(self) -> dict[str, str]:
        """Every id to that of its group which comes first: a known one, else that of the fullest name."""
        first: dict[str, str] = {}
        for person in sorted(self.told.values(), key=lambda person: (not person.known, _fullest_first(person))):
            first.setdefault(self._groups.find(person.id), person.id)
        return {id: first[self._groups.find(id)] for id in self.told}

    def _can_be_one(self, one: str, other: str) -> bool:
        members = self._groups.members(one) + self._groups.members(other)
        states = {state for member in members if (state := self.told[member].state)}
        return not (self._is_known(one) and self._is_known(other)) and len(states) < 2

    def _is_known(self, id: str) -> bool:
        return any(self.told[member].known for member in self._groups.members(id))

    def _may_join(self, one: str, other: str) -> bool:
        return self._can_be_one(one, other) and not any(
            frozenset((a, b)) in self._apart for a in self._groups.members(one) for b in self._groups.members(other)
        )


def _bearers(person: PersonTold, others: Iterable[PersonTold]) -> list[PersonTold]:
    """Whom a name can mean: of those whom it fits closest the ones in a like office, else all of them.

    A family name alone needs the office, or a bearer who is known and the only one.
    """
    fits: dict[Fit, list[PersonTold]] = defaultdict(list)
    for other in others:
        if not (person.known and other.known):
            fits[fit_of(person, other)].append(other)
    closest = max((found for found in fits if found is not Fit.NONE), default=Fit.NONE)
    fitting = fits[closest] if closest is not Fit.NONE else []
    titled = [other for other in fitting if offices_alike(person.offices, other.offices)]
    if titled:
        return titled
    if closest is Fit.SHORT and (person.offices or not all(other.known for other in fitting)):
        return []
    return fitting


def fit_of(one: PersonTold, other: PersonTold) -> Fit:
    """The closest way in which a name of one fits a name of the other."""
    return max((fit(a, b, one.state) for a in one.names for b in other.names), default=Fit.NONE)


def compare_people(a: PersonTold, b: PersonTold) -> Comparison | None:
    """How far two persons may be one, for the list of doubtful pairs.

    Returns:
        None when they can not be, or nothing speaks for it: two known ids, two different states, other names.
    """
    if (a.known and b.known) or (a.state and b.state and a.state != b.state):
        return None
    score, reasons = _compare_names(a, b)
    if not reasons:
        return None
    if offices_alike(a.offices, b.offices):
        score, reasons = score + _SAME_OFFICE, [*reasons, "same office"]
    if a.state != b.state:
        score, reasons = score * _WITHOUT_STATE, [*reasons, "one is without a state"]
    return Comparison(round(min(score, 1.0), 3), tuple(reasons))


def _compare_names(a: PersonTold, b: PersonTold) -> tuple[float, list[str]]:
    found = fit_of(a, b)
    if found is Fit.SAME:
        return _FIT_SCORES[found], ["same name"]
    if found is not Fit.NONE:
        short, long = sorted((_fullest(a), _fullest(b)), key=len)
        return _FIT_SCORES[found], [f"{short} may be short for {long}"]
    if any(one_letter_apart(x, y) for x in a.names for y in b.names):
        return _LETTER_APART, ["names one letter apart"]
    if any(share_family_name(x, y, a.state or b.state) for x in a.names for y in b.names):
        return _FAMILY_NAME, ["same family name"]
    return 0.0, []


def _fullest(person: PersonTold) -> str:
    return max(sorted(person.names), key=len)
