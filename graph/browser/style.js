// Puts on the graph's style before Neo4j Browser starts, unless its user already has one. The command `:style` would
// do so too, but it answers with a frame as long as the style itself and undoes her own changes at each connect.
const KEPT_BY_BROWSER_AS = "neo4j.grass";

function parsed(grass) {
  const rules = [...grass.matchAll(/^(\S+) \{$(.*?)^\}$/gms)].map(([, selector, body]) => [
    selector,
    Object.fromEntries([...body.matchAll(/^ *(\S+): '?(.*?)'?;$/gm)].map(([, property, value]) => [property, value])),
  ]);
  return Object.fromEntries(rules);
}

if (!JSON.parse(localStorage.getItem(KEPT_BY_BROWSER_AS))) {
  const request = new XMLHttpRequest();
  // Synchronous, because the scripts that follow read the style as soon as they run.
  request.open("GET", "/browser/dragoman/style.grass", false);
  request.send();
  localStorage.setItem(KEPT_BY_BROWSER_AS, JSON.stringify(parsed(request.responseText)));
}
