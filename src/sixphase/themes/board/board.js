// Last part: the board itself. Python keeps what is done here and says when it is on disk; only then the board says so.

const PATIENCE = 5000; // milliseconds until the board says that Python does not answer
const SILENT = "Not saved yet: Python has not answered. If it is busy, wait; else restart the kernel and run the cell again.";
const HOW = "Enter opens a card. Space picks it up: then the arrow keys choose a place, Space or Enter lays it down, Escape leaves it where it was. Ctrl+Z takes the last move back. Cards can be dragged with the mouse too.";
let boards = 0;

function render({ model, el }) {
  const view = `${(boards += 1)}-${Math.random().toString(36).slice(2)}`;
  const waiting = new Map();
  let serial = 0;
  let coder = "";
  let now = { columns: [], relations: [] };
  let current = ""; // the card that the Tab key comes to
  let marking = "";
  let asked = null; // a move whose reason is asked for

  // -- parts -----------------------------------------------------------------------------------------------------
  const state = element("p", { class: "status", role: "status" });
  const alert = element("p", { class: "alert", role: "alert" });
  const live = element("div", { class: "unseen", "aria-live": "assertive" });
  const told = element("ul", { class: "told" });
  const who = element("span", { class: "who" });
  const undo = press("Undo", () => desk.write("undo"), { title: "Ctrl+Z" });
  const redo = press("Redo", () => desk.write("redo"), { title: "Ctrl+Y" });
  const name = line({ maxlength: "200" });
  const make = () => name.value.trim() && (whyOf({ act: "make", fields: { name: name.value }, said: `the new theme ‘${name.value.trim()}’`, then: () => (name.value = "") }));
  const asks = element("input", { type: "checkbox", checked: "", ...OWN_KEYS });
  const examples = element("input", { type: "checkbox", checked: "", ...OWN_KEYS });
  const find = line({ type: "search" });
  const tick = (box, text) => element("label", { class: "tick" }, box, " ", text);
  const bar = element("header", { class: "bar row end" }, who, labelled("New theme", name), press("Make theme", make), labelled("Find a code", find), undo, redo, tick(asks, "Ask for a reason at each move"), tick(examples, "Examples"));
  const how = element("p", { class: "how", id: `sixphase-board-how-${view}` }, HOW);
  const reason = line();
  const whyText = element("span", { id: `sixphase-board-why-${view}` });
  const keep = press("Keep", () => answerWhy(true));
  const leave = press("Leave it where it was", () => answerWhy(false));
  const why = element("div", { class: "why row end", role: "group", "aria-labelledby": whyText.id, hidden: "" }, whyText, labelled("Why? (may stay empty)", reason), keep, leave);
  const loose = element("div", { class: "loose" });
  const themes = element("div", { class: "themes" });
  const lanes = element("div", { class: "lanes", role: "group", "aria-label": "Codes and themes" }, loose, themes);
  const blind = element("div", { class: "row blind", hidden: "" });
  const tree = element("details", { class: "tree" });
  const root = element("section", { class: "sixphase-desk sixphase-board", "aria-label": "Theme board" });
  const asking = element("div", { class: "row end", hidden: "" });

  const desk = {
    coder: () => coder,
    relations: () => now.relations,
    marking: () => (desk.nameOf(marking) === marking ? "" : marking),
    markFor: (theme) => (marking = theme),
    nameOf: (id) => cardOf(id)?.name ?? id,
    themes: (but) => now.columns.filter(({ kind, id }) => kind === "theme" && id !== but).map(({ id, name: text }) => [id, text]),
    passages: (id) => cardOf(id)?.passages ?? 0,
    cardsOf: (kind, but) => now.columns.flatMap((column) => (column.kind === "aside" ? [] : column.cards.filter((card) => card.kind === kind && card.id !== but).map((card) => [card.id, column.kind === "theme" ? `${column.name} › ${card.name}` : card.name]))),
    targets: (card) => [...desk.themes(card.id), ...(card.kind === "code" ? desk.cardsOf("subtheme", card.id) : [])],
    ask(act, fields = {}) {
      const id = `${view}:${(serial += 1)}`;
      model.send({ ...fields, serial: id, act });
      return id;
    },
    write(act, fields = {}, then = null) {
      const id = desk.ask(act, { shown: panel.id, ...fields });
      waiting.set(id, { act, focus: fields.code, then, timer: setTimeout(() => (alert.textContent = SILENT), PATIENCE) });
      state.textContent = "Saving …";
    },
    open: (id, first = 0) => desk.ask("open", { shown: id, first }),
    focusOn(id) {
      const card = root.querySelector(`.card[data-id="${CSS.escape(id ?? "")}"]`) ?? root.querySelector(".card");
      if (!card) return;
      tabTo(card.dataset.id);
      card.focus();
    },
  };
  const panel = closePanel(desk);
  const asker = askPanel(desk);

  // -- the cards -------------------------------------------------------------------------------------------------
  const cardOf = (id) => {
    for (const column of now.columns) {
      if (column.id === id && column.kind === "theme") return { ...column, parent: "" };
      const found = column.cards.find((card) => card.id === id);
      if (found) return found;
    }
    return null;
  };
  const tabTo = (id) => {
    current = id;
    for (const card of root.querySelectorAll(".card")) card.tabIndex = card.dataset.id === id ? 0 : -1;
  };
  const face = (card, kind) => {
    const parts = [own(card.name, "span", { class: "name" }), " ", element("span", { class: "count" }, count(card.all ?? card.passages, "passage"))];
    if (kind === "theme" && card.concept) parts.push(own(card.concept, "span", { class: "example" }));
    else if (card.example) parts.push(" ", own(`‘${card.example}’`, "span", { class: "example" }));
    const made = element("div", { class: `card ${kind}`, role: "button", tabindex: "-1", draggable: "true", "data-id": card.id, "aria-describedby": how.id, ...OWN_KEYS }, ...parts);
    if (kind !== "code") made.prepend(element("span", { class: "unseen" }, `${OF_KIND[kind]} `));
    made.addEventListener("click", () => desk.open(card.id));
    return made;
  };
  const items = (cards, parent) =>
    cards.filter((card) => card.parent === parent).map((card) => {
      const item = element("li", { "data-item": card.id, class: card.kind }, face(card, card.kind));
      const below = items(cards, card.id);
      const isTarget = card.kind === "subtheme" ? { "data-to": card.id } : {};
      if (below.length || card.kind === "subtheme") item.append(element("ul", { class: "cards", ...isTarget }, ...below));
      return item;
    });
  const columnOf = (column) => {
    const isTheme = column.kind === "theme";
    const flat = isTheme ? column.cards : column.cards.map((card) => ({ ...card, parent: "" }));
    const list = element("ul", { class: "cards", "data-to": column.id }, ...items(flat, isTheme ? column.id : ""));
    const head = isTheme ? face({ ...column, cards: null }, "theme") : element("p", { class: "name" }, column.name, " ", element("span", { class: "count" }, count(column.cards.length, "code")));
    const scroll = element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": `Cards: ${column.name}`, ...OWN_KEYS }, list);
    return element("section", { class: `column ${column.kind}`, "data-column": column.id, "aria-label": column.name }, head, scroll);
  };
  const branch = (cards, parent) => {
    const rows = cards.filter((card) => card.parent === parent).map((card) => element("li", {}, own(card.name), ` (${card.all})`, ...branch(cards, card.id)));
    return rows.length ? [element("ul", {}, ...rows)] : [];
  };
  const draw = () => {
    const scrolled = new Map([...root.querySelectorAll(".column")].map((one) => [one.dataset.column, one.querySelector(".scroll").scrollTop]));
    const made = now.columns.map(columnOf);
    loose.replaceChildren(made[0]);
    themes.replaceChildren(...made.slice(1));
    for (const one of made) one.querySelector(".scroll").scrollTop = scrolled.get(one.dataset.column) ?? 0;
    const held = now.columns.filter(({ kind }) => kind === "theme");
    const rows = held.map((column) => element("li", {}, own(column.name), ` (${column.passages})`, ...branch(column.cards, column.id)));
    tree.replaceChildren(element("summary", OWN_KEYS, `Tree: ${count(held.length, "theme")}`), element("ul", {}, ...rows));
    asker.codes();
    tabTo(cardOf(current) ? current : (root.querySelector(".card")?.dataset.id ?? ""));
    sift();
  };
  const sift = () => {
    const words = folded(find.value).split(/\s+/).filter(Boolean);
    for (const item of root.querySelectorAll("[data-item]")) {
      const text = folded(item.textContent);
      item.hidden = words.some((word) => !text.includes(word));
    }
  };

  // -- carrying --------------------------------------------------------------------------------------------------
  const carry = carrier({
    themes,
    columns: () => now.columns,
    columnOf: (id) => root.querySelector(`[data-column="${CSS.escape(id)}"]`),
    listOf: (id) => root.querySelector(`[data-to="${CSS.escape(id)}"]`),
    itemOf: (id) => root.querySelector(`[data-item="${CSS.escape(id)}"]`),
    picked: (id, isUp) => {
      const card = root.querySelector(`.card[data-id="${CSS.escape(id)}"]`);
      card?.classList.toggle("carried", isUp);
      if (isUp) card?.setAttribute("aria-pressed", "true");
      else card?.removeAttribute("aria-pressed");
    },
    say: (text) => say(text),
  });
  const say = (text) => {
    live.textContent = "";
    live.textContent = text;
  };
  const lay = () => {
    const { card, place, said } = carry.drop();
    const before = cardOf(place.before) ? place.before : "";
    whyOf({ act: "move", fields: { code: card.id, to: place.to, before }, said: `‘${card.name}’: ${said}`, back: card.id });
  };
  const whyOf = (move) => {
    if (!asks.checked) return desk.write(move.act, { ...move.fields, reason: "" }, move.then);
    asked = move;
    whyText.replaceChildren(own(move.said));
    why.hidden = false;
    reason.value = "";
    reason.focus({ preventScroll: true }); // it sticks to the lower edge of what is seen: nothing need move
    return null;
  };
  const answerWhy = (isKept) => {
    const move = asked;
    asked = null;
    why.hidden = true;
    if (!move) return;
    if (isKept) desk.write(move.act, { ...move.fields, reason: reason.value }, move.then);
    else say("Left where it was.");
    if (move.back) desk.focusOn(move.back);
    else name.focus({ preventScroll: true });
  };
  const focusables = () => [...root.querySelectorAll(".column")].map((column) => [...column.querySelectorAll(".card")].filter((card) => !card.closest("[hidden]"))).filter((cards) => cards.length);
  const go = (card, key) => {
    const columns = focusables();
    const at = columns.findIndex((cards) => cards.includes(card));
    const index = columns[at].indexOf(card);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const cards = by ? columns[at + by] : columns[at];
    if (!cards) return;
    const wanted = by ? Math.min(index, cards.length - 1) : { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: cards.length - 1 }[key];
    const next = cards[wanted];
    if (!next) return;
    tabTo(next.dataset.id);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const onCard = (card, key) => {
    const isArrow = key.startsWith("Arrow") || key === "Home" || key === "End";
    if (carry.card) {
      if (isArrow) carry.step(key);
      else if (key === " " || key === "Enter") lay();
      else if (key === "Escape") {
        carry.leave();
        say("Left where it was.");
      } else return key !== "Tab";
    } else if (isArrow) go(card, key);
    else if (key === " ") carry.pick(cardOf(card.dataset.id), true);
    else if (key === "Enter") desk.open(card.dataset.id);
    else return false;
    return true;
  };
  root.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const isTyping = ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && target.type !== "checkbox";
    const control = event.ctrlKey || event.metaKey;
    let isOurs = false;
    if (control && !event.altKey && !isTyping && ["z", "y"].includes(key.toLowerCase())) {
      desk.write(key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo", { code: current });
      isOurs = true;
    } else if (control || event.altKey) return;
    else if (target === reason && (key === "Enter" || key === "Escape")) {
      answerWhy(key === "Enter");
      isOurs = true;
    } else if (target === name && key === "Enter") {
      make();
      isOurs = true;
    } else if (key === "Escape" && panel.section.contains(target)) {
      panel.hide();
      isOurs = true;
    } else if (target.classList.contains("card")) isOurs = onCard(target, key);
    if (isOurs) event.preventDefault();
    if (isOurs || (key === "Enter" && event.shiftKey)) event.stopPropagation(); // JupyterLab would run the cell
  });
  root.addEventListener("focusout", (event) => {
    if (carry.card && event.target.classList?.contains("carried") && !isDragging) carry.leave();
  });

  // -- the mouse -------------------------------------------------------------------------------------------------
  let isDragging = false;
  lanes.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.(".card");
    if (!card) return;
    isDragging = true;
    carry.leave();
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.effectAllowed = "move";
    setTimeout(() => isDragging && carry.pick(cardOf(card.dataset.id), false)); // after the browser drew what it drags
  });
  lanes.addEventListener("dragover", (event) => {
    if (!isDragging || !carry.card) return;
    if (overWhat(event)) event.preventDefault();
    event.stopPropagation();
  });
  const overWhat = (event) => {
    const column = event.target.closest(".column");
    if (!column) return event.target.closest(".drop") !== null;
    if (carry.card.kind === "theme") {
      if (column.dataset.column === ASIDE) return carry.over(ASIDE, "");
      const next = event.clientX < middle(column, "left", "width") ? column : column.nextElementSibling;
      const id = next?.dataset.column ?? "";
      return carry.over(LOOSE, id === ASIDE || id === LOOSE ? "" : id);
    }
    const list = event.target.closest("[data-to]") ?? column.querySelector("[data-to]");
    const near = [...list.children].filter((item) => item.dataset.item && item.dataset.item !== carry.card.id && !item.hidden);
    const before = near.find((item) => event.clientY < middle(item.firstElementChild, "top", "height"))?.dataset.item ?? "";
    return carry.over(list.dataset.to, list.dataset.to === ASIDE ? "" : before) || carry.over(column.dataset.column, "");
  };
  const middle = (node, side, size) => node.getBoundingClientRect()[side] + node.getBoundingClientRect()[size] / 2;
  lanes.addEventListener("drop", (event) => {
    if (!isDragging || !carry.card) return;
    event.preventDefault();
    event.stopPropagation();
    isDragging = false;
    lay();
  });
  lanes.addEventListener("dragend", () => {
    if (isDragging) carry.leave();
    isDragging = false;
  });

  // -- what Python says ------------------------------------------------------------------------------------------
  const hear = (reply) => {
    if (reply.who) sit(reply.who);
    if (reply.coder) begin(reply.coder);
    const what = waiting.get(reply.serial);
    if (what) clearTimeout(what.timer);
    waiting.delete(reply.serial);
    if (reply.board) {
      const hadFocus = lanes.contains(document.activeElement);
      carry.leave();
      now = reply.board;
      draw();
      if (hadFocus) desk.focusOn(cardOf(what?.focus) ? what.focus : current);
    }
    if (reply.undo !== undefined) undo.disabled = !reply.undo;
    if (reply.redo !== undefined) redo.disabled = !reply.redo;
    if (reply.hidden) {
      const { passages, finished } = reply.hidden;
      const wait = finished ? "They are shown when all others have finished." : "They are shown when you have finished coding.";
      blind.replaceChildren(`${count(passages, "passage")} of others not shown, since coding is blind. ${wait} `, finished ? "" : press("I have finished coding", () => desk.write("finish")));
      blind.hidden = passages === 0;
    }
    if (reply.sentences !== undefined) asker.offerSentences(reply.sentences);
    if (reply.told) told.replaceChildren(...reply.told.map((text) => own(text, "li")));
    if (reply.found) asker.show(reply.found);
    if (reply.card) panel.show(reply.card, what?.act);
    if (reply.wrong !== undefined) {
      alert.textContent = reply.wrong;
      state.textContent = reply.wrong.startsWith("Not saved") ? "Not saved" : "";
    } else if (what) {
      alert.textContent = "";
      what.then?.();
      panel.kept();
      if (!waiting.size) state.textContent = reply.saved ? `Saved: ${reply.saved}.` : "Nothing to take back.";
    }
  };
  const sit = (known) => {
    const box = line({ spellcheck: "false" });
    const start = (text) => text.trim() && desk.ask("start", { coder: text.trim() });
    box.addEventListener("keydown", (event) => event.key === "Enter" && start(box.value));
    asking.replaceChildren(labelled("Who works on the themes? (a short name in small letters, such as anna)", box), press("Begin", () => start(box.value)), ...known.map((one) => press(one, () => start(one))));
    asking.hidden = false;
  };
  const begin = (text) => {
    coder = text;
    who.replaceChildren("Coder ", element("strong", {}, text));
    asking.hidden = true;
    work.hidden = false;
    root.dataset.ready = "yes";
  };
  const saying = element("div", { class: "saying" }, alert, state); // stays in view while one works further down
  const work = element("div", { class: "work", hidden: "" }, bar, blind, how, lanes, why, panel.section, asker.section, tree, told);
  root.append(saying, asking, work, live);
  examples.addEventListener("change", () => root.classList.toggle("brief", !examples.checked));
  find.addEventListener("input", sift);
  // What another window, or another person, has saved is taken in when one comes back to the board.
  const look = () => coder && !carry.card && !asked && desk.ask("look");
  window.addEventListener("focus", look);
  model.on("msg:custom", hear);
  el.append(root);
  desk.ask("start", { coder: model.get("coder") });
  return () => {
    window.removeEventListener("focus", look);
    model.off("msg:custom", hear);
    for (const { timer } of waiting.values()) clearTimeout(timer);
  };
}

export default { render };
