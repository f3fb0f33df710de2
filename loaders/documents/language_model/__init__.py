"""Reading by a language model behind any OpenAI-compatible endpoint: each fact checked against the text it quotes."""

from dragoman.loaders.documents.language_model.reader import LanguageModelReader, open_reader

__all__ = ["LanguageModelReader", "open_reader"]
