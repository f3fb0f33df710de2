"""Words that the small English model hangs on the wrong head in a regular way, hung where they belong."""

from spacy.tokens import Doc, Token

_SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr"})
_TALKING = frozenset({"speak", "talk", "meet", "confer"})
# "Spoke by phone with X", "met on the margins of the summit with X": with whom somebody talked, not the phone.
_OCCASIONS = frozenset({"phone", "telephone", "video", "videoconference", "margin", "sideline", "summit", "person"})


def reattach(doc: Doc) -> Doc:
    """Correct the parse in place."""
    for token in doc:
        if token.lower_ in _SUFFIXES and token.head.i < token.i:
            _hand_on(token)
        elif token.lower_ == "with" and token.dep_ == "mark":
            _govern(token, token.head)
        elif token.lower_ == "with" and token.dep_ == "prep":
            for clause in [child for child in token.children if child.dep_ == "pcomp"]:
                _govern(token, clause)
            verb = _talk(token)
            if verb is not None:
                token.head = verb
    return doc


def _hand_on(suffix: Token) -> None:
    """Those coordinated with "Jr." are coordinated with the name."""
    for child in list(suffix.children):
        if child.dep_ in ("conj", "cc"):
            child.head = suffix.head


def _govern(preposition: Token, clause: Token) -> None:
    """`Spoke today with X to congratulate him`: X is with whom somebody spoke, not who congratulates."""
    verb = clause.head if preposition.head is clause else preposition.head
    subjects = [child for child in clause.children if child.dep_ == "nsubj" and child.i > preposition.i]
    if verb.lemma_ in _TALKING and verb.i < preposition.i and subjects:
        preposition.head, preposition.dep_ = verb, "prep"
        clause.head, clause.dep_ = verb, "advcl"
        subjects[0].head, subjects[0].dep_ = preposition, "pobj"


def _talk(preposition: Token) -> Token | None:
    """The verb of talking between which and "with" but the occasion stands; None when it is not so."""
    for above in preposition.ancestors:
        if above.lemma_ in _TALKING and above.pos_ == "VERB":
            own = any(child.lower_ == "with" and child.i < preposition.i for child in above.children)
            return above if above is not preposition.head and above.i < preposition.i and not own else None
        if above.dep_ not in ("prep", "pobj") or (above.dep_ == "pobj" and above.lemma_.lower() not in _OCCASIONS):
            return None
    return None
