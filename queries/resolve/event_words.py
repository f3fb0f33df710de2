"""What words of everyday speech say of an event's type."""

from dragoman.graph.vocabulary import EventType

# Beginnings of words, so that one entry covers launch, launches, launched and launching. The senses are PLOVER's
# (codebook of 2016): a missile test is a show of force, MOBILIZE.
_BEGINNINGS: dict[EventType, str] = {
    EventType.AGREE: "agree accord treaty sign pledg promis deal pact",
    EventType.CONSULT: "consult meet met visit talk call summit negotiat discuss",
    EventType.SUPPORT: "support prais endors recogni apolog congratul",
    EventType.CONCEDE: "conced ceasefir truce surrender",
    EventType.COOPERATE: "cooperat exercis joint",
    EventType.AID: "aid donat assist humanitarian",
    EventType.RETREAT: "retreat withdr pull releas",
    EventType.REQUEST: "request urg appeal ask call demand",
    EventType.ACCUSE: "accus condemn critici blam denounc complain",
    EventType.REJECT: "reject refus veto deni deny",
    EventType.THREATEN: "threat warn ultimatum",
    EventType.PROTEST: "protest rally ralli demonstrat riot strike",
    EventType.SANCTION: "sanction embargo tariff expel boycott",
    EventType.MOBILIZE: "mobili launch test fire firing missile deploy drill",
    EventType.COERCE: "coerc arrest detain seiz ban blockad espionage",
    EventType.ASSAULT: "assault attack strike bomb kill assassinat invad invasion shell",
}
_TYPE_BY_BEGINNING = [(beginning, kind) for kind, words in _BEGINNINGS.items() for beginning in words.split()]


def types_meant(word: str) -> set[EventType]:
    """The event types that a word, in lower case, may stand for; none for most words."""
    return {kind for beginning, kind in _TYPE_BY_BEGINNING if word.startswith(beginning)}
