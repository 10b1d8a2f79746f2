// The desk for names: it shows one word in its line, and sends back what a person decides on it.
// Participants' words are put in as text, never as HTML.

const ACTS = [
  ["replace", "r", "Replace", "here only"],
  ["keep", "k", "Keep", "here only"],
  ["always", "a", "Always", "replace this word everywhere"],
  ["never", "n", "Never", "keep this word everywhere"],
];
// JupyterLab would take a letter typed here for one of its shortcuts ('a' adds a cell); it looks at the element that
// has the focus, so each of them says so.
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function button(label, key, note, act) {
  const made = element("button", { type: "button", "aria-keyshortcuts": key, ...OWN_KEYS }, label, " ");
  made.append(element("kbd", {}, key.toUpperCase()));
  if (note) made.append(element("span", { class: "note" }, note));
  made.addEventListener("click", act);
  return made;
}

function lineOf(shown) {
  const words = [shown.before, element("mark", {}, shown.word), shown.after];
  return element("p", { class: "line" }, ...words);
}

function placeOf(shown) {
  const more = { 0: "", 1: " · one more like it waits" }[shown.same] ?? ` · ${shown.same} more like it wait`;
  return `Answer ${shown.answer}${more}`;
}

function render({ model, el }) {
  let pending = false; // an order is on its way; a second key would be about a word that nobody has read yet
  const send = (act) => {
    const { id, undo } = model.get("shown");
    if (pending || (act === "undo" ? !undo : id < 0)) return;
    pending = true;
    status.textContent = "Saving …";
    model.send({ act, id });
  };

  const progress = element("progress", { "aria-label": "Candidates decided" });
  const count = element("span", { class: "count" });
  const line = element("div", { class: "candidate", "aria-live": "polite", tabindex: "0", ...OWN_KEYS });
  line.setAttribute("role", "group");
  line.setAttribute("aria-label", "Word that looks like a name");
  const buttons = ACTS.map(([act, key, label, note]) => button(label, key, note, () => send(act)));
  const undo = button("Undo", "u", "the last decision", () => send("undo"));
  const status = element("p", { class: "status", role: "status", "aria-live": "polite" });

  const show = () => {
    pending = false;
    const shown = model.get("shown");
    const finished = shown.id < 0;
    progress.max = Math.max(shown.all, 1);
    progress.value = shown.all ? shown.done : 1;
    count.textContent = `${shown.done} of ${shown.all} decided`;
    const place = finished ? "" : element("p", { class: "place" }, placeOf(shown));
    const text = finished ? element("p", { class: "line" }, "Nothing waits. Import the answers again.") : lineOf(shown);
    line.replaceChildren(text, place);
    for (const each of buttons) each.disabled = finished;
    undo.disabled = !shown.undo;
    status.textContent = model.get("said");
    // A button that was switched off loses the focus, and with it the keys.
    if (desk.isConnected && had()) line.focus({ preventScroll: true });
  };
  let focused = false;
  const had = () => focused;

  const desk = element(
    "section",
    { class: "sixphase-names", "aria-label": "Desk for names" },
    element("div", { class: "progress" }, progress, count),
    line,
    element("div", { class: "controls", role: "group", "aria-label": "Decision" }, ...buttons, undo),
    status,
  );
  desk.addEventListener("focusin", () => (focused = true));
  desk.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !desk.contains(event.relatedTarget)) focused = false;
  });
  desk.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const act = [...ACTS, ["undo", "u"]].find(([, key]) => key === event.key.toLowerCase());
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    send(act[0]);
  });
  el.append(desk);
  model.on("change:shown", show);
  show();
  return () => model.off("change:shown", show);
}

export default { render };
