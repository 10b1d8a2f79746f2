// Third part: the answers in view, each a card with its question, what is known of its form, its words and its codes.

function cardList(desk) {
  const list = element("ul", { class: "cards", "aria-label": "Answers" });
  const shown = new Map();

  const show = (cards) => {
    shown.clear();
    for (const card of cards) shown.set(card.id, makeCard(desk, card));
    list.replaceChildren(...[...shown.values()].map((made) => made.item));
    if (!shown.has(desk.current)) desk.current = cards[0]?.id ?? "";
    mark();
  };
  const change = (cards) => {
    for (const card of cards) shown.get(card.id)?.change(card);
    mark();
  };
  const mark = () => {
    for (const [id, made] of shown) made.mark(id === desk.current);
  };
  const beside = (id, step) => {
    const ids = [...shown.keys()];
    return ids[ids.indexOf(id) + step] ?? null;
  };
  return { list, show, change, mark, beside, of: (id) => shown.get(id), redraw: () => shown.forEach((made) => made.draw()) };
}

function makeCard(desk, first) {
  let card = first;
  let spans = null;
  const head = element("div", { class: "head" });
  const words = element("p", { class: "words", dir: "auto", role: "group", ...OWN_KEYS });
  const chips = element("ul", { class: "chips", "aria-label": "Codes of this answer" });
  const editor = element("div", { class: "editor", hidden: true });
  const acts = element("div", { class: "acts" });
  const item = element("li", { class: "card" }, head, words, element("div", { class: "foot" }, chips, acts), editor);
  let editing = "";

  const isHere = () => desk.pick?.answer === card.id;
  const draw = () => {
    drawWords(words, card, desk.codeOf, isHere() ? desk.pick : null);
    words.setAttribute("aria-label", `Answer ${card.id}: ${card.text}`);
    words.setAttribute("aria-roledescription", "answer");
    const about = [...Object.entries(card.about)].map(([name, value]) => element("span", {}, `${desk.labelOf(name)}: `, own(value)));
    const name = element("strong", { title: card.id }, card.form ? `Form ${card.form}` : card.id);
    const asked = card.question ? [element("span", { class: "asked", dir: "auto" }, card.question)] : [];
    head.replaceChildren(name, ...asked, ...about);
    if (card.done) head.append(element("span", { class: "done" }, card.read ? "✓ read, nothing to code" : "✓ coded"));
    const [lost, close] = ["lost", "close"].map((how) => card.codings.filter((coding) => coding.anchor === how).length);
    if (lost || close) head.append(element("strong", { class: "adrift" }, driftOf(lost, close)));
    chips.replaceChildren(...card.codings.map(chip));
    chips.hidden = !card.codings.length;
    acts.replaceChildren(...actions());
  };

  const chip = (coding) => {
    const code = desk.codeOf(coding.code);
    const isWhole = coding.start === 0 && coding.end === points(card.text);
    const by = coding.mine ? "" : ` (${coding.coder})`;
    const lost = { lost: "words not found: ", close: "words changed: ", moved: "" }[coding.anchor] ?? "";
    const quoted = isWhole ? "whole answer" : `‘${short(coding.words.replace(/\s+/g, " "), 28)}’`;
    const made = button("", () => edit(coding.id), { class: "chip", "aria-expanded": String(editing === coding.id) });
    made.append(sign(code), own(code.short || code.name), element("span", { class: "quoted" }, lost, own(quoted), by));
    if (coding.comment || coding.memos) made.append(element("span", { class: "quoted" }, "✎"));
    made.title = [code.name, coding.comment].filter(Boolean).join(": ");
    made.dataset.coding = coding.id;
    return element("li", {}, made);
  };

  const actions = () => {
    const made = [button("Whole answer", () => desk.mark(card.id, 0, points(card.text)), { title: "mark all its words (A)" })];
    if (card.codings.every((coding) => !coding.mine)) {
      const text = card.read ? "Not read yet" : "Nothing to code";
      made.push(button(text, () => desk.write("read", { answer: card.id, read: !card.read }), { title: "R" }));
    }
    made.push(button(card.memos ? `Memos (${card.memos})` : "Memo", () => desk.memoOn("answer", card.id), { title: "M" }));
    if (card.form && desk.wanted.form !== card.form) {
      made.push(button("Whole form", () => desk.choose({ ...NO_LIMIT, form: card.form, scope: "all" })));
    }
    return made;
  };

  const edit = (id) => {
    editing = editing === id ? "" : id;
    const coding = card.codings.find((one) => one.id === editing);
    editor.hidden = !coding;
    for (const one of chips.querySelectorAll(".chip")) one.setAttribute("aria-expanded", String(one.dataset.coding === editing));
    if (coding) editor.replaceChildren(...passage(desk, card, coding, () => edit(coding.id)));
    if (coding) editor.querySelector("select, button")?.focus();
    else words.focus();
  };

  const mark = (isCurrent) => {
    item.classList.toggle("current", isCurrent);
    if (isCurrent) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
    for (const one of [words, ...item.querySelectorAll("button")]) one.tabIndex = isCurrent ? 0 : -1;
  };

  words.addEventListener("pointerdown", () => {
    const take = () => {
      const span = selectedIn(words, card.text);
      if (span) desk.mark(card.id, ...span);
    };
    const up = () => {
      take();
      if (desk.dragged === take) desk.dragged = null;
    };
    desk.dragged = take;
    document.addEventListener("pointerup", () => setTimeout(up), { once: true });
  });
  item.addEventListener("pointerdown", () => desk.goTo(card.id));
  words.addEventListener("click", (event) => {
    const ids = event.target.closest("[data-codings]")?.dataset.codings.split(" ");
    if (ids && window.getSelection().isCollapsed) edit(ids.at(-1));
  });
  words.addEventListener("keydown", (event) => wordKeys(desk, event, { card, words, spans: () => (spans ??= wordSpans(card.text)), edit }));
  item.addEventListener("focusin", () => {
    if (desk.current !== card.id) desk.goTo(card.id);
  });
  draw();
  const change = (now) => {
    card = now;
    draw();
    const coding = card.codings.find((one) => one.id === editing);
    const had = editor.contains(document.activeElement);
    if (editing && !coding) {
      editing = "";
      editor.hidden = true;
      if (had || document.activeElement === document.body) words.focus();
    }
  };
  return { item, words, draw, change, mark, get card() { return card; } };
}

// What can be done with one passage.
function passage(desk, card, coding, close) {
  const name = element("p", {}, "Passage ", own(`‘${short(coding.words, 80)}’`));
  if (!coding.mine) return [name, element("p", {}, `Coded by ${coding.coder}. ${coding.comment}`), button("Close", close)];
  const base = { coding: coding.id, answer: card.id };
  const code = select(desk.choices(coding.code));
  code.value = coding.code;
  const comment = field({ value: coding.comment });
  const keep = () => {
    const changed = { ...base };
    if (code.value !== coding.code) changed.code = code.value;
    if (comment.value !== coding.comment) changed.comment = comment.value;
    if (Object.keys(changed).length > 2) desk.write("change", changed);
    close();
  };
  comment.addEventListener("keydown", (event) => event.key === "Enter" && keep());
  const move = () => {
    if (desk.pick?.answer === card.id) desk.write("change", { ...base, start: desk.pick.start, end: desk.pick.end });
    else desk.say("Mark the right words in this answer first.");
  };
  const buttons = element(
    "div",
    { class: "row" },
    button("Keep changes", keep, { class: "main" }),
    button("Use the marked words", move),
    button("Memo", () => desk.memoOn("coding", coding.id, card.id)),
    button("Remove", () => desk.write("uncode", base)),
    button("Close", close),
  );
  return [name, element("div", { class: "row" }, labelled("Code", code), labelled("Comment", comment, { class: "field wide" })), buttons];
}

// The cursor goes from word to word; with Shift the passage grows.
function wordKeys(desk, event, { card, words, spans, edit }) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isRightToLeft = getComputedStyle(words).direction === "rtl";
  const forward = isRightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = isRightToLeft ? "ArrowRight" : "ArrowLeft";
  const last = spans().length - 1;
  const here = desk.pick?.answer === card.id ? desk.pick : null;
  const moved = { [forward]: here ? here.head + 1 : 0, [back]: here ? here.head - 1 : last, Home: 0, End: last }[event.key];
  const letter = event.key.toLowerCase();
  const acts = {
    arrowdown: () => desk.step(card.id, 1),
    arrowup: () => desk.step(card.id, -1),
    pagedown: () => desk.turn(1),
    pageup: () => desk.turn(-1),
    enter: () => desk.codeBox(),
    c: () => desk.codeBox(),
    a: () => desk.mark(card.id, 0, points(card.text)),
    i: () => desk.inVivo(),
    e: () => openAt(),
    delete: () => removeAt(),
    backspace: () => removeAt(),
    m: () => desk.memoOn("answer", card.id),
    r: () => desk.write("read", { answer: card.id, read: !card.read }),
    n: () => desk.ask("next", { answer: card.id }),
    f: () => card.form && desk.choose({ ...NO_LIMIT, form: card.form, scope: "all" }),
    "/": () => desk.search(),
    escape: () => desk.unmark(),
  };
  const under = () => card.codings.filter((one) => one.mine && (!here || (one.start < here.end && one.end > here.start)));
  const openAt = () => (under().length ? edit(under().at(-1).id) : desk.say("No passage of yours is here."));
  const removeAt = () => {
    const found = here ? under() : [];
    if (found.length === 1) desk.write("uncode", { coding: found[0].id, answer: card.id });
    else desk.say(found.length ? "Several passages are here: choose one below the words." : "No passage of yours is at the marked words.");
  };
  if (moved !== undefined && last >= 0) {
    const head = Math.max(0, Math.min(last, moved));
    const anchor = event.shiftKey && here ? here.anchor : head;
    const [start, end] = [spans()[Math.min(anchor, head)][0], spans()[Math.max(anchor, head)][1]];
    desk.mark(card.id, start, end, { anchor, head });
  } else if (acts[letter]) acts[letter]();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// The words of the cursor at which a passage that was marked by mouse begins and ends, so that Shift can go on from it.
function cursorOf(text, start, end) {
  const spans = text.length < 20_000 ? wordSpans(text) : [];
  const anchor = Math.max(0, spans.findIndex((span) => span[1] > start));
  const head = spans.findLastIndex((span) => span[0] < end);
  return { anchor, head: Math.max(anchor, head) };
}
