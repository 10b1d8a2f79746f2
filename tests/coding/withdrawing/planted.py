"""A participant's words, and the journals of two coders who worked on them."""

import json
from pathlib import Path

STUDY = """\
title: T
approach: codebook
seed: 1
questions: [{id: a, asks: "A?"}, {id: b, asks: "B?"}]
attributes: {job: {label: Job}}
transcripts: {columns: {"No": form_id, Job: attribute job, "A?": question a, "B?": question b}}
paper: {title: P}
"""
SECRET = "Zebedee told me about the purple lighthouse affair"  # the words of form 7 that nobody else has
SHARED = "it was a good day"  # words that form 8 has too
ROWS = [
    ("6", "Nurse", "A calm room and a kind voice", "I liked the drawing"),
    ("7", "Lamplighter", f"{SECRET}, and {SHARED}", "Marzipan moments"),
    ("70", "Nurse", f"Yes, {SHARED} and Zebedee was there", "More time please 🙂 Zebedee and time"),
]
CSV = "No,Job,A?,B?\n" + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in ROWS)


def event(n: int, coder: str, act: str, **fields) -> str:
    after = [f"{n - 1:016x}"] if n % 100 else []
    values = {"format": 1, "id": f"{n:016x}", "after": after, "time": "2026-01-01T00:00:00+00:00", "coder": coder}
    return json.dumps({**values, "act": act, **fields}, ensure_ascii=False, sort_keys=True) + "\n"


def coded(n: int, coder: str, answer: str, text: str, words: str, code: str = "c-1", **more) -> str:
    start = text.index(words)
    end = start + len(words)
    context = {"before": text[max(0, start - 20) : start], "behind": text[end : end + 20]}
    return event(n, coder, "code", answer=answer, start=start, end=end, words=words, code=code, **context, **more)


def write_journals(folder: Path) -> None:
    folder.mkdir()
    texts = {f"{no}.{q}": text for no, _, a, b in ROWS for q, text in (("a", a), ("b", b))}
    anna = [
        event(100, "anna", "make_code", code="c-1", name="Purple lighthouse affair", definition="d"),
        coded(101, "anna", "7.a", texts["7.a"], "purple lighthouse", comment="lighthouse: hope?"),
        coded(102, "anna", "70.b", texts["70.b"], "Zebedee and", comment="a fine one"),
        coded(103, "anna", "70.b", texts["70.b"], "time please 🙂"),
        event(104, "anna", "memo", on="coding", of=f"{101:016x}", text="Zebedee is the brother"),
        event(105, "anna", "change_memo", memo=f"{104:016x}", text="The purple lighthouse is the ward"),
        event(106, "anna", "memo", on="study", of="", text=f"One wrote: “{SECRET.upper()}”! And {SHARED}."),
        event(107, "anna", "memo", on="answer", of="7.b", text="sweets again"),
        coded(108, "anna", "6.a", texts["6.a"], "kind voice", stranger={"of": "another program"}),
        event(109, "anna", "read", answer="7.b"),
        event(110, "anna", "split_code", code="c-1", into=[{"code": "c-2", "name": "kept"}], codings={}),
    ]
    ben = [
        coded(200, "ben", "7.a", texts["7.a"], texts["7.a"], stranger="Zebedee again"),
        event(201, "ben", "change", coding=f"{200:016x}", comment="about the lighthouse"),
        event(
            202, "ben", "change", coding=f"{101:016x}", start=0, end=7, words="Zebedee", before="", behind=" told me"
        ),
        coded(203, "ben", "70.a", texts["70.a"], "it was a good day", code="c-1"),
        coded(204, "ben", "6.b", "I liked the drawing so", "drawing so", code="c-1"),
    ]
    (folder / "anna.jsonl").write_text("".join(anna), encoding="utf-8")
    cut_off = event(205, "ben", "code", answer="7.a", words=SECRET)[:-30]
    (folder / "ben.jsonl").write_text("".join(ben) + cut_off, encoding="utf-8")
