"""The question set, for whoever says “I don't know what I have to offer”: knowledge, passion, value to the team.

Answers become cards of an outline. Nothing is kept until its writer makes something of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.outlines import Line
from app.words import gettext as _

CARDS_WANTED = 5
ANSWER_MAX_CHARS = 200


@dataclass(frozen=True)
class Question:
    """`prompt` is what to speak about, once the answer has become a card."""

    key: str
    text: str
    prompt: str


@dataclass(frozen=True)
class Step:
    name: str
    help: str
    questions: tuple[Question, ...]


def steps() -> tuple[Step, ...]:
    """The three steps, in the reader's language."""
    return (_knowledge(), _passion(), _value())


def draft(answers: Mapping[str, str]) -> list[Line]:
    """A card for each answer, the three sides in turn, so that the first few already hold something of each."""
    sides = [[_card(one, answers) for one in step.questions if answers.get(one.key, "").strip()] for step in steps()]
    turns = max(map(len, sides))
    return [side[turn] for turn in range(turns) for side in sides if turn < len(side)]


def _card(question: Question, answers: Mapping[str, str]) -> Line:
    return Line(" ".join(answers[question.key].split())[:ANSWER_MAX_CHARS], question.prompt)


def _knowledge() -> Step:
    return Step(
        _("What you know"),
        _("Not what you studied: what others cannot do as quickly as you."),
        (
            Question(
                "colleagues",
                _("What do colleagues come to you for?"),
                _("Tell of the last time somebody came with this. What did they need, and what did you answer?"),
            ),
            Question(
                "months",
                _("What took you months to learn, and takes two minutes to explain?"),
                _("Explain it in these two minutes. What did you believe at first that was wrong?"),
            ),
            Question(
                "hands",
                _("What do you do without thinking that others have to look up?"),
                _("Go through it slowly, step by step, as if somebody sat beside you. Where do beginners go wrong?"),
            ),
        ),
    )


def _passion() -> Step:
    return Step(
        _("What you love"),
        _("People like to listen to somebody who likes to talk about it."),
        (
            Question(
                "time",
                _("At which work do you forget the time?"),
                _("What is it that holds you? Describe the best hour you have had with it here."),
            ),
            Question(
                "newcomer",
                _("What would you show a newcomer first, because it makes you a little proud?"),
                _("Show it in words: where is it, what is there to see, what did it take to get there?"),
            ),
            Question(
                "unpaid",
                _("What do you read or talk about although nobody asks you to?"),
                _("What is the most useful thing that you have taken from it into our work?"),
            ),
        ),
    )


def _value() -> Step:
    return Step(
        _("What your team needs"),
        _("Where what you know meets what everybody is trying to do."),
        (
            Question(
                "stuck",
                _("Where does your team get stuck again and again?"),
                _("What do you know that would help at exactly this place? Begin with the last time it happened."),
            ),
            Question(
                "mistake",
                _("Which mistake do you see over and over that costs us time or money?"),
                _("How does one notice it early, and what should one do in its place?"),
            ),
            Question(
                "away",
                _("What would be missing if you were away for a month?"),
                _("Say what somebody would have to know on the first morning without you."),
            ),
        ),
    )
