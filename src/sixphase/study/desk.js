// What every desk shares; each desk's own script follows in the same module and uses it.
// Participants' words are put in as text, never as HTML.

// JupyterLab would take a letter typed here for one of its shortcuts ('b' adds a cell); it looks at the element that
// has the focus, so each of them says so.
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function labelled(text, control) {
  // A label around a list of choices would read out all of them; ids differ, since one page may hold several desks.
  control.id = `sixphase-${Math.random().toString(36).slice(2)}`;
  return element("div", { class: "field" }, element("label", { for: control.id }, text), control);
}

function button(label, key, onClick, note = "") {
  const made = element("button", { type: "button", ...OWN_KEYS }, label, " ", element("kbd", {}, key));
  if (note) made.append(element("span", { class: "note" }, note));
  made.addEventListener("click", onClick);
  return made;
}

// The initials of the person at the desk; Python is told when they change.
function initials(model) {
  const who = element("input", { type: "text", size: "8", spellcheck: "false", autocomplete: "off", ...OWN_KEYS });
  who.value = model.get("who");
  who.addEventListener("change", () => {
    model.set("who", who.value);
    model.save_changes();
  });
  return who;
}

