"""Offices in a text ("South Korea's acting President"), with the names of those who hold them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

from spacy.tokens import Doc, Token

from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.mentions.mention import Mention, MentionKind, Office
from dragoman.loaders.documents.mentions.names import name_end
from dragoman.loaders.gazetteer import country_of

_LONGEST_COMPLEMENT = 8


@dataclass
class _Phrase:
    """An office's words while they are being read: `[start, end)` with owner and complement, `first` without owner."""

    doc: Doc
    start: int
    head: int
    end: int
    first: int
    plural: bool
    states: list[str] = field(default_factory=list)
    omitted: set[int] = field(default_factory=set)
    owner: int | None = None
    definite: bool = False

    def text(self) -> str:
        """The office in the words of the text, without articles, owners and the state's name."""
        dropped = lexicon().offices.dropped
        kept = [
            token.text_with_ws
            for token in self.doc[self.first : self.end]
            if token.i not in self.omitted and not (token.i < self.head and token.lower_ in dropped)
        ]
        words = "".join(kept).strip(" ,'\"")
        return words.replace("Ministers", "Minister").removesuffix("s") if self.plural else words


class OfficeReader:
    """Reads the offices of one text."""

    def __init__(self, doc: Doc, names: list[Mention], people: set[int]) -> None:
        """`names` are the gazetteer's mentions in the text, `people` tokens of persons' names found otherwise."""
        self._doc = doc
        self._names = {index: name for name in names for index in range(name.start, name.end)}
        self._taken = set(self._names)
        self._people = people

    def offices(self) -> Iterator[Mention]:
        """Every office of the text, once for each holder that the text names beside it."""
        read: list[tuple[_Phrase, list[tuple[int, int]]]] = []
        index = 0
        while index < len(self._doc):
            if not self._is_head(index):
                index += 1
                continue
            phrase = self._phrase(index)
            holders = self._names_after(phrase) or self._name_around(phrase)
            if read and phrase.first <= read[-1][0].head:
                read.pop()
            elif read and holders and not read[-1][1] and self._joined(read[-1][0], phrase):
                read[-1] = (read[-1][0], holders)
            read.append((phrase, holders))
            index = max(phrase.end, index + 1)
        for phrase, holders in read:
            for holder in holders or [None]:
                yield self._mention(phrase, holder)
        yield from self._possessed()

    def _possessed(self) -> Iterator[Mention]:
        """What a person has who holds an office: "Kim Jong Un's leadership"."""
        for token in self._doc:
            office = lexicon().offices.possessed.get(token.lower_)
            owner = next((child for child in token.children if child.dep_ == "poss" and child.i in self._people), None)
            if office is not None and owner is not None:
                (holder,) = self._name_at(owner.i)
                yield Mention(
                    holder[0], token.i + 1, MentionKind.OFFICE, office=Office(office, head=token.i, holder=holder)
                )

    def _is_head(self, index: int) -> bool:
        token = self._doc[index]
        heads = lexicon().offices.heads
        word = token.lower_
        if index in self._people or token.pos_ in {"VERB", "AUX", "ADV"}:
            return False
        return word in heads or (len(word) > 4 and word.endswith("s") and word[:-1] in heads and word not in heads)

    def _phrase(self, index: int) -> _Phrase:
        doc, heads = self._doc, lexicon().offices.heads
        end = index + 1
        while end < len(doc):
            hyphen = doc[end].text == "-" and not doc[end - 1].whitespace_ and end + 1 < len(doc)
            if hyphen and doc[end + 1].lower_ in lexicon().offices.after_hyphen:
                end += 2
            elif (
                (doc[end].lower_ == "general" and doc[end - 1].lower_ in lexicon().offices.general_after)
                or (
                    doc[end].lower_ in heads - lexicon().ranks
                    and end not in self._people
                    and end - 1 not in self._people
                )
                or doc[end].lower_ in {"elect", "designate"}
            ):
                end += 1
            else:
                break
        head = end - 1
        plural = doc[index].lower_.endswith("s") and doc[index].lower_ not in heads
        phrase = _Phrase(doc, index, head, end, index, plural)
        self._read_left(phrase)
        self._read_right(phrase)
        return phrase

    def _read_left(self, phrase: _Phrase) -> None:
        doc, words = self._doc, lexicon().offices
        sentence = doc[phrase.head].sent.start
        at = phrase.start
        while at > sentence:
            token = doc[at - 1]
            name = self._names.get(at - 1)
            if name is not None and name.start >= sentence:
                self._note(phrase, name)
                at = name.start
            elif token.text == "-" and not token.whitespace_ and at - 2 >= sentence and at - 2 not in self._people:
                at -= 2
            elif at - 1 not in self._people and (token.lower_ in words.modifiers or self._belongs(token, at, phrase)):
                at -= 1
            else:
                break
        phrase.first = phrase.start = at
        self._read_owner(phrase, sentence)

    def _belongs(self, token: Token, at: int, phrase: _Phrase) -> bool:
        """Whether the word before the office is a part of it, by its case or by the parse."""
        word = token.text
        if token.lower_ in lexicon().offices.dropped or token.is_punct or token.ent_type_ in {"PERSON", "DATE", "TIME"}:
            return False
        if word[0].isupper() or (word[0].isdigit() and word[-1].isalpha()):
            return token.pos_ in {"PROPN", "NOUN", "ADJ"} and not token.is_stop
        inside = phrase.start >= token.head.i >= at or at <= token.head.i <= phrase.head
        return token.pos_ in {"NOUN", "ADJ"} and token.dep_ in {"compound", "amod", "nmod"} and inside

    def _note(self, phrase: _Phrase, name: Mention) -> None:
        """Take down a state or body named in the office."""
        entry = name.entry
        if entry is None:
            return
        phrase.states.append(entry.state)
        if entry.kind is ActorKind.STATE and name.kind in {MentionKind.NAME, MentionKind.DEMONYM}:
            phrase.omitted.update(range(name.start, name.end))

    def _read_owner(self, phrase: _Phrase, sentence: int) -> None:
        doc, at = self._doc, phrase.start
        if at > sentence and doc[at - 1].text in {"'s", "'"}:
            owner = self._names.get(at - 2)
            if owner is not None and owner.entry is not None:
                phrase.states.append(owner.entry.state)
                phrase.start = owner.start
            elif at - 2 >= sentence:
                phrase.owner = at - 2
                place = country_of(doc[at - 2].text) if doc[at - 2].pos_ == "PROPN" else None
                if place is not None:
                    phrase.states.append(place)
                phrase.start = at - 1
        elif at > sentence and doc[at - 1].lower_ in {"his", "her", "their", "its", "our", "my"}:
            phrase.owner, phrase.start = at - 1, at - 1
        while phrase.start > sentence and doc[phrase.start - 1].lower_ in {"the", "a", "an", "then", "this"}:
            phrase.definite = phrase.definite or doc[phrase.start - 1].lower_ in {"the", "this"}
            phrase.start -= 1
        phrase.definite = phrase.definite or phrase.owner is not None

    def _read_right(self, phrase: _Phrase) -> None:
        """Take in what follows by "of", "to", "for": "Secretary of State", "ambassador to the United Nations"."""
        doc, words = self._doc, lexicon().offices
        word = doc[phrase.head].lower_
        allowed = (
            {"of"} | ({"to"} if word in words.to_heads else set()) | ({"for"} if word in words.for_heads else set())
        )
        while phrase.end < len(doc) and doc[phrase.end].lower_ in allowed:
            end = self._complement_end(phrase.end + 1)
            if end == phrase.end + 1:
                return
            first = self._names.get(end - 1)
            if doc[phrase.end].lower_ == "of":
                self._note_complement(phrase, end)
                if self._is_state(first) and self._article_skipped(phrase.end + 1) == first.start:
                    phrase.omitted.update(range(phrase.end, end))
            phrase.end = end
            allowed = {"of", "to", "for"}

    def _note_complement(self, phrase: _Phrase, end: int) -> None:
        for index in range(phrase.end + 1, end):
            name = self._names.get(index)
            if name is not None and name.entry is not None:
                phrase.states.append(name.entry.state)
            elif self._doc[index].pos_ == "PROPN" and (place := country_of(self._doc[index].text)) is not None:
                phrase.states.append(place)

    def _is_state(self, name: Mention | None) -> TypeGuard[Mention]:
        entry = name.entry if name is not None and name.kind is MentionKind.NAME else None
        return entry is not None and entry.kind is ActorKind.STATE

    def _article_skipped(self, index: int) -> int:
        return index + 1 if index < len(self._doc) and self._doc[index].lower_ == "the" else index

    def _complement_end(self, start: int) -> int:
        """Index after the noun phrase that begins at `start` and ends before a person's name."""
        doc, words = self._doc, lexicon().offices
        at = self._article_skipped(start)
        begin = at
        while at < len(doc) and at - begin < _LONGEST_COMPLEMENT and not doc[at].is_sent_start:
            token = doc[at]
            name = self._names.get(at)
            if name is not None and name.start == at:
                at = name.end
                if (
                    self._article_skipped(start) == name.start
                    and name.kind is MentionKind.NAME
                    and not self._continues(at)
                ):
                    break
                continue
            if at in self._people or token.ent_type_ == "PERSON" or self._is_head(at):
                break
            joint = token.lower_ in {"and", "&", "-", "'s", ","} and at > begin
            if joint and self._continues(at + 1) and (token.lower_ != "," or doc[at - 1].lower_ == "health"):
                at += 1
                continue
            if not (token.text[0].isupper() or token.pos_ in {"NOUN", "ADJ"}) or token.is_punct or token.pos_ == "VERB":
                break
            at += 1
            if token.lower_ in words.complements and self._name_may_begin(at):
                break
        return at if at > begin else start

    def _continues(self, index: int) -> bool:
        """Whether a capitalised word of an organ's name, and not of a person's or an office, stands there."""
        if index >= len(self._doc) or index in self._people or self._is_head(index):
            return False
        token = self._doc[index]
        return (
            token.text[0].isupper()
            and token.pos_ == "PROPN"
            and token.ent_type_ != "PERSON"
            and index not in self._names
        )

    def _name_may_begin(self, index: int) -> bool:
        """Whether two capitalised words follow that are no part of an organ's name."""
        words = [token for token in self._doc[index : index + 2] if token.text[0].isupper() and not token.is_sent_start]
        return len(words) == 2 and words[0].lower_ not in lexicon().offices.complements

    def _names_after(self, phrase: _Phrase) -> list[tuple[int, int]]:
        doc, at = self._doc, self._after_ranks(phrase.end)
        found: list[tuple[int, int]] = []
        while at < len(doc) and not (found and doc[at].is_sent_start):
            end = name_end(doc, at, self._taken - self._people)
            if end == at or doc[at].is_sent_start or (end < len(doc) and self._is_head(end) and end not in self._taken):
                break
            found.append((at, end))
            if not phrase.plural:
                break
            while end < len(doc) and doc[end].lower_ in {",", "and"}:
                end += 1
            at = end
        return found

    def _after_ranks(self, index: int) -> int:
        words = lexicon()
        while index < len(self._doc) and not self._doc[index].is_sent_start:
            token = self._doc[index]
            if (
                token.text == "."
                or (token.lower_ in words.ranks | words.styles and token.text[0].isupper())
                or token.text == "Navy"
                or token.text == "Army"
            ):
                index += 1
            else:
                break
        return index

    def _name_around(self, phrase: _Phrase) -> list[tuple[int, int]]:
        """A name in apposition before or after the office, or the subject of which it is said."""
        return self._name_before(phrase) or self._name_in_apposition(phrase) or self._subject(phrase)

    def _name_before(self, phrase: _Phrase) -> list[tuple[int, int]]:
        doc, at = self._doc, phrase.start - 1
        if at < 1 or doc[at].text not in {",", "(", "-", "–", "—"}:
            return []
        end = at
        while end > 0 and end - 1 in self._people:
            end -= 1
        return [(end, at)] if end < at else []

    def _name_in_apposition(self, phrase: _Phrase) -> list[tuple[int, int]]:
        doc, at = self._doc, phrase.end
        if at + 1 >= len(doc) or doc[at].text not in {",", "(", "-", "–", "—"} or doc[phrase.head].dep_ == "appos":
            return []
        start = self._after_ranks(at + 1)
        end = name_end(doc, start, self._taken - self._people)
        closed = end < len(doc) and (
            doc[end].text in {",", ".", ")", ":", ";", "-", "–", "—"} or doc[end].pos_ in {"VERB", "AUX"}
        )
        named = start in self._people or end - start > 1
        return [(start, end)] if end > start and closed and named else []

    def _subject(self, phrase: _Phrase) -> list[tuple[int, int]]:
        head = self._doc[phrase.head]
        verb = head.head
        if head.dep_ == "attr" and verb.lemma_ in lexicon().offices.holding:
            return self._named_child(verb, "nsubj")
        if head.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in lexicon().offices.acquiring:
            return self._named_child(verb.head, "dobj", "nsubjpass", "nsubj")
        if head.dep_ in {"oprd", "attr"} and verb.lemma_ in lexicon().offices.acquiring:
            return self._named_child(verb, "nsubjpass", "dobj", "nsubj")
        if head.dep_ == "appos":
            return self._name_at(verb.i)
        return []

    def _named_child(self, verb: Token, *relations: str) -> list[tuple[int, int]]:
        for relation in relations:
            for child in verb.children:
                if child.dep_ == relation:
                    subject = verb.head if child.lower_ in {"who", "that"} and verb.dep_ == "relcl" else child
                    return self._name_at(subject.i)
        return []

    def _name_at(self, index: int) -> list[tuple[int, int]]:
        if index not in self._people:
            return []
        start, end = index, index + 1
        while start - 1 in self._people:
            start -= 1
        while end in self._people:
            end += 1
        return [(start, end)]

    def _joined(self, first: _Phrase, second: _Phrase) -> bool:
        """Whether two offices have one holder: "Deputy Prime Minister and Minister of Foreign Affairs Ayman Safadi"."""
        return (
            first.end + 1 == second.start
            and self._doc[first.end].lower_ in {"and", "&"}
            and not first.plural
            and not first.definite
        )

    def _mention(self, phrase: _Phrase, holder: tuple[int, int] | None) -> Mention:
        words, doc = lexicon().offices, self._doc
        inside = [token.lower_ for token in doc[phrase.start : phrase.head]]
        states = list(reversed(self._states_after(holder))) + phrase.states
        end = phrase.end if holder is None or holder[0] < phrase.end else holder[1]
        office = Office(
            text=phrase.text(),
            head=phrase.head,
            holder=holder,
            states=tuple(dict.fromkeys(states)),
            owner=phrase.owner,
            acting=any(word in words.acting for word in inside),
            former=any(word in words.former for word in inside) or self._said_of_the_past(doc[phrase.head]),
            definite=phrase.definite,
            rank=doc[phrase.head].lower_ in lexicon().ranks | lexicon().styles and phrase.head == phrase.first,
        )
        return Mention(phrase.start, end, MentionKind.OFFICE, office=office)

    def _said_of_the_past(self, head: Token) -> bool:
        """Whether the verb that gives the office says that it is over: "was … until December", "previously served"."""
        if head.dep_ not in {"attr", "pobj"}:
            return False
        verb = head.head if head.dep_ == "attr" else head.head.head
        return any(child.lower_ in {"until", "previously", "formerly", "once"} for child in verb.children)

    def _states_after(self, holder: tuple[int, int] | None) -> list[str]:
        """The state in "Prime Minister Trudeau of Canada"."""
        if holder is None or holder[1] + 1 >= len(self._doc) or self._doc[holder[1]].lower_ != "of":
            return []
        name = self._names.get(self._article_skipped(holder[1] + 1))
        return [name.entry.state] if name is not None and name.entry is not None else []


def titled(doc: Doc, index: int) -> bool:
    """Whether a rank or style ("Gen.", "Dr.") stands before the token."""
    words = lexicon()
    return index > 0 and doc[index - 1].lower_ in words.ranks | words.styles and doc[index - 1].text[0].isupper()
