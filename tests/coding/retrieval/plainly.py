"""The rule of the expressions once more, slowly and in plain words: every passage with every other, in sets."""

from dataclasses import dataclass

from coding.retrieval.small import ANSWER_COLUMNS

from sixphase.coding.retrieval.expression import Both, Compared, Either, Named, Not, Placed, Words
from sixphase.coding.retrieval.grammar import parse
from sixphase.familiarisation.concordance import places, terms_of
from sixphase.transcription.tokens import spans_of

BELOW = {
    "t1": {"T1", "T1.1", "T1.2", "c-1"},
    "learning": {"T1", "T1.1", "T1.2", "c-1"},
    "t2": {"T2", "T2.1", "T2.2", "old"},
}
ITSELF = {"old": "T2.1"}


@dataclass(frozen=True, order=True)
class Passage:
    answer: str
    start: int
    end: int
    coding: str = ""
    code: str = ""
    coder: str = ""


def plainly(codings, answers, expression):
    """(answer, start, end, coding) of everything that is shown, as a set."""
    table = {row[0]: dict(zip(ANSWER_COLUMNS, row, strict=True)) for row in answers}
    passages = {Passage(a, s, e, k, code, coder) for k, a, s, e, code, coder in codings}
    chosen, found = evaluated(parse(expression), table, passages)
    shown = {(p.answer, p.start, p.end, p.coding) for p in found}
    bare = chosen - {p.answer for p in found}
    return shown | {(a, 0, len(table[a]["text"]), "") for a in bare}


def evaluated(node, table, passages):
    """The answers in which it is true, and its passages; `passages` are the codings that count."""
    if isinstance(node, Named):
        return answers_and({p for p in passages if p.code in meant(node)})
    if isinstance(node, Words):
        terms = terms_of(node.text.text)
        return answers_and({Passage(a, s, e) for a, row in table.items() for s, e in places(row["text"], terms)})
    if isinstance(node, Compared) and node.is_coder:
        return answers_and({p for p in passages if is_by(p, node)})
    if isinstance(node, Compared):
        return {a for a, row in table.items() if compares(row[node.field.text], node.sign, node.value.text)}, set()
    if isinstance(node, Not):
        return set(table) - evaluated(node.part, table, passages)[0], set()
    if isinstance(node, Placed):
        left = evaluated(node.left, table, passages)[1]
        right = evaluated(node.right, table, passages)[1]
        return answers_and({p for p in left if any(p != q and stands(p, q, node, table) for q in right)})
    if isinstance(node, Either):
        each = [evaluated(part, table, passages) for part in node.parts]
        return set.union(*(answers for answers, _ in each)), set.union(*(found for _, found in each))
    assert isinstance(node, Both)
    for part in node.parts:
        if isinstance(part, Compared) and part.is_coder:
            passages = {p for p in passages if is_by(p, part)}
    rest = [part for part in node.parts if not (isinstance(part, Compared) and part.is_coder)]
    each = [evaluated(part, table, passages) for part in rest]
    if len(rest) < len(node.parts) and not any(asks_for_a_code(part) for part in rest):
        each.append(answers_and(passages))
    answers = set.intersection(*(answers for answers, _ in each))
    return answers, {p for _, found in each for p in found if p.answer in answers}


def answers_and(found):
    return {p.answer for p in found}, found


def meant(node):
    name = node.name.text.lower()
    if node.deep or name.endswith(".*"):
        return BELOW[name.removesuffix(".*")]
    return {ITSELF.get(name, node.name.text)}


def is_by(passage, node):
    return (passage.coder == node.value.text) == (node.sign == "=")


def compares(given, sign, value):
    if not given:
        return False
    if sign == ">=":
        return given[: len(value)] >= value
    return (given.lower() == value.lower()) == (sign == "=")


def stands(p, q, node, table):
    if p.answer != q.answer:
        return False
    if node.how == "within":
        return q.start <= p.start and p.end <= q.end
    shared = set(range(p.start, p.end)) & set(range(q.start, q.end))
    if node.how == "overlapping" or shared:
        return bool(shared)
    first, second = sorted((p, q), key=lambda passage: passage.start)
    between = range(first.end, second.start)
    if node.unit == "characters":
        return len(between) <= node.reach
    words = [1 for start, end, _ in spans_of(table[p.answer]["text"]) if start >= first.end and end <= second.start]
    return len(words) <= node.reach


def asks_for_a_code(node):
    if isinstance(node, Placed):
        return asks_for_a_code(node.left) or asks_for_a_code(node.right)
    if isinstance(node, Both | Either):
        return any(asks_for_a_code(part) for part in node.parts)
    return isinstance(node, Named) or (isinstance(node, Compared) and node.is_coder)
