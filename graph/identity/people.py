"""Which persons, named by different documents, are one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.identity.groups import Groups
from dragoman.graph.identity.names import Fit, fit, offices_alike, one_letter_apart, share_family_name, telling_words

_SCORES = {Fit.SAME: 0.95, Fit.LONGER: 0.85, Fit.SHORT: 0.5, Fit.NONE: 0.0}


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
    """Join the names of one person; longer names are read first, and each shorter one joins whom alone it fits.

    Args:
        people: all persons of one state or body, or all of none, in any order.
        together: pairs of ids that a person has decided to be one; they always are, unless both are known ids.
        apart: pairs of ids that a person has decided to be two.

    Returns:
        Every id to the canonical one: the known id, else that of the fullest name, then the smallest.
    """
    told = {person.id: person for person in people}
    ordered = sorted(people, key=_fullest_first)
    groups = _People(told)
    for pair in sorted(together, key=sorted):
        if pair <= told.keys() and len(pair) == 2:
            groups.join(*sorted(pair), decided=True)
    forbidden = set(apart)
    for position, person in enumerate(ordered):
        before = [p for p in ordered[:position] if frozenset((p.id, person.id)) not in forbidden]
        match = _bearer(person, before, groups)
        if match is not None and not groups.parted(match, person.id, forbidden):
            groups.join(match, person.id)
    return groups.canonical(ordered)


def _fullest_first(person: PersonTold) -> tuple[int, int, bool, str]:
    longest = max((telling_words(name) for name in person.names), key=len, default=())
    return (-len(longest), -sum(map(len, longest)), not person.known, person.id)


def _bearer(person: PersonTold, others: Sequence[PersonTold], groups: "_People") -> str | None:
    """The one person among others whom the name can mean, None when it can mean none or several."""
    fits = [(fit_of(person, other), other) for other in others if not (person.known and groups.is_known(other.id))]
    for kind in (Fit.SAME, Fit.LONGER, Fit.SHORT):
        fitting = [other for found, other in fits if found is kind]
        titled = [other for other in fitting if offices_alike(person.offices, other.offices)]
        choice = titled or (fitting if kind is not Fit.SHORT or not person.offices else [])
        if kind is Fit.SHORT and not titled:
            choice = choice if all(other.known for other in choice) else []
        if choice:
            found = {groups.find(other.id) for other in choice}
            return found.pop() if len(found) == 1 else None
    return None


def fit_of(one: PersonTold, other: PersonTold) -> Fit:
    """The closest way in which a name of one fits a name of the other."""
    return max((fit(a, b, one.state) for a in one.names for b in other.names), default=Fit.NONE)


def compare_people(a: PersonTold, b: PersonTold) -> Comparison | None:
    """How far two persons may be one, for the list of doubtful pairs.

    Returns:
        None when they can not be, or nothing speaks for it: two known ids, two different states.
    """
    if (a.known and b.known) or (a.state != b.state and a.state and b.state):
        return None
    found = fit_of(a, b)
    score, reasons = _SCORES[found], []
    if found is not Fit.NONE:
        reasons.append(f"{_shown(a)} may be short for {_shown(b)}" if found is not Fit.SAME else "same name")
    elif any(one_letter_apart(x, y) for x in a.names for y in b.names):
        score, reasons = 0.6, ["names one letter apart"]
    elif any(share_family_name(x, y, a.state or b.state) for x in a.names for y in b.names):
        score, reasons = 0.3, ["same family name"]
    if not reasons:
        return None
    if offices_alike(a.offices, b.offices):
        score, reasons = score + 0.25, [*reasons, "same office"]
    if a.state != b.state:
        score, reasons = score * 0.8, [*reasons, "one without a state"]
    return Comparison(round(min(score, 1.0), 3), tuple(reasons))


def _shown(person: PersonTold) -> str:
    return max(sorted(person.names), key=len, default=person.id)


class _People:
    """Persons that grow together; two known ids never do."""

    def __init__(self, told: dict[str, PersonTold]) -> None:
        self._groups = Groups(told)
        self._known = {id for id, person in told.items() if person.known}

    def find(self, id: str) -> str:
        return self._groups.find(id)

    def members(self, id: str) -> list[str]:
        return [other for other in self._groups if self.find(other) == self.find(id)]

    def is_known(self, id: str) -> bool:
        return any(other in self._known for other in self.members(id))

    def parted(self, one: str, other: str, apart: Collection[frozenset[str]]) -> bool:
        return any(frozenset((a, b)) in apart for a in self.members(one) for b in self.members(other))

    def join(self, one: str, other: str, *, decided: bool = False) -> None:
        if not (self.is_known(one) and self.is_known(other)):
            self._groups.join(one, other)

    def canonical(self, ordered: Sequence[PersonTold]) -> dict[str, str]:
        best: dict[str, str] = {}
        for person in sorted(ordered, key=lambda p: (not p.known, *_fullest_first(p))):
            best.setdefault(self.find(person.id), person.id)
        return {person.id: best[self.find(person.id)] for person in ordered}
