"""What Neo4j Browser shows of this graph: a guide that plays on connect, and a style.

Neo4j serves Browser from the folder `browser/` of the first jar on its class path that has one. The guide and the
style are therefore added to a copy of Browser's jar: they stand at `/browser/guide.html` and
`/browser/style.grass` of the very server that Browser is opened at, reachable whenever it is, with no second server.
"""

import shutil
import zipfile
from pathlib import Path

ADDED_FILES = ("guide.html", "style.grass")


def browser_jar_with_guide(browser_jar: Path, folder: Path) -> Path:
    """Copy Neo4j Browser's jar and add the guide and the style.

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
    shutil.copyfile(browser_jar, unfinished)
    with zipfile.ZipFile(unfinished, "a", zipfile.ZIP_DEFLATED) as jar:
        for name in ADDED_FILES:
            jar.write(Path(__file__).with_name(name), f"browser/{name}")
    return unfinished.replace(target)


def post_connect_command(http_uri: str) -> str:
    """The value of Neo4j's setting `browser.post_connect_cmd`: put on the style, then play the guide.

    Args:
        http_uri: the server's HTTP address (`http://127.0.0.1:7474`); its host must be named in
            `browser.remote_content_hostname_whitelist`.
    """
    base = f"{http_uri.rstrip('/')}/browser"
    return f"style {base}/style.grass; play {base}/guide.html"
