"""Which time or place belongs to which event: the cheapest way between the two over the dependency parse.

Every step up or down the tree has a price by its relation. The prices say what separates events from each other: a date
in a clause of its own belongs to that clause's event. They were set by hand and checked against annotated news.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

# Up: the event's word depends on something nearer to the expression ("held talks on Monday", asked for "talks").
_UP = {
    "nsubj": 1.0, "nsubjpass": 1.0, "dobj": 2.5, "pobj": 1.0, "prep": 1.5, "agent": 0.5, "conj": 0.5, "xcomp": 2.5,
    "compound": 0.5, "amod": 1.0, "poss": 2.0, "acl": 3.0, "relcl": 6.0, "advcl": 3.5, "ccomp": 6.0, "pcomp": 3.0,
    "appos": 2.0, "nmod": 0.5, "attr": 1.0, "dep": 2.0, "oprd": 2.0, "csubj": 3.0, "parataxis": 5.0,
}  # fmt: skip
# Down: the expression hangs below another word that the event governs ("the strike that killed two on Monday").
_DOWN = {
    "nsubj": 3.0, "nsubjpass": 2.0, "dobj": 1.5, "pobj": 0.5, "prep": 0.5, "agent": 1.5, "conj": 3.0, "xcomp": 2.0,
    "compound": 0.5, "amod": 1.0, "poss": 1.0, "acl": 3.0, "relcl": 4.0, "advcl": 3.5, "ccomp": 5.0, "pcomp": 2.0,
    "npadvmod": 0.0, "advmod": 0.0, "appos": 1.0, "nmod": 0.5, "nummod": 0.0, "attr": 1.5, "mark": 0.0, "dep": 1.0,
    "punct": 1.0, "intj": 1.0, "tmod": 0.0, "parataxis": 5.0,
}  # fmt: skip
_UNLISTED = 2.0
# "The 2009 conviction", "Monday's attack": the date of that noun, and of hardly anything else.
_ATTRIBUTES = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
_OF_THE_NOUN_ALONE = 4.0
# "Yesterday evening" is a time as a whole.
_PARTS_OF_DAY = frozenset({"morning", "noon", "afternoon", "evening", "night"})
# Verbs that only carry the noun's event: their date and place are the noun's.
_CARRIERS = frozenset(
    ("hold", "conduct", "carry", "take", "launch", "stage", "make", "have", "give", "begin", "start", "open", "mount",
     "occur", "happen", "end", "see", "be", "follow", "organize", "organise", "convene", "host", "attend", "sign",
     "issue", "release", "perform", "undertake", "commit", "deliver", "deal")
)  # fmt: skip
# What is condemned or discussed happened elsewhere, and at another time, than the condemning.
_REACTIONS = frozenset(
    ("condemn", "discuss", "criticize", "criticise", "welcome", "support", "denounce", "deny", "blame", "praise",
     "reject", "oppose", "applaud", "commend", "acknowledge")
)  # fmt: skip
UTTERANCES = _REACTIONS | {
    "accuse", "express", "underscore", "affirm", "reaffirm", "reiterate", "call", "urge", "demand", "thank", "warn",
    "pledge", "vow", "say", "impose", "sanction", "approve", "announce", "ask", "threaten", "agree", "promise", "order",
    "plan", "request", "offer",
}  # fmt: skip
_OBJECT_OF_REACTION = 4.5
# "Agreed to speak on Monday": the day is that of what is agreed.
_CONTENT_OF_UTTERANCE = 4.0
_SAME_OCCASION = 1.0
LIMIT = 5.0


def price(event: Token, expression: Span) -> float:
    """What it costs to take the expression for the event's date or place; above `LIMIT` it is another event's.

    Args:
        event: the word that heads the event.
        expression: the words for a time or place, in the same sentence.
    """
    ancestors = {token.i: cost for token, cost in _way_up(event)}
    below = 0.0
    owner = expression.root.head
    if expression.root.dep_ in _ATTRIBUTES and owner not in (event, event.head) and owner.lower_ not in _PARTS_OF_DAY:
        below = _OF_THE_NOUN_ALONE
    for token in (expression.root, *expression.root.ancestors):
        if token.i in ancestors:
            return below + ancestors[token.i]
        below += _DOWN.get(token.dep_, _UNLISTED)
        if token.dep_ == "xcomp" and token.head.lemma_ in UTTERANCES:
            below += _CONTENT_OF_UTTERANCE
    return float("inf")


def _way_up(event: Token) -> Iterator[tuple[Token, float]]:
    cost, token = 0.0, event
    yield token, cost
    while token.head != token:
        cost += _price_up(token)
        token = token.head
        yield token, cost


def _price_up(token: Token) -> float:
    if token.dep_ == "dobj" and token.head.lemma_ in _CARRIERS:
        return 0.5
    if token.dep_ == "dobj" and token.head.lemma_ in _REACTIONS:
        return _OBJECT_OF_REACTION
    # "Met on Monday with the king, where he asked for aid".
    if token.dep_ == "relcl" and any(child.lower_ in ("where", "when") for child in token.children):
        return _SAME_OCCASION
    return _UP.get(token.dep_, _UNLISTED)
