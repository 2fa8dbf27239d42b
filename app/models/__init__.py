"""Every table, so that migrations and mappers see them all."""

from app.models.assignment import Assignment
from app.models.check_in import CheckIn
from app.models.confirmation import Confirmation
from app.models.digest import Digest
from app.models.edit import Edit, EditKind
from app.models.group import Group, GroupKind, GroupMember
from app.models.help_call import HelpCall
from app.models.idempotency import IdempotentReply
from app.models.listen import Listen
from app.models.note import Note
from app.models.notification import Mute, Notification, NotificationKind
from app.models.object_deletion import ObjectDeletion
from app.models.outcome import Outcome, OutcomeResult
from app.models.outline import OutlineCard
from app.models.passage import Passage, SearchSize, Vocabulary
from app.models.person import LoginSession, Person, SignInAttempt
from app.models.playlist import Contribution, Playlist, PlaylistGrant, PlaylistItem, PlaylistKind, Right
from app.models.recording import Part, Recording, RecordingStatus, Take
from app.models.rendition import Rendition, Waveform
from app.models.request import Request, RequestState, RequestStep, RequestStepKind
from app.models.reverse_onboarding import ReverseOnboarding
from app.models.share import Share
from app.models.stage import Stage, StageName
from app.models.template import Template
from app.models.term import TERM_MAX_CHARS, Term
from app.models.thanks import Thanks, ThanksKind
from app.models.track import Track
from app.models.transcript import Correction, Segment, Transcript
from app.models.workspace import ApiToken, Invitation, Membership, Role, Workspace

__all__ = [
    "TERM_MAX_CHARS",
    "ApiToken",
    "Assignment",
    "CheckIn",
    "Confirmation",
    "Contribution",
    "Correction",
    "Digest",
    "Edit",
    "EditKind",
    "Group",
    "GroupKind",
    "GroupMember",
    "HelpCall",
    "IdempotentReply",
    "Invitation",
    "Listen",
    "LoginSession",
    "Membership",
    "Mute",
    "Note",
    "Notification",
    "NotificationKind",
    "ObjectDeletion",
    "Outcome",
    "OutcomeResult",
    "OutlineCard",
    "Part",
    "Passage",
    "Person",
    "Playlist",
    "PlaylistGrant",
    "PlaylistItem",
    "PlaylistKind",
    "Recording",
    "RecordingStatus",
    "Rendition",
    "Request",
    "RequestState",
    "RequestStep",
    "RequestStepKind",
    "ReverseOnboarding",
    "Right",
    "Role",
    "SearchSize",
    "Segment",
    "Share",
    "SignInAttempt",
    "Stage",
    "StageName",
    "Take",
    "Template",
    "Term",
    "Thanks",
    "ThanksKind",
    "Track",
    "Transcript",
    "Vocabulary",
    "Waveform",
    "Workspace",
]
