// The theme board, first part: the small things that all its parts are made of (after study/desk.js).

function press(text, onClick, attributes = {}) {
  const made = element("button", { type: "button", ...OWN_KEYS, ...attributes }, text);
  made.addEventListener("click", onClick);
  return made;
}

function choice(options) {
  const made = element("select", OWN_KEYS);
  fill(made, options);
  return made;
}

function fill(select, options) {
  const was = select.value;
  select.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  if (options.some(([value]) => value === was)) select.value = was;
}

function line(attributes = {}) {
  return element("input", { type: "text", autocomplete: "off", ...OWN_KEYS, ...attributes });
}

function area(rows) {
  return element("textarea", { rows: String(rows), ...OWN_KEYS });
}

// A name or words of a person: kept apart, so that right-to-left letters turn nothing around them.
function own(text, tag = "bdi", attributes = {}) {
  return element(tag, { dir: "auto", ...attributes }, text);
}

function count(number, thing) {
  return `${number.toLocaleString("en-GB")} ${thing}${number === 1 ? "" : "s"}`;
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
