"""Who did what to whom: sentences, and what a reader would say they tell."""

from collections.abc import Callable

import pytest

from dragoman.graph.records import DocumentRecords, EventRecord

Read = Callable[..., DocumentRecords]

Triple = tuple[set[str], str, set[str]]


def events(records: DocumentRecords) -> list[EventRecord]:
    return [fact for fact in records.facts if fact.kind == "event"]


def triples(records: DocumentRecords) -> list[Triple]:
    return [
        ({a.state or a.id for a in e.initiators}, e.type.value, {a.state or a.id for a in e.recipients})
        for e in events(records)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("France condemned Iran on Thursday.", ({"FRA"}, "ACCUSE", {"IRN"})),
        ("Two Kenyan soldiers were killed by al-Shabaab on Tuesday.", ({"AL_SHABAAB"}, "ASSAULT", {"KEN"})),
        ("Russia launched an attack on Ukraine on Wednesday.", ({"RUS"}, "ASSAULT", {"UKR"})),
        ("Japan imposed sanctions on Russia on Monday.", ({"JPN"}, "SANCTION", {"RUS"})),
        ("Sweden provided military aid to Ukraine on Monday.", ({"SWE"}, "AID", {"UKR"})),
        ("Turkey arrested two Greek soldiers on Monday.", ({"TUR"}, "COERCE", {"GRC"})),
        ("India rejected the proposal of Pakistan on Tuesday.", ({"IND"}, "REJECT", {"PAK"})),
        ("Germany urged Israel to open the crossing.", ({"DEU"}, "REQUEST", {"ISR"})),
        ("China threatened Taiwan on Friday.", ({"CHN"}, "THREATEN", {"TWN"})),
        ("Poland expelled the Russian ambassador on Thursday.", ({"POL"}, "SANCTION", {"RUS"})),
    ],
)
def test_verbs_and_nouns_that_name_deeds(read: Read, sentence: str, expected: Triple) -> None:
    assert expected in triples(read(sentence))


def test_what_someone_is_asked_to_do_is_no_deed(read: Read) -> None:
    found = triples(read("Germany urged Israel to release the prisoners."))
    assert "CONCEDE" not in [kind for _, kind, _ in found]


def test_modality_is_that_of_the_text(read: Read) -> None:
    told = {e.type.value: e.modality.value for e in events(read("The United States will deploy troops to Poland."))}
    assert told["MOBILIZE"] == "future"
    denied = events(read("Israel did not attack Lebanon on Monday."))
    assert [e.modality.value for e in denied] == ["negated"]


def test_the_same_occurrence_told_again_is_one_event(read: Read) -> None:
    text = (
        "On March 12, 2024, North Korea fired two ballistic missiles into the Sea of Japan.\n"
        "The missiles were launched from Pyongyang. Japan condemned the launches."
    )
    launches = [e for e in events(read(text)) if e.type.value == "MOBILIZE"]
    assert len(launches) == 1
    assert launches[0].date is not None
    assert launches[0].date.start.isoformat() == "2024-03-12"
    assert len(launches[0].evidence) >= 2


def test_headline_and_headings_tell_no_events(read: Read) -> None:
    text = "Iran attacks Israel\n\nThe weather in Tehran was mild."
    assert events(read(text, title="Iran attacks Israel")) == []


def test_an_undated_event_is_its_documents_own(read: Read) -> None:
    one, other = (events(read(f"{start} China criticised Japan.")) for start in ("Once,", "Earlier,"))
    assert {e.id for e in one}.isdisjoint(e.id for e in other)


def test_the_words_of_a_statement_are_of_its_own_day(read: Read) -> None:
    title = "Statement by President Biden on Attacks in the Red Sea"
    found = events(read("We condemn the Houthi attacks of the last two weeks on Saudi Arabia.", title=title))
    assert [e.date.start.isoformat() for e in found if e.type.value == "ACCUSE" and e.date] == ["2024-03-15"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ghana deported forty Nigerians.", ({"GHA"}, "COERCE", {"NGA"})),
        ("Peru issued an ultimatum to Ecuador.", ({"PER"}, "THREATEN", {"ECU"})),
        ("Italy suspended air links with Serbia.", ({"ITA"}, "SANCTION", {"SRB"})),
        ("Farmers from France blocked a highway in Spain.", ({"FRA"}, "PROTEST", {"ESP"})),
        ("Indonesia lifted the curfew imposed on East Timor.", ({"IDN"}, "CONCEDE", {"TLS"})),
    ],
)
def test_types_are_those_of_the_codebooks(read: Read, sentence: str, expected: Triple) -> None:
    assert expected in triples(read(sentence))


def test_names_read_well(read: Read) -> None:
    names = [e.name for e in events(read("France condemned Iran on Thursday."))]
    assert names == ["condemnation of Iran by France"]
