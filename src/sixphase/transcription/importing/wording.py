"""Comparing the words of headers and labels, and the words by which common columns are known."""

import re
import unicodedata

_APART = re.compile(r"[^\w]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in text.split(","))


FORM_IDS = _words(
    """
    form, form id, form number, form no, formid, form ref, form reference, id, no, number, response id,
    responseid, respondent id, respondent, participant, participant id, participant number, participant no,
    record id, record number, questionnaire, questionnaire id, questionnaire number, case, case id, submission
    id, response number, unique response number, entry id, serial number, ref, reference
    """
)
DATES = _words(
    """
    session date, date, date of session, date of the session, workshop date, date of workshop, training date,
    date of training, course date, event date, day, session
    """
)
QUESTION = _words("question, question id, question number, question no, question text, item, prompt")
ANSWER = _words("answer, response, text, answer text, response text, comment, verbatim, reply")
# What survey tools add of themselves; some of it would identify a person.
OF_TOOLS = _words(
    """
    timestamp, start date, startdate, end date, enddate, recorded date, recordeddate, date created, date
    modified, start time, completion time, last modified time, submitted, submit date, submission date,
    status, progress, finished, duration, duration in seconds, ip address, ipaddress, collector id, email,
    email address, e mail, name, first name, last name, surname, recipient first name, recipient last name,
    recipient email, recipientfirstname, recipientlastname, recipientemail, external reference,
    externalreference, location latitude, location longitude, locationlatitude, locationlongitude,
    distribution channel, distributionchannel, user language, userlanguage, custom data 1, typist, typed by,
    entered by, notes of the typist, tags, network id, user agent, referer, device,
    total points, quiz feedback, response type, date submitted, date started, date last action, last page,
    start language, seed
    """
)


def plain(text: str) -> str:
    """A label as it is compared: one case, no marks, single spaces.

    >>> plain("  Form No.:  "), plain("Q1. What’s helped?")
    ('form no', 'q1 what s helped')
    """
    return _APART.sub(" ", unicodedata.normalize("NFKC", text).casefold()).replace("_", " ").strip()


_NUMBER = r"\W*(?:(?:q|question)\W*)?(?:\d+\W*(?:[a-z]\W+)?)?"  # 'Q1:', '3.a.'
_OPENLY = re.compile(
    rf"{_NUMBER}(?:what|why|how|in what way|please (?:tell|describe|say|explain|share|comment)|describe|tell us|explain"
    r"|is there any|are there any|do you have any|any (?:other|further|more|comment|suggestion|thought)|anything"
    r"|(?:further |other |additional |general )?(?:comments?|feedback|suggestions?|thoughts))\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    rf"{_NUMBER}(?:how (?:many|much|long|often|old|likely|satisfied|useful|helpful|would you rate)"
    r"|what(?: is|'s|’s) your|what (?:age|gender|sex|type|kind|year|grade|band))\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Za-z]{1,8}_?\d[\w.]*")
_COUNTED = re.compile(
    r"^(?:\d{1,2}(?:\.[a-z\d]{1,2})?[.)]|q(?:uestion)?\s?\d{1,2}[.:)]?)\s+(?=[A-Za-z])", re.IGNORECASE
)  # '3. ', '3.a. ', 'Q3: '
_SELECTED = " - Selected Choice"  # one tool's words behind a question with boxes


def asks_openly(header: str) -> bool:
    """Whether a header reads like an open question rather than one with a few answers to choose from.

    >>> [asks_openly(header) for header in ("Q1 / What would you change?", "2. Other comments", "What is your job?")]
    [True, True, False]
    """
    asked = header.rpartition(" / ")[2]
    return bool(_OPENLY.match(asked)) and not _CLOSED.match(asked)


def is_counted(header: str) -> bool:
    """Whether a header begins with the number of a question.

    >>> is_counted("Q2"), is_counted("Question 3: Lunch"), is_counted("Quality")
    (True, True, False)
    """
    return re.match(r"\s*(?:q|question)\W*\d", header, re.IGNORECASE) is not None


def wording_of(header: str) -> str:
    """What a header asks, without the code that a survey tool sets above it, or the number before it.

    >>> wording_of("Q3_1 / Your role - Selected Choice"), wording_of("About you / Job"), wording_of("1. What helped?")
    ('Your role', 'About you / Job', 'What helped?')
    """
    code, mark, asked = header.partition(" / ")
    words = (asked if mark and _CODE.fullmatch(code) else header).removesuffix(_SELECTED)
    return _COUNTED.sub("", words)


def id_from(header: str, taken: frozenset[str] | set[str], most: int = 30) -> str:
    """An id from a header: small letters, digits and underscores, cut at a word, not yet taken.

    >>> id_from("What interested you most today, and why?", set())
    'what_interested_you_most_today'
    >>> id_from("Q1: What helped?", {"q1"})
    'q1_2'
    """
    numbered = re.match(r"\s*(q|question)\s*(\d{1,3})\b", header, re.IGNORECASE)
    letters = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    words = [f"q{numbered.group(2)}"] if numbered else re.findall(r"[a-z0-9]+", letters)
    whole = "_".join(words) or "column"
    cut = whole if len(whole) <= most else (whole[: most + 1].rpartition("_")[0] or whole[:most])
    name = cut if cut[0].isalpha() else f"c_{cut}"
    return next(n for n in (name, *(f"{name}_{k}" for k in range(2, 2000))) if n not in taken)
