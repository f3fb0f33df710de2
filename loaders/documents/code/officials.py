"""The records of persons in offices, each with the term that the text tells."""

from dragoman.graph.records import Evidence, OfficialRecord, content_id
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.tenures import Tenure, find_tenures
from dragoman.loaders.documents.code.terms import Held, by_term, is_over, term_parts
from dragoman.loaders.documents.resolve.cast import OfficialFound

# Share of such records that state a fact of our annotated documents (2026-11-25, 731 records): by how the state was
# found, and for those of whom the text tells but a rank.
_CONFIDENCE = {"known": 0.99, "stated": 0.95, "context": 0.84, "rank": 0.54}


def official_records(source: Source) -> list[OfficialRecord]:
    """One record for each person, office and term, with every sentence that says so as evidence.

    Args:
        source: the document with its cast.
    """
    tenures = find_tenures(source)
    by_office: dict[int, list[Tenure]] = {}
    for tenure in tenures:
        for index in _offices_meant(tenure, source.cast.officials):
            by_office.setdefault(index, []).append(tenure)
    return [
        _record(source, found, held, several=len(terms) > 1)
        for index, found in enumerate(source.cast.officials)
        for terms in [_terms(source, found, by_office.get(index, []))]
        for held in terms
    ]


def _offices_meant(tenure: Tenure, officials: tuple[OfficialFound, ...]) -> list[int]:
    """Which of the officials found, by their index, a term is of.

    Where the text names no office there, it is the one named last before it, one still held rather than a former one.
    """
    own = [index for index, found in enumerate(officials) if found.actor.id == tenure.person]
    if tenure.offices and not tenure.every:
        return [index for index in own if set(tenure.offices) & set(officials[index].heads)]
    # A general who rules does not hold his rank for as long.
    civil = [index for index in own if officials[index].rule != "rank"]
    held = [index for index in civil if not officials[index].former] or civil
    if tenure.every or not held:
        return held
    return [max(held, key=lambda index: _last_before(officials[index].heads, tenure.told.i))]


def _last_before(heads: tuple[int, ...], index: int) -> int:
    return max((head for head in heads if head < index), default=-min(heads))


def _terms(source: Source, found: OfficialFound, tenures: list[Tenure]) -> list[Held]:
    ended = any(tenure.term.until for tenure in tenures if tenure.sure)
    believed = [tenure for tenure in tenures if tenure.sure or not ended]
    told = [(tenure.term, _evidence(source, *tenure.sentence)) for tenure in believed]
    plain = [(None, _evidence(source, start, end)) for start, end in found.evidence]
    return by_term([*told, *plain], source.published, over=found.former)


def _evidence(source: Source, start: int, end: int) -> Evidence:
    quoted = source.text[start:end]
    start += len(quoted) - len(quoted.lstrip())
    return Evidence(sentence=quoted.strip(), start=start, end=start + len(quoted.strip()))


def _record(source: Source, found: OfficialFound, held: Held, *, several: bool) -> OfficialRecord:
    term, sentences = held
    over = is_over(term, source.published)
    former = over or (found.former and not several)
    parts = (found.actor.id, found.office, found.state, found.acting, former)
    return OfficialRecord(
        id=content_id("official", *parts, *term_parts(term)),
        document=source.name,
        confidence=_CONFIDENCE[found.rule],
        evidence=tuple(sorted(set(sentences), key=lambda evidence: evidence.start)),
        rule=f"office-{found.rule}",
        name=found.name,
        office=found.office,
        state=found.state,
        actor=found.actor,
        acting=found.acting,
        former=former,
        term=term,
    )
