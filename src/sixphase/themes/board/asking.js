// Fourth part: what the board shows only when it is asked for. A suggestion is never a coding: a person accepts it.

const ASKS = [
  ["", "Nothing"],
  ["untouched", "Answers that no theme touches (a sample, to be read)"],
  ["answers", "Suggestions: codes for answers without a code"],
  ["code", "Suggestions: answers without a code that are like a code's passages"],
  ["unlike", "Passages least like the rest of their code"],
];
const OF_CODE = ["code", "unlike"];

function askPanel(desk) {
  const what = choice(ASKS);
  const code = choice([]);
  const ofCode = labelled("Code", code);
  const sentences = element("input", { type: "checkbox", ...OWN_KEYS });
  const compare = element("label", { class: "tick", hidden: "" }, sentences, " Compare sentences too");
  const list = element("ul", { class: "passages" });
  const told = element("div", { role: "status" });
  const pages = element("div", { class: "row" });
  const go = (first = 0) => {
    list.replaceChildren();
    pages.replaceChildren();
    told.replaceChildren(what.value ? "Looking …" : "");
    if (what.value) desk.ask("ask", { what: what.value, code: code.value, sentences: sentences.checked, first });
  };
  const ask = press("Show", () => go());
  const toggle = () => (ofCode.hidden = !OF_CODE.includes(what.value));
  what.addEventListener("change", toggle);
  toggle();
  const top = element("div", { class: "row end" }, labelled("Show", what), ofCode, compare, ask);
  const section = element("details", { class: "asking" }, element("summary", OWN_KEYS, "Suggestions, and answers that no theme touches"), top, told, list, pages);

  // What was done with an answer stays said at its place, so that nothing jumps while one reads on.
  const settled = (item, text) => item.replaceChildren(own(text, "p", { class: "quiet", tabindex: "-1" }));
  const suggestion = (one, by) => {
    const item = element("li", {}, own(one.text, "p", { class: "words" }));
    for (const each of one.codes) {
      const accept = () => desk.write("accept", { answer: one.answer, code: each.code, by }, () => settled(item, `${one.answer}: ${each.name}`));
      const speak = each.speak.length ? `like ${each.speak.map((words) => `‘${words}’`).join(', ')}` : "no passage is like it";
      item.append(element("div", { class: "row" }, press("Accept", accept, { "aria-label": `Accept ${each.name} for ${one.answer}` }), own(each.name, "strong"), own(speak, "span", { class: "quiet" })));
    }
    item.append(element("span", { class: "quiet" }, one.answer));
    return item;
  };
  const untouched = (one, verdicts) => {
    const verdict = choice([["", "not decided"], ...verdicts.map((text) => [text, text])]);
    verdict.value = one.verdict;
    const said = line();
    said.value = one.said;
    const keep = () => desk.write("decide", { answer: one.answer, verdict: verdict.value, text: said.value });
    const row = element("div", { class: "row end" }, labelled(`Decision on ${one.answer}`, verdict), labelled("In words, if you like", said), press("Keep", keep, { "aria-label": `Keep the decision on ${one.answer}` }));
    return element("li", {}, own(one.text, "p", { class: "words" }), row);
  };
  const unlike = (one) => {
    const nearer = one.nearest ? ` · more like ‘${one.nearest}’` : "";
    return element("li", {}, own(one.text, "p", { class: "words" }), own(`${one.answer}${nearer}`, "span", { class: "quiet" }));
  };
  return {
    section,
    offerSentences: (isThere) => (compare.hidden = !isThere),
    codes: () => fill(code, desk.cardsOf("code", "").filter(([id]) => desk.passages(id))),
    show(found) {
      const items = [...(found.answers ?? []).map((one) => suggestion(one, found.by)), ...(found.unlike ?? []).map(unlike), ...(found.untouched ?? []).map((one) => untouched(one, found.verdicts))];
      list.replaceChildren(...items);
      const total = found.total === undefined ? [] : [`${count(found.total, "answer")} in all${found.untouched ? ", " + count(items.length, "answer") + " drawn by chance, the same each time" : ""}.`];
      const none = items.length || found.told.length ? [] : ["There is nothing to show."];
      told.replaceChildren(...[...found.told, ...total, ...none].map((text) => own(text, "p", { class: "quiet" })));
      const last = (found.first ?? 0) + items.length;
      pages.replaceChildren(found.answers && last < (found.total ?? 0) ? press("More", () => go(last)) : "");
    },
  };
}
