"""What Neo4j Browser shows of this graph: a guide that plays on connect, a style, and nothing from elsewhere.

Neo4j serves Browser from the folder `browser/` of the first jar on its class path that has one. So the guide and the
style are put into a copy of Browser's jar and stand at `/browser/guide.html` and `/browser/style.grass` of the very
server that Browser is opened at: reachable whenever it is, with no second server.
"""

import zipfile
from pathlib import Path

ADDED_FILES = ("guide.html", "style.grass")
REMOTE_CONTENT_HOSTS = "127.0.0.1,localhost"
"""The value of Neo4j's setting `browser.remote_content_hostname_whitelist`."""

# Browser as released loads its fonts from outside and may call its makers' services. A policy of the page can only
# narrow what the server's header allows, so this leaves Browser whole and shuts out all but this machine.
_THIS_MACHINE = " ".join(f"{scheme}://{host}:*" for scheme in ("http", "ws") for host in ("127.0.0.1", "localhost"))
_PAGE_POLICY = (
    f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; connect-src 'self' {_THIS_MACHINE}; "
    "img-src 'self' data:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:\">"
)


def browser_jar_with_guide(browser_jar: Path, folder: Path) -> Path:
    """Copy Neo4j Browser's jar, add the guide and the style, and confine its pages to this machine.

    Args:
        browser_jar: the jar `neo4j-browser-<version>.jar` as released; it is left as it is.
        folder: where the copy is written (replacing an earlier one); it must exist.

    Returns:
        The copy, to stand on the server's class path in the place of `browser_jar`.

    Raises:
        OSError: the folder cannot be written.
    """
    target = folder / f"{browser_jar.stem}-with-guide.jar"
    unfinished = target.with_suffix(".part")
    with zipfile.ZipFile(browser_jar) as released, zipfile.ZipFile(unfinished, "w") as copy:
        for entry in released.infolist():
            content = released.read(entry)
            if entry.filename.endswith("/index.html"):
                content = content.replace(b"<head>", b"<head>" + _PAGE_POLICY.encode(), 1)
            copy.writestr(entry.filename, content)
        for name in ADDED_FILES:
            copy.write(Path(__file__).with_name(name), f"browser/{name}")
    return unfinished.replace(target)


def post_connect_command(http_uri: str) -> str:
    """The value of Neo4j's setting `browser.post_connect_cmd`: put on the style, then play the guide.

    Args:
        http_uri: the server's HTTP address, such as `http://127.0.0.1:7474`.
    """
    base = f"{http_uri.rstrip('/')}/browser"
    return f"style {base}/style.grass; play {base}/guide.html"
