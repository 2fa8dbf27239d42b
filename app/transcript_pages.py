"""How pages show a transcript: sentences gathered into paragraphs, languages by their names."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from app.models import Segment

BREATH_MS = 1_500
LONGEST_MS = 45_000
SENTENCE_ENDS = (".", "!", "?", "…", "。", "？", "！")


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
    """A new one begins after a breath, in another language, or at a full stop after three quarters of a minute."""
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


def _begins(paragraph: Paragraph, segment: Segment) -> bool:
    last = paragraph.segments[-1]
    is_long = segment.start_ms - paragraph.start_ms >= LONGEST_MS and last.text.rstrip().endswith(SENTENCE_ENDS)
    return is_long or segment.start_ms - last.end_ms >= BREATH_MS or segment.language != last.language
