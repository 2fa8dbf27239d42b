"""The question set: three small steps, whose answers travel in the form alone, and a draft to make something of."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db
from app.domain import memberships, outlines, playlists, question_set
from app.domain.outlines import Line
from app.domain.question_set import CARDS_WANTED
from app.errors import Invalid
from app.models import Membership, PlaylistKind
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/questions")
Text = Annotated[str, Field(max_length=20_000)]
ROWS_MAX = 50


class AnswersForm(BaseModel):
    """A line for each question; `step` counts from 1, `go` is "on" or "back"."""

    colleagues: Text = ""
    months: Text = ""
    hands: Text = ""
    time: Text = ""
    newcomer: Text = ""
    unpaid: Text = ""
    stuck: Text = ""
    mistake: Text = ""
    away: Text = ""
    step: int = Field(default=1, ge=1, le=3)
    go: str = Field(default="on", max_length=20)

    def answers(self) -> dict[str, str]:
        return self.model_dump(exclude={"step", "go"})


class DraftForm(BaseModel):
    """The cards row by row; `picked` names rows by their place. `make` is "playlist" or "profile"."""

    title: Text = ""
    name: list[Text] = Field(default_factory=list, max_length=ROWS_MAX)
    prompt: list[Text] = Field(default_factory=list, max_length=ROWS_MAX)
    picked: list[Text] = Field(default_factory=list, max_length=ROWS_MAX)
    superpowers: bool = False
    make: str = Field(default="playlist", max_length=20)

    def lines(self) -> list[Line]:
        """The cards that are picked and say something."""
        rows = enumerate(zip(self.name, self.prompt, strict=False))
        return [
            Line(name.strip(), prompt) for place, (name, prompt) in rows if str(place) in self.picked and name.strip()
        ]


@router.get("")
def show(request: Request, actor: Actor) -> Response:
    return _step_page(request, actor, AnswersForm(), 1)


@router.post("")
def answer(request: Request, actor: Actor, form: Annotated[AnswersForm, Form()]) -> Response:
    step = form.step + (1 if form.go == "on" else -1)
    if step <= len(question_set.steps()):
        return _step_page(request, actor, form, max(step, 1))
    lines = question_set.draft(form.answers())
    if not lines:
        sentence = _("Answer at least one of them. A few words are enough.")
        return _step_page(request, actor, form, 1, status=422, errors={"answers": sentence})
    begun = DraftForm(
        title=_("What you can ask me about"),
        name=[line.title for line in lines],
        prompt=[line.prompt for line in lines],
        picked=[str(place) for place in range(min(len(lines), CARDS_WANTED))],
    )
    return _draft_page(request, actor, begun)


@router.post("/outline")
def make(request: Request, session: Db, actor: Actor, form: Annotated[DraftForm, Form()]) -> Response:
    try:
        with session.begin_nested():
            address = _made(session, actor, form)
    except Invalid as refusal:
        return _draft_page(request, actor, form, status=422, errors={refusal.field: refusal.sentence})
    response = redirect(address)
    if form.superpowers or form.make == "profile":
        flash(response, _("Your profile says what you may be asked about."))
    return response


def _made(session: Session, actor: Membership, form: DraftForm) -> str:
    """The address of what was made of the cards."""
    lines = form.lines()
    if not lines:
        raise Invalid(_("Keep at least one card, with a title."), field="cards")
    if form.superpowers or form.make == "profile":
        known = actor.superpowers.splitlines()
        memberships.set_superpowers(session, actor, actor, "\n".join([*known, *(line.title for line in lines)]))
    if form.make == "profile":
        return f"/people/{actor.id}"
    playlist = playlists.create(session, actor, title=form.title, kind=PlaylistKind.EXPERT)
    outlines.write(session, playlist, lines)
    return f"/playlists/{playlist.id}"


def _step_page(request: Request, actor: Membership, form: AnswersForm, number: int, **shown: Any) -> Response:
    steps = question_set.steps()
    return render(
        request,
        "questions/step.html",
        actor,
        section="requests",
        step=steps[number - 1],
        number=number,
        steps_count=len(steps),
        answers=form.answers(),
        **shown,
    )


def _draft_page(request: Request, actor: Membership, form: DraftForm, **shown: Any) -> Response:
    return render(request, "questions/draft.html", actor, section="requests", form=form, **shown)
