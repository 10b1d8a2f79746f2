// Third part: one theme or code looked at closely, beside the board: what it is about, its passages, what to do with it.

const ABOUT = [
  ["concept", "Central idea: what holds it together"],
  ["belongs", "What belongs to it"],
  ["not_belongs", "What looks like it and does not belong"],
];
const OF_KIND = { theme: "Theme", subtheme: "Subtheme", code: "Code" };

// What is marked with the mouse within some words; '' where nothing is, or where the mark runs over their ends.
function markedIn(words) {
  const marked = window.getSelection();
  const isWithin = marked.rangeCount && words.contains(marked.anchorNode) && words.contains(marked.focusNode);
  return isWithin ? marked.toString().trim() : "";
}

// What a screen reader calls a control.
function saysItself(control) {
  return control.getAttribute("aria-label") ?? control.labels?.[0]?.textContent ?? control.textContent;
}

function closePanel(desk) {
  let card = null;
  const reason = line();
  const body = element("div", { class: "about" });
  const title = element("h4", { tabindex: "-1" });
  const close = press("Close", () => panel.hide());
  const top = element("div", { class: "row" }, title, close);
  const why = labelled("Reason for what is done here, if you like", reason);
  const section = element("section", { class: "closely", "aria-label": "Looked at closely", hidden: "" }, top, why, body);

  const write = (act, fields) => desk.write(act, { code: card.id, reason: reason.value, shown: card.id, first: card.first, ...fields });
  const group = (summary, isOpen, ...children) => {
    const made = element("details", {}, element("summary", OWN_KEYS, summary), ...children);
    made.open = isOpen;
    return made;
  };
  const row = (...children) => element("div", { class: "row end" }, ...children);
  // Fields whose words are kept with an act: what is typed in them outlives every other act.
  const typed = (act, ...fields) => fields.forEach((field) => Object.assign(field.dataset, { act, shown: field.value }));
  const unkept = (done) => [...body.querySelectorAll("[data-act]")].filter((field) => field.value !== field.dataset.shown && field.dataset.act !== done);
  const controls = () => [...body.querySelectorAll("button, input, select, textarea, summary")];
  // Where a control is among those of its name, so that it is found again when all is drawn anew.
  const placeOf = (control) => controls().filter((one) => saysItself(one) === saysItself(control)).indexOf(control);
  const controlAt = ([name, place]) => controls().filter((one) => saysItself(one) === name)[place];

  const naming = () => {
    const name = line({ maxlength: "200" });
    name.value = card.name;
    typed("rename", name);
    return row(labelled("Name", name), press("Rename", () => write("rename", { name: name.value })));
  };
  const placing = () => {
    const fits = card.kind === "theme" ? [] : desk.targets(card);
    const to = choice([[LOOSE, card.kind === "code" ? "no theme yet" : "a theme of its own"], ...fits, [ASIDE, "set aside"]]);
    to.value = card.retired ? ASIDE : card.parent || LOOSE;
    if (card.kind === "theme" && !card.retired) fill(to, [...desk.themes(card.id), [ASIDE, "set aside"]]);
    return row(labelled("Lay it in", to), press("Move", () => write("move", { to: to.value, before: "" })));
  };
  const merging = () => {
    const options = card.kind === "code" ? desk.cardsOf("code", card.id) : [...desk.themes(card.id), ...desk.cardsOf("subtheme", card.id)];
    if (!options.length) return "";
    const into = choice(options);
    return row(labelled("Merge it into", into), press("Merge", () => desk.write("merge", { code: card.id, into: into.value, reason: reason.value, shown: into.value })));
  };
  const describing = () => {
    const parts = ABOUT.map(([name, label]) => {
      const words = area(2);
      words.value = card[name];
      typed("describe", words);
      return [name, words, labelled(label, words)];
    });
    const keep = () => write("describe", Object.fromEntries(parts.map(([name, words]) => [name, words.value])));
    return group("What it is about", true, ...parts.map(([, , shown]) => shown), row(press("Keep what it is about", keep)));
  };
  const splitting = () => {
    if (!card.children.length) return "";
    const name = line({ maxlength: "200" });
    typed("split", name);
    const boxes = card.children.map(([id, text]) => {
      const box = element("input", { type: "checkbox", ...OWN_KEYS });
      box.value = id;
      return [box, element("label", { class: "tick" }, box, " ", own(text))];
    });
    const go = () => write("split", { name: name.value, codes: boxes.filter(([box]) => box.checked).map(([box]) => box.value) });
    const ticks = element("fieldset", {}, element("legend", {}, "What goes into the new one"), ...boxes.map(([, shown]) => shown));
    return group("Split", false, row(labelled("Name of the new one", name)), ticks, row(press("Split it", go)));
  };
  const relating = () => {
    const others = [...desk.themes(card.id), ...desk.cardsOf("subtheme", card.id)];
    const held = desk.relations().filter((one) => one.from === card.id || one.to === card.id);
    const shown = held.map((one) => {
      const text = `${desk.nameOf(one.from)} → ${desk.nameOf(one.to)}: ${one.kind}${one.words ? `. ${one.words}` : ""}`;
      const remove = press("Take away", () => write("unrelate", { relation: one.relation_id }), { "aria-label": `Take away: ${text}` });
      return element("li", {}, own(text), " ", remove);
    });
    const to = choice(others);
    const kind = line();
    const words = line();
    typed("relate", to, kind, words);
    const add = () => write("relate", { to: to.value, kind: kind.value, words: words.value });
    const form = others.length
      ? [row(labelled("To", to), labelled("How, in a word or two", kind)), labelled("In a sentence", words), row(press("Relate", add))]
      : [element("p", {}, "There is no other theme yet.")];
    return group(`Relations (${held.length})`, false, element("ul", {}, ...shown), ...form);
  };
  const adding = () => {
    const name = line({ maxlength: "200" });
    typed("make", name);
    const make = () => write("make", { name: name.value, parent: card.id });
    return row(labelled("New subtheme", name), press("Make", make));
  };
  const passage = (one, theme) => {
    const mine = one.marks.find(([of, , who]) => of === theme.value && who === desk.coder());
    const others = one.marks.filter((mark) => mark !== mine).map(([of, side, who]) => `${who}: ${side} ‘${desk.nameOf(of)}’`);
    const about = `${one.answer} · ${one.code} · ${one.coder}`;
    const words = own(one.words, "p", { class: "words" });
    const mark = (side, text) => {
      const isOn = mine?.[1] === side;
      const act = () => write("stand", { coding: one.coding, theme: theme.value, side: isOn ? "" : side });
      return press(text, act, { "aria-pressed": String(isOn), "aria-label": `${text}: ${one.words.slice(0, 60)}` });
    };
    const choose = () => write("quote", { coding: one.coding, theme: theme.value, words: markedIn(words) });
    const quote = press("Quote", choose, { "aria-label": `Quote: ${one.words.slice(0, 60)}` });
    quote.addEventListener("mousedown", (event) => event.preventDefault()); // what is marked stays marked
    const marks = theme.value ? [mark("for", "For"), mark("against", "Against"), quote] : [];
    const said = others.length ? [element("span", { class: "quiet" }, own(others.join("; ")))] : [];
    return element("li", {}, words, element("div", { class: "row" }, ...marks, element("span", { class: "quiet" }, own(about)), ...said));
  };
  const passages = () => {
    const theme = choice([...desk.themes(""), ...desk.cardsOf("subtheme", "")]);
    theme.value = desk.marking() || (card.kind === "code" ? card.theme : card.id);
    const list = element("ul", { class: "passages" });
    const draw = () => list.replaceChildren(...card.passages.map((one) => passage(one, theme)));
    theme.addEventListener("change", () => {
      desk.markFor(theme.value);
      draw();
    });
    draw();
    const last = card.first + card.passages.length;
    const turn = (first) => press(first > card.first ? "More" : "Back", () => desk.open(card.id, first));
    const pages = [card.first > 0 ? turn(Math.max(0, card.first - 20)) : "", last < card.total ? turn(last) : ""];
    const where = card.total > card.passages.length ? ` ${card.first + 1} to ${last} of` : "";
    const marking = theme.options.length ? [labelled("Mark them for or against the theme", theme)] : [];
    return group(`Passages:${where} ${count(card.total, "passage")}`, true, ...marking, list, row(...pages));
  };

  // The quotes of this theme for the paper, as they will be printed, with what the program warns of.
  const quoting = () => {
    const list = card.quotes.map((one, n) => {
      const words = area(2);
      words.value = one.words;
      const told = choice(card.attributes);
      told.value = one.shown;
      typed("requote", words, told);
      const change = (more) => write("requote", { quote: one.quote, shown: told.value, words: words.value === one.words ? "" : words.value, ...more });
      const said = [one.who, one.voice === "contradicts" ? "speaks against the theme" : ""].filter(Boolean).join(" · ");
      const name = (text) => ({ "aria-label": `${text} quote ${n + 1}` });
      const first = n === 0 || card.quotes[n - 1].order > one.order;
      const buttons = [press("Keep", () => change({}), name("Keep")), first ? "" : press("Earlier", () => change({ place: one.order - 1 }), name("Earlier:")), press("Take away", () => write("unquote", { quote: one.quote }), name("Take away"))];
      return element("li", {}, labelled(`Quote ${n + 1}: its words`, words), own(said, "p", { class: "quiet" }), ...doubts(one.doubts), row(labelled("Beside it stands", told), ...buttons));
    });
    const how = "Press Quote beside a passage above. To quote a part of it, mark the part first, or take away here what is too much.";
    const made = group(`Quotes for the paper (${card.quotes.length})`, card.quotes.length > 0, element("p", { class: "how" }, how), element("ol", { class: "passages" }, ...list), ...doubts(card.doubts));
    made.classList.add("quotes");
    return made;
  };
  const doubts = (found) => found.map((text) => own(`Look again: ${text}`, "p", { class: "doubt" }));

  const panel = {
    section,
    get id() {
      return section.hidden ? "" : (card?.id ?? "");
    },
    show(told, done = "") {
      const isOther = told.id !== card?.id;
      const focus = body.contains(document.activeElement) ? [saysItself(document.activeElement), placeOf(document.activeElement)] : null;
      const drafts = isOther ? [] : unkept(done).map((field) => [[saysItself(field), placeOf(field)], field.value]);
      const isMore = !isOther && told.quotes.length > card.quotes.length; // a quote was just chosen: show it
      const open = new Map([...body.querySelectorAll("details")].map((one, n) => [`${n}`, one.open]));
      card = told;
      section.hidden = false;
      title.replaceChildren(`${OF_KIND[card.kind]} `, own(`‘${card.name}’`), card.retired ? " (set aside)" : "");
      const isTheme = card.kind !== "code" && !card.retired;
      const what = card.definition ? [own(card.definition, "p", { class: "words" })] : [];
      const parts = [naming(), placing(), card.retired ? "" : merging()];
      if (isTheme) parts.push(describing(), passages(), quoting(), relating(), card.kind === "theme" ? adding() : "", splitting());
      else parts.push(passages());
      body.replaceChildren(...what, ...parts);
      if (!isOther) [...body.querySelectorAll("details")].forEach((one, n) => (one.open = open.get(`${n}`) ?? one.open));
      if (isMore) body.querySelector("details.quotes").open = true;
      for (const [place, value] of drafts) if (controlAt(place)) controlAt(place).value = value;
      if (isOther) title.focus();
      else if (focus) (controlAt(focus) ?? title).focus({ preventScroll: true });
    },
    kept: () => (reason.value = ""),
    hide() {
      const was = card?.id;
      section.hidden = true;
      card = null;
      desk.focusOn(was);
    },
  };
  return panel;
}
