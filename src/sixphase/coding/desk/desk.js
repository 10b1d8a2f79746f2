// Last part: the desk itself. Python keeps what is done here and says when it is on disk; only then the desk says so.

const NO_LIMIT = { question: "", attribute: "", value: "", code: "", which: "all", words: "", form: "", scope: "" };
const UNKNOWN = { name: "", short: "", letter: "?", hue: 0, line: "solid", parent: "", level: 0 };
const WHICH = [
  ["all", "all answers"], ["to do", "still to do"], ["uncoded", "without my codes"], ["coded", "with my codes"],
  ["changed", "with changed words"], ["memo", "with a memo"],
];
const KEYS = [
  ["← →", "the next or previous word; with Shift the passage grows"],
  ["↑ ↓", "the next or previous answer"], ["Page Up, Page Down", "the next or previous page of answers"],
  ["A", "mark the whole answer"], ["Enter or C", "to the code box; there Enter gives the code, Esc goes back"],
  ["I", "in vivo: the marked words become a code"], ["E", "open the passage here: change, comment, remove"],
  ["Delete", "take away my passage at the marked words"], ["R", "read, nothing to code"], ["N", "the next answer still to do"],
  ["F", "read the whole form"], ["M", "memo on the answer"], ["/", "search the answers"],
  ["Ctrl+Z, Ctrl+Y", "undo, redo"], ["?", "these keys"],
  ["In the codebook", "↑ ↓ go, ← → fold, Enter gives the code, E shows its rules"],
];
const PATIENCE = 5000; // milliseconds until the desk says that Python does not answer

function render({ model, el }) {
  const root = element("section", { class: "sixphase-coding", "aria-label": "Coding desk", ...OWN_KEYS });
  const view = Math.random().toString(36).slice(2);
  const waiting = new Map();
  const troubles = new Map();
  let serial = 0;
  let begun = false;
  let page = { first: 0, total: 0, page: 0, pages: 1 };
  let labelOf = new Map();

  const desk = {
    pick: null, dragged: null, current: "", book: [], counts: {}, wanted: { ...NO_LIMIT },
    byId: new Map(),
    codeOf: (id) => desk.byId.get(id) ?? { ...UNKNOWN, id, name: id, short: id },
    labelOf: (name) => labelOf.get(name) ?? name,
    pathOf: (code) => (code.parent ? `${desk.pathOf(desk.codeOf(code.parent))}${desk.codeOf(code.parent).short || desk.codeOf(code.parent).name} › ` : ""),
    isBelow: (id, upper) => id === upper || (desk.codeOf(id).parent !== "" && desk.isBelow(desk.codeOf(id).parent, upper)),
    choices: (also, fits = () => true) =>
      desk.book.filter((code) => (!code.retired || code.id === also) && fits(code)).map((code) => [code.id, `${"\u2003".repeat(code.level)}${code.name}`]),
    place: () => ({ answer: desk.pick.answer, start: desk.pick.start, end: desk.pick.end }),
    textOf: ({ answer, start, end }) => Array.from(desk.cards.of(answer)?.card.text ?? "").slice(start, end).join(""),

    ask(act, fields = {}, more = {}) {
      const id = `${view}:${(serial += 1)}`;
      model.send({ ...fields, serial: id, act });
      return [id, { act, fields, ...more }];
    },
    write(act, fields, more = {}) {
      const [id, what] = desk.ask(act, fields, more);
      waiting.set(id, { ...what, timer: setTimeout(() => trouble(id, SILENT, what), PATIENCE) });
      state.textContent = "Saving …";
    },
    say(text) {
      live.textContent = "";
      live.textContent = text;
      told.textContent = text;
    },
    mark(answer, start, end, cursor) {
      const before = desk.pick?.answer;
      const card = desk.cards.of(answer);
      if (!card) return;
      desk.pick = { answer, start, end, ...(cursor ?? cursorOf(card.card.text, start, end)) };
      desk.current = answer;
      if (before && before !== answer) desk.cards.of(before)?.draw();
      card.draw();
      desk.cards.mark();
      codes.drawHint();
      const over = card.card.codings.filter((one) => one.start < end && one.end > start);
      const names = [...new Set(over.map((one) => desk.codeOf(one.code).name))];
      desk.say(`Marked: ‘${short(desk.textOf(desk.pick), 80)}’${names.length ? `; codes here: ${names.join(", ")}` : ""}`);
      if (document.activeElement !== card.words) card.words.focus({ preventScroll: true });
      window.getSelection().removeAllRanges();
    },
    unmark() {
      const before = desk.pick?.answer;
      desk.pick = null;
      desk.cards.of(before)?.draw();
      desk.cards.mark();
      codes.drawHint();
    },
    toWords: () => desk.focusOn(desk.pick?.answer ?? desk.current),
    // A mark never stays behind in another answer: what is typed next is meant for the one that has the highlight.
    goTo(id) {
      desk.current = id;
      if (desk.pick && desk.pick.answer !== id) desk.unmark();
      else desk.cards.mark();
    },
    focusOn(id) {
      const card = desk.cards.of(id);
      if (!card) return;
      desk.goTo(id);
      card.words.focus();
      card.item.scrollIntoView({ block: "nearest" });
    },
    step(id, by) {
      const beside = desk.cards.beside(id, by);
      if (beside) desk.focusOn(beside);
      else desk.turn(by);
    },
    turn(by) {
      const to = page.page + by;
      if (to >= 0 && to < page.pages) desk.ask("turn", { page: to, last: by < 0 });
      else desk.say(by > 0 ? "This is the last answer." : "This is the first answer.");
    },
    codeBox() {
      tabs.open("codes");
      codes.box.focus();
    },
    inVivo: () => (desk.pick ? desk.write("in_vivo", desk.place()) : desk.say("Mark words first.")),
    memoOn(kind, of, answer) {
      tabs.open("memos");
      memos.on(kind, of, answer);
    },
    search: () => filters.words.focus(),
    choose(wanted) {
      desk.unmark();
      desk.ask("choose", wanted);
    },
  };
  const SILENT = "Not saved yet: Python has not answered. If it is busy, wait; else restart the kernel and run the cell again.";

  // -- what stands above the answers -----------------------------------------------------------------------------
  const who = element("span", { class: "who" });
  const state = element("span", { class: "state", role: "status" });
  const told = element("span", { class: "told", "aria-hidden": "true" });
  const live = element("div", { class: "unseen", "aria-live": "polite" });
  const alerts = element("div", { class: "alerts", role: "alert" });
  const undo = button("Undo", () => desk.write("undo", {}), { title: "Ctrl+Z" });
  const redo = button("Redo", () => desk.write("redo", {}), { title: "Ctrl+Y" });
  const help = button("Keys", () => showKeys(), { title: "?", "aria-expanded": "false" });
  const rows = element("ul", { class: "so-far" });
  const soFar = element("summary", OWN_KEYS);
  const finish = button("I have finished", () => {
    if (finish.dataset.done === "yes") desk.write("finish", { reopen: true });
    else desk.ask("left");
  });
  const sure = finishPanel(() => desk.write("finish", { reopen: false }), () => finish.focus());
  const progress = element("details", { class: "progress", hidden: true }, soFar, rows, finish, sure.panel);
  const adrift = element("p", { class: "adrift", hidden: true });
  const keys = element("dl", { class: "keys", hidden: true }, ...KEYS.map(([key, text]) => element("div", {}, element("dt", {}, key), element("dd", {}, text))));
  const bar = element("header", { class: "bar" }, who, progress, element("span", { class: "row" }, undo, redo, help), state);
  undo.hidden = redo.hidden = true; // until somebody has signed in
  const showKeys = () => {
    keys.hidden = !keys.hidden;
    help.setAttribute("aria-expanded", String(!keys.hidden));
  };

  const codes = codePanel(desk);
  const memos = memoPanel(desk);
  const diary = diaryPanel(desk);
  const tabs = tabPanel({ codes: ["Codebook", codes], memos: ["Memos", memos], diary: ["Diary", diary] });
  desk.codes = codes;
  desk.cards = cardList(desk);
  const filters = filterBar(desk);
  const where = element("span", { class: "where" });
  const previous = button("Previous page", () => desk.turn(-1));
  const next = button("Next page", () => desk.turn(1));
  const toDo = button("Next to do", () => desk.ask("next", { answer: desk.current }), { title: "N", class: "main" });
  const pages = element("div", { class: "pages row" }, where, toDo, previous, next);
  const answers = element("section", { class: "answers", "aria-label": "Answers", tabindex: "0", ...OWN_KEYS }, desk.cards.list);
  const left = element("div", { class: "left" }, filters.bar, pages, answers);
  const asking = whoPanel((coder) => desk.ask("sit", { coder }));
  const body = element("div", { class: "body" }, left, tabs.panel);
  root.append(bar, keys, alerts, adrift, asking.panel, body, told, live);
  body.hidden = true;

  // -- what Python says ------------------------------------------------------------------------------------------
  const trouble = (id, text, what) => {
    troubles.set(id, { text, what });
    drawTroubles();
  };
  const drawTroubles = () => {
    alerts.replaceChildren(...[...troubles].map(([id, { text, what }]) => {
      const drop = () => {
        troubles.delete(id);
        drawTroubles();
        desk.toWords();
      };
      const again = () => {
        drop();
        desk.write(what.act, what.fields, what);
      };
      const row = element("div", { class: "trouble" }, element("span", { dir: "auto" }, text));
      if (what?.again) row.append(button("Try again", again));
      row.append(button(what?.again ? "Leave it" : "Close", drop));
      return row;
    }));
    if (troubles.size) state.textContent = begun ? "Not saved" : "";
  };
  const answered = (reply) => {
    const what = waiting.get(reply.serial);
    if (what) clearTimeout(what.timer);
    waiting.delete(reply.serial);
    if (reply.wrong !== undefined) {
      if (!begun) troubles.clear(); // of several refused names the last one is told
      trouble(reply.serial, reply.wrong, { ...what, again: reply.again && Boolean(what) });
      return;
    }
    if (!what) return;
    troubles.delete(reply.serial);
    for (const [id, one] of troubles) if (!one.what?.again && one.text !== SILENT) troubles.delete(id);
    drawTroubles();
    what.then?.();
    if (waiting.size || troubles.size) return;
    state.textContent = reply.saved ? `Saved: ${reply.saved}.` : "Nothing to take back.";
  };
  const hear = (reply) => {
    if (reply.who) asking.show(reply.who);
    if (reply.start) begin(reply.start);
    if (reply.book) {
      desk.book = reply.book;
      desk.byId = new Map(reply.book.map((code) => [code.id, code]));
    }
    if (reply.counts) desk.counts = reply.counts;
    if (reply.wanted) desk.wanted = reply.wanted;
    if (reply.left !== undefined) sure.about(reply.left);
    if (reply.whole) {
      const hadFocus = answers.contains(document.activeElement);
      const kept = desk.pick && reply.cards.some((card) => card.id === desk.pick.answer);
      if (!kept) desk.pick = null;
      desk.cards.show(reply.cards);
      if (desk.pick) desk.current = desk.pick.answer;
      desk.cards.mark();
      if (hadFocus) desk.focusOn(desk.current);
    } else if (reply.cards) desk.cards.change(reply.cards);
    if (reply.book) {
      if (!reply.whole) desk.cards.redraw();
      codes.drawTree();
      if (reply.saved) codes.kept();
      desk.cards.mark();
    } else if (reply.counts) codes.drawCounts();
    if (reply.book || reply.wanted) filters.show();
    if (reply.page) showPage(reply.page);
    if (reply.progress) showProgress(reply.progress);
    if (reply.adrift) showAdrift(...reply.adrift);
    if (reply.passages) codes.passages(reply.passages);
    if (reply.memos) [memos, diary].forEach((one) => one.show(reply.memos));
    if (reply.undo !== undefined) undo.disabled = !reply.undo;
    if (reply.redo !== undefined) redo.disabled = !reply.redo;
    if (reply.finished !== undefined) {
      finish.dataset.done = reply.finished ? "yes" : "no";
      finish.textContent = reply.finished ? "Open again" : "I have finished";
      if (reply.finished) sure.close();
    }
    if (reply.told?.length) desk.say(reply.told.join(" "));
    if (reply.said) desk.say(reply.said);
    answered(reply);
    codes.drawHint();
    if (reply.focus) desk.focusOn(reply.focus);
  };
  const begin = (lists) => {
    begun = true;
    troubles.clear(); // a name that was refused before is no trouble now
    drawTroubles();
    progress.hidden = undo.hidden = redo.hidden = false;
    labelOf = new Map(lists.attributes.map(({ id, label }) => [id, label]));
    filters.fill(lists);
    who.replaceChildren("Coder ", element("strong", {}, lists.coder), lists.batch ? `, batch ${lists.batch}` : "");
    asking.panel.hidden = true;
    body.hidden = false;
    root.dataset.ready = "yes";
  };
  const showPage = (now) => {
    page = now;
    const shown = desk.cards.list.children.length;
    const span = shown === now.total ? "" : `${now.first + 1} to ${now.first + shown} of `;
    where.textContent = now.total ? `${span}${count(now.total, "answer")}` : "No answer fits.";
    [previous.disabled, next.disabled] = [now.page < 1, now.page >= now.pages - 1];
    previous.hidden = next.hidden = now.pages < 2;
    answers.scrollTop = 0;
  };
  const showAdrift = (lost, close) => {
    adrift.hidden = !lost && !close;
    const show = button("Show them", () => desk.choose({ ...NO_LIMIT, which: "changed", scope: "all" }));
    adrift.replaceChildren(`${driftOf(lost, close)}. `, show);
  };
  const showProgress = (told) => {
    const [done, all] = told.reduce(([a, b], [, x, y]) => [a + x, b + y], [0, 0]);
    soFar.textContent = `${done.toLocaleString("en-GB")} of ${count(all, "answer")} done`;
    rows.replaceChildren(...told.map(([asked, some, of]) => {
      const meter = element("progress", { max: of, value: some, "aria-label": `${asked || "All answers"}: ${some} of ${of} done` });
      return element("li", {}, own(asked || "All answers", "span"), meter, `${some} of ${of}`);
    }));
  };

  // What was marked by mouse a moment ago is marked before a key or a click elsewhere acts on it.
  const settle = () => desk.dragged?.();
  root.addEventListener("keydown", settle, true);
  root.addEventListener("pointerdown", settle, true);

  // -- keys of the whole desk ------------------------------------------------------------------------------------
  root.addEventListener("keydown", (event) => {
    const isTyping = ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName);
    const control = event.ctrlKey || event.metaKey;
    const isEmptyBox = event.target === codes.box && !codes.box.value;
    const key = event.key.toLowerCase();
    if (control && !event.altKey && (!isTyping || isEmptyBox) && ["z", "y"].includes(key)) {
      desk.write(key === "y" || event.shiftKey ? "redo" : "undo", {});
    } else if (event.key === "?" && !isTyping) showKeys();
    else if (event.key === "Enter" && event.shiftKey && isTyping) return; // a line break, not JupyterLab's 'run'
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // What another window of this coder, or another coder, has saved is taken in when one comes back to the desk.
  const look = () => begun && desk.ask("look");
  window.addEventListener("focus", look);
  model.on("msg:custom", hear);
  el.append(root);
  desk.ask(model.get("coder") ? "start" : "sit", model.get("coder") ? {} : { coder: "" });
  return () => {
    window.removeEventListener("focus", look);
    model.off("msg:custom", hear);
  };
}

// Whether to finish although answers are left.
function finishPanel(onSure, onClose) {
  const text = element("p", { id: `sixphase-sure-${(labels += 1)}` });
  const close = () => {
    const had = panel.contains(document.activeElement);
    panel.hidden = true;
    if (had) onClose();
  };
  const finish = () => {
    close();
    onSure();
  };
  const goOn = button("Go on coding", close);
  const buttons = element("div", { class: "row" }, goOn, button("Finish all the same", finish));
  const panel = element("div", { class: "sure", role: "group", "aria-labelledby": text.id, hidden: true }, text, buttons);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    event.preventDefault();
    event.stopPropagation();
  });
  const about = (left) => {
    if (!left) return onSure();
    text.textContent = `${count(left, "answer")} ${left === 1 ? "is" : "are"} not read yet. Finish all the same?`;
    panel.hidden = false;
    goOn.focus();
  };
  return { panel, about, close };
}

// Choosing among the answers.
function filterBar(desk) {
  const parts = { question: select([]), attribute: select([]), value: select([["", "any"]]), code: select([]), which: select(WHICH), scope: select([["", "assigned to me"], ["all", "all answers"]]) };
  const words = field({ type: "search" });
  let lists = { questions: [], attributes: [] };
  const clear = button("Show all", () => desk.choose(NO_LIMIT));
  const valueField = labelled("is", parts.value);
  const fields = { question: labelled("Question", parts.question), attribute: labelled("Attribute", parts.attribute) };
  const scopeField = labelled("Answers", parts.scope);
  const bar = element(
    "div",
    { class: "filters", role: "search", "aria-label": "Choose answers" },
    scopeField, fields.question, fields.attribute, valueField, labelled("Code", parts.code), labelled("Show", parts.which),
    labelled("Words in the answer", words), clear,
  );
  const fillValues = () => {
    const found = lists.attributes.find(({ id }) => id === parts.attribute.value);
    parts.value.replaceChildren(...select([["", "any"], ...(found?.values ?? []).map((value) => [value, value])]).children);
    valueField.hidden = !found;
  };
  const chosen = () => {
    const now = Object.fromEntries(Object.entries(parts).map(([name, made]) => [name, made.value]));
    desk.choose({ ...NO_LIMIT, ...now, words: words.value });
  };
  for (const [name, made] of Object.entries(parts)) {
    made.addEventListener("change", () => {
      if (name === "attribute") fillValues();
      chosen();
    });
  }
  let later = 0;
  words.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(chosen, 200);
  });
  const fill = (told) => {
    lists = told;
    parts.question.replaceChildren(...select([["", "all questions"], ...told.questions]).children);
    parts.attribute.replaceChildren(...select([["", "any"], ...told.attributes.map(({ id, label }) => [id, label])]).children);
    scopeField.hidden = !told.assigned;
    fields.question.hidden = told.questions.length < 2;
    fields.attribute.hidden = !told.attributes.length;
    fillValues();
  };
  const show = () => {
    parts.code.replaceChildren(...select([["", "any"], ...desk.choices(desk.wanted.code)]).children);
    for (const name of ["question", "attribute", "code", "which", "scope"]) parts[name].value = desk.wanted[name];
    fillValues();
    parts.value.value = desk.wanted.value;
    if (document.activeElement !== words) words.value = desk.wanted.words;
    const isLimited = Object.entries(NO_LIMIT).some(([name, none]) => desk.wanted[name] !== none);
    clear.textContent = desk.wanted.form ? `Form ${desk.wanted.form} only: show all` : "Show all";
    clear.hidden = !isLimited;
  };
  return { bar, words, fill, show };
}

// The panels beside the answers, one at a time.
function tabPanel(parts) {
  const tabs = element("div", { class: "tabs", role: "tablist", "aria-label": "Beside the answers" });
  const panel = element("div", { class: "side" }, tabs);
  const made = Object.entries(parts).map(([name, [title, part]]) => {
    const [tabId, panelId] = [`sixphase-tab-${(labels += 1)}`, `sixphase-tab-${(labels += 1)}`];
    const tab = button(title, () => open(name), { role: "tab", id: tabId, "aria-controls": panelId });
    const shown = element("div", { class: "tab", role: "tabpanel", id: panelId, "aria-labelledby": tabId, tabindex: "0", ...OWN_KEYS }, part.panel);
    tabs.append(tab);
    panel.append(shown);
    return [name, tab, shown, part];
  });
  const open = (wanted) => {
    for (const [name, tab, shown, part] of made) {
      tab.setAttribute("aria-selected", String(name === wanted));
      tab.tabIndex = name === wanted ? 0 : -1;
      if (shown.hidden && name === wanted) part.ask?.();
      shown.hidden = name !== wanted;
    }
  };
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = made.findIndex(([, tab]) => tab === event.target);
    const [name, tab] = made[(at + step + made.length) % made.length];
    open(name);
    tab.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  for (const one of made) one[2].hidden = true;
  open("codes");
  return { panel, open };
}

// Who codes, where the notebook's cell does not say it.
function whoPanel(onName) {
  const name = field({ spellcheck: "false" });
  const known = element("div", { class: "row" });
  const sit = () => name.value.trim() && onName(name.value.trim());
  name.addEventListener("keydown", (event) => event.key === "Enter" && sit());
  const hint = element("p", { class: "hint" }, "A short name in small letters, such as anna; it stands in the name of your journal.");
  const panel = element("div", { class: "who-codes", hidden: true }, labelled("Who codes?", name), hint, element("div", { class: "row" }, button("Begin", sit, { class: "main" })), known);
  const show = (coders) => {
    panel.hidden = false;
    known.replaceChildren(...coders.map((coder) => button(coder, () => onName(coder))));
    name.focus();
  };
  return { panel, show };
}

export default { render };
