"""Every table, so that migrations and mappers see them all."""

from app.models.group import Group, GroupKind, GroupMember
from app.models.idempotency import IdempotentReply
from app.models.listen import Listen
from app.models.passage import Passage, SearchSize, Vocabulary
from app.models.person import LoginSession, Person, SignInAttempt
from app.models.playlist import Contribution, Playlist, PlaylistGrant, PlaylistItem, PlaylistKind, Right
from app.models.recording import Part, Recording, RecordingStatus, Take
from app.models.rendition import Rendition, Waveform
from app.models.share import Share
from app.models.stage import Stage, StageName
from app.models.track import Track
from app.models.transcript import Correction, Segment, Transcript
from app.models.workspace import ApiToken, Invitation, Membership, Role, Workspace

__all__ = [
    "ApiToken",
    "Contribution",
    "Correction",
    "Group",
    "GroupKind",
    "GroupMember",
    "IdempotentReply",
    "Invitation",
    "Listen",
    "LoginSession",
    "Membership",
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
    "Right",
    "Role",
    "SearchSize",
    "Segment",
    "Share",
    "SignInAttempt",
    "Stage",
    "StageName",
    "Take",
    "Track",
    "Transcript",
    "Vocabulary",
    "Waveform",
    "Workspace",
]
