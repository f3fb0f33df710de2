// The legend of a document: kinds that are switched off are neither marked in the text nor listed.

const boxes = [...document.querySelectorAll(".kinds input")];

function apply() {
  const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.kind));
  for (const one of document.querySelectorAll(".reading [data-kind]")) one.hidden = !shown.has(one.dataset.kind);
  for (const mark of document.querySelectorAll("mark[data-kinds]")) {
    mark.classList.toggle("plain", !mark.dataset.kinds.split(" ").some((kind) => shown.has(kind)));
  }
  document.querySelector(".text").classList.toggle("unnamed", !shown.has("actor"));
}

boxes.forEach((box) => box.addEventListener("change", apply));
apply();
