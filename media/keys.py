"""Names of objects in the store. Only UUIDs and whole numbers enter them, never what a person typed.

>>> from uuid import UUID
>>> here, that = UUID(int=1), UUID(int=2)
>>> part_key(here, that, take=0, number=7)
'workspaces/00000000-0000-0000-0000-000000000001/recordings/00000000-0000-0000-0000-000000000002/takes/0/parts/000007'
"""

from uuid import UUID


def workspace_prefix(workspace_id: UUID) -> str:
    """Everything of a workspace.

    >>> workspace_prefix(UUID(int=1))
    'workspaces/00000000-0000-0000-0000-000000000001/'
    >>> workspace_prefix("../x")
    Traceback (most recent call last):
    ValueError: not a UUID: '../x'
    """
    return f"workspaces/{_uuid(workspace_id)}/"


def recording_prefix(workspace_id: UUID, recording_id: UUID) -> str:
    """Everything of a recording: its parts, originals and renditions."""
    return f"{workspace_prefix(workspace_id)}recordings/{_uuid(recording_id)}/"


def take_prefix(workspace_id: UUID, recording_id: UUID, take: int) -> str:
    """Everything of one take.

    >>> take_prefix(UUID(int=1), UUID(int=2), 3)[-8:]
    'takes/3/'
    """
    return f"{recording_prefix(workspace_id, recording_id)}takes/{_number(take)}/"


def part_key(workspace_id: UUID, recording_id: UUID, take: int, number: int) -> str:
    """One uploaded part; keys of a take sort in the order of its parts.

    >>> part_key(UUID(int=1), UUID(int=2), 0, -1)
    Traceback (most recent call last):
    ValueError: not a whole number from 0: -1
    """
    return f"{take_prefix(workspace_id, recording_id, take)}parts/{_number(number):06d}"


def original_key(workspace_id: UUID, recording_id: UUID, take: int = 0) -> str:
    """The joined parts of one take, as the phone made them.

    >>> original_key(UUID(int=1), UUID(int=2))[-16:]
    'takes/0/original'
    """
    return f"{take_prefix(workspace_id, recording_id, take)}original"


def rendition_key(workspace_id: UUID, recording_id: UUID, attempt: int) -> str:
    """The encoding made for listening. The attempt is in the name, so a late finisher overwrites nothing.

    >>> rendition_key(UUID(int=1), UUID(int=2), 4)[-23:]
    'renditions/4/listen.m4a'
    """
    return f"{recording_prefix(workspace_id, recording_id)}renditions/{_number(attempt)}/listen.m4a"


def waveform_key(workspace_id: UUID, recording_id: UUID, attempt: int) -> str:
    """The peaks of the rendition of the same attempt.

    >>> waveform_key(UUID(int=1), UUID(int=2), 4)[-26:]
    'renditions/4/waveform.json'
    """
    return f"{recording_prefix(workspace_id, recording_id)}renditions/{_number(attempt)}/waveform.json"


def _uuid(value: UUID) -> str:
    if not isinstance(value, UUID):
        raise ValueError(f"not a UUID: {value!r}")
    return str(value)


def _number(value: int) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"not a whole number from 0: {value!r}")
    return value
