"""Whether a text says that an event happened, will, may, or did not."""

from itertools import chain

from spacy.tokens import Token

from dragoman.graph.vocabulary import Modality
from dragoman.loaders.documents.code.syntax import children, is_verb

_FUTURE_AUX = frozenset({"will", "'ll", "shall", "wo", "would"})
_DOUBT_AUX = frozenset({"may", "might", "could", "should", "must", "can", "ca"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})
_PLANS = frozenset(
    {
        *("plan", "intend", "prepare", "expect", "schedule", "set", "promise", "vow", "pledge", "continue", "aim"),
        *("announce", "commit", "agree", "decide", "go", "slate", "due", "ready", "poise"),
    }
)
_DOUBTS = frozenset(
    {
        *("want", "seek", "wish", "hope", "call", "urge", "ask", "demand", "consider", "propose", "suggest", "appeal"),
        *("try", "attempt", "threaten", "fear", "prevent", "avoid", "deter", "authorize", "allow", "invite", "request"),
        *("order", "tell", "insist", "encourage", "press", "discuss", "able", "possible", "likely", "necessary"),
    }
)
_DENIALS = frozenset({"deny", "fail", "refuse", "decline", "reject"})
_DOUBTFUL_NOUNS = frozenset(
    {"potential", "possibility", "prospect", "risk", "threat", "fear", "likelihood", "chance", "plan", "proposal"}
    | {"attempt", "effort", "call", "need", "request", "possible", "potential", "any", "further"}
)
_UPCOMING = frozenset(
    {"anticipated", "expected", "upcoming", "planned", "forthcoming", "future", "proposed", "scheduled", "next"}
)


def modality_of(trigger: Token) -> Modality:
    """How the text presents the event that the token names."""
    clause = _clause(trigger)
    marks = {child.lower_ for token in clause for child in children(token, "aux", "neg", "det", "mark", "amod")}
    if marks & _NEGATIONS or any(_negated_by(token) for token in clause):
        return Modality.NEGATED
    if marks & _UPCOMING:
        return Modality.FUTURE
    if "if" in marks or "unless" in marks or marks & _DOUBT_AUX or _is_doubted(trigger, clause):
        return Modality.HYPOTHETICAL
    if marks & _FUTURE_AUX or any(_governs(token, _PLANS) for token in clause):
        return Modality.FUTURE
    return Modality.FACTUAL


def _clause(trigger: Token) -> list[Token]:
    """The event's word and the verbs in whose scope it stands, up to the clause that asserts it."""
    if not is_verb(trigger):
        verb = trigger.head if trigger.dep_ in ("dobj", "nsubjpass", "attr") and is_verb(trigger.head) else None
        return [trigger, verb] if verb is not None and verb.lemma_ in _HAPPENINGS else [trigger]
    found = [trigger]
    while found[-1].dep_ == "conj" and is_verb(found[-1].head) and len(found) < 4:
        found.append(found[-1].head)
    return found


_HAPPENINGS = frozenset(
    {
        *("have", "hold", "conduct", "launch", "carry", "make", "give", "provide", "offer", "stage", "impose", "host"),
        *("take", "mount", "begin", "start", "continue", "resume", "attend", "sign", "reach", "issue", "commit", "do"),
    }
)


def _governs(token: Token, lemmas: frozenset[str]) -> bool:
    """Whether one of the words governs the token as an infinitive or gerund (`plans to meet`)."""
    head = token.head
    if head is token or token.dep_ not in ("xcomp", "ccomp", "pcomp", "acl", "advcl"):
        return False
    if token.dep_ == "pcomp":
        head = head.head
    infinitive = any(child.lower_ == "to" for child in children(token, "aux"))
    return head.lemma_ in lemmas and (infinitive or token.dep_ == "pcomp" or token.tag_ == "VBG")


def _is_doubted(trigger: Token, clause: list[Token]) -> bool:
    if any(_governs(token, _DOUBTS) for token in clause):
        return True
    ancestors = [trigger.head] if trigger.dep_ in ("compound", "amod") else []
    if trigger.dep_ == "pobj" and trigger.head.lower_ in ("of", "for", "to"):
        ancestors.append(trigger.head.head)
    words = chain(ancestors, children(trigger, "amod", "det"))
    return any(word.lemma_.lower() in _DOUBTFUL_NOUNS for word in words)


def _negated_by(token: Token) -> bool:
    return _governs(token, _DENIALS)
