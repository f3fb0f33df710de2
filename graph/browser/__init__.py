"""What Neo4j Browser shows of this graph: a guide that plays on connect, a style, and nothing from elsewhere.

`guide.html` is in Browser's own guide format (slides with Cypher to click), `style.grass` in its style format. Who
serves them: `dragoman.graph.local.configuration` for the local Neo4j, the API for any other.
"""

# Browser as released loads its fonts from outside and calls its makers, whatever the settings say. A policy in the page
# can only narrow what the header of the server allows: it leaves Browser whole and shuts out all but this machine.
_THIS_MACHINE = " ".join(f"{scheme}://{host}:*" for scheme in ("http", "ws") for host in ("127.0.0.1", "localhost"))
_PAGE_POLICY = (
    f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; connect-src 'self' {_THIS_MACHINE}; "
    "img-src 'self' data:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:\">"
)
_STYLE = '<script src="/browser/dragoman/style.js"></script>'


def adapted(page: str) -> str:
    """Neo4j Browser's page, dressed in the graph's style and kept from calling anything beyond this machine.

    Args:
        page: the HTML of Browser's `index.html` as released; `style.js` must stand at /browser/dragoman/.
    """
    return page.replace("<head>", f"<head>{_PAGE_POLICY}{_STYLE}", 1)
