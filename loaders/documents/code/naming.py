"""Short readable names of events: "missile launch by North Korea"."""

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.documents.code.lexicon import Sense
from dragoman.loaders.documents.code.roles import Roles
from dragoman.loaders.documents.code.syntax import children, is_verb

# Deeds named by a noun that is not the verb's gerund.
_NOUNS = {
    "condemn": "condemnation",
    "accuse": "accusation",
    "criticize": "criticism",
    "criticise": "criticism",
    "meet": "meeting",
    "speak": "conversation",
    "talk": "conversation",
    "call": "call",
    "visit": "visit",
    "attack": "attack",
    "invade": "invasion",
    "agree": "agreement",
    "support": "support",
    "reject": "rejection",
    "refuse": "refusal",
    "demand": "demand",
    "request": "request",
    "threaten": "threat",
    "quit": "quitting",
    "warn": "warning",
    "deploy": "deployment",
    "withdraw": "withdrawal",
    "arrest": "arrest",
    "detain": "detention",
    "expel": "expulsion",
    "release": "release",
    "assist": "assistance",
    "cooperate": "cooperation",
    "collaborate": "collaboration",
    "coordinate": "coordination",
    "launch": "launch",
    "test": "test",
    "assassinate": "assassination",
    "annex": "annexation",
    "destroy": "destruction",
    "seize": "seizure",
    "sanction": "sanctions",
    "ban": "ban",
    "protest": "protest",
    "blame": "blame",
    "allege": "allegation",
    "urge": "appeal",
    "appeal": "appeal",
    "propose": "proposal",
    "recommend": "recommendation",
    "suggest": "suggestion",
    "invite": "invitation",
    "ask": "request",
    "order": "order",
    "instruct": "instruction",
    "resign": "resignation",
    "vow": "vow",
    "pledge": "pledge",
    "promise": "promise",
    "deny": "denial",
    "oppose": "opposition",
    "veto": "veto",
    "cancel": "cancellation",
    "denounce": "denunciation",
    "endorse": "endorsement",
    "praise": "praise",
    "commend": "commendation",
    "welcome": "welcome",
    "thank": "thanks",
    "investigate": "investigation",
    "negotiate": "negotiations",
    "discuss": "discussion",
    "consult": "consultation",
    "retreat": "retreat",
    "surrender": "surrender",
    "evacuate": "evacuation",
    "liberate": "liberation",
    "bombard": "bombardment",
    "protect": "protection",
    "extradite": "extradition",
    "detonate": "detonation",
    "execute": "execution",
    "elect": "election",
    "approve": "approval",
    "apologize": "apology",
    "apologise": "apology",
    "donate": "donation",
    "suspend": "suspension",
    "dismiss": "dismissal",
    "convict": "conviction",
    "abduct": "abduction",
    "retaliate": "retaliation",
    "respond": "response",
    "express": "expression",
    "emphasize": "appeal",
    "share": "sharing",
}
_WITH = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_ON = frozenset(
    {
        *(
            "attack",
            "strike",
            "airstrike",
            "air-strike",
            "raid",
            "assault",
            "offensive",
            "war",
            "sanction",
            "sanctions",
        ),
        *(
            "embargo",
            "tariff",
            "ban",
            "crackdown",
            "operation",
            "aggression",
            "restriction",
            "cost",
            "fire",
            "airstrikes",
        ),
    }
)
_AGAINST = frozenset(
    {"accusation", "allegation", "protest", "threat", "operation", "lawsuit", "charge", "vow", "warning"}
)
_TO = frozenset({EventType.AID, EventType.REQUEST, EventType.THREATEN})


def name_of(trigger: Token, sense: Sense, roles: Roles) -> str:
    """What the event is called in a list: the deed, to whom, by whom."""
    kind = sense.type
    deed = _deed(trigger, sense, roles)
    recipients = _names(roles.recipients)
    if recipients:
        deed = f"{deed} {_link(deed, kind)} {recipients}"
    initiators = _names(roles.initiators)
    return f"{deed} by {initiators}" if initiators else deed


def _link(deed: str, kind: EventType) -> str:
    """The preposition before those acted upon."""
    head = deed.split()[-1]
    if head in _AGAINST:
        return "against"
    if head in _ON:
        return "on"
    return "with" if kind in _WITH else "to" if kind in _TO else "of"


def _names(actors: Iterable[Actor]) -> str:
    names = list(dict.fromkeys(actor.name for actor in actors))
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""


def _deed(trigger: Token, sense: Sense, roles: Roles) -> str:
    if not is_verb(trigger):
        modifiers = [
            child.lower_
            for child in children(trigger, "compound", "amod")
            if child.i < trigger.i and child.pos_ != "PROPN" and not child.ent_type_
        ]
        return " ".join([*modifiers, trigger.lemma_.lower()])
    noun = _NOUNS.get(trigger.lemma_.lower()) or _gerund(trigger.lemma_.lower())
    thing = next(children(trigger, "dobj", "nsubjpass"), None)
    if thing is None or thing.pos_ != "NOUN" or (roles.recipients and thing.lemma_ not in sense.cues):
        return noun
    modifiers = [child.lower_ for child in children(thing, "compound") if child.i < thing.i]
    return f"{noun} of {' '.join([*modifiers, thing.lower_])}"


def _gerund(lemma: str) -> str:
    """`fire` to `firing`, `stab` to `stabbing`, `see` to `seeing`, `open` to `opening`."""
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return f"{lemma[:-1]}ing"
    vowels = "aeiou"
    one_syllable = len(lemma) > 2 and sum(letter in vowels for letter in lemma) == 1
    if one_syllable and lemma[-2] in vowels and lemma[-1] not in "wxy":
        return f"{lemma}{lemma[-1]}ing"
    return f"{lemma}ing"
