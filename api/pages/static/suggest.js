// Suggestions under inputs that name something of the graph: a combobox as the ARIA Authoring Practices describe it.
// What is chosen is sent as an id, and shown by its name. Without this script the words are sent as they were typed.

const PAUSE_MILLISECONDS = 120;

/** Dress an input; `data-suggest` says of which type, `data-go` that choosing leads to the page of what was chosen. */
function dress(input, number) {
  const box = document.createElement("div");
  box.className = "suggesting";
  input.replaceWith(box);
  const list = document.createElement("ul");
  Object.assign(list, { id: `suggestions-${number}`, className: "suggestions", role: "listbox", hidden: true });
  list.setAttribute("aria-label", "Suggestions");
  box.append(input, list);
  Object.assign(input, { role: "combobox", autocomplete: "off", ariaAutoComplete: "list", ariaExpanded: "false" });
  input.setAttribute("aria-controls", list.id);
  showName(input);

  let offered = [];
  let chosen = -1;
  let latest = 0;
  let timer;

  input.addEventListener("input", () => {
    delete input.dataset.id;
    clearTimeout(timer);
    timer = setTimeout(offer, PAUSE_MILLISECONDS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) offer();
      else mark((chosen + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length);
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      take(offered[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  // Before the input loses the focus, which closes the list.
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    event.preventDefault();
    if (item) take(offered[[...list.children].indexOf(item)]);
  });

  async function offer() {
    const words = input.value.trim();
    const mine = ++latest;
    const found = words ? await suggestions(input.dataset.suggest, words) : [];
    if (mine !== latest || document.activeElement !== input) return;
    offered = found;
    list.replaceChildren(...found.map((one, place) => item(one, `${list.id}-${place}`)));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    input.ariaExpanded = String(!list.hidden);
  }

  function mark(place) {
    chosen = place;
    [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
    list.children[place].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[place].id);
  }

  function take(one) {
    close();
    if ("go" in input.dataset) {
      location.assign(one.page);
      return;
    }
    input.value = one.name;
    input.dataset.id = one.id;
  }

  function close() {
    latest += 1;
    list.hidden = true;
    chosen = -1;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  }
}

function item(one, id) {
  const made = document.createElement("li");
  Object.assign(made, { id, role: "option", ariaSelected: "false" });
  const name = document.createElement("span");
  name.textContent = one.name;
  const about = document.createElement("small");
  about.textContent = [one.kind, one.date].filter(Boolean).join(", ");
  made.append(name, about);
  return made;
}

async function suggestions(kind, words) {
  try {
    const answer = await fetch(`/suggest?${new URLSearchParams({ kind, q: words })}`);
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}

/** An input that holds an id shows the name that goes with it. */
function showName(input) {
  if (!input.dataset.name) return;
  input.dataset.id = input.value;
  input.value = input.dataset.name;
}

document.querySelectorAll("[data-suggest]").forEach(dress);

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const input of form.querySelectorAll("[data-id]")) formData.set(input.name, input.dataset.id);
    // Addresses are passed on to others: no parameters in them that say nothing.
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}
