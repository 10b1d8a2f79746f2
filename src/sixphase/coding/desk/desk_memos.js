// Fifth part: memos on a passage, an answer, a code or the study, and the diary.

function memoPanel(desk) {
  let about = { on: "study", of: "", answer: "" };
  const title = element("p", { class: "hint" });
  const text = area(4);
  const keep = button("Keep memo", () => {
    if (text.value.trim()) desk.write("memo", { ...about, text: text.value }, { then: () => (text.value = "") });
  }, { class: "main" });
  const study = button("On the study", () => desk.memoOn("study", ""));
  const back = button("Back to the answer", () => desk.toWords());
  const rows = element("ul", { class: "notes", "aria-label": "Memos" });
  const panel = element("div", { class: "memos" }, title, labelled("Memo", text, { class: "field wide" }), element("div", { class: "row" }, keep, study, back), rows);
  const ask = () => desk.ask("memos", about);
  const name = () => {
    const names = { study: "the study", answer: `answer ${about.of}`, coding: `a passage of answer ${about.answer}` };
    title.replaceChildren("On ", about.on === "code" ? own(`the code ‘${desk.codeOf(about.of).name}’`) : names[about.on]);
  };
  const on = (kind, of, answer = "") => {
    about = { on: kind, of, answer: kind === "answer" ? of : answer };
    name();
    ask();
    text.focus();
  };
  const show = (told) => {
    if (told.on === about.on && told.of === about.of) rows.replaceChildren(...told.rows.map((row) => note(desk, row, about)));
  };
  name();
  return { panel, on, ask, show, focus: () => text.focus() };
}

function diaryPanel(desk) {
  const day = field({ type: "date", value: today() });
  const text = area(6);
  const about = { on: "diary", of: "" };
  const keep = button("Keep entry", () => {
    if (text.value.trim()) desk.write("memo", { ...about, text: text.value, day: day.value }, { then: () => (text.value = "") });
  }, { class: "main" });
  const rows = element("ul", { class: "notes", "aria-label": "Diary entries" });
  const hint = element("p", { class: "hint" }, "What you notice in yourself while coding: surprise, doubt, where you stand.");
  const fields = [labelled("Day", day), labelled("Diary entry", text, { class: "field wide" }), element("div", { class: "row" }, keep)];
  const panel = element("div", { class: "memos" }, hint, ...fields, rows);
  const show = (told) => told.on === "diary" && rows.replaceChildren(...told.rows.map((row) => note(desk, row, about)));
  return { panel, ask: () => desk.ask("memos", about), show, focus: () => text.focus() };
}

function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function note(desk, row, about) {
  const words = element("p", { class: "note", dir: "auto" }, row.text);
  const head = element("p", { class: "quoted" }, row.mine ? row.day : `${row.day}, ${row.coder}`);
  const item = element("li", {}, head, words);
  if (!row.mine) return item;
  const change = () => {
    const text = area(4, row.text);
    const keep = () => desk.write("change_memo", { ...about, memo: row.id, text: text.value });
    const undo = () => item.replaceWith(note(desk, row, about));
    item.replaceChildren(head, labelled("Changed text", text, { class: "field wide" }), element("div", { class: "row" }, button("Keep", keep), button("Back", undo)));
    text.focus();
  };
  const remove = () => desk.write("change_memo", { ...about, memo: row.id, text: "" });
  item.append(element("div", { class: "row" }, button("Change", change), button("Remove", remove)));
  return item;
}
