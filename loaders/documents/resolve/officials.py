"""Persons in offices, and which state they serve."""

from collections.abc import Iterator

from spacy.tokens import Doc

from dragoman.loaders.documents.mentions import Office
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.resolve.cast import OfficialFound
from dragoman.loaders.documents.resolve.people import Individual
from dragoman.loaders.documents.resolve.states import Setting


def give_states(people: list[Individual], setting: Setting) -> None:
    """Find the state or body that each person stands for: as stated, as known, by the neighbours, by the setting."""
    for person in people:
        if person.known is not None:
            person.state, person.rule = person.known.state, "known"
        elif (stated := _stated(person)) is not None:
            person.state, person.rule = stated, "stated"
        setting.count(person.state)
    for person in people:
        if person.state is None and person.offices and not _is_private(person):
            person.state = _owners_state(person, people) or _surroundings(person, setting)


def _stated(person: Individual) -> str | None:
    """The state in the text's own words; that of a present office before that of a former one."""
    for office in sorted(person.offices, key=lambda office: office.former):
        if office.states:
            return office.states[0]
    for office in person.offices:
        for only, state in lexicon().offices.only.items():
            if only in office.text.lower():
                return state
    return None


def _owners_state(person: Individual, people: list[Individual]) -> str | None:
    """The state of the person whose aide this one is: "Trump's envoy Brett McGurk"."""
    owners = {office.owner for office in person.offices if office.owner is not None}
    for other in people:
        inside = {index for start, end in other.spans for index in range(start, end)}
        if other is not person and other.state is not None and owners & inside:
            return other.state
    return None


def _is_private(person: Individual) -> bool:
    """Whether the text knows the person in no public office."""
    return all(office.text.split()[0].lower() in lexicon().offices.private for office in person.offices if office.text)


def _surroundings(person: Individual, setting: Setting) -> str | None:
    office = person.offices[0]
    ranked = any(office.rank for office in person.offices) or setting.ranked(person.spans)
    return (
        setting.state_owning(office.owner)
        or setting.state_issuing(office.head)
        or setting.state_told_in(office.head)
        or (setting.state_of_organs() if ranked else None)
        or setting.state_near(office.head)
    )


def found_officials(doc: Doc, people: list[Individual]) -> Iterator[OfficialFound]:
    """Every person and office of the document, once, with all sentences that say so."""
    for person in people:
        offices = [office for office in person.offices if not office.rank] or person.offices
        by_text: dict[str, list[Office]] = {}
        for office in offices:
            by_text.setdefault(office.text.lower(), []).append(office)
        for same in by_text.values():
            yield _found(doc, person, same)


def _found(doc: Doc, person: Individual, offices: list[Office]) -> OfficialFound:
    sentences = dict.fromkeys(doc[office.head].sent for office in offices)
    return OfficialFound(
        name=person.name,
        office=offices[0].text,
        state=person.state,
        acting=any(office.acting for office in offices),
        former=any(office.former for office in offices),
        actor=person.actor(),
        rule="rank" if all(office.rank for office in offices) else person.rule,
        heads=tuple(office.head for office in offices),
        evidence=tuple((sentence.start_char, sentence.end_char) for sentence in sentences),
    )
