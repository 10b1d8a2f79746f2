"""How far a coder is, by question."""

from collections.abc import Callable, Sequence


class Progress:
    """How many answers to each question are done; one answer more costs one step.

    Parameters
    ----------
    answers, questions
        The ids of the answers, and to which question each belongs.
    asks
        What each question asks, in the order of the study.
    is_done
        Whether an answer is done.
    """

    def __init__(
        self, answers: Sequence[str], questions: Sequence[str], asks: dict[str, str], is_done: Callable[[str], bool]
    ):
        self._asks, self._is_done = asks, is_done
        self._asked = dict(zip(answers, questions, strict=True))
        self._done = {answer for answer in answers if is_done(answer)}
        self._so_far = {question: [0, 0] for question in [*asks, *dict.fromkeys(questions)]}
        for answer, question in self._asked.items():
            self._so_far[question][0] += answer in self._done
            self._so_far[question][1] += 1

    def touch(self, answer: str) -> None:
        """Look again whether an answer is done."""
        is_done = self._is_done(answer)
        if answer not in self._asked or is_done == (answer in self._done):
            return
        self._so_far[self._asked[answer]][0] += 1 if is_done else -1
        (self._done.add if is_done else self._done.discard)(answer)

    def rows(self) -> list[list[object]]:
        """One row a question that has answers: what it asks, how many are done, how many there are."""
        return [[self._asks.get(asked, asked), *row] for asked, row in self._so_far.items() if row[1]]
