"""What was said against what was written: word error rate, and whether words went missing."""

from collections.abc import Sequence
from dataclasses import dataclass

import jiwer
from whisper_normalizer.english import EnglishTextNormalizer


@dataclass(frozen=True)
class Score:
    """`wrong` is the word error rate, `words_kept` the words written over the words said."""

    wrong: float
    words_kept: float


def score(said: Sequence[str], written: Sequence[str]) -> Score:
    """Of texts in the same order, both spelled by Whisper's own English normaliser."""
    normalise = EnglishTextNormalizer()
    truth, found = [normalise(text) for text in said], [normalise(text) for text in written]
    words_in, words_out = (sum(len(text.split()) for text in texts) for texts in (truth, found))
    return Score(float(jiwer.wer(truth, found)), words_out / words_in)
