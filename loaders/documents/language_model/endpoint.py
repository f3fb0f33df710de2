"""The endpoint that the settings name, checked before anything is sent to it."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from dragoman.graph.errors import ConfigurationError, UsageError
from dragoman.graph.settings import Settings

_COMPLETIONS = "/chat/completions"


@dataclass(frozen=True)
class Endpoint:
    """Where and how the model is asked.

    Attributes:
        url: the address that completions are asked of.
        model: the model's name there.
        key: sent as a bearer token; None when the endpoint wants none.
        budget: tokens that a run may use.
        timeout: seconds for one answer.
        window: characters of a document asked about at once.
        answer_tokens: tokens that one answer may have.
        loopback: whether it stands on this machine.
    """

    url: str
    model: str
    key: SecretStr | None
    budget: int
    timeout: float
    window: int
    answer_tokens: int
    loopback: bool


def endpoint_of(settings: Settings) -> Endpoint:
    """The endpoint that the settings name.

    Raises:
        UsageError: no endpoint or no model is set.
        ConfigurationError: the address is no http(s) address, holds a password, or would send the key unencrypted.
    """
    if not settings.dragoman_llm_url:
        raise UsageError(
            "the language model as reader needs DRAGOMAN_LLM_URL",
            "set it to an OpenAI-compatible endpoint (http://127.0.0.1:8080/v1, https://…/v1), "
            "DRAGOMAN_LLM_MODEL to the model's name and DRAGOMAN_LLM_KEY to the key, where one is needed",
        )
    if not settings.dragoman_llm_model:
        raise UsageError(
            "the language model as reader needs DRAGOMAN_LLM_MODEL", "set it to the model's name at the endpoint"
        )
    address = _address(settings.dragoman_llm_url)
    loopback = _is_loopback(address.hostname or "")
    if settings.dragoman_llm_key and address.scheme != "https" and not loopback:
        raise ConfigurationError(
            f"DRAGOMAN_LLM_URL: the key would travel readable to {address.hostname} over plain http",
            "use https, a tunnel to the loopback address, or no DRAGOMAN_LLM_KEY where the endpoint needs none",
        )
    path = address.path.rstrip("/")
    return Endpoint(
        url=address._replace(path=path if path.endswith(_COMPLETIONS) else path + _COMPLETIONS).geturl(),
        model=settings.dragoman_llm_model,
        key=settings.dragoman_llm_key,
        budget=settings.dragoman_llm_budget,
        timeout=settings.dragoman_llm_timeout,
        window=settings.dragoman_llm_window,
        answer_tokens=settings.dragoman_llm_answer_tokens,
        loopback=loopback,
    )


def _address(url: str) -> SplitResult:
    try:
        address = urlsplit(url)
        valid = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise ConfigurationError("DRAGOMAN_LLM_URL is no http or https address", "write it like https://host/v1")
    if address.username or address.password:
        # An address is told in messages and stands in the environment of every child process.
        raise ConfigurationError("DRAGOMAN_LLM_URL holds a password", "put the key into DRAGOMAN_LLM_KEY")
    return address


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
