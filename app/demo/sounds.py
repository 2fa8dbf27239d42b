"""Where the sound of a demo track comes from: a folder of audio files, used in turn, or the synthetic voice."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.demo.story import Character, Piece, story
from app.errors import Invalid

AUDIO = {".flac", ".m4a", ".mp3", ".mp4", ".ogg", ".opus", ".wav", ".webm", ".aac"}


@dataclass(frozen=True)
class Sound:
    """The bytes of each take, and what kind of file they are."""

    takes: list[bytes]
    mime_type: str


Sounds = Callable[[Piece, Character], Sound]


def from_folder(folder: Path) -> Sounds:
    """Each track of the story gets the next file of the folder; after the last comes the first again."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in AUDIO)
    if not files:
        raise Invalid(f"There are no audio files in {folder}.")
    everything = story().pieces()

    def next_file(piece: Piece, _speaker: Character) -> Sound:
        # By its place in the whole story, so that a track that was interrupted goes on with the same file.
        path = files[everything.index(piece) % len(files)] if piece in everything else files[0]
        return Sound([path.read_bytes()], mimetypes.guess_type(path.name)[0] or "application/octet-stream")

    return next_file


def from_voice() -> Sounds:
    """Each track is spoken by its author's variant of the voice."""
    # Imported here: loading the voice takes a second that a folder of files does not need.
    from app.demo.voice import Voice

    voice = Voice()

    def spoken(piece: Piece, speaker: Character) -> Sound:
        return Sound([voice.say(take, pitch=speaker.pitch, pace=speaker.pace) for take in piece.takes], "audio/wav")

    return spoken
