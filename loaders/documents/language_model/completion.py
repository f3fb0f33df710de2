"""What an OpenAI-compatible server answers, read as far as it is needed."""

from pydantic import BaseModel, Field, ValidationError

from dragoman.loaders.documents.language_model.answer import Answer
from dragoman.loaders.documents.language_model.failures import Again, Failed, Truncated


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    total_tokens: int = Field(default=0, ge=0)


class _Error(BaseModel):
    message: str = ""
    code: str | int | None = None


class _ErrorBody(BaseModel):
    error: _Error | str = ""


class Completion(BaseModel):
    """One answer of the server with what it cost."""

    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None

    @property
    def tokens(self) -> int:
        """Tokens of question and answer together; 0 when the server does not tell."""
        return self.usage.total_tokens if self.usage else 0

    @classmethod
    def read(cls, body: bytes) -> "Completion":
        """Read a server's body.

        Raises:
            Again: it is no completion.
        """
        try:
            return cls.model_validate_json(body)
        except ValidationError as error:
            raise Again("the server's answer is no chat completion", paid=True) from error

    @staticmethod
    def error(body: bytes) -> str:
        """The server's own words for what is wrong."""
        try:
            error = _ErrorBody.model_validate_json(body).error
        except ValidationError:
            return body.decode("utf-8", "replace")
        return error if isinstance(error, str) else f"{error.message} {error.code or ''}".strip()


def content_of(completion: Completion) -> str:
    """The answer's JSON, which has the form of `Answer`.

    Raises:
        Failed: the model refuses.
        Truncated: the answer was cut off at its limit.
        Again: there is no answer, or one of another form.
    """
    choice = completion.choices[0]
    if choice.message.refusal:
        raise Failed("the model refuses to answer")
    if choice.finish_reason == "content_filter":
        raise Failed("the server's filter withholds the answer")
    if choice.finish_reason == "length":
        raise Truncated("the answer is cut off at its limit of tokens")
    content = choice.message.content or ""
    if not content.strip():
        raise Again("the answer is empty", paid=True)
    if not is_answer(content):
        raise Again("the answer does not have the form of the schema", paid=True)
    return content


def is_answer(content: str) -> bool:
    """Whether the text is JSON of the form of `Answer`."""
    try:
        Answer.model_validate_json(content)
    except ValidationError:
        return False
    return True
