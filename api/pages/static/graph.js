// Draws the nodes and edges of an answer. Everything stands in the list below the picture too.

import cytoscape from "/static/vendor/cytoscape-3.35.0/cytoscape.esm.min.mjs";

// Up to so many nodes stand well in circles round the one that most edges meet at.
const FEW = 16;
// Names are not to be read below it.
const LEAST_ZOOM = 0.7;

const { nodes, edges } = JSON.parse(document.getElementById("network").textContent);
const canvas = document.getElementById("graph");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const known = ["state", "official", "event", "statement", "response", "alliance", "document", "place"];
const kindColours = () => known.map((kind) => ({ selector: `.${kind}`, style: { "background-color": colour(kind) } }));

function style() {
  return [
    {
      selector: "node",
      style: {
        label: "data(name)", width: 26, height: 26, color: colour("ink"), "background-color": colour("faint"),
        "font-size": 12, "text-wrap": "wrap", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 5,
        "text-background-color": colour("panel"), "text-background-opacity": 0.85, "text-background-padding": 2,
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.5, "curve-style": "bezier", "control-point-step-size": 55, "target-arrow-shape": "triangle",
        "line-color": colour("faint"), "line-opacity": 0.5, "target-arrow-color": colour("faint"), color: colour("faint"),
        // Not in the middle: where many edges meet, names in their middle cover each other.
        "source-label": "data(name)", "source-text-offset": 56, "source-text-rotation": "autorotate", "font-size": 9,
        "text-background-color": colour("panel"), "text-background-opacity": 1,
      },
    },
    ...kindColours(),
    { selector: ".chosen", style: { "line-color": colour("accent"), "line-opacity": 1, "target-arrow-color": colour("accent"), width: 3 } },
  ];
}

/** What most edges meet at. */
const middle = (drawn) => drawn.nodes().max((node) => node.degree()).ele;

const graph = cytoscape({
  container: canvas,
  elements: [
    ...nodes.map((node) => ({ data: node, classes: node.kind })),
    ...edges.map((edge, place) => ({ data: { ...edge, id: `edge-${place}` } })),
  ],
  style: style(),
  layout: nodes.length <= FEW
    ? { name: "concentric", padding: 30, minNodeSpacing: 140, concentric: (node) => Number(node.same(middle(node.cy()))), levelWidth: () => 1 }
    : { name: "cose", animate: false, nodeDimensionsIncludeLabels: true, nodeOverlap: 30, idealEdgeLength: () => 90, padding: 20 },
  maxZoom: 2.5,
  // Who scrolls the page over the picture means the page, until she clicks the picture.
  userZoomingEnabled: false,
});
graph.zoom(Math.min(Math.max(graph.zoom(), LEAST_ZOOM), 1.3));
graph.center();
canvas.addEventListener("pointerdown", () => graph.userZoomingEnabled(true));
canvas.addEventListener("pointerleave", () => graph.userZoomingEnabled(false));

graph.on("tap", "node", ({ target }) => {
  if (target.data("page")) location.assign(target.data("page"));
});
graph.on("tap", "edge", ({ target }) => {
  graph.elements().removeClass("chosen");
  target.addClass("chosen");
  document.querySelectorAll(".edges .chosen").forEach((item) => item.classList.remove("chosen"));
  const item = document.getElementById(target.id());
  item.classList.add("chosen");
  item.focus();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(style()));
