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
    id, response number, ref, reference
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
    total points, quiz feedback
    """
)


def plain(text: str) -> str:
    """A label as it is compared: one case, no marks, single spaces.

    >>> plain("  Form No.:  "), plain("Q1. What’s helped?")
    ('form no', 'q1 what s helped')
    """
    return _APART.sub(" ", unicodedata.normalize("NFKC", text).casefold()).replace("_", " ").strip()


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
