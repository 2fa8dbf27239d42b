"""Cuts a stream of timed words into sentence-sized pieces, by punctuation and by pauses. Knows nothing of any model."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SENTENCE_MAX_MS = 15_000
# Words that come without any pause or full stop are not waited for longer than this.
UNBROKEN_MAX_MS = 2 * SENTENCE_MAX_MS
LONG_PAUSE_MS = 1_500
SHORT_PAUSE_MS = 700
WORDS_MIN = 3

ENDS = ".?!…。？！।"
CLOSERS = "\"'”’»)]"
COMMAS = ",;:–—、，；："
# A full stop behind these ends no sentence.
ABBREVIATIONS = {"mr", "mrs", "ms", "dr", "prof", "st", "vs", "no", "nr", "e.g", "i.e", "z.b", "bzw", "ca", "mme", "sr"}


@dataclass(frozen=True)
class Word:
    """`text` brings its own leading space where the language writes one: joined, words give the text."""

    start_ms: int
    end_ms: int
    text: str
    probability: float = 1.0
    language: str | None = None


Sentence = list[Word]


def sentences(words: Iterable[Word]) -> Iterator[Sentence]:
    """Sentences as soon as each is complete: at most 15 s long, at least three words unless a pause sets them apart."""
    held: Sentence = []
    for word in words:
        if held and _ends(held, word):
            yield from _cut(held)
            held = []
        held.append(word)
    yield from _cut(held)


def text(sentence: Sentence) -> str:
    """What the sentence reads."""
    return "".join(word.text for word in sentence).strip()


def _ends(held: Sentence, following: Word) -> bool:
    pause_ms = following.start_ms - held[-1].end_ms
    if following.language != held[-1].language or pause_ms >= LONG_PAUSE_MS:
        return True
    if following.end_ms - held[0].start_ms > UNBROKEN_MAX_MS:
        return True
    return _has_full_stop(held[-1]) and (len(held) >= WORDS_MIN or pause_ms >= SHORT_PAUSE_MS)


def _has_full_stop(word: Word) -> bool:
    """Whether a sentence may end with this word.

    >>> [_has_full_stop(Word(0, 1, text)) for text in (" done.", " done.”", " Dr.", " J.", " so", " 3.5", "了。")]
    [True, True, False, False, False, False, True]
    """
    bare = word.text.strip().rstrip(CLOSERS)
    if not bare or bare[-1] not in ENDS:
        return False
    stem = bare[:-1].lower()
    return bare[-1] != "." or not (stem in ABBREVIATIONS or (len(stem) == 1 and stem.isalpha()))


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    """Too long ones fall apart where it hurts least."""
    if not sentence:
        return
    if sentence[-1].end_ms - sentence[0].start_ms <= SENTENCE_MAX_MS or len(sentence) < 2 * WORDS_MIN:
        yield sentence
        return
    at = _best_cut(sentence)
    yield from _cut(sentence[:at])
    yield from _cut(sentence[at:])


def _best_cut(sentence: Sentence) -> int:
    """The index of the word to begin anew with: behind a comma, at a long pause, near the middle."""
    middle = (sentence[0].start_ms + sentence[-1].end_ms) / 2
    half = (sentence[-1].end_ms - sentence[0].start_ms) / 2

    def merit(at: int) -> float:
        before, after = sentence[at - 1], sentence[at]
        comma_ms = 400 if before.text.rstrip()[-1:] in COMMAS else 0
        return comma_ms + (after.start_ms - before.end_ms) - 600 * abs(after.start_ms - middle) / half

    return max(range(WORDS_MIN, len(sentence) - WORDS_MIN + 1), key=merit)
