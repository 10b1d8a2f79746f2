// Second part: where a card can be laid down. A place is { to, before }: under which theme or subtheme ('loose' and
// 'aside' are the two columns that are none), before which card; '' is the end.

const LOOSE = "loose";
const ASIDE = "aside";

// The places for what is carried, column by column, in the order in which the arrow keys go through them.
function placesFor(carried, columns) {
  const themes = columns.filter(({ kind }) => kind === "theme");
  if (carried.kind === "theme") {
    const others = themes.filter(({ id }) => id !== carried.id);
    const before = others.map(({ id, name }) => ({ name, places: [{ to: LOOSE, before: id, theme: true }] }));
    const last = { name: "", places: [{ to: LOOSE, before: "", theme: true }] };
    return [...before, last, { name: "Set aside", places: [{ to: ASIDE, before: "" }] }];
  }
  return columns.map((column) => ({ name: column.name, places: placesIn(column, carried) }));
}

function placesIn(column, carried) {
  if (column.kind === "aside") return [{ to: ASIDE, before: "", in: column.name }];
  const within = (parent, name) => {
    const found = [];
    for (const card of column.cards.filter((one) => one.parent === parent && one.id !== carried.id)) {
      found.push({ to: parent || LOOSE, before: card.id, in: name, beside: card.name });
      if (card.kind === "subtheme" && carried.kind === "code") found.push(...within(card.id, `${name} › ${card.name}`));
    }
    return [...found, { to: parent || LOOSE, before: "", in: name }];
  };
  if (column.kind === "loose" && carried.kind !== "code") return [{ to: LOOSE, before: "", in: "a theme of its own" }];
  return within(column.kind === "loose" ? "" : column.id, column.name);
}

// Where a card lies now, as [column, place] among these; the end of its column where it lies in none of them.
function placeOf(card, columns, all) {
  if (card.kind === "theme") {
    const themes = columns.filter(({ kind }) => kind === "theme");
    const found = themes.findIndex(({ id }) => id === card.id);
    return [found < 0 ? all.length - 1 : found, 0]; // a theme that was set aside lies in the last column
  }
  const at = columns.findIndex(({ cards }) => cards.some(({ id }) => id === card.id));
  const siblings = columns[at].cards.filter(({ parent }) => parent === card.parent);
  const next = siblings[siblings.findIndex(({ id }) => id === card.id) + 1]?.id ?? "";
  const to = columns[at].kind === "aside" ? ASIDE : card.parent || LOOSE;
  const found = all[at].places.findIndex((place) => place.to === to && place.before === next);
  return [at, found < 0 ? all[at].places.length - 1 : found];
}

function saidOf(place, all, column) {
  if (place.theme) return place.before ? `before the theme ‘${all[column].name}’` : "after the last theme";
  if (place.to === ASIDE) return "Set aside";
  const { places } = all[column];
  const where = place.beside ? `before ‘${place.beside}’` : "at the end";
  return `‘${place.in}’, ${where}, place ${places.indexOf(place) + 1} of ${places.length}`;
}

// What is carried, by key or by mouse: one thing at a time.
function carrier(board) {
  let now = null;
  const marker = element("li", { class: "drop", "aria-hidden": "true" });

  const show = () => {
    const { place } = now;
    if (place.theme) {
      board.themes.insertBefore(marker, board.columnOf(place.before || ASIDE));
    } else {
      const list = board.listOf(place.to);
      list.insertBefore(marker, place.before ? board.itemOf(place.before) : null);
    }
    marker.scrollIntoView({ block: "nearest" });
  };
  const at = (column, index) => {
    const { places } = now.all[column];
    Object.assign(now, { column, place: places[Math.max(0, Math.min(index, places.length - 1))] });
    show();
  };
  const carry = {
    get card() {
      return now?.card ?? null;
    },
    pick(card, byKey) {
      const all = placesFor(card, board.columns());
      now = { card, all };
      at(...placeOf(card, board.columns(), all));
      board.picked(card.id, true);
      if (byKey) board.say(`Picked up ‘${card.name}’. Arrow keys choose a place, Space lays it down, Escape leaves it where it was. Now: ${saidOf(now.place, all, now.column)}.`);
    },
    step(key) {
      const { all, column, place } = now;
      const index = all[column].places.indexOf(place);
      const sideways = now.card.kind === "theme" ? { ArrowUp: -1, ArrowDown: 1 } : {};
      const by = { ArrowLeft: -1, ArrowRight: 1, ...sideways }[key];
      if (by) {
        if (!all[column + by]) return board.say("There is no column on this side.");
        at(column + by, now.card.kind === "theme" ? 0 : index);
      } else if (key === "Home" || key === "End") at(column, key === "Home" ? 0 : Infinity);
      else at(column, index + (key === "ArrowUp" ? -1 : 1));
      board.say(saidOf(now.place, now.all, now.column));
    },
    over(to, before) {
      const column = now.all.findIndex(({ places }) => places.some((one) => one.to === to && one.before === before));
      if (column < 0) return false;
      at(column, now.all[column].places.findIndex((one) => one.to === to && one.before === before));
      return true;
    },
    drop() {
      const { card, place, all, column } = now;
      const said = saidOf(place, all, column);
      carry.leave();
      return { card, place, said };
    },
    leave() {
      marker.remove();
      if (now) board.picked(now.card.id, false);
      now = null;
    },
  };
  return carry;
}
