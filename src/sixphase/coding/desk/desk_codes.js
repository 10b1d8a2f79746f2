// Fourth part: the codebook beside the answers, with the box in which a code is given by typing.

const MOST_OFFERED = 8;

function codePanel(desk) {
  let active = ""; // the code whose rules are shown
  let offers = [];
  let chosen = 0;
  let isForm = false; // a form stays open when others change the codebook
  const closed = new Set();
  const hint = element("p", { class: "hint" });
  const listId = `sixphase-offers-${(labels += 1)}`;
  const box = field({
    role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": listId,
    placeholder: "Type a code, Enter gives it",
  });
  const list = element("ul", { class: "offers", role: "listbox", id: listId, "aria-label": "Codes found", hidden: true });
  const tree = element("ul", { class: "tree", role: "tree", "aria-label": "Codebook", ...OWN_KEYS });
  const rules = element("section", { class: "rules", "aria-label": "The chosen code", hidden: true });
  const inVivo = button("In vivo", () => desk.inVivo(), { title: "the marked words become a code (I)" });
  const add = button("New code", () => form(newCode("")));
  const top = element("div", { class: "give" }, labelled("Give a code", box, { class: "field wide" }), list, hint);
  const panel = element("div", { class: "codes" }, top, element("div", { class: "row" }, inVivo, add), tree, rules);

  const give = (code) => {
    if (desk.pick) desk.write("code", { ...desk.place(), code });
    else {
      choose(code);
      desk.say("No words are marked in this answer, so no code was given.");
    }
  };
  const make = (name, parent) => desk.write("make_and_give", { name, parent, ...(desk.pick ? desk.place() : {}) });

  // -- the box ---------------------------------------------------------------------------------------------------
  const offer = () => {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    const standing = desk.book.filter((code) => !code.retired);
    const found = words.length ? standing.map((code) => [rank(code, words, box.value), code]).filter(([n]) => n > 0) : [];
    found.sort((a, b) => b[0] - a[0]);
    offers = found.slice(0, MOST_OFFERED).map(([, code]) => ({ code, act: () => give(code.id) }));
    const name = box.value.trim().replace(/\s+/g, " ");
    if (name && !standing.some((code) => folded(code.name) === folded(name))) {
      offers.push({ text: `Make the code ‘${name}’`, act: () => make(name, "") });
      if (active && desk.codeOf(active).name) {
        offers.push({ text: `Make ‘${name}’ beneath ‘${desk.codeOf(active).name}’`, act: () => make(name, active) });
      }
    }
    chosen = 0;
    draw();
  };
  const fullName = (code) => `${desk.pathOf(code)}${code.short && code.short !== code.name ? code.name : ""}`;
  const draw = () => {
    list.hidden = !offers.length;
    box.setAttribute("aria-expanded", String(offers.length > 0));
    list.replaceChildren(...offers.map(({ code, text }, n) => {
      const made = element("li", { role: "option", id: `${listId}-${n}`, "aria-selected": String(n === chosen) });
      if (code) made.append(sign(code), own(code.short || code.name), element("span", { class: "quoted" }, own(fullName(code))));
      else made.append(own(text));
      made.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
      made.addEventListener("click", () => take(n));
      return made;
    }));
    if (offers.length) box.setAttribute("aria-activedescendant", `${listId}-${chosen}`);
    else box.removeAttribute("aria-activedescendant");
  };
  const take = (n) => {
    offers[n].act();
    box.value = "";
    offer();
  };
  box.addEventListener("input", offer);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offers.length) {
      chosen = (chosen + step + offers.length) % offers.length;
      draw();
    } else if (event.key === "Enter") {
      if (offers.length) take(chosen);
      else desk.toWords();
    } else if (event.key === "Escape") {
      if (!box.value) desk.toWords();
      box.value = "";
      offer();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // -- the tree --------------------------------------------------------------------------------------------------
  const rows = new Map();
  const drawTree = () => {
    const had = tree.contains(document.activeElement) ? document.activeElement.dataset.code : "";
    rows.clear();
    let hiddenBelow = Infinity;
    const items = [];
    desk.book.forEach((code, n) => {
      if (code.level > hiddenBelow) return;
      hiddenBelow = closed.has(code.id) ? code.level : Infinity;
      items.push(row(code, desk.book[n + 1]?.level > code.level));
    });
    tree.replaceChildren(...items);
    tree.hidden = !items.length;
    if (!rows.has(active)) active = "";
    (rows.get(active) ?? items[0])?.setAttribute("tabindex", "0");
    if (had) (rows.get(had) ?? tree.querySelector("[tabindex='0']"))?.focus();
    drawCounts();
    if (!isForm) drawRules();
  };
  const row = (code, hasChildren) => {
    const caret = element("span", { class: "caret", "aria-hidden": "true" }, hasChildren ? (closed.has(code.id) ? "▸" : "▾") : "");
    const number = element("span", { class: "number" });
    const look = element("span", { class: "look", "aria-hidden": "true", title: "its rules (E)" }, "…");
    const made = element(
      "li",
      { role: "treeitem", tabindex: "-1", "aria-level": code.level + 1, "aria-selected": String(code.id === active), ...OWN_KEYS },
      caret, sign(code), own(code.short || code.name), number, look,
    );
    if (hasChildren) made.setAttribute("aria-expanded", String(!closed.has(code.id)));
    made.dataset.code = code.id;
    made.title = code.short && code.short !== code.name ? code.name : "";
    made.style.setProperty("--level", code.level);
    made.classList.toggle("retired", code.retired);
    made.addEventListener("click", (event) => {
      if (event.target === caret && hasChildren) fold(code.id, !closed.has(code.id));
      else if (event.target === look || code.retired) choose(code.id);
      else give(code.id);
    });
    rows.set(code.id, made);
    return made;
  };
  const fold = (id, isClosed) => {
    if (isClosed) closed.add(id);
    else closed.delete(id);
    drawTree();
  };
  const drawCounts = () => {
    for (const [id, made] of rows) {
      const [alone, whole] = desk.counts[id] ?? [0, 0];
      const number = made.querySelector(".number");
      number.textContent = whole || "";
      const code = desk.codeOf(id);
      made.setAttribute("aria-label", `${code.letter}: ${code.name}${code.retired ? ", retired" : ""}, ${count(whole, "passage")}`);
      number.title = alone === whole ? "" : `${alone} with this code itself, ${whole} with those beneath`;
    }
  };
  tree.addEventListener("keydown", (event) => {
    const here = event.target.closest("[data-code]");
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...rows.values()];
    const at = all.indexOf(here);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const id = here.dataset.code;
    if (to !== undefined) all[Math.max(0, Math.min(all.length - 1, to))].focus();
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") here.hasAttribute("aria-expanded") && fold(id, event.key === "ArrowLeft");
    else if (event.key === "Enter" || event.key === " ") desk.codeOf(id).retired ? choose(id) : give(id);
    else if (event.key === "e" || event.key === "F2") choose(id);
    else if (event.key === "Escape") desk.toWords();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // -- one code --------------------------------------------------------------------------------------------------
  const choose = (id) => {
    active = active === id ? "" : id;
    for (const [other, made] of rows) {
      made.setAttribute("aria-selected", String(other === active));
      made.tabIndex = other === (active || id) ? 0 : -1;
    }
    drawRules();
  };
  const drawRules = () => {
    isForm = false;
    const code = active && desk.codeOf(active);
    rules.hidden = !code;
    rules.replaceChildren(...(code ? codeRules(desk, code, form, choose) : []));
  };
  const form = (made) => {
    isForm = true;
    rules.hidden = false;
    rules.replaceChildren(...made, button("Back", drawRules));
    rules.querySelector("input, select, textarea")?.focus();
  };
  const newCode = (parent) => codeForm(desk, { parent, name: "", definition: "", when: "", when_not: "", example: "" }, "make_code", {});

  const drawHint = () => {
    const words = desk.pick && desk.textOf(desk.pick).replace(/\s+/g, " ");
    if (words) hint.replaceChildren("Marked: ", own(`‘${short(words, 90)}’`));
    else hint.textContent = "Mark words in an answer, by mouse or with the arrow keys.";
    inVivo.disabled = !desk.pick;
  };
  return {
    panel, box, kept: drawRules, drawTree, drawCounts, drawHint,
    passages: (told) => form(splitForm(desk, told)),
    newBeneath: (parent) => form(newCode(parent)),
  };
}

// How well a code fits what was typed: its name from the start, from the start of a word, anywhere, its id.
function rank(code, words, typed) {
  const names = [folded(code.name), folded(code.short)];
  if (folded(code.id) === folded(typed.trim())) return 9;
  if (names.includes(folded(typed.trim()))) return 8;
  const all = `${names.join(" ")} ${folded(code.id)}`;
  if (!words.every((word) => all.includes(word))) return 0;
  if (names.some((name) => name.startsWith(words[0]))) return 3;
  return words.every((word) => all.split(/[^\p{L}\p{N}.]+/u).some((part) => part.startsWith(word))) ? 2 : 1;
}

function codeRules(desk, code, form, choose) {
  const said = [["Definition", code.definition], ["Use it when", code.when], ["Not when", code.when_not], ["Example", code.example]];
  const rules = said.filter(([, text]) => text).flatMap(([name, text]) => [element("dt", {}, name), element("dd", { dir: "auto" }, text)]);
  const write = (act, fields) => desk.write(act, { code: code.id, ...fields });
  const siblings = desk.book.filter((other) => other.parent === code.parent && !other.retired).map((other) => other.id);
  const place = siblings.indexOf(code.id);
  const up = button("Up", () => write("move_code", { parent: code.parent, place: place - 1 }), { disabled: place < 1 });
  const down = button("Down", () => write("move_code", { parent: code.parent, place: place + 1 }), { disabled: place > siblings.length - 2 });
  const others = desk.choices("", (other) => !desk.isBelow(other.id, code.id));
  const buttons = code.retired
    ? [button("Use again", () => write("retire_code", { restore: true }))]
    : [
        button("Describe or rename", () => form(codeForm(desk, code, "change_code", { code: code.id }))),
        button("New code beneath", () => desk.codes.newBeneath(code.id)),
        button("Move", () => form(pickForm("Move it beneath", [["", "(top of the tree)"], ...others], "Move", (parent) => write("move_code", { parent })))),
        up,
        down,
        button("Merge", () => form(pickForm("Merge it into", others, "Merge", (into) => write("merge_codes", { codes: [code.id], into })))),
        button("Split", () => desk.ask("passages", { code: code.id })),
        button("Retire", () => write("retire_code", {})),
      ];
  buttons.push(button("Memo", () => desk.memoOn("code", code.id)));
  buttons.push(button("Its answers", () => desk.choose({ ...NO_LIMIT, code: code.id })));
  buttons.push(button("Close", () => choose(code.id)));
  const heading = element("h4", {}, sign(code), own(code.name));
  return [heading, element("dl", {}, ...rules), element("div", { class: "row" }, ...buttons)];
}

function codeForm(desk, code, act, base) {
  const name = field({ value: code.name });
  const parts = { definition: "What it means", when: "Use it when", when_not: "Not when", example: "Example" };
  const areas = Object.entries(parts).map(([part, label]) => [part, label, area(2, code[part])]);
  const keep = () => {
    const described = Object.fromEntries(areas.map(([part, , made]) => [part, made.value]).filter(([part, text]) => text !== code[part]));
    const renamed = name.value === code.name && act === "change_code" ? {} : { name: name.value };
    const fields = { ...base, ...renamed, ...described, ...(act === "make_code" ? { parent: code.parent } : {}) };
    if (Object.keys(fields).length > Object.keys(base).length) desk.write(act, fields);
  };
  name.addEventListener("keydown", (event) => event.key === "Enter" && keep());
  const beneath = act === "make_code" && code.parent ? [element("p", {}, "A new code beneath ", own(desk.codeOf(code.parent).name))] : [];
  const fields = areas.map(([, label, made]) => labelled(label, made, { class: "field wide" }));
  return [...beneath, labelled("Name", name, { class: "field wide" }), ...fields, button("Keep", keep, { class: "main" })];
}

function pickForm(label, options, text, onPick) {
  const made = select(options);
  return [labelled(label, made, { class: "field wide" }), button(text, () => made.value !== undefined && onPick(made.value), { class: "main" })];
}

// Splitting: two or three names, and for each passage which it goes to.
function splitForm(desk, { code, rows, total }) {
  const names = [field(), field(), field()];
  const selects = rows.map(() => select([["0", "first"], ["1", "second"], ["2", "third"]]));
  const keep = () => {
    const given = names.map((name) => name.value.trim());
    const codings = Object.fromEntries(rows.map((row, n) => [row.id, given[Number(selects[n].value)] || given[0]]));
    desk.write("split_code", { code, names: given.filter(Boolean), codings });
  };
  const passages = rows.map((row, n) => labelled(`${row.answer}: ‘${short(row.words, 60)}’`, selects[n], { class: "field wide" }));
  const more = total > rows.length ? [element("p", {}, `Only the first ${rows.length} of ${total} passages are listed.`)] : [];
  return [
    element("p", {}, "Split ", own(desk.codeOf(code).name), " into"),
    ...names.map((name, n) => labelled(`${["First", "Second", "Third"][n]} new code`, name, { class: "field wide" })),
    ...more,
    ...passages,
    button("Split", keep, { class: "main" }),
  ];
}
