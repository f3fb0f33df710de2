"""The words of an office: what belongs to it before and after its noun, and whose it is."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.mentions.mention import Mention, MentionKind
from dragoman.loaders.documents.mentions.scene import Scene

_LONGEST_COMPLEMENT = 12
_HYPHEN = "-"


@dataclass
class Phrase:
    """An office in a text.

    Attributes:
        scene: the text.
        start: index of the first token, owner and article included.
        first: index of the first token of the office itself.
        head: index of its noun.
        end: index after what follows the noun by "of", "to", "for".
        plural: whether several hold it ("Presidents Biden and Xi").
        states: ids of the states and bodies named in it, nearest first.
        omitted: tokens of the state's name, which the office's text leaves out.
        owner: index of the token that possesses it.
        definite: whether it has a definite article or an owner.
    """

    scene: Scene
    start: int
    first: int
    head: int
    end: int
    plural: bool
    states: list[str] = field(default_factory=list)
    omitted: set[int] = field(default_factory=set)
    owner: int | None = None
    definite: bool = False

    def text(self) -> str:
        """The office in the words of the text, without articles, owners and the state's name."""
        words = lexicon().offices
        kept = [
            token.text_with_ws
            for token in self.scene.doc[self.first : self.end]
            if token.i not in self.omitted and not (token.i < self.head and self._says_nothing(token))
        ]
        text = "".join(kept).strip(" ,'\"")
        last = text.split()[-1] if text else ""
        text = text.removesuffix(last) + words.short.get(last.lower(), last)
        return text.replace("Ministers", "Minister").removesuffix("s") if self.plural else text

    def _says_nothing(self, token: Token) -> bool:
        """Whether the word is an article or the like, or the hyphen of "then-President"; "New" of New Jersey is not."""
        dropped = lexicon().offices.dropped
        if token.text == _HYPHEN and token.i > self.first:
            return token.nbor(-1).lower_ in dropped
        return token.lower_ in dropped and (token.is_lower or token.i not in self.scene.names)


def read_phrase(scene: Scene, index: int) -> Phrase:
    """The office whose noun stands at that index."""
    head = _head(scene, index)
    plural = scene.is_plural_office(scene.doc[index].lower_)
    phrase = Phrase(scene, index, index, head, head + 1, plural)
    _read_left(phrase)
    _read_owner(phrase)
    _read_right(phrase)
    return phrase


def _head(scene: Scene, index: int) -> int:
    """The last noun of "Secretary General", "minister-designate", "Attorney General"."""
    doc, words = scene.doc, lexicon().offices
    end = index + 1
    while end < len(doc):
        word = doc[end].lower_
        hyphen = word == _HYPHEN and not doc[end - 1].whitespace_ and end + 1 < len(doc)
        office = word in words.heads - lexicon().ranks and end not in scene.people and end - 1 not in scene.people
        if hyphen and doc[end + 1].lower_ in words.after_hyphen:
            end += 2
        elif (
            office
            or word in {"elect", "designate"}
            or (word == "general" and doc[end - 1].lower_ in words.general_after)
        ):
            end += 1
        else:
            break
    return end - 1


def _read_left(phrase: Phrase) -> None:
    scene = phrase.scene
    sentence = scene.doc[phrase.head].sent.start
    at = phrase.start
    while at > sentence:
        token = scene.doc[at - 1]
        name = scene.names.get(at - 1)
        if name is not None and name.start >= sentence:
            _note(phrase, name)
            at = name.start
        elif token.text == _HYPHEN and not token.whitespace_ and at - 2 >= sentence and at - 2 not in scene.people:
            at -= 2
        elif at - 1 not in scene.people and (_modifies(token) or _belongs(token, at, phrase)):
            at -= 1
        else:
            break
    phrase.first = phrase.start = at


def _modifies(token: Token) -> bool:
    """Whether the word is one that belongs to offices, and not the verb of "parliament impeached President Yoon"."""
    asserts = token.pos_ == "VERB" and any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in token.children)
    return token.lower_ in lexicon().offices.modifiers and not asserts


def _belongs(token: Token, at: int, phrase: Phrase) -> bool:
    """Whether the word before the office is a part of it, by its case or by the parse."""
    word = token.text
    if token.lower_ in lexicon().offices.dropped or token.is_punct or token.ent_type_ in {"PERSON", "DATE", "TIME"}:
        return False
    if word[0].isupper() or (word[0].isdigit() and word[-1].isalpha()):
        return token.pos_ in {"PROPN", "NOUN", "ADJ"} and not token.is_stop
    inside = at <= token.head.i <= phrase.head
    return token.pos_ in {"NOUN", "ADJ"} and token.dep_ in {"compound", "amod", "nmod"} and inside


def _note(phrase: Phrase, name: Mention) -> None:
    """Take down a state or body named before the office."""
    entry = name.entry
    if entry is None:
        return
    phrase.states.append(entry.state)
    if entry.kind is ActorKind.STATE and name.kind in {MentionKind.NAME, MentionKind.DEMONYM}:
        phrase.omitted.update(range(name.start, name.end))


def _read_owner(phrase: Phrase) -> None:
    doc, names, at = phrase.scene.doc, phrase.scene.names, phrase.start
    sentence = doc[phrase.head].sent.start
    if at - 1 > sentence and doc[at - 1].text in {"'s", "'"}:
        owner = names.get(at - 2)
        phrase.owner, phrase.start = at - 2, at - 1
        if owner is not None and owner.entry is not None:
            phrase.states.append(owner.entry.state)
            phrase.start = owner.start
    elif at > sentence and doc[at - 1].lower_ in {"his", "her", "their", "its", "our", "my"}:
        phrase.owner, phrase.start = at - 1, at - 1
    while phrase.start > sentence and doc[phrase.start - 1].lower_ in {"the", "a", "an", "then", "this"}:
        phrase.definite = phrase.definite or doc[phrase.start - 1].lower_ in {"the", "this"}
        phrase.start -= 1
    phrase.definite = phrase.definite or phrase.owner is not None


def _read_right(phrase: Phrase) -> None:
    """Take in what follows by "of", "to", "for": "Secretary of State", "ambassador to the United Nations"."""
    scene, words = phrase.scene, lexicon().offices
    word = scene.doc[phrase.head].lower_
    allowed = {"of"} | ({"to"} if word in words.to_heads else set()) | ({"for"} if word in words.for_heads else set())
    if word == "commander" and phrase.end < len(scene.doc) and scene.doc[phrase.end].text == ",":
        allowed.add(",")
    while phrase.end < len(scene.doc) and scene.doc[phrase.end].lower_ in allowed:
        end = _superior_end(scene, phrase.end + 1) or _complement_end(scene, phrase.end + 1)
        if end == phrase.end + 1 or _tells_time(scene, phrase.end + 1):
            return
        if scene.doc[phrase.end].lower_ == "," and not scene.doc[phrase.end + 1].text[0].isupper():
            return
        if scene.doc[phrase.end].lower_ in {"of", ","} or (word.startswith("spokes") and not phrase.states):
            _note_complement(phrase, end)
        phrase.end = end
        allowed = {"of", "to", "for"}


def _tells_time(scene: Scene, start: int) -> bool:
    """Whether it is for how long or how often, and not for what: "minister for the second time", "for two years"."""
    return scene.doc[scene.after_article(start)].ent_type_ in {"ORDINAL", "DATE", "TIME"}


def _superior_end(scene: Scene, start: int) -> int | None:
    """Index after the office to whose holder this one answers: "advisor to the Vice President"; None when none."""
    first = scene.after_article(start)
    if first == start or scene.doc[start - 1].lower_ != "to":
        return None
    return next((at + 1 for at in range(first, min(first + 3, len(scene.doc))) if scene.is_office(at)), None)


def _note_complement(phrase: Phrase, end: int) -> None:
    """Take down the states and bodies after "of"; the text omits them when nothing else is said."""
    names = phrase.scene.names
    for index in range(phrase.end + 1, end):
        name = names.get(index)
        if name is not None and name.entry is not None:
            phrase.states.append(name.entry.state)
    only = names.get(end - 1)
    state = only is not None and only.entry is not None and only.entry.kind is ActorKind.STATE
    alone = only is not None and only.start == phrase.scene.after_article(phrase.end + 1)
    if only is not None and alone and state and only.kind is MentionKind.NAME:
        phrase.omitted.update(range(phrase.end, end))


def _complement_end(scene: Scene, start: int) -> int:
    """Index after the noun phrase that begins at `start` and ends before a person's name."""
    doc = scene.doc
    begin = at = scene.after_article(start)
    while at < len(doc) and at - begin < _LONGEST_COMPLEMENT and not doc[at].is_sent_start:
        token, name = doc[at], scene.names.get(at)
        if name is not None and name.start == at:
            at = name.end
            if begin == name.start and name.kind is MentionKind.NAME and _state_ends(scene, at):
                break
        elif _is_joint(scene, at, begin):
            at += 1
        elif _ends_complement(scene, at):
            break
        else:
            at += 1
            if token.lower_ in lexicon().offices.complements and scene.person_may_begin(at):
                break
    return at if at > begin else start


def _ends_complement(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    if token.lower_ in lexicon().ranks and token.text.endswith("."):
        return True
    general_staff = token.text == "General" and scene.continues_name(index + 1)
    if index in scene.people or token.ent_type_ == "PERSON" or (scene.is_office(index) and not general_staff):
        return True
    nominal = token.text[0].isupper() or token.pos_ in {"NOUN", "ADJ"}
    return not nominal or token.is_punct or token.pos_ == "VERB"


def _is_joint(scene: Scene, index: int, begin: int) -> bool:
    """Whether the token joins two parts of an organ's name: "Health and Human Services"."""
    word = scene.doc[index].lower_
    if word not in {"and", "&", _HYPHEN, "'s"} or index == begin:
        return False
    return word == "'s" or scene.continues_name(index + 1)


def _state_ends(scene: Scene, index: int) -> bool:
    """Whether the words after a state's name are not of an organ's name that begins with it."""
    if index < len(scene.doc) and scene.doc[index].text == "'s":
        return False
    return not scene.continues_name(index) or scene.person_may_begin(index)
