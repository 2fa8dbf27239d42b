"""Letters: the emails of Lorecast, each written for one member, with that member's rights. The worker sends them."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.config import settings
from app.domain import news
from app.models import Membership, Notification, Workspace
from app.pages import environment
from app.words import ngettext

SHOWN_MAX = 20


@dataclass(frozen=True)
class Letter:
    """`ending` is the address that ends letters of this sort, by hand or with one click (RFC 8058)."""

    to_name: str
    to_email: str
    subject: str
    text: str
    html: str
    ending: str


def digest(session: Session, member: Membership, untold: list[Notification], secret: str) -> Letter:
    """The letter about what the member has not read; `secret` is that of its ending link."""
    workspace = session.get_one(Workspace, member.workspace_id)
    gathered = news.gathered(session, untold)
    base = (settings().base_url or "").rstrip("/")
    subject = ngettext(
        "%(num)s thing for you in %(workspace)s", "%(num)s things for you in %(workspace)s", len(gathered)
    )
    shown: dict[str, Any] = {
        "name": member.person.name.split()[0],
        "workspace": workspace.name,
        "base": base,
        "gathered": gathered[:SHOWN_MAX],
        "more_count": max(len(gathered) - SHOWN_MAX, 0),
        "ending": f"{base}/digests/{secret}",
    }
    return Letter(
        to_name=member.person.name,
        to_email=member.person.email,
        subject=subject % {"num": len(gathered), "workspace": workspace.name},
        text=environment().get_template("emails/digest.txt").render(shown),
        html=environment().get_template("emails/digest.html").render(shown),
        ending=shown["ending"],
    )
