"""What is planted in the simulated study: every number that its data are drawn from.

The size, the first and last day, the number of women and of allied health professionals are the article's, as far
as they fit each other; all other numbers are invented.
"""

FORMS = 455
PEOPLE = 685  # 455 of them are 66.4 %; the article's 71 % fits no whole number of people
SESSION_SIZES = (6, 18)
FIRST, LAST = "2022-05-19", "2025-03-28"

OCCUPATIONS = {  # people; only the first is the article's
    "Allied health professionals": 308,
    "Nursing": 148,
    "Admin and clerical": 84,
    "Management": 46,
    "Corporate": 43,
    "Medical": 36,
    "Learning and development": 20,
}
GENDERS = {"Female": 589, "Male": 92, "Another gender": 4}  # only the first is the article's
RETURNS = {"Medical": 0.35, "Corporate": 0.7}  # weight of returning a form; all others 1
NOT_GIVEN = {"occupation": 0.03, "gender": 0.02, "calm": 0.06}  # share of forms on which it was not filled in

QUESTIONS = {  # the sense of the first is the article's
    "interest": "What interested you most today, and why?",
    "take": "What will you take away from the day, and how will you use it?",
    "hard": "What was difficult for you, or did not work?",
    "change": "What should we change?",
    "else": "Is there anything else that you would like to say?",
}
BLANK = {"interest": 0.03, "take": 0.06, "hard": 0.2, "change": 0.25, "else": 0.4}
NOT_APPLICABLE = {"hard": 0.02}
ILLEGIBLE = 0.015  # answers of which nothing can be read
ILLEGIBLE_WORD = 0.02  # answers with one word that cannot be read

SUBTHEMES = ("T1.1", "T1.2", "T1.3", "T1.4", "T2.1", "T2.2", "T2.3", "T2.4", "T3.1", "T3.2", "T4.1", "T4.2")
# The chance that an answer speaks of a subtheme, each apart from the others; an answer can have none or several.
SPEAKS = {
    "interest": (0.22, 0.16, 0.14, 0.12, 0.1, 0.1, 0.13, 0.1, 0.18, 0.07, 0.15, 0.02),
    "take": (0.1, 0.1, 0.2, 0.03, 0.02, 0.03, 0.02, 0.04, 0.16, 0.4, 0.05, 0.07),
    "hard": (0.1, 0.09, 0.2, 0.04, 0.09, 0.12, 0.04, 0.07, 0.17, 0.12, 0.1, 0.02),
    "change": (0.06, 0.03, 0.04, 0.05, 0.18, 0.15, 0.03, 0.09, 0.06, 0.14, 0.07, 0.14),
    "else": (0.05, 0.03, 0.08, 0.04, 0.07, 0.1, 0.15, 0.08, 0.04, 0.08, 0.1, 0.14),
}
BY_OCCUPATION = {  # times the chance above
    ("Medical", "T1.1"): 2.0,
    ("Nursing", "T3.2"): 1.4,
    ("Admin and clerical", "T2.2"): 2.0,
    ("Management", "T1.3"): 1.6,
}
OVER_TIME = {"T4.2": (0.4, 1.8), "T1.4": (1.4, 0.7)}  # times the chance above, from the first day to the last
MOODS = {  # how a subtheme is spoken of
    "interest": {"for": 0.93, "against": 0.07},
    "take": {"for": 0.25, "plan": 0.7, "against": 0.05},
    "hard": {"for": 0.1, "against": 0.9},
    "change": {"for": 0.15, "against": 0.15, "wish": 0.7},
    "else": {"for": 0.65, "against": 0.2, "wish": 0.15},
}

CALM = (0, 10)  # the least and the greatest score of how calm somebody is at the end of the day
CALM_SCORES = {0: 1, 1: 2, 2: 4, 3: 7, 4: 11, 5: 16, 6: 20, 7: 19, 8: 13, 9: 7}  # in 100 of those who are not calmer
CALMER = ("T3.1", 1)  # who speaks of this subtheme anywhere on the form scores so many points more

IDENTIFIERS = {  # answers with a planted identifier, of 455 forms
    "listed name": 18,
    "listed name with a slip": 6,
    "unlisted name": 12,
    "ward": 6,
    "place": 5,
    "email": 7,
    "phone": 8,
}

# A typist's errors: characters of an answer, fields of a closed question, whole forms.
TYPISTS = {
    "first": {"per_1000_characters": 0.9, "per_1000_fields": 4.0, "forms_left_out": 2},
    "second": {"per_1000_characters": 2.4, "per_1000_fields": 9.0, "forms_left_out": 4},
}
# A coder finds a subtheme that is there, and gives one that is not, with these chances; a quotation's start or end
# is a word off with the third.
CODERS = {
    "coder_a": {"finds": 0.9, "adds": 0.01, "word_off": 0.2},
    "coder_b": {"finds": 0.82, "adds": 0.02, "word_off": 0.3},
}
