// The desk for names: it shows one word in its line, and sends back what a person decides on it.
// Participants' words are put in as text, never as HTML.

const ACTS = [
  ["replace", "r", "Replace", "here only"],
  ["keep", "k", "Keep", "here only"],
  ["always", "a", "Always", "replace this word everywhere"],
  ["never", "n", "Never", "keep this word everywhere"],
];
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
    model.send({ act, id, who: who.value });
  };

  const who = initials(model);
  const progress = element("progress", { "aria-label": "Candidates decided" });
  const count = element("span", { class: "count" });
  const line = element("div", { class: "candidate", "aria-live": "polite", tabindex: "0", ...OWN_KEYS });
  line.setAttribute("role", "group");
  line.setAttribute("aria-label", "Word that looks like a name");
  const buttons = ACTS.map(([act, key, label, note]) => button(label, key.toUpperCase(), () => send(act), note));
  const undo = button("Undo", "U", () => send("undo"), "the last decision");
  const status = element("p", { class: "status", role: "status", "aria-live": "polite" });

  const show = () => {
    pending = false;
    const shown = model.get("shown");
    const finished = shown.id < 0;
    progress.max = Math.max(shown.all, 1);
    progress.value = shown.all ? shown.done : 1;
    count.textContent = `${shown.done} of ${shown.all} decided`;
    const place = finished ? "" : element("p", { class: "place" }, placeOf(shown));
    const text = finished ? element("p", { class: "line" }, model.get("onward")) : lineOf(shown);
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
    { class: "sixphase-desk sixphase-names", "aria-label": "Desk for names" },
    element("div", { class: "progress" }, labelled("Your initials", who), progress, count),
    line,
    element("div", { class: "controls", role: "group", "aria-label": "Decision" }, ...buttons, undo),
    status,
  );
  desk.addEventListener("focusin", () => (focused = true));
  desk.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !desk.contains(event.relatedTarget)) focused = false;
  });
  desk.addEventListener("keydown", (event) => {
    if (event.target === who || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
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
