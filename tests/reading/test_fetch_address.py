"""Documents from addresses, over real HTTP to a server on this machine; and the machines that may not be asked."""

import gzip
import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dragoman.loaders.documents.read import Unreadable, read
from dragoman.loaders.documents.read.addresses import is_public
from dragoman.loaders.documents.sources import Source, find_sources
from dragoman.loaders.documents.text import DocumentText

TEXT = b"Seoul condemns launch\n\n2025-01-14\n\nSouth Korea condemned it, \x93gravely\x94."
PAGE = b"<html><body><p>14 January 2025</p><p>South Korea condemned the launch of several missiles.</p></body></html>"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/text": (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, TEXT),
    "/page": (200, {"Content-Type": "text/html"}, PAGE),
    "/2025/01/14/undated.txt": (200, {}, b"South Korea condemned it."),
    "/packed": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(TEXT)),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(30_000_000))),
    "/twice": (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(TEXT))),
    "/large": (200, {"Content-Type": "text/plain"}, b"a" * 20_000_001),
    "/moved": (302, {"Location": "/text"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/inward": (302, {"Location": "file:///etc/passwd"}, b""),
    "/gone": (410, {}, b"gone"),
    "/empty": (200, {}, b""),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://localhost:{running.server_port}"
        running.shutdown()


@pytest.fixture
def secure_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The same over TLS with a certificate for `localhost` alone, which this process trusts; its port."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, unencrypted = serialization.Encoding.PEM, serialization.NoEncryption()
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, unencrypted) + certificate.public_bytes(pem)
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        running.socket = context.wrap_socket(running.socket, server_side=True)
        Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_port
        running.shutdown()


def _read(address: str) -> DocumentText | Unreadable:
    (source,) = find_sources([address])
    (outcome,) = read(source, allow_private_addresses=True)
    return outcome


def test_the_server_tells_format_and_encoding(server: str) -> None:
    document = _read(f"{server}/text")
    assert isinstance(document, DocumentText)
    assert document.text == TEXT.decode("cp1252")
    assert (document.name, document.url) == ("text", f"{server}/text")
    page = _read(f"{server}/page")
    assert isinstance(page, DocumentText)
    assert page.text == "14 January 2025\nSouth Korea condemned the launch of several missiles."


def test_redirects_are_followed_and_packed_answers_unpacked(server: str) -> None:
    moved, packed = _read(f"{server}/moved"), _read(f"{server}/packed")
    assert isinstance(moved, DocumentText)
    assert isinstance(packed, DocumentText)
    assert (moved.url, packed.text) == (f"{server}/text", moved.text)
    assert moved.address == f"{server}/text"


def test_the_address_may_tell_the_day(server: str) -> None:
    document = _read(f"{server}/2025/01/14/undated.txt")
    assert isinstance(document, DocumentText)
    assert str(document.published) == "2025-01-14"


def test_the_certificate_must_be_the_hosts_and_no_other(secure_server: int) -> None:
    assert isinstance(_read(f"https://localhost:{secure_server}/text"), DocumentText)
    outcome = _read(f"https://127.0.0.1:{secure_server}/text")
    assert isinstance(outcome, Unreadable)
    assert "certificate" in outcome.reason


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "the server answers 410 Gone"),
        ("/circle", "redirects more than 5 times"),
        ("/inward", "is no http or https address"),
        ("/large", "is larger than 20 MB"),
        ("/bomb", "is larger than 20 MB"),
        ("/twice", "comes packed as gzip, gzip"),
        ("/empty", "is empty"),
    ],
)
def test_what_the_server_answers_badly_is_told(server: str, path: str, reason: str) -> None:
    outcome = _read(server + path)
    assert isinstance(outcome, Unreadable)
    assert reason in outcome.reason


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0x7f.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.1.1/",
    ],
)
def test_machines_behind_the_door_are_not_asked(address: str) -> None:
    (outcome,) = read(Source("a", address))
    assert isinstance(outcome, Unreadable)
    assert "not public" in outcome.reason


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("::ffff:93.184.215.14", True),
        ("0.0.0.0", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("ff02::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/passwd", "http://[::1/a", "http://"])
def test_what_is_no_web_address_is_told(address: str) -> None:
    outcome = _read(address)
    assert isinstance(outcome, Unreadable)
    assert "is no http or https address" in outcome.reason
