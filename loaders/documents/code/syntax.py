"""Questions to the dependency parse that several coders ask; labels are those of spaCy's English models."""

from collections.abc import Iterator

from spacy.tokens import Token

# Verbs whose object does what the infinitive says ("pressed Iran to release them"). With others it is the subject.
_OBJECT_CONTROL = frozenset(
    {
        *("advise", "allow", "ask", "beg", "cause", "challenge", "compel", "direct", "enable", "encourage", "expect"),
        *("force", "get", "help", "instruct", "invite", "lead", "let", "make", "order", "permit", "persuade", "press"),
        *("pressure", "push", "remind", "request", "require", "task", "tell", "urge", "want", "warn", "call"),
    }
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# "We are committed to" has the form of a passive, but its subject is the one who acts.
_STATES_OF_MIND = frozenset(
    {"commit", "resolve", "determine", "prepare", "concern", "please", "unite", "ally", "align"}
)
_SILENT = frozenset({"punct", "det", "aux", "auxpass", "nsubj"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis"})
# Verbs that lend their subject to the noun that names the deed ("launched an attack", "expressed support").
LIGHT_VERBS = frozenset(
    {
        *("have", "hold", "conduct", "launch", "carry", "make", "give", "provide", "offer", "express", "wage", "stage"),
        *("issue", "take", "mount", "begin", "start", "continue", "suspend", "resume", "impose", "order", "announce"),
        *("perform", "undertake", "pursue", "commit", "pay", "voice", "lend", "extend", "lift", "plan", "declare"),
        *("reaffirm", "reiterate", "convey", "maintain", "deepen", "strengthen", "increase", "sign", "reach", "file"),
        *("do", "join", "attend", "seek", "lead", "file", "open", "send", "deliver", "host", "participate", "engage"),
    }
)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or auxiliary."""
    return token.pos_ in ("VERB", "AUX")


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The token's dependents with one of the labels, from left to right."""
    return (child for child in token.children if child.dep_ in labels)


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive: its grammatical subject is the one acted upon."""
    if verb.lemma_ in _STATES_OF_MIND and not any(children(verb, "agent")):
        return False
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN" and not any(children(verb, "nsubj")):
        return not any(children(verb, "aux")) and is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBN" and not any(children(verb, "aux"))


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, its own or the one that it shares with the verb it hangs on."""
    own = next(children(verb, *_SUBJECTS), None)
    if own is not None:
        if own.lower_ in _RELATIVE and verb.dep_ == "relcl":
            return verb.head
        return own
    return _shared_subject(verb, depth) if depth < 6 else None


def _shared_subject(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ in ("acl", "relcl"):
        return _noun_as_subject(verb, depth)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return _around_preposition(head, depth)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        head = head.head
    if not is_verb(head) or head is verb:
        return None
    if verb.dep_ in ("xcomp", "ccomp") and head.lemma_ in _OBJECT_CONTROL:
        controlled = next(children(head, "dobj", "dative"), None)
        return controlled or (subject(head, depth + 1) if is_passive(head) else None)
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"):
        return subject(head, depth + 1)
    return None


def _noun_as_subject(verb: Token, depth: int) -> Token | None:
    """`forces backed by`, `troops entering`: the noun; `a decision to attack`: whoever the decision is of."""
    noun = verb.head
    if verb.dep_ == "acl" and any(child.lower_ == "to" for child in children(verb, "aux")):
        return owner(noun) or _subject_around(noun, depth)
    if verb.dep_ == "relcl" and any(children(verb, "dobj")) is False and not is_passive(verb):
        return noun
    return noun


def _around_preposition(preposition: Token, depth: int) -> Token | None:
    """`condemned X for invading`: the object where there is one; `said in meeting`: the subject."""
    head = preposition.head
    if is_verb(head):
        blamed = next(children(head, "dobj"), None) if preposition.lower_ in ("of", "for", "from") else None
        if blamed is not None:
            return blamed
        return subject(head, depth + 1)
    if head.pos_ in ("NOUN", "PROPN"):
        return owner(head) or _subject_around(head, depth)
    if head.pos_ == "ADJ" and is_verb(head.head):
        return subject(head.head, depth + 1)
    return None


def _subject_around(noun: Token, depth: int) -> Token | None:
    """The subject of the verb whose object the noun is."""
    if noun.dep_ in ("dobj", "attr", "oprd") and is_verb(noun.head):
        return subject(noun.head, depth + 1)
    return None


def owner(noun: Token) -> Token | None:
    """Whoever the noun is of: possessive before it."""
    return next(children(noun, "poss"), None)


def objects_of_preposition(token: Token, *prepositions: str) -> Iterator[Token]:
    """What the token's prepositions (all, or the named ones) govern, from left to right."""
    for preposition in children(token, "prep", "agent", "dative", "prt"):
        if not prepositions or preposition.lower_ in prepositions:
            yield from children(preposition, "pobj")
            for second in children(preposition, "prep"):
                yield from children(second, "pobj")


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it."""
    return [token, *token.conjuncts]


def governor(noun: Token) -> Token | None:
    """The verb whose object, or object's coordinate, the noun is."""
    head = noun
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and is_verb(head.head):
        return head.head
    if head.dep_ == "pobj" and head.head.dep_ == "prep" and is_verb(head.head.head):
        verb = head.head.head
        if verb.lemma_ in ("engage", "participate", "take", "join", "respond", "retaliate", "join"):
            return verb
    return None


def chain_words(token: Token) -> Iterator[Token]:
    """The words that tell the token's sense: its particles, prepositions, objects, and what specifies these.

    Expressions of time tell nothing ("on Monday"), nor do clauses of their own.
    """
    for child in token.children:
        if child.dep_ in _SILENT or any(word.ent_type_ in ("DATE", "TIME") for word in children(child, "pobj")):
            continue
        yield child
        if child.dep_ in _CLAUSES:
            continue
        for grandchild in child.children:
            if grandchild.dep_ in ("pobj", "compound", "conj", "amod", "prep", "dobj", "pcomp"):
                yield grandchild
                yield from children(grandchild, "pobj")
