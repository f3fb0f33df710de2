"""Middleware: who may ask for what, and how often."""

import base64
import binascii
import ipaddress
import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connection

from dragoman.api.keys import Key, Keys, Scope
from dragoman.api.problems import KeyWanted, ScopeMissing, TooManyRequests, UnexpectedError
from dragoman.api.rates import Rates
from dragoman.graph.errors import ConfigurationError, DragomanError

logger = logging.getLogger(__name__)

# Probes have no key; what a kind of problem means, and how to ask, is no secret.
OPEN = ("/health/", "/problems/", "/docs", "/openapi.json", "/static/", "/browser/")
# Nobody is to count as sick because somebody else asks too often.
UNCOUNTED = "/health/"
KEY_HEADER = "x-api-key"


class Access:
    """Lets requests through that have a key where one is needed, and do not come too often.

    Args:
        app: the application inside.
        keys: those that count; None lets everybody read.
        rates: how often each key and each address may ask; None for no limit.
        refusal: the answer that tells a client why.
    """

    def __init__(
        self,
        app: ASGIApp,
        keys: Keys | None,
        rates: Rates | None,
        refusal: Callable[[Request, DragomanError], Response],
    ) -> None:
        self._app = app
        self._refusal = refusal
        self._keys = keys
        self._rates = rates

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        """Handle one ASGI connection."""
        if scope["type"] == "http":
            request = Request(scope, receive)
            try:
                request.state.key = self._admit(request)
            except DragomanError as error:
                await self._refusal(request, error)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _admit(self, request: Request) -> Key | None:
        path = request.url.path
        if not path.startswith(UNCOUNTED):
            # Before the key: who tries keys is slowed down as well.
            self._count(f"address {_network(request)}")
        if self._keys is None or path.startswith(OPEN):
            return None
        text, ambient = _presented(request)
        key = self._find(self._keys, text)
        if key is None:
            wrong = "the key is unknown, revoked or expired" if text else f"{path} needs a key"
            raise KeyWanted(wrong, "send it as `Authorization: Bearer …` or `X-API-Key: …`")
        needed = needed_scope(request.method, path)
        if needed not in key.scopes:
            raise ScopeMissing(f"the key {key.name!r} is not for this", f"make one with the scope {needed}")
        if ambient and needed is Scope.LOAD:
            # A browser sends it along with whatever any page asks it to post here.
            raise ScopeMissing("documents are not taken with a password", "send the key as `Authorization: Bearer …`")
        self._count(f"key {key.id}")
        return key

    def _find(self, keys: Keys, text: str) -> Key | None:
        try:
            return keys.find(text) if text else None
        except ConfigurationError as error:
            logger.error("%s", error)
            # Where the file is concerns nobody outside.
            raise UnexpectedError("the keys of this server cannot be read", "its log says why") from error

    def _count(self, asker: str) -> None:
        if self._rates and (seconds := self._rates.wait(asker)):
            raise TooManyRequests(seconds)


def needed_scope(method: str, path: str) -> Scope:
    """The scope that a key needs for an operation."""
    return Scope.LOAD if (method, path) == ("POST", "/documents") or path.startswith("/jobs/") else Scope.READ


def _presented(request: Request) -> tuple[str, bool]:
    """The key that a request carries, and whether a browser has added it by itself (as the password of Basic)."""
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return told.strip(), False
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(told, validate=True).decode("ascii").partition(":")[2], True
        except (binascii.Error, ValueError):
            return "", True
    return request.headers.get(KEY_HEADER, ""), False


def _network(request: Request) -> str:
    """The client's address; of IPv6 the network, since a household or a server has 2**64 addresses."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
