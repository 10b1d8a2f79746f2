"""How somebody writes: in small letters or large, with slips, with strokes for words."""

import re
from dataclasses import dataclass

from sixphase.simulation.draw import Draw

SLIPS = {  # words as people misspell them
    "definitely": "definately", "compassion": "compasion", "compassionate": "compasionate", "exercise": "excercise",
    "exercises": "excercises", "because": "becuase", "really": "realy", "their": "thier", "believe": "beleive",
    "colleagues": "collegues", "colleague": "collegue", "environment": "enviroment", "useful": "usefull",
    "helpful": "helpfull", "disagreed": "dissagreed", "judged": "juged", "breathing": "breatheing",
    "facilitator": "facillitator", "experience": "experiance", "meditation": "meditaion", "imagery": "imagary",
    "manager": "manger", "managers": "mangers", "different": "diffrent", "usually": "usualy", "noticed": "notised",
    "understood": "understod", "practise": "practice", "quiet": "quite", "receiving": "recieving", "until": "untill",
    "people": "poeple", "struggle": "strugle", "explained": "explaned", "soothing": "sothing", "thoughts": "thougths",
    "conversations": "conversatons", "before": "befor", "stopping": "stoping", "circles": "circels",
}  # fmt: skip
WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Hand:
    """One person's habits."""

    small: bool  # begins with a small letter
    capitals: bool  # writes everything in capitals
    strokes: bool  # '&' for 'and'
    stops: bool  # ends with a full stop
    slips: float  # the chance that a word which can be misspelt is

    @classmethod
    def of(cls, draw: Draw) -> "Hand":
        return cls(
            draw.chance(0.15), draw.chance(0.02), draw.chance(0.2), draw.chance(0.55),
            draw.weighted({0.0: 0.5, 0.08: 0.3, 0.4: 0.2}),
        )  # fmt: skip

    def write(self, clause: str, draw: Draw) -> str:
        """A clause in this hand."""
        if self.slips:
            clause = WORD.sub(lambda word: self._word(word[0], draw), clause)
        if self.strokes:
            clause = clause.replace(" and ", " & ")
        return clause.upper() if self.capitals else clause

    def begin(self, clause: str) -> str:
        """A clause that opens a sentence."""
        return clause if self.small else clause[:1].upper() + clause[1:]

    def _word(self, word: str, draw: Draw) -> str:
        return SLIPS[word] if word in SLIPS and draw.chance(self.slips) else word
