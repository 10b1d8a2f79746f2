"""Identifiers that are invented by a seed and planted among answers, so that what is found can be counted.

Names are drawn from pools of their own; many are on none of the program's lists. Numbers have the right form, NHS
numbers the right check digit; telephone numbers are from the ranges that Ofcom keeps for drama where there is one.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass


def words(text: str) -> list[str]:
    return text.split()


GIVEN = words(
    """
    Sarah Priya Oluwaseun Katarzyna Mohammed Siobhan Emma Rhys Anneliese Tadhg Zoë Nkechi Bronagh Giorgos Yuki
    Parveen Dermot Xiomara Callum Oksana Ieuan Jasvinder Fionnuala Temitope Agnieszka Marigold Thandiwe Casimir
    Lowri Ebele Björn Shanthi Quentin Rosalba Iestyn Wiktoria Adwoa Gethin Noor Philippa Dimitrios Kezia Lorcan
    Maeve Sunniva Tomos Ottoline Rafał Ximena Cormac Devika Isolde Kwabena Leocadia Mirela Niamh Orlaith
    Perpetua Renske Saoirse
    """
)
FAMILY = words(
    """
    Jones Schofield O'Neill Adeyemi Kowalczyk Papadopoulos Khan Featherstone MacGillivray Nwosu Brzezinska
    Fotheringham Chatterjee Llewellyn Okonjo Sivakumar Abernathy Marchbanks Tregenza Whitlock Vandenberg
    Ramaswamy Postlethwaite Ó'Súilleabháin Haddad Lindqvist Montague Petrov Quigley Rasmussen Stavrou
    Thistlewood Ukwuoma Venter Wolstenholme Xu Yilmaz Zielinski Blenkinsop Carruthers Dauntsey Eccleston
    Gilhooly Heptonstall
    """
)
ALSO_WORDS = words(
    """
    Grace Hope Will Mark Joy Dawn Faith May Rose Amber
    """
)
PLACES = [
    "Thornbury Hospital",
    "Elmcroft House",
    "Whitmoor Clinic",
    "Castleford Grange",
    "Netherfield Lodge",
    "Ashbourne",
]
WARDS = ["Kestrel Ward", "Rutherglen Unit", "Pembury Suite", "Ward 17", "Larchwood Ward"]
OTHERS = ["Project Halcyonic", "Ravensbourne Choir", "Tilda the therapy dog"]
TITLES = words(
    """
    Mr Mrs Ms Miss Mx Dr Dr. Prof Professor Sister Nurse Doctor Matron Rev
    """
)


@dataclass(frozen=True)
class Planted:
    """What was planted: of which kind, in which answer, the words, and their place in the text."""

    kind: str
    answer: str
    word: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.word)


def names_file() -> dict:
    """The lists of the study in which is planted: twenty people of staff, places, wards and others."""
    rng = random.Random("staff")
    people = [f"{g} {f}" for g, f in zip(rng.sample(GIVEN, 20), rng.sample(FAMILY, 20), strict=True)]
    staff = [
        {"name": name, "aliases": [name.split()[0][:3] + "z"]} if i % 7 == 0 else name for i, name in enumerate(people)
    ]
    return {"staff": [*staff, "Hope Wren", "Will Tarn"], "places": PLACES, "wards": WARDS, "others": OTHERS}


def plant(
    answers: Sequence[tuple[str, str]], each: int, seed: int = 1, kinds: Sequence[str] = ()
) -> tuple[dict[str, str], list[Planted]]:
    """Answers with `each` identifiers of every kind, or of some, in sentences of their own, and where they stand."""
    rng = random.Random(seed)
    texts, planted = dict(answers), {}
    ids = list(texts)
    for kind, (make, frames) in MAKERS.items():
        if kinds and kind not in kinds:
            continue
        for answer in rng.sample(ids, each):
            word, frame = make(rng), rng.choice(frames)
            before, after = frame.split("{}")
            texts[answer], start = _inserted(texts[answer], before, word, after, rng)
            length = len(before) + len(word) + len(after)
            earlier = [_moved(p, start, length) for p in planted.get(answer, [])]
            planted[answer] = [*earlier, Planted(kind, answer, word, start + len(before))]
    found = [p for each in planted.values() for p in each]
    assert all(texts[p.answer][p.start : p.end] == p.word for p in found)
    return texts, found


def _inserted(text: str, before: str, word: str, after: str, rng: random.Random) -> tuple[str, int]:
    """The sentence in front of the text or behind it, with a space between."""
    sentence = before + word + after
    if rng.random() < 0.5:
        return f"{sentence} {text}", 0
    text = text.rstrip() if text.rstrip().endswith((".", "!", "?")) else text.rstrip() + "."
    return f"{text} {sentence}", len(text) + 1


def _moved(p: Planted, start: int, length: int) -> Planted:
    """Where an earlier one stands, once a sentence has been put in front of it."""
    return Planted(p.kind, p.answer, p.word, p.start + length + 1) if start == 0 else p


def email(rng: random.Random) -> str:
    name, family = rng.choice(GIVEN).lower(), rng.choice(FAMILY).lower().replace("'", "")
    local = rng.choice([f"{name}.{family}", f"{name[0]}{family}{rng.randint(1, 99)}", f"{name}_{family}"])
    local = "".join(c for c in local if c.isascii())
    at = rng.choice(["@"] * 6 + [" @ ", "@ ", "(at)"])
    return (
        local
        + at
        + rng.choice(["nhs.net", "gmail.com", "nottshc.nhs.uk", "hotmail.co.uk", "Outlook.com", "btinternet.com"])
    )


def phone(rng: random.Random) -> str:
    last, three, four = f"{rng.randint(0, 999):03}", f"{rng.randint(0, 999):03}", f"{rng.randint(0, 9999):04}"
    return rng.choice([
        f"07700 900{last}", f"07700900{last}", f"07700 900 {last}", f"07700-900-{last}", f"+44 7700 900{last}",
        f"+44 (0)7700 900{last}", f"0044 7700 900 {last}", f"+447700900{last}", f"0115 496 0{last}",
        f"(0115) 4960{last}", f"0115-496-0{last}", f"020 7946 0{last}", f"01632 960{last}",
        f"01632 960{last} ext {rng.randint(10, 9999)}",
        f"0115 496 0{last} x{rng.randint(10, 999)}", f"0300 {three} {four}", f"0800 {three} {four}",
        f"01204 {rng.randint(10000, 99999)}",
        f"07700.900.{last}", f"O7700 900{last}", f"+353 87 {three} {four}",
    ])  # fmt: skip


def nhs_number(rng: random.Random) -> str:
    """Ten digits whose last makes the weighted sum a multiple of eleven; computed here by its definition."""
    while True:
        nine = [rng.randint(4, 7), *(rng.randint(0, 9) for _ in range(8))]
        for last in range(10):
            if sum(d * w for d, w in zip([*nine, last], range(10, 0, -1), strict=True)) % 11 == 0:
                digits = "".join(map(str, [*nine, last]))
                sep = rng.choice([" ", "-", "", " "])
                return sep.join((digits[:3], digits[3:6], digits[6:]))


def ni_number(rng: random.Random) -> str:
    while True:
        pair = rng.choice("ABCEGHJKLMNOPRSTWXYZ") + rng.choice("ABCEGHJKLMNPRSTWXYZ")
        if pair not in ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"):
            break
    twos = [f"{rng.randint(0, 99):02}" for _ in range(3)]
    sep = rng.choice([" ", "", "", "-"])
    word = sep.join([pair, *twos, rng.choice("ABCD")])
    return word.lower() if rng.random() < 0.2 else word


def postcode(rng: random.Random) -> str:
    out = rng.choice(
        ["NG5", "NG12", "LE3", "SW1A", "EC1A", "M1", "B33", "CR2", "DN55", "W1A", "S10", "L8", "PE10", "DE23"]
    )
    word = (
        out
        + rng.choice([" ", " ", "", "  "])
        + str(rng.randint(0, 9))
        + "".join(rng.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    )
    lower = word.lower()
    return lower if rng.random() < 0.2 and not lower.endswith(("st", "nd", "rd", "th")) else word


def web(rng: random.Random) -> str:
    name = rng.choice(FAMILY).lower().replace("'", "").encode("ascii", "ignore").decode()
    return rng.choice([
        f"www.{name}.co.uk", f"https://www.{name}.com/about?x=1", f"{name}.org.uk", f"http://{name}.net",
        f"facebook.com/{name}.{rng.randint(1, 99)}", f"{name}-therapy.com/blog", f"linkedin.com/in/{name}",
    ])  # fmt: skip


def account(rng: random.Random) -> str:
    name, family = (rng.choice(p).lower().encode("ascii", "ignore").decode().replace("'", "") for p in (GIVEN, FAMILY))
    return "@" + rng.choice([f"{name}_{family}", f"{name}{rng.randint(1, 99)}", f"the.{family}", f"{name[0]}{family}"])


MONTHS = words(
    """
    January February March April May June July August September October November December
    """
)


def birth(rng: random.Random) -> str:
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1935, 2001)
    name = MONTHS[m - 1]
    return rng.choice([
        f"{d:02}/{m:02}/{y}", f"{d}/{m}/{y}", f"{d}.{m}.{y}", f"{y}-{m:02}-{d:02}", f"{d} {name} {y}",
        f"{d}th of {name} {y}",
        f"{name} {d}, {y}", f"{d}-{m}-{y}", f"{d} {name[:3]} {y}",
    ])  # fmt: skip


def birth_said(rng: random.Random) -> str:
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.randint(35, 99)
    return rng.choice([f"{d:02}/{m:02}/{y}", f"{d}.{m}.{y}", f"{d} {MONTHS[m - 1][:3]} {y}", f"{d}/{m}/19{y}"])


def titled(rng: random.Random) -> str:
    family = rng.choice(FAMILY)
    given = rng.choice(GIVEN)
    return rng.choice(
        [
            family,
            family,
            family,
            f"{given} {family}",
            given,
            f"{given[0]}. {family}",
            f"{family}-{rng.choice(FAMILY)}",
            rng.choice([*ALSO_WORDS[:1], "Joy", "Rose"]),
        ]
    )


def listed(rng: random.Random) -> str:
    lists = names_file()
    staff = [e if isinstance(e, str) else e["name"] for e in lists["staff"][:20]]
    first = rng.choice(staff)
    return rng.choice(
        [
            first,
            first.split()[0],
            first.split()[0],
            first.split()[-1],
            rng.choice(PLACES),
            rng.choice(WARDS),
            rng.choice(OTHERS),
        ]
    )


def slipped(rng: random.Random) -> str:
    """A listed name with one slip in one of its words of four letters or more: any letter but the first one."""
    while True:
        words = listed(rng).split()
        long = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
        if not long:
            continue
        i = rng.choice(long)
        words[i] = slip(words[i], rng)
        return " ".join(words)


def slip(word: str, rng: random.Random) -> str:
    while True:
        k = rng.randint(1, len(word) - 1)
        letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
        changed = rng.choice([
            word[:k] + word[k + 1 :], word[:k] + letter + word[k + 1 :], word[:k] + letter + word[k:],
            word[:k] + word[k - 1 : k] + word[k:],
            word[:k] + word[k : k + 2][::-1] + word[k + 2 :],
        ])  # fmt: skip
        if changed.lower() != word.lower():
            return changed


def unlisted(rng: random.Random) -> str:
    """A name that the study does not list, nor is it part of a listed one."""
    taken = {w for e in names_file()["staff"] for w in (e if isinstance(e, str) else e["name"]).split()}
    while True:
        given, family = rng.choice(GIVEN), rng.choice(FAMILY)
        if not taken & {given, family}:
            return rng.choice([given, given, f"{given} {family}", family])


def also_word(rng: random.Random) -> str:
    return rng.choice([word for word in ALSO_WORDS if word not in ("Hope", "Will")])


_TALK = [
    "I want to thank {} for the day.", "It was lovely to meet {} there.", "{} was very kind to all of us.",
    "Talking with {} helped me.", "my manager {} told me to come", "We all liked {}'s way of speaking.",
    "Thanks to {}, I feel calmer now.",
]  # fmt: skip
_SMALL = ["thanks to {} i feel calmer now", "i want to thank {}", "{} was very kind"]
_AFTER_TITLES = [
    before + title + " {}" + after
    for title in TITLES
    for before, after in (("I saw ", " there."), ("", " was kind."), ("thanks to ", "."))
]
MAKERS = {
    "EMAIL": (email, ["Please write to {} about it.", "my e-mail: {}", "({})", "Send the slides to {}, thanks."]),
    "PHONE": (
        phone,
        ["Please ring {}.", "my number is {}", "call me on {} after 5pm", "Tel: {}", "({})", "{} is me"],
    ),
    "NHS NUMBER": (nhs_number, ["My NHS number is {}.", "NHS no: {}", "number {} on the letter", "({})"]),
    "NI NUMBER": (ni_number, ["My NI number is {}.", "national insurance {}", "({}) was on my form"]),
    "POSTCODE": (postcode, ["I came from {}.", "near {} on the bus", "My address is 12 Oak Road, {}", "({})"]),
    "WEB": (web, ["I saw it on {}.", "see {}", "({})", "Look at {}, it is good"]),
    "ACCOUNT": (account, ["Follow me: {}", "I am {} there.", "({})", "my name on twitter is {}, say hi"]),
    "DATE OF BIRTH": (birth, ["I was born on {}.", "DOB {}", "date of birth: {}", "my details: {}, female", "({})"]),
    "DATE OF BIRTH SAID": (birth_said, ["I was born on {}.", "DOB: {}", "My birthday is {}.", "(d.o.b. {})"]),
    "TITLED": (titled, _AFTER_TITLES),
    "LISTED": (listed, _TALK),
    "LISTED SLIPPED": (slipped, _TALK),
    "UNLISTED": (unlisted, _TALK),
    "UNLISTED WORD": (also_word, _TALK),
    "UNLISTED SMALL": (lambda rng: unlisted(rng).lower(), _SMALL),
}
