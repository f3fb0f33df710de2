// Shows the answer to a question as a table under its form; the buttons with a format lead to the plain answer.

/** A new element with properties and children; texts are never read as HTML. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** What a cell shows of a value: lists joined, actors by name. */
function words(value) {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (typeof value === "object") return value.name ?? JSON.stringify(value);
  return String(value);
}

/** The document that a piece of evidence comes from, as a link where it has a web address. */
function source(piece) {
  const title = piece.title ?? piece.document;
  if (!/^https?:\/\//.test(piece.url ?? "")) return title;
  return element("a", { href: piece.url, rel: "noreferrer" }, title);
}

function quotation(piece) {
  const published = piece.published ? `, ${piece.published}` : "";
  return element("blockquote", {}, `“${piece.sentence}” — `, source(piece), published);
}

function table(rows) {
  const columns = Object.keys(rows[0]).filter((column) => column !== "evidence");
  const body = rows.flatMap((row) => {
    const cells = element("tr", {}, ...columns.map((column) => element("td", {}, words(row[column]))));
    const pieces = (row.evidence ?? []).map(quotation);
    if (pieces.length === 0) return [cells];
    return [cells, element("tr", { className: "evidence" }, element("td", { colSpan: columns.length }, ...pieces))];
  });
  const head = element("tr", {}, ...columns.map((column) => element("th", {}, column)));
  return element("div", { className: "scroll" },
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
}

/** What the words of the question were taken for. */
function resolutions(answer) {
  return Object.entries(answer.resolved).map(([parameter, taken]) => {
    const others = taken.alternatives.map((alternative) => alternative.name).join("; ");
    const or = others ? ` Or did you mean: ${others}?` : "";
    return element("p", {}, `${parameter} was taken as `, element("b", {}, taken.name), ` (${taken.id}).`,
      element("small", {}, or));
  });
}

async function show(address, output, keep) {
  const shown = [];
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    const answer = await response.json();
    if (!response.ok) {
      shown.push(element("p", { className: "problem" }, `${answer.title}: ${answer.detail}`));
    } else {
      if (!keep) shown.push(...resolutions(answer));
      shown.push(answer.rows.length ? table(answer.rows) : element("p", {}, "The graph has no answer to this."));
      if (answer.next) shown.push(further(address, output, answer.next));
    }
  } catch (error) {
    shown.push(element("p", { className: "problem" }, `No answer: ${error.message}`));
  }
  if (!keep) output.replaceChildren();
  output.append(...shown);
}

/** A button for the next page of an answer. */
function further(address, output, cursor) {
  const button = element("button", { type: "button" }, "More rows");
  button.addEventListener("click", () => {
    const next = new URL(address);
    next.searchParams.set("cursor", cursor);
    button.remove();
    show(next, output, true);
  });
  return button;
}

for (const form of document.forms) {
  // An empty field is a parameter that is not given.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "format") return;
    event.preventDefault();
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form)).toString();
    show(address, form.nextElementSibling, false);
  });
}

/** Open the question that the address names, as a link from elsewhere does. */
function openNamed() {
  document.getElementById(location.hash.slice(1))?.setAttribute("open", "");
}

addEventListener("hashchange", openNamed);
openNamed();
