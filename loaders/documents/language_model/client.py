"""Asking the model: bounded in size, time and tokens, again where that helps, and never with the key in a message."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import anyio
import httpx
import stamina

from dragoman.graph.errors import ConfigurationError
from dragoman.loaders.bodies import body_of
from dragoman.loaders.documents.language_model.budget import Budget
from dragoman.loaders.documents.language_model.completion import Completion, content_of
from dragoman.loaders.documents.language_model.dialect import Dialect
from dragoman.loaders.documents.language_model.endpoint import Endpoint
from dragoman.loaders.documents.language_model.failures import Again, Failed, Stopped
from dragoman.loaders.retry_after import wait_told

_ATTEMPTS = 4
# An answer that came and was of no use is asked for once more only: each costs.
_PAID_ATTEMPTS = 2
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0
# An answer of 6,000 tokens has about 25,000 characters.
_MOST_BYTES = 1_000_000
_TOO_LARGE = f"the answer is larger than {_MOST_BYTES:,} bytes"
_LONGEST_MESSAGE = 200
# English has about four; too many tokens taken into account are better than too few.
_CHARACTERS_PER_TOKEN = 3

_TRY_AGAIN = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_WRONG_SETTINGS = {
    HTTPStatus.UNAUTHORIZED: "check DRAGOMAN_LLM_KEY",
    HTTPStatus.FORBIDDEN: "check DRAGOMAN_LLM_KEY",
    HTTPStatus.NOT_FOUND: "check DRAGOMAN_LLM_URL and DRAGOMAN_LLM_MODEL",
    HTTPStatus.METHOD_NOT_ALLOWED: "check DRAGOMAN_LLM_URL",
}

# Else each wait would stand on standard error as a warning of the library's; what comes of it is told at the end.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class Client:
    """Asks one endpoint; lives in one event loop, where several questions may be under way at once."""

    def __init__(self, endpoint: Endpoint, http: httpx.AsyncClient) -> None:
        self._endpoint = endpoint
        self._http = http
        self._dialect = Dialect()
        self.budget = Budget(endpoint.budget)

    async def ask(self, request: dict[str, object]) -> str:
        """The model's answer, as JSON that has the form of `Answer`.

        Raises:
            Failed: there is none for this request.
            Stopped: there is none for any further one: the budget or the account is used up.
            ConfigurationError: endpoint, model or key are not what the server wants.
        """
        paid = 0

        def again(error: Exception) -> bool | float:
            nonlocal paid
            if not isinstance(error, Again):
                return False
            paid += error.paid
            if paid >= _PAID_ATTEMPTS or (error.wait or 0) > _LONGEST_WAIT:
                return False
            return True if error.wait is None else error.wait

        content = ""
        async for attempt in stamina.retry_context(
            on=again, attempts=_ATTEMPTS, timeout=None, wait_initial=_FIRST_WAIT, wait_max=_LONGEST_WAIT
        ):
            with attempt:
                content = await self._once(request)
        return content

    async def _once(self, request: dict[str, object]) -> str:
        body = httpx.Request("POST", self._endpoint.url, json=self._dialect.of(request)).content
        prompt = len(body) // _CHARACTERS_PER_TOKEN
        most = prompt + self._endpoint.answer_tokens
        await self.budget.reserve(most)
        # A question that broke off may have been answered and paid for; one that was refused was not.
        used = most
        try:
            status, headers, answer = await self._send(body)
            if status != HTTPStatus.OK:
                used = 0
                self._refused(status, headers, answer, request)
            completion = Completion.read(answer)
            used = completion.tokens or prompt + len(answer) // _CHARACTERS_PER_TOKEN
            return content_of(completion)
        except httpx.ConnectError as error:
            used = 0
            raise Again(f"cannot be reached: {self._shown(str(error))}") from error
        finally:
            self.budget.settle(most, used)

    async def _send(self, body: bytes) -> tuple[int, httpx.Headers, bytes]:
        try:
            with anyio.fail_after(self._endpoint.timeout):
                async with self._http.stream("POST", self._endpoint.url, content=body) as response:
                    answer = await body_of(response, _MOST_BYTES, Failed(_TOO_LARGE))
                    return response.status_code, response.headers, answer
        except (TimeoutError, httpx.TimeoutException) as error:
            raise Again(f"no answer within {self._endpoint.timeout:g} s") from error
        except httpx.ConnectError:
            raise
        except httpx.HTTPError as error:
            raise Again(f"the connection broke: {self._shown(str(error)) or type(error).__name__}") from error

    def _refused(self, status: int, headers: httpx.Headers, body: bytes, request: dict[str, object]) -> None:
        """Raise what an error status means."""
        message = self._shown(Completion.error(body))
        told = f"the server answers {status}" + (f": {message}" if message else "")
        if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY) and self._dialect.learn(message):
            raise Again(told, wait=0)
        if status in _WRONG_SETTINGS:
            raise ConfigurationError(
                f"language model {self._endpoint.model}: {told}", _WRONG_SETTINGS[HTTPStatus(status)]
            )
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            # A redirect would carry text and key to where nobody has sent them.
            raise ConfigurationError("DRAGOMAN_LLM_URL: the server redirects", "give the final address")
        if status == HTTPStatus.PAYMENT_REQUIRED or "insufficient_quota" in message:
            raise Stopped(told)
        if status in _TRY_AGAIN or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Again(told, wait_told(headers))
        raise Failed(told)

    def _shown(self, message: str) -> str:
        """What a server says, on one line, short, without the key that some servers repeat."""
        key = self._endpoint.key.get_secret_value() if self._endpoint.key else ""
        plain = "".join(sign if sign.isprintable() else " " for sign in message)
        return " ".join((plain.replace(key, "***") if key else plain).split())[:_LONGEST_MESSAGE]


@asynccontextmanager
async def open_client(endpoint: Endpoint) -> AsyncIterator[Client]:
    """A client with its connections, which are closed at the end."""
    headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
    if endpoint.key is not None:
        headers["Authorization"] = f"Bearer {endpoint.key.get_secret_value()}"
    async with httpx.AsyncClient(
        headers=headers,
        timeout=endpoint.timeout,
        # A proxy of the environment must not be handed what is meant for this machine, unencrypted.
        trust_env=not endpoint.loopback,
        follow_redirects=False,
    ) as http:
        yield Client(endpoint, http)
