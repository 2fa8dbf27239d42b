"""How pages show a transcript: sentences gathered into paragraphs, languages by their names, marks for scripts."""

import json
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from app.domain.doubtful_words import DoubtfulWord
from app.models import Segment

SENTENCE_ENDS = (".", "!", "?", "…", "。", "？", "！", "।")
CLOSERS = "\"'”’»)]"
# The longer a paragraph is, the shorter the pause behind a sentence that ends it: (spoken so far, pause), both in ms.
# By time and not by letters, so that it holds for every script; 20 s are some fifty words.
PAUSES_MS = ((0, 3_000), (8_000, 1_500), (20_000, 600), (40_000, 0))
# In the middle of a sentence a paragraph ends only so.
LONGEST_MS, INTERRUPTED_MS = 75_000, 5_000


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together, all in one language; never empty."""

    segments: list[Segment]

    @property
    def start_ms(self) -> int:
        return self.segments[0].start_ms

    @property
    def language(self) -> str | None:
        return self.segments[0].language


def paragraphs(segments: list[Segment]) -> list[Paragraph]:
    """A new one begins in another language, and behind a sentence: after a pause, the shorter the longer it is."""
    gathered: list[Paragraph] = []
    for segment in segments:
        if not gathered or _begins(gathered[-1], segment):
            gathered.append(Paragraph([]))
        gathered[-1].segments.append(segment)
    return gathered


def language_name(code: str | None) -> str:
    """The language as English readers call it: 'fr' → 'French', what is unknown as it stands."""
    if not code:
        return ""
    try:
        return Locale.parse(code).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def doubt_marks(words: list[DoubtfulWord]) -> str:
    """For scripts: where in its sentence each doubtful word stands, and what was heard: [[from, to, heard], …]."""
    return json.dumps([[word.start, word.end, word.heard] for word in words], ensure_ascii=False)


def _begins(paragraph: Paragraph, segment: Segment) -> bool:
    last = paragraph.segments[-1]
    spoken_ms, pause_ms = last.end_ms - paragraph.start_ms, segment.start_ms - last.end_ms
    if segment.language != last.language:
        return True
    if not last.text.rstrip().rstrip(CLOSERS).endswith(SENTENCE_ENDS):
        return spoken_ms >= LONGEST_MS or pause_ms >= INTERRUPTED_MS
    return any(spoken_ms >= spoken and pause_ms >= pause for spoken, pause in PAUSES_MS)
