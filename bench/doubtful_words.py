"""Which words to call doubtful: for each threshold of the model's confidence, how many marked words are wrong.

    .venv/bin/python -m bench.doubtful_words FOLDER      (FOLDER has references.tsv: file, language, what is said)

Clean speech gives too few mistakes to count, so each file is heard again with noise over it, at several distances.
"""

import csv
import sys
import tempfile
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whisper_normalizer.english import EnglishTextNormalizer

from app.config import Settings
from app.domain.doubtful_words import UNSURE_BELOW, UNSURE_BELOW_FIRST
from media.decode import decode
from media.renditions import pcm16k
from worker import models
from worker.transcriber import WhisperTranscriber

THRESHOLDS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)
NOISE_DB = (None, 20, 15, 10, 7, 5, 3, 0)
FIRST = UNSURE_BELOW - UNSURE_BELOW_FIRST
# What was heard: text, confidence, whether a sentence begins with it.
Heard = tuple[str, float, bool]
# Confidence, raised for the first word of a sentence, and whether the word is right.
Judged = tuple[float, bool]


def noisy(samples: NDArray[np.float32], snr_db: int | None) -> NDArray[np.float32]:
    """The samples with white noise so far below the speech, the same each time; None leaves them clean."""
    if snr_db is None:
        return samples
    noise = np.random.default_rng(4).standard_normal(len(samples)).astype(np.float32)
    loud = np.sqrt(np.mean(samples.astype(np.float64) ** 2)) / 10 ** (snr_db / 20)
    return np.asarray(samples + noise * loud, dtype=np.float32)


def judged(heard: list[Heard], said: str) -> list[Judged]:
    """Each heard word's confidence, and whether it was really said there; only its spacing may differ."""
    normalise = EnglishTextNormalizer()
    # One heard word may become several, such as "don't"; each carries the confidence of the whole.
    words = [(part, sure, first) for word, sure, first in heard for part in normalise(word).split()]
    texts, truth = [word for word, *_ in words], normalise(said).split()
    right: set[int] = set()
    for change, a, b, c, d in SequenceMatcher(a=texts, b=truth, autojunk=False).get_opcodes():
        if change == "equal" or "".join(texts[a:b]) == "".join(truth[c:d]):
            right |= {*range(a, b)}
    return [(sure + FIRST * first, place in right) for place, (_, sure, first) in enumerate(words)]


def hear(model: WhisperTranscriber, samples: NDArray[np.float32]) -> list[Heard]:
    spoken = model.transcribe(samples, vocabulary=[], progress=lambda _: None)
    return [(str(word[2]), float(word[3]), place == 0) for one in spoken for place, word in enumerate(one.words)]


def report(name: str, words: list[Judged]) -> None:
    wrong = sum(not right for _, right in words)
    print(f"\n{name}: {len(words)} words, {wrong} wrong")
    print("threshold  marked  wrong among marked  precision  recall")
    for threshold in THRESHOLDS:
        marked = [right for sure, right in words if sure < threshold]
        found = sum(not right for right in marked)
        rates = f"{found / max(len(marked), 1):9.2f}  {found / max(wrong, 1):6.2f}"
        print(f"{threshold:9.2f}  {len(marked):6}  {found:18}  {rates}")


def main(folder: Path) -> None:
    model = models.transcriber(Settings(data=Path(tempfile.mkdtemp(prefix="doubtful-words-"))))
    with (folder / "references.tsv").open() as file:
        rows = [*csv.reader(file, delimiter="\t")]
    everything: list[Judged] = []
    for snr_db in NOISE_DB:
        words: list[Judged] = []
        for name, _, said in rows:
            with tempfile.TemporaryDirectory() as place:
                decode([folder / name], Path(place) / "sound.pcm")
                words += judged(hear(model, noisy(pcm16k(Path(place) / "sound.pcm"), snr_db)), said)
        report("clean" if snr_db is None else f"speech {snr_db} dB over noise", words)
        everything += words
    report("all together", everything)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
