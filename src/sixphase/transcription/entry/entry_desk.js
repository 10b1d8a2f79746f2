// The desk for differences between two typists: it shows one, Python keeps the decision and says when it is on disk.
// Participants' words are put in as text, never as HTML.

const STATES = ["answered", "illegible", "blank", "not applicable"];

function select(names) {
  const made = element("select", OWN_KEYS);
  made.append(...names.map((name) => {
    const option = element("option", {}, name || "(none)");
    option.value = name;
    return option;
  }));
  return made;
}

// Screen readers do not say what is struck out, so words that only they get stand around it.
function aside(text) {
  return element("span", { class: "unseen" }, text);
}

function inLine(pieces) {
  return pieces.flatMap(([kind, first, second]) => {
    if (kind === "same") return [first];
    const made = [];
    if (first) made.push(element("del", { title: "first typist" }, aside(" [first: "), first, aside("] ")));
    if (second) made.push(element("ins", { title: "second typist" }, aside(" [second: "), second, aside("] ")));
    return made;
  });
}

function typed({ state, text }) {
  return state === "answered" ? [text] : [element("em", {}, state), text ? ` ${text}` : ""];
}

function render({ model, el }) {
  const send = (message) => model.send({ ...message, who: who.value });
  const decide = (choice, state = "", text = "") => send({ act: "decide", choice, state, text });

  const who = initials(model);
  const bar = element("progress", { "aria-hidden": "true" });
  const progress = element("span", { class: "count" });
  const heading = element("p", { class: "heading" });
  const line = element("p", { class: "words line" });
  const hint = element("p", { class: "hint" });
  const first = element("p", { class: "words" });
  const second = element("p", { class: "words" });
  const words = element("textarea", { rows: "3", ...OWN_KEYS });
  const state = select(STATES);
  const fieldOfCategories = element("div");
  let category = select([]);
  const decided = element("p", { class: "decided" });
  const status = element("p", { class: "status", role: "status", "aria-live": "polite" });

  const saveOther = () => {
    const { kind, categories } = model.get("card");
    if (kind === "question") decide("other", state.value, words.value);
    else decide("other", "", categories.length ? category.value : words.value);
  };
  const other = () => (model.get("card").categories.length ? category : words).focus();

  const wordsField = labelled("Other words", words);
  const stateField = labelled("State", state);
  const choices = element(
    "div",
    { class: "choices" },
    element("div", { class: "side" }, button("First", "1", () => decide("first")), first),
    element("div", { class: "side" }, button("Second", "2", () => decide("second")), second),
    element(
      "div",
      { class: "side" },
      button("Save other", "Ctrl+Enter", saveOther),
      element("div", { class: "other" }, wordsField, fieldOfCategories, stateField),
    ),
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
  const difference = element("div", region, heading, line, hint, decided);
  const keys = element("p", { class: "keys" }, "Keys: 1 first, 2 second, 3 type other words, P previous, N next, O next undecided, U undo.");
  const top = element("div", { class: "top" }, labelled("Your initials", who), element("div", { class: "so-far" }, bar, progress));
  const desk = element("section", { class: "sixphase-desk sixphase-entry", "aria-label": "Desk for differences" }, top, difference, choices, moves, status, keys);

  const shortcuts = {
    1: () => decide("first"),
    2: () => decide("second"),
    3: other,
    p: () => send({ act: "previous" }),
    n: () => send({ act: "next" }),
    o: () => send({ act: "open" }),
    u: () => send({ act: "undo" }),
  };
  const onKey = (event) => {
    const typing = ["TEXTAREA", "INPUT", "SELECT"].includes(event.target.tagName);
    if (typing) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target !== who) {
        event.preventDefault();
        event.stopPropagation(); // JupyterLab would run the cell
        saveOther();
        difference.focus();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = shortcuts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  };
  desk.addEventListener("keydown", onKey);

  const show = () => {
    const card = model.get("card");
    const isQuestion = card.kind === "question";
    const hasList = card.categories.length > 0;
    const known = card.decided?.choice === "other" ? card.decided : card.first;
    bar.max = card.total;
    bar.value = card.done;
    progress.textContent = `Difference ${card.place + 1} of ${card.total}; ${card.done} decided`;
    heading.textContent = `Form ${card.form} · ${card.field}`;
    line.replaceChildren(...inLine(card.pieces));
    hint.textContent = card.hint;
    hint.hidden = !card.hint;
    first.replaceChildren(...typed(card.first));
    second.replaceChildren(...typed(card.second));
    words.value = known.text;
    state.value = known.state;
    category = select(["", ...card.categories]);
    category.value = known.text;
    fieldOfCategories.replaceChildren(labelled("Category", category));
    wordsField.hidden = hasList;
    fieldOfCategories.hidden = !hasList;
    stateField.hidden = !isQuestion;
    decided.textContent = card.decided ? `Decided: ${card.decided.choice}, by ${card.decided.who}.` : "Undecided.";
  };
  const tell = () => {
    status.textContent = model.get("status");
  };
  el.append(desk);
  model.on("change:card", show);
  model.on("change:status", tell);
  show();
  tell();
  return () => {
    model.off("change:card", show);
    model.off("change:status", tell);
  };
}

export default { render };
