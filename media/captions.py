"""Transcripts as files that people and players exchange: WebVTT, SubRip and plain text. Pure functions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A pause this long between two cues starts a new paragraph of the plain text.
PARAGRAPH_PAUSE_MS = 2000


@dataclass(frozen=True)
class Cue:
    """A stretch of speech and the words said in it."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str | None = None


def to_vtt(cues: Iterable[Cue]) -> str:
    """WebVTT (W3C), with the speaker as voice span.

    >>> print(to_vtt([Cue(0, 1500, "Fish & chips", "Ada")]), end="")
    WEBVTT
    <BLANKLINE>
    1
    00:00:00.000 --> 00:00:01.500
    <v Ada>Fish &amp; chips</v>
    """
    return "\n".join(["WEBVTT\n", *(_block(n, cue, ".", _vtt_text(cue)) for n, cue in _numbered(cues))])


def to_srt(cues: Iterable[Cue]) -> str:
    """SubRip, which knows no speakers and no escapes: the name stands before the words."""
    return "\n".join(_block(n, cue, ",", _said(cue)) for n, cue in _numbered(cues))


def to_txt(cues: Iterable[Cue]) -> str:
    """Paragraphs without times: a new one after a pause and for another speaker."""
    return "\n\n".join(" ".join(paragraph) for paragraph in _paragraphs(cues)) + "\n"


def _numbered(cues: Iterable[Cue]) -> Iterator[tuple[int, Cue]]:
    return enumerate((cue for cue in cues if cue.text.strip()), start=1)


def _block(number: int, cue: Cue, point: str, text: str) -> str:
    # A cue must end after it starts, else players drop it.
    end_ms = max(cue.end_ms, cue.start_ms + 1)
    return f"{number}\n{_clock(cue.start_ms, point)} --> {_clock(end_ms, point)}\n{text}\n"


def _vtt_text(cue: Cue) -> str:
    words = _escaped(cue.text)
    return f"<v {_escaped(cue.speaker)}>{words}</v>" if cue.speaker else words


def _said(cue: Cue) -> str:
    # Players read "-->" as the times of the next cue.
    words = _one_line(cue.text).replace("-->", "→")
    return f"{_one_line(cue.speaker)}: {words}" if cue.speaker else words


def _escaped(text: str) -> str:
    return _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _one_line(text: str) -> str:
    """An empty line would end the cue.

    >>> _one_line(" two\\n\\nlines ")
    'two lines'
    """
    return " ".join(text.split())


def _paragraphs(cues: Iterable[Cue]) -> Iterator[list[str]]:
    paragraph: list[str] = []
    last: Cue | None = None
    for _, cue in _numbered(cues):
        if last and (cue.speaker != last.speaker or cue.start_ms - last.end_ms >= PARAGRAPH_PAUSE_MS):
            yield paragraph
            paragraph = []
        paragraph.append(_one_line(cue.text) if paragraph else _said(cue))
        last = cue
    yield paragraph


def _clock(ms: int, point: str) -> str:
    """Hours, minutes, seconds and thousandths.

    >>> _clock(3_723_045, ",")
    '01:02:03,045'
    """
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{ms:03d}"
