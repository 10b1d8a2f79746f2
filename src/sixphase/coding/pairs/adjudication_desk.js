// The desk at which coders settle where they differ: it shows one place, Python keeps the decision and says when it is
// on disk. Participants' words are put in as text, never as HTML.

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
  control.id = `sixphase-${Math.random().toString(36).slice(2)}`;
  return element("div", { class: "field" }, element("label", { for: control.id }, text), control);
}

function button(text, key, onClick) {
  const made = element("button", { type: "button", ...OWN_KEYS }, text, " ", element("kbd", {}, key));
  made.addEventListener("click", onClick);
  return made;
}

function option(value, text) {
  const made = element("option", {}, text);
  made.value = value;
  return made;
}

// Screen readers do not say what is marked, so words that only they get stand around it.
function aside(text) {
  return element("span", { class: "unseen" }, text);
}

function marked(pieces) {
  return pieces.map(([text, isMarked]) =>
    isMarked ? element("mark", {}, aside(" [passage: "), text, aside("] ")) : text,
  );
}

function row(cells, tag = "td") {
  const [first, ...rest] = cells;
  const head = element("th", { scope: tag === "th" ? "col" : "row" }, first);
  return element("tr", {}, head, ...rest.map((cell) => element(tag, tag === "th" ? { scope: "col" } : {}, cell)));
}

function tableOf({ columns, rows }) {
  return element(
    "table",
    {},
    element("thead", {}, row(columns, "th")),
    element("tbody", {}, ...rows.map((cells) => row(cells))),
  );
}

function render({ model, el }) {
  const coders = model.get("coders");
  const send = (message) => model.send({ ...message, who: who.value });
  const decide = (choice, more = {}) => {
    send({ act: "decide", choice, reason: reason.value, place: model.get("card").place, ...more });
  };

  const who = element("input", { type: "text", size: "14", spellcheck: "false", autocomplete: "off", ...OWN_KEYS });
  who.value = model.get("who");
  const bar = element("progress", { "aria-hidden": "true" });
  const progress = element("span", { class: "count" });
  const heading = element("p", { class: "heading" });
  const question = element("p", { class: "question" });
  const what = element("p", { class: "what" });
  const decided = element("p", { class: "decided" });
  const sides = element("div", { class: "sides" });
  const code = element("select", OWN_KEYS);
  const words = element("select", OWN_KEYS);
  const reason = element("input", { type: "text", autocomplete: "off", ...OWN_KEYS });
  const status = element("p", { class: "status", role: "status", "aria-live": "polite" });
  const agreed = element("div", { class: "agreed" });
  const agreement = element("details", { class: "agreement" });

  const other = () => {
    const [start, end] = words.value.split(" ").map(Number);
    decide("other", { code: code.value, start, end });
  };
  const takeAgreed = () => send({ act: "agreed" });
  const both = coders.length > 2 ? "All of them" : "Both";
  const neither = coders.length > 2 ? "None of them" : "Neither";
  const choices = element(
    "div",
    { class: "choices", role: "group", "aria-label": "Decision" },
    ...coders.map((coder, n) => button(`As ${coder}`, `${n + 1}`, () => decide(coder))),
    button(both, "B", () => decide("both")),
    button(neither, "0", () => decide("none")),
  );
  const otherwise = element(
    "div",
    { class: "otherwise" },
    labelled("Another code", code),
    labelled("Words", words),
    button("Give this instead", "Ctrl+Enter", other),
    labelled("Reason, if you like", reason),
  );
  const moves = element(
    "div",
    { class: "moves" },
    button("Previous", "P", () => send({ act: "previous" })),
    button("Next", "N", () => send({ act: "next" })),
    button("Next undecided", "O", () => send({ act: "open" })),
    button("Undo", "U", () => send({ act: "undo" })),
  );
  const region = { class: "difference", role: "group", tabindex: "0", "aria-label": "Difference", ...OWN_KEYS };
  const difference = element("div", region, heading, question, what, decided, sides);
  const keys = element(
    "p",
    { class: "keys" },
    `Keys: ${coders.map((coder, n) => `${n + 1} as ${coder}`).join(", ")}, B ${both.toLowerCase()}, `,
    `0 ${neither.toLowerCase()}, A another code, P previous, N next, O next undecided, U undo.`,
  );
  const top = element(
    "div",
    { class: "top" },
    labelled("Who decides (initials of all present)", who),
    element("div", { class: "so-far" }, bar, progress),
  );
  const work = element("div", {}, difference, choices, otherwise, moves);
  const name = { class: "sixphase-adjudication", "aria-label": "Desk for settling differences" };
  const desk = element("section", name, top, work, agreed, status, keys, agreement);

  const shortcuts = {
    b: () => decide("both"),
    0: () => decide("none"),
    a: () => code.focus(),
    p: () => send({ act: "previous" }),
    n: () => send({ act: "next" }),
    o: () => send({ act: "open" }),
    u: () => send({ act: "undo" }),
  };
  coders.slice(0, 9).forEach((coder, n) => {
    shortcuts[n + 1] = () => decide(coder);
  });
  const onKey = (event) => {
    const typing = ["INPUT", "SELECT"].includes(event.target.tagName);
    if (typing) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target !== who) {
        event.preventDefault();
        event.stopPropagation(); // JupyterLab would run the cell
        other();
        difference.focus();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const act = shortcuts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  };
  desk.addEventListener("keydown", onKey);
  who.addEventListener("change", () => {
    model.set("who", who.value);
    model.save_changes();
  });

  // A long answer scrolls, so the keyboard has to get there.
  const wordsOf = { class: "words", dir: "auto", role: "group", tabindex: "0", ...OWN_KEYS };
  const side = ({ coder, pieces, codes }) =>
    element(
      "section",
      { class: "side" },
      element("h4", {}, coder),
      element("p", { ...wordsOf, "aria-label": `The answer as ${coder} coded it` }, ...marked(pieces)),
      element("ul", {}, ...codes.map(([text, isThis]) => element("li", isThis ? { class: "this" } : {}, text))),
    );
  const show = () => {
    const card = model.get("card");
    const none = card.total === 0;
    work.hidden = none;
    bar.max = Math.max(card.total, 1);
    bar.value = none ? 1 : card.done;
    progress.textContent = none
      ? "No differences"
      : `Difference ${card.place + 1} of ${card.total}; ${card.done} decided`;
    const first = element("p", {}, card.agreed_told, " ");
    if (card.agreed) first.append(button("Take these", "T", takeAgreed));
    agreed.replaceChildren(first);
    shortcuts.t = card.agreed ? takeAgreed : () => {};
    if (none) return;
    heading.textContent = `Answer ${card.answer} · ${card.code}`;
    question.textContent = card.question;
    question.hidden = !card.question;
    what.textContent = card.what;
    decided.textContent = card.decided;
    sides.replaceChildren(...card.sides.map(side));
    words.replaceChildren(...card.words.map(([start, end, text]) => option(`${start} ${end}`, text)));
    code.value = card.code_id;
    reason.value = "";
  };
  const tellCodes = () => {
    code.replaceChildren(...model.get("codes").map(([id, path]) => option(id, path)));
    code.value = model.get("card").code_id ?? "";
  };
  const tell = () => {
    status.textContent = model.get("status");
  };
  const tellAgreement = () => {
    const { heading: title, told, table } = model.get("agreement");
    agreement.hidden = !title;
    if (!title) return;
    const parts = told.map((sentence) => element("p", {}, sentence));
    agreement.replaceChildren(element("summary", OWN_KEYS, title), ...parts, ...(table ? [tableOf(table)] : []));
  };
  const heard = { "change:card": show, "change:codes": tellCodes, "change:status": tell };
  heard["change:agreement"] = tellAgreement;
  el.append(desk);
  for (const [name, act] of Object.entries(heard)) model.on(name, act);
  tellCodes();
  show();
  tell();
  tellAgreement();
  return () => {
    for (const [name, act] of Object.entries(heard)) model.off(name, act);
  };
}

export default { render };
