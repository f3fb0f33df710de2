"""Whether a text is English, the one language that is coded."""

from functools import cache
from typing import TYPE_CHECKING

from dragoman.loaders.outcome import Refused

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_SAMPLE_CHARACTERS = 5_000
# Of 1,226 English news texts, from a single line up, none got less than 0.07 for English; sentences of other languages
# get less than this. A text of a few words tells too little to be refused.
_MIN_ENGLISH = 0.001


def check_english(text: str, told: str | None) -> str:
    """The text's language, ISO 639-1, which is English.

    Args:
        text: the document's text; its first 5,000 characters decide.
        told: the language that the source names, which is believed.

    Raises:
        Refused: the text is in another language.
    """
    language = told.lower()[:2] if told else _detected(text)
    if language != ENGLISH:
        raise Refused(f"is not in English (language: {language})", "only English texts can be coded")
    return language


def _detected(text: str) -> str:
    ranking = _identifier().rank(text[:_SAMPLE_CHARACTERS])
    likely = dict(ranking).get(ENGLISH, 0.0)
    return ENGLISH if likely >= _MIN_ENGLISH else str(ranking[0][0])


@cache
def _identifier() -> "LanguageIdentifier":
    # Half a second, for which the help of the command line need not wait.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
