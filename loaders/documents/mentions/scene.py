"""What is known of each token of a text while its offices are read."""

from spacy.tokens import Doc, Token

from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.mentions.mention import Mention


class Scene:
    """The tokens of a text with the gazetteer's names and the persons' names among them."""

    def __init__(self, doc: Doc, names: list[Mention], people: set[int]) -> None:
        """`names` are the gazetteer's mentions in the text, `people` the tokens of persons' names."""
        self.doc = doc
        self.people = people
        self.names = {index: name for name in names for index in range(name.start, name.end)}
        self.taken = set(self.names) - people

    def is_office(self, index: int) -> bool:
        """Whether the token heads an office: "president", "ministers", "spokesman"."""
        token = self.doc[index]
        heads, word = lexicon().offices.heads, token.lower_
        if index in self.people or token.pos_ in {"VERB", "AUX", "ADV"}:
            return False
        return word in heads or word in lexicon().offices.mirrored or self.is_plural_office(word)

    def is_plural_office(self, word: str) -> bool:
        """Whether the lower-case word is the plural of an office's head."""
        heads = lexicon().offices.heads
        return len(word) > 4 and word.endswith("s") and word not in heads and word[:-1] in heads

    def continues_name(self, index: int) -> bool:
        """Whether a capitalised word of an organ's name, and not of a person's or an office, stands there."""
        if index >= len(self.doc) or index in self.people or index in self.names or self.is_office(index):
            return False
        token = self.doc[index]
        return token.text[0].isupper() and token.pos_ == "PROPN" and token.ent_type_ != "PERSON"

    def person_may_begin(self, index: int) -> bool:
        """Whether two capitalised words follow of which the first is no part of an organ's name."""
        words = [token for token in self.doc[index : index + 2] if token.text[0].isupper() and not token.is_sent_start]
        return len(words) == 2 and words[0].lower_ not in lexicon().offices.complements

    def after_article(self, index: int) -> int:
        """Index after "the", where it stands there."""
        return index + 1 if index < len(self.doc) and self.doc[index].lower_ == "the" else index

    def after_ranks(self, index: int) -> int:
        """Index after ranks, styles and an abbreviation in brackets: "(MP)", "Gen.", "Dr."."""
        words = lexicon()
        while index < len(self.doc) and not self.doc[index].is_sent_start:
            token = self.doc[index]
            ranked = token.lower_ in words.ranks | words.styles and token.text[0].isupper()
            if ranked or token.text in {".", "Navy", "Army"}:
                index += 1
            elif token.text == "(" and index + 2 < len(self.doc) and self.doc[index + 2].text == ")":
                index += 3
            else:
                break
        return index

    def person_at(self, index: int) -> list[tuple[int, int]]:
        """The span of the person's name that the token is a word of; empty when it is none."""
        if index not in self.people:
            return []
        start, end = index, index + 1
        while start - 1 in self.people:
            start -= 1
        while end in self.people:
            end += 1
        return [(start, end)]

    def person_of(self, token: Token) -> list[tuple[int, int]]:
        """The span of the person's name at a noun; "who" stands for the name before it."""
        if token.lower_ not in {"who", "that"} or token.i < 2:
            return self.person_at(token.i)
        before = self.person_at(token.i - (2 if self.doc[token.i - 1].text == "," else 1))
        # "Baker of Ghana, who": the name may stand further ahead.
        clause = next((above for above in token.ancestors if above.dep_ == "relcl"), None)
        return before or (self.person_at(clause.head.i) if clause is not None else [])
