// The explorer on the screen: it asks, Python searches, and it shows what was found.
// Participants' words are put in as text, never as HTML.

const WAIT = 150; // milliseconds without a key before a search begins
function fill(select, names, everything) {
  const options = ["", ...names].map((name) => {
    const option = element("option", {}, name || everything);
    option.value = name;
    return option;
  });
  select.replaceChildren(...options);
}

function keyword(text) {
  return element("mark", {}, text);
}

function placeOf(row) {
  return [row.theme, row.subtheme].filter(Boolean).join(" › ");
}

function wholeAnswers(rows) {
  const items = rows.map((row) =>
    element(
      "li",
      {},
      element("p", { class: "words" }, ...row.pieces.map(([text, marked]) => (marked ? keyword(text) : text))),
      element("p", { class: "place" }, [row.id, placeOf(row)].filter(Boolean).join(" · ")),
    ),
  );
  return element("ul", {}, ...items);
}

function keywordInContext(rows) {
  const head = ["Answer", "Before", "Keyword", "After"].map((name) => element("th", { scope: "col" }, name));
  const lines = rows.flatMap((row) =>
    row.lines.map(([left, word, right]) => {
      const before = element("td", { class: "left" }, left);
      const id = element("th", { scope: "row", title: placeOf(row) }, row.id);
      return element("tr", {}, id, before, element("td", { class: "word" }, keyword(word)), element("td", {}, right));
    }),
  );
  return element(
    "table",
    {},
    element("caption", {}, "Keyword in context"),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...lines),
  );
}

function controls(model) {
  const theme = element("select", OWN_KEYS);
  const subtheme = element("select", OWN_KEYS);
  const example = { placeholder: "space, safe space, comp*", spellcheck: "false" };
  const query = element("input", { type: "search", ...example, ...OWN_KEYS });
  const inContext = element("input", { type: "checkbox", ...OWN_KEYS });
  const subthemesOf = (name) => model.get("themes").find((t) => t.name === name)?.subthemes ?? [];

  fill(theme, model.get("themes").map((t) => t.name), "All themes");
  fill(subtheme, subthemesOf(model.get("theme")), "All subthemes");
  theme.value = model.get("theme");
  subtheme.value = model.get("subtheme");
  query.value = model.get("query");
  inContext.checked = model.get("in_context");

  const tell = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  theme.addEventListener("change", () => {
    fill(subtheme, subthemesOf(theme.value), "All subthemes");
    subtheme.disabled = subtheme.options.length < 2;
    tell({ theme: theme.value, subtheme: "" });
  });
  subtheme.addEventListener("change", () => tell({ subtheme: subtheme.value }));
  inContext.addEventListener("change", () => tell({ in_context: inContext.checked }));
  let timer;
  query.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell({ query: query.value }), WAIT);
  });

  subtheme.disabled = subtheme.options.length < 2;
  const places = model.get("themes").length ? [labelled("Theme", theme), labelled("Subtheme", subtheme)] : [];
  const bar = element("div", { class: "controls" }, ...places, labelled("Search for", query));
  bar.append(element("label", { class: "check" }, inContext, "Keyword in context"));
  return { bar, stop: () => clearTimeout(timer) };
}

function render({ model, el }) {
  const { bar, stop } = controls(model);
  const status = element("p", { class: "status", role: "status", "aria-live": "polite" });
  const region = { class: "results", role: "region", tabindex: "0", "aria-label": "Answers found" };
  const results = element("div", { ...region, ...OWN_KEYS });

  const show = () => {
    const { sentence, rows } = model.get("found");
    const asLines = model.get("in_context") && rows.some((row) => row.lines.length);
    status.textContent = sentence;
    results.replaceChildren(asLines ? keywordInContext(rows) : wholeAnswers(rows));
    results.scrollTop = 0;
    results.hidden = rows.length === 0;
  };

  const desk = element("section", { class: "sixphase-desk sixphase-explorer", "aria-label": "Explorer of answers" }, bar, status, results);
  el.append(desk);
  model.on("change:found change:in_context", show);
  show();
  return () => {
    stop();
    model.off("change:found change:in_context", show);
  };
}

export default { render };
