"""`python docs/pictures/model.py`: draws model.svg, the graph's labels and edge types as docs/model.md describes them.

`tests/site` holds the picture against the schema and against what a real graph has.
"""

from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1290, 760
LINE = 15
TITLE = "The labels and edge types of the graph"
DESCRIPTION = (
    "Actors (states, organizations, officials) initiate events, which target actors and occur in places. Statements "
    "and responses lead from actors to events; occupancies from officials to offices; actors are members of alliances "
    "and vote in roll calls. Every fact is reported in documents."
)


class Node(NamedTuple):
    """A box: the main label, further ones, its middle, what kind of thing it is (the class of its colour), its size."""

    label: str
    others: str
    x: int
    y: int
    kind: str
    width: int = 150
    height: int = 54


class Edge(NamedTuple):
    """An arrow: from and to which box, its types, by how much it is moved aside; dashed where it is derived."""

    source: str
    target: str
    types: tuple[str, ...]
    aside: int = 0
    derived: bool = False


NODES = (
    Node("Actor", "State · Organization · Official", 330, 330, "actor", 220, 110),
    Node("Event", "Told · Coded", 905, 330, "fact", 200, 110),
    Node("Statement", "", 618, 130, "fact"),
    Node("Response", "", 640, 530, "fact"),
    Node("Place", "", 1215, 330, "other", 120),
    Node("Coincidence", "", 1190, 130, "fact"),
    Node("Occupancy", "", 100, 130, "fact"),
    Node("Office", "", 90, 330, "other", 120),
    Node("Alliance", "", 100, 530, "fact"),
    Node("RollCall", "", 300, 530, "fact"),
    Node("Fact", "each box of this colour", 905, 530, "fact", 200),
    Node("Document", "", 520, 680, "other"),
    Node("Record", "", 930, 690, "ledger", 90, 40),
    Node("Decision", "", 1035, 690, "ledger", 90, 40),
    Node("Schema", "", 1140, 690, "ledger", 90, 40),
)
STANCES = ("CONDEMNED", "SUPPORTED", "DENIED", "ACKNOWLEDGED", "DEMANDED", "THREATENED", "ACTED_ON")
EDGES = (
    Edge("Actor", "Event", ("INITIATED",), -38),
    Edge("Event", "Actor", ("TARGETED", "BETWEEN"), -8),
    Edge("Actor", "Event", STANCES, 34, derived=True),
    Edge("Actor", "Statement", ("MADE",)),
    Edge("Statement", "Event", ("ABOUT",)),
    Edge("Response", "Actor", ("GIVEN_BY", "SPOKEN_BY")),
    Edge("Response", "Event", ("TO", "CONSISTS_IN")),
    Edge("Event", "Place", ("OCCURRED_IN",)),
    Edge("Coincidence", "Event", ("JOINS",)),
    Edge("Occupancy", "Actor", ("HOLDER",)),
    Edge("Occupancy", "Office", ("POST",)),
    Edge("Office", "Actor", ("OF",), -18),
    Edge("Actor", "Office", ("HELD",), 18, derived=True),
    Edge("Actor", "Alliance", ("MEMBER_OF",)),
    Edge("Actor", "RollCall", ("VOTED",)),
    Edge("Fact", "Document", ("REPORTED_IN",)),
    Edge("Actor", "Document", ("NAMED_IN",), 25),
)
# They lead from a box to itself.
LOOPS = (
    Edge("Actor", "Actor", ("ALLIED_WITH",), derived=True),
    Edge("Event", "Event", ("RESPONDS_TO", "COINCIDES_WITH", "CONTRADICTS"), derived=True),
    Edge("Event", "Event", ("SAME_AS",)),
    Edge("Document", "Document", ("CORRECTS",)),
)
NOTES = (
    (20, 30, "Solid: a document states it, or two that tell the same. Dashed: derived from such facts."),
    (885, 655, "The ledger and its keeping, without edges"),
    (20, 745, "What was known before has the same labels and edges, with Past in front: PastEvent, PastActor, …"),
)
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2933; text-anchor: middle }
  .label { font-weight: 600; font-size: 15px }
  .others, .note { font-size: 12px }
  .note { text-anchor: start }
  .type { paint-order: stroke; stroke: #ffffff; stroke-width: 5px; font-size: 12px }
  rect { stroke-width: 1.5px; stroke: #52606d }
  .actor { fill: #d3e3f6 } .fact { fill: #fbe0d8 } .other { fill: #e3ead9 } .ledger { fill: #e4e7eb }
  path { fill: none; stroke: #52606d; stroke-width: 1.5px }
  .derived { stroke-dasharray: 6 4 }
  .tip { fill: #52606d; stroke: none }
  .ground { fill: #ffffff; stroke: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4e7eb }
    .type { stroke: #14181d }
    rect { stroke: #9aa5b1 }
    .actor { fill: #1f4068 } .fact { fill: #6b2e20 } .other { fill: #35482a } .ledger { fill: #3e4c59 }
    path { stroke: #9aa5b1 } .tip { fill: #9aa5b1 }
    .ground { fill: #14181d }
  }
"""


def drawn() -> str:
    """The picture, as SVG."""
    boxes = {node.label: node for node in NODES}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        ' aria-labelledby="title desc">',
        f'<title id="title">{escape(TITLE)}</title>',
        f'<desc id="desc">{escape(DESCRIPTION)}</desc>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        *(_arrow(edge, boxes[edge.source], boxes[edge.target]) for edge in EDGES),
        *(_loop(edge, boxes[edge.source], place) for place, edge in enumerate(LOOPS)),
        *(_box(node) for node in NODES),
        *(f'<text class="note" x="{x}" y="{y}">{escape(note)}</text>' for x, y, note in NOTES),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _box(node: Node) -> str:
    x, y = node.x - node.width // 2, node.y - node.height // 2
    box = f'<rect class="{node.kind}" x="{x}" y="{y}" width="{node.width}" height="{node.height}" rx="8"/>'
    label = f'<text class="label" x="{node.x}" y="{node.y + (-4 if node.others else 5)}">{node.label}</text>'
    others = f'<text class="others" x="{node.x}" y="{node.y + 14}">{escape(node.others)}</text>' if node.others else ""
    return box + label + others


def _arrow(edge: Edge, source: Node, target: Node) -> str:
    """A straight arrow from border to border, moved aside: down where it is level, to the right where it is upright."""
    level = abs(target.x - source.x) > abs(target.y - source.y)
    dx, dy = (0, edge.aside) if level else (edge.aside, 0)
    start = _border(source, target.x - source.x, target.y - source.y, dx, dy)
    end = _border(target, source.x - target.x, source.y - target.y, dx, dy)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return _path(f"M{start[0]:.0f} {start[1]:.0f} {end[0]:.0f} {end[1]:.0f}", edge) + _types(edge.types, *middle)


def _border(node: Node, x: float, y: float, dx: float, dy: float) -> tuple[float, float]:
    """Where a line from the middle of a box, in the direction x, y, leaves it; moved aside by dx, dy."""
    share = min(node.width / 2 / abs(x) if x else float("inf"), node.height / 2 / abs(y) if y else float("inf"))
    return node.x + x * share + dx, node.y + y * share + dy


def _loop(edge: Edge, node: Node, place: int) -> str:
    """From the top of a box, or its foot where the top is taken, back to it."""
    side = {1: -55, 2: 35}.get(place, 0)
    x, y = node.x + side, node.y - node.height / 2
    if place == len(LOOPS) - 1:
        x, y = node.x + node.width / 2, node.y
        curve = f"M{x} {y - 12} C{x + 60} {y - 40} {x + 60} {y + 40} {x} {y + 12}"
        return _path(curve, edge) + _types(edge.types, x + 82, y + 4)
    curve = f"M{x - 18} {y} C{x - 45} {y - 60} {x + 45} {y - 60} {x + 18} {y}"
    return _path(curve, edge) + _types(edge.types, x, y - 46 - LINE * (len(edge.types) - 1) / 2)


def _path(curve: str, edge: Edge) -> str:
    return f'<path class="{"derived" if edge.derived else "stated"}" marker-end="url(#tip)" d="{curve}"/>'


def _types(types: tuple[str, ...], x: float, y: float) -> str:
    """The types at a point, a few on a line."""
    lines = [types[:4], types[4:]] if len(types) > 4 else [types] if len(types) < 3 else [(one,) for one in types]
    first = y + 4 - LINE * (len(lines) - 1) / 2
    return "".join(
        f'<text class="type" x="{x:.0f}" y="{first + LINE * number:.0f}">{" · ".join(line)}</text>'
        for number, line in enumerate(lines)
    )


if __name__ == "__main__":
    Path(__file__).with_name("model.svg").write_text(drawn(), encoding="utf-8")
