// Draws the nodes and edges of an answer. Everything stands in the list below the picture too.

import cytoscape from "/static/vendor/cytoscape-3.35.0/cytoscape.esm.min.mjs";

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
      },
    },
    {
      selector: "edge",
      style: {
        label: "data(name)", width: 1.5, "curve-style": "bezier", "target-arrow-shape": "triangle", "font-size": 9,
        "line-color": colour("line"), "target-arrow-color": colour("faint"), color: colour("faint"),
        "text-rotation": "autorotate", "text-background-color": colour("panel"), "text-background-opacity": 1,
      },
    },
    ...kindColours(),
    { selector: ".chosen", style: { "line-color": colour("accent"), "target-arrow-color": colour("accent"), width: 3 } },
  ];
}

const graph = cytoscape({
  container: canvas,
  elements: [
    ...nodes.map((node) => ({ data: node, classes: node.kind })),
    ...edges.map((edge, place) => ({ data: { ...edge, id: `edge-${place}` } })),
  ],
  style: style(),
  layout: {
    name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, padding: 24,
    idealEdgeLength: () => 120, nodeRepulsion: () => 40000,
  },
  maxZoom: 2.5,
});

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
