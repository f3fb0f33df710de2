"""Offices in a text ("South Korea's acting President"), with the names of those who hold them."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.loaders.documents.mentions.holders import Span, names_after, names_around, pronoun_bearing
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.mentions.mention import Mention, MentionKind, Office
from dragoman.loaders.documents.mentions.phrases import Phrase, read_phrase
from dragoman.loaders.documents.mentions.scene import Scene


def office_mentions(scene: Scene) -> Iterator[Mention]:
    """Every office of the text, once for each holder that the text names beside it."""
    named = ""
    for phrase, holders in _phrases(scene):
        if scene.doc[phrase.head].lower_ in lexicon().offices.mirrored:
            # "The minister met her Congolese counterpart, Antoine Mabiala": he is a minister too.
            yield from (_mention(scene, phrase, holder, named) for holder in holders if named)
            continue
        yield from (_mention(scene, phrase, holder, phrase.text()) for holder in holders or (None,))
        if not _is_rank(scene, phrase):
            named = phrase.text()
    yield from _possessed(scene)
    yield from _led(scene)


def _phrases(scene: Scene) -> list[tuple[Phrase, list[Span]]]:
    read: list[tuple[Phrase, list[Span]]] = []
    held: set[int] = set()
    index = 0
    while index < len(scene.doc):
        if not scene.is_office(index):
            index += 1
            continue
        phrase = read_phrase(scene, index)
        holders = names_after(scene, phrase)
        held.update(end for _, end in holders)
        holders = holders or names_around(scene, phrase, held)
        if read and phrase.first <= read[-1][0].head:
            read.pop()
        elif read and holders and not read[-1][1] and _joined(scene, read[-1][0], phrase):
            read[-1] = (read[-1][0], holders)
        read.append((phrase, holders))
        index = max(phrase.end, index + 1)
    return read


def _joined(scene: Scene, first: Phrase, second: Phrase) -> bool:
    """Whether two offices have one holder: "Deputy Prime Minister and Minister of Foreign Affairs Ayman Safadi"."""
    joint = first.end + 1 == second.start and scene.doc[first.end].lower_ in {"and", "&"}
    return joint and not first.plural and not first.definite


def _mention(scene: Scene, phrase: Phrase, holder: Span | None, text: str) -> Mention:
    words, doc = lexicon().offices, scene.doc
    inside = [token.lower_ for token in doc[phrase.start : phrase.head + 1]]
    after = _state_after(scene, holder)
    office = Office(
        text=text,
        head=phrase.head,
        holder=holder,
        states=tuple(dict.fromkeys([after, *phrase.states] if after else phrase.states)),
        owner=phrase.owner,
        acting=any(word in words.acting for word in inside),
        former=any(word in words.former for word in inside) or _is_over(doc[phrase.head]),
        definite=phrase.definite,
        rank=_is_rank(scene, phrase),
        bearer=pronoun_bearing(doc[phrase.head]) if holder is None else None,
    )
    end = phrase.end if holder is None or holder[0] < phrase.end else holder[1]
    return Mention(phrase.start, end, MentionKind.OFFICE, office=office)


def _is_rank(scene: Scene, phrase: Phrase) -> bool:
    ranks = lexicon().ranks | lexicon().styles
    return all(token.lower_ in ranks for token in scene.doc[phrase.first : phrase.end])


def _state_after(scene: Scene, holder: Span | None) -> str | None:
    """The state in "Prime Minister Trudeau of Canada"."""
    if holder is None or holder[1] + 1 >= len(scene.doc) or scene.doc[holder[1]].lower_ != "of":
        return None
    name = scene.names.get(scene.after_article(holder[1] + 1))
    return name.entry.state if name is not None and name.entry is not None else None


def _is_over(head: Token) -> bool:
    """Whether the verb that gives the office says that it is over: "was … until December", "previously served"."""
    if head.dep_ not in {"attr", "pobj"}:
        return False
    verb = head.head if head.dep_ == "attr" else head.head.head
    return any(child.lower_ in {"until", "previously", "formerly", "once"} for child in verb.children)


def _possessed(scene: Scene) -> Iterator[Mention]:
    """What a person has who holds an office: "Kim Jong Un's leadership"."""
    for token in scene.doc:
        text = lexicon().offices.possessed.get(token.lower_)
        owners = [child.i for child in token.children if child.dep_ == "poss" and child.i in scene.people]
        if text is not None and owners:
            (holder,) = scene.person_at(owners[0])
            office = Office(text, head=token.i, holder=holder, rank=True)
            yield Mention(holder[0], token.i + 1, MentionKind.OFFICE, office=office)


def _led(scene: Scene) -> Iterator[Mention]:
    """What is led, headed or founded by somebody: "the opposition, led by Aksel Johannesen"."""
    for token in scene.doc:
        text = lexicon().offices.verbs.get(token.lemma_)
        if text is None or token.pos_ != "VERB":
            continue
        agents = [child for child in token.children if child.dep_ == "agent"]
        named = [child for agent in agents for child in agent.children if child.dep_ == "pobj"]
        for holder in (span for child in named for span in scene.person_of(child)):
            office = Office(text, head=token.i, holder=holder, rank=True)
            yield Mention(token.i, holder[1], MentionKind.OFFICE, office=office)
