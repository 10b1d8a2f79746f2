// Second part: the words of an answer. Positions are code points: browsers count UTF-16 units, in which an emoji is
// two, so every position is counted through Array.from.

const WORDS = new Intl.Segmenter(undefined, { granularity: "word" });
const LETTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function points(text) {
  return Array.from(text).length;
}

// The words as [start, end], for the cursor that goes from word to word.
function wordSpans(text) {
  const spans = [];
  let at = 0;
  for (const { segment, isWordLike } of WORDS.segment(text)) {
    const length = points(segment);
    if (isWordLike || /\p{Extended_Pictographic}/u.test(segment)) spans.push([at, at + length]);
    at += length;
  }
  return spans;
}

// A passage that begins and ends at whole letters (with their marks), without spaces around it; null if none is left.
function sound(text, start, end) {
  const letters = Array.from(text);
  [start, end] = [whole(letters, start, false), whole(letters, end, true)];
  while (start < end && /\s/u.test(letters[start])) start += 1;
  while (end > start && /\s/u.test(letters[end - 1])) end -= 1;
  return start < end ? [start, end] : null;
}

function whole(letters, place, up) {
  const from = Math.max(0, place - 40);
  let at = from;
  for (const { segment } of LETTERS.segment(letters.slice(from, place + 40).join(""))) {
    const next = at + points(segment);
    if (at >= place) return place;
    if (next > place) return up ? next : at;
    at = next;
  }
  return place;
}

// What is selected by mouse within the words of one answer, in code points; null if nothing.
function selectedIn(words, text) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(words)) return null;
  const all = document.createRange();
  all.selectNodeContents(words);
  if (range.compareBoundaryPoints(Range.START_TO_START, all) > 0) all.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, all) < 0) all.setEnd(range.endContainer, range.endOffset);
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(all.startContainer, all.startOffset);
  const start = points(before.toString());
  return sound(text, start, start + points(all.toString()));
}

// A line of its own for each of several passages over the same words.
function lanes(codings) {
  const ends = [];
  const lane = new Map();
  for (const coding of [...codings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    let free = ends.findIndex((end) => end <= coding.start);
    if (free < 0) free = ends.length;
    ends[free] = coding.end;
    lane.set(coding.id, free);
  }
  return { lane, deep: ends.length };
}

// The words in segments that no passage begins or ends within; around a segment a line for each passage over it.
function drawWords(words, card, codeOf, pick) {
  const letters = Array.from(card.text);
  const placed = card.codings.filter((coding) => coding.anchor !== "lost" && coding.end > coding.start);
  const { lane, deep } = lanes(placed);
  const cuts = new Set([0, letters.length]);
  for (const { start, end } of pick ? [...placed, pick] : placed) cuts.add(start).add(end);
  const places = [...cuts].filter((place) => place >= 0 && place <= letters.length).sort((a, b) => a - b);
  const drawn = places.slice(0, -1).map((start, n) => {
    const text = letters.slice(start, places[n + 1]).join("");
    const over = placed.filter((coding) => coding.start <= start && coding.end > start);
    return drawSegment(text, start, over, codeOf, lane, pick && pick.start <= start && pick.end > start);
  });
  words.replaceChildren(...drawn);
  words.style.setProperty("--deep", Math.min(deep, 6));
}

function drawSegment(text, start, over, codeOf, lane, isPicked) {
  let made = element("span", { class: `segment${isPicked ? " picked" : ""}` }, text);
  const beginning = over.filter((coding) => coding.start === start).map((coding) => codeOf(coding.code).letter);
  if (beginning.length) made.dataset.letters = [...new Set(beginning)].join(" ");
  if (over.length) {
    made.classList.add("coded");
    made.dataset.codings = over.map((coding) => coding.id).join(" ");
    made.style.setProperty("--hue", codeOf(over.at(-1).code).hue);
  }
  for (const coding of over) {
    const code = codeOf(coding.code);
    const style = `--hue: ${code.hue}; --lane: ${lane.get(coding.id)}`;
    made = element("span", { class: "under", "data-line": code.line, style }, made);
  }
  return made;
}
