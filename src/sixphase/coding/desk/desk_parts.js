// The coding desk, first part: the small things that all its parts are made of. The parts are joined in the order that
// desk_widget.py names. What people wrote is put in as text, never as HTML.

// JupyterLab would take a letter typed here for one of its shortcuts; it looks at the element that has the focus, so
// each of them says so.
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function button(text, onClick, attributes = {}) {
  const made = element("button", { type: "button", ...OWN_KEYS, ...attributes }, text);
  made.addEventListener("click", onClick);
  return made;
}

let labels = 0;
function labelled(text, control, attributes = {}) {
  control.id = `sixphase-coding-${(labels += 1)}`;
  return element("div", { class: "field", ...attributes }, element("label", { for: control.id }, text), control);
}

function select(options, attributes = {}) {
  const made = element("select", { ...OWN_KEYS, ...attributes });
  made.append(...options.map(([value, text]) => element("option", { value }, text)));
  return made;
}

function field(attributes = {}) {
  return element("input", { type: "text", autocomplete: "off", ...OWN_KEYS, ...attributes });
}

function area(rows, text = "") {
  const made = element("textarea", { rows, ...OWN_KEYS });
  made.value = text;
  return made;
}

// A name or words of a person within a sentence: kept apart, so that right-to-left letters turn nothing around them.
function own(text, tag = "bdi") {
  return element(tag, { dir: "auto" }, text);
}

function short(text, most = 60) {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 2).join("").trimEnd()} …`;
}

function count(number, thing) {
  return `${number.toLocaleString("en-GB")} ${thing}${number === 1 ? "" : "s"}`;
}

// How many codings have lost their words, or stand on words that were changed, as part of a sentence.
function driftOf(lost, close) {
  const said = [];
  if (lost) said.push(`${count(lost, "coding")} ${lost === 1 ? "has lost its" : "have lost their"} words`);
  if (close) said.push(`${count(close, "coding")} ${close === 1 ? "stands" : "stand"} on words that were changed`);
  return said.join(", ");
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

// The three signs of a theme: colour, kind of line, letter.
function sign(code) {
  return element("span", { class: "sign", "data-line": code.line, style: `--hue: ${code.hue}` }, code.letter);
}
