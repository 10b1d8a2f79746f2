"""Names: after titles, of the lists, and those that a person has to judge."""

import pytest

from sixphase.study.problem import InputError
from sixphase.transcription.names.lists import Lists, NamesFile, lists_of, read_lists
from sixphase.transcription.names.names_out import names_out

LISTS = lists_of(
    NamesFile.model_validate(
        {
            "staff": [
                {"name": "Dr Sarah Jones", "aliases": ["Saz"]},
                "Anne-Marie O’Neil",
                "Will Tarn",
                "Hope Wren",
                "Sarah Brown",
                "May Li",
            ],
            "places": ["Highbury Hospital"],
            "wards": ["Orchid Ward", "Ward 12"],
            "others": ["Project Halcyon"],
        }
    )
)


def out(text: str, lists: Lists | None = None) -> tuple[str, list[str]]:
    done = names_out({"F.q": text}, lists, undecided="mark")
    return done.texts["F.q"], [c.word for c in done.undecided]


TITLED = [
    ("Dr Khan was kind", "Dr [NAME 1] was kind"),
    ("Dr. Khan’s talk", "Dr. [NAME 1]’s talk"),
    ("Mrs Watson-O'Neil and Mr T. Young", "Mrs [NAME 1] and Mr [NAME 2]"),
    ("Mr and Mrs Jones", "Mr and Mrs [NAME 1]"),
    ("saw mr patel, dr schofield", "saw mr [NAME 1], dr [NAME 2]"),
    ("Dr Anna Maria Vandenberg spoke", "Dr [NAME 1] spoke"),
    ("Sister Grace and Nurse Joy", "Sister [NAME 1] and Nurse [NAME 2]"),
    ("Mx Small came", "Mx [NAME 1] came"),
    ("Prof van der Berg", "Prof [NAME 1]"),
    ("Prof. Dr. J. R. van der Berg led it", "Prof. Dr. [NAME 1] led it"),
    ("Mrs A. B. de la Cruz came", "Mrs [NAME 1] came"),
    ("Matron Marigold Vandenberg", "Matron [NAME 1]"),
    ("DR KHAN WAS VERY HELPFUL TO ME", "DR [NAME 1] WAS VERY HELPFUL TO ME"),
    # near-misses
    ("the Dr. Very kind", None),
    ("which Dr I see", None),
    ("Dr Appointments are late", None),
    ("the District Nurse Team", None),
    ("Nurse Very kind", None),
    ("see the nurse. Lovely", None),
    ("the best Dr I've had", None),
    ("I miss the group", None),
    ("the MS Society", None),
    ("Dr XXXX and Mr X", None),
    ("my dr was amazing", None),
    ("ask your sister for help", None),
]


@pytest.mark.parametrize(("text", "expected"), TITLED)
def test_names_after_titles(text, expected):
    assert out(text)[0] == (expected or text)


LISTED = [
    ("Sarah Jones was kind", "[NAME 1] was kind"),
    ("thanks to sarah jones", "thanks to [NAME 1]"),
    ("SarahJones was kind", "[NAME 1] was kind"),
    ("saz and Jones’s talk", "[NAME 1] and [NAME 1]’s talk"),
    ("Sara Jonse was kind", "[NAME 1] was kind"),
    ("Anne Marie, Annemarie and Anne-Marie O'Neil", "[NAME 1], [NAME 1] and [NAME 1]"),
    ("on Orchid Wad, in Highbury Hostel", "on [WARD 1], in [PLACE 1] Hostel"),
    ("Highbury and Highbury Hospitl", "[PLACE 1] and [PLACE 1]"),
    ("on Orchid Ward and on ward 12", "on [WARD 1] and on [WARD 2]"),
    ("project halcyon", "[OTHER 1]"),
    ("I want to thank Will for this", "I want to thank [NAME 1] for this"),
    ("we saw Hope there", "we saw [NAME 1] there"),
    # near-misses
    ("Will you do it again", None),
    ("I will, in May", None),
    ("may i say I hope so", None),
    ("it gave me hope", None),
    ("an orchid for my ward", None),
    ("keeping up with the jones", None),
    ("on ward 13", None),
    ("Many sarcastic words, brown shoes", None),
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_listed_names(text, expected):
    assert out(text, LISTS)[0] == (expected or text)


def test_a_common_word_that_is_listed_is_asked_about_where_it_may_be_a_name():
    assert out("Hope was lovely", LISTS) == ("Hope was lovely", ["Hope"])
    assert out("I liked Will best", LISTS) == ("I liked Will best", ["Will"])
    assert out("Hope to come again. Will do. May I?", LISTS)[1] == []


def test_a_first_name_of_two_people_is_a_name_of_its_own():
    text, _ = out("Sarah Jones, Sarah Brown, Sarah", LISTS)
    assert text == "[NAME 1], [NAME 2], [NAME 3]"


ASKED = [
    ("Jen Thompson helped me", ["Jen Thompson"]),
    ("thank you to Xiomara for all", ["Xiomara"]),
    ("Grace was lovely", ["Grace"]),
    ("all thanks to priya", ["priya"]),
    ("I went to Melton House", ["Melton House"]),
    ("it is nice to meet May there", ["May"]),
    ("THANK YOU SO MUCH PRIYA FOR THE WORKSHOP", ["PRIYA"]),
    ("the team of St. Luke's", ["St. Luke"]),
    # a first name that is an English word too, and all there is of its sentence
    ("Ring me if you want a volunteer for next time - Sandra", ["Sandra"]),
    ("Great. Angela", ["Angela"]),
    ("Great. Angela.", ["Angela"]),
    ("Great. Angela xx", ["Angela"]),
    ("Great. Angela! See you", ["Angela"]),
    ("Great. Grace Brown", ["Grace Brown"]),
    ("It was great\nHope\nand kind", ["Hope"]),
    ("The speaker (Sandra) was good", ["Sandra"]),
    ("The speaker (Grace's) was good", ["Grace"]),
    ("GREAT SESSION AND LOVELY PEOPLE. SANDRA", ["SANDRA"]),
    ("Angela", ["Angela"]),
    # near-misses
    ("May I say thank you", []),
    ("Mark my words", []),
    ("Will do. Hope to come again - Mark my words (May I?)", []),
    ("Hope for all. Joy in small things\nGrace under fire", []),
    ("Great. hope", []),
    ("Great. Better\nCalm (Good)", []),
    ("Three Circles, The Compassionate Self", []),
    ("IE the NHS, CMT and my GP", []),
    ("In May and on 3 April", []),
    ("Very Good Care From The Staff", []),
    ("We liked it. Everthing helped. We did everything we could. everything, everything", []),
    ("I'm calm, I’ve rested and I'll go on", []),
    ("I saw [Xiomara?] there", ["Xiomara"]),
    ("[NAME 7] and [illegible] and XXXX", []),
    ("servIce and InformatIon were good, information", []),
    ("On Monday at Christmas by Zoom", []),
    ("CPNs and HCAs are kind", []),
]


@pytest.mark.parametrize(("text", "words"), ASKED)
def test_words_that_a_person_has_to_judge(text, words):
    done, asked = out(text)
    assert (done, asked) == (text, words)


def test_lists_are_read_strictly(tmp_path):
    path = tmp_path / "names.yml"
    path.write_text("staff: [Sarah Jones]\nplace: [Highbury]\n", encoding="utf-8")
    with pytest.raises(InputError, match="'place' is not a setting"):
        read_lists(path)
    path.write_text("staff: [Sarah Jones]\nothers: [sarah jones]\n", encoding="utf-8")
    with pytest.raises(InputError, match="listed twice"):
        read_lists(path)
    path.write_text("# nobody yet\n", encoding="utf-8")
    assert read_lists(path).forms == () == read_lists(tmp_path / "none.yml").forms
