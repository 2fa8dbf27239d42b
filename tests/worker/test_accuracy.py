"""The default model on real human speech. Needs a folder of it; see the fixture `speech`."""

import csv
from pathlib import Path

import jiwer
import numpy as np
import pytest
from numpy.typing import NDArray
from whisper_normalizer.english import EnglishTextNormalizer

from app.config import Settings
from app.domain.transcripts import Spoken
from media.decode import decode
from media.renditions import pcm16k
from worker import models
from worker.transcriber import WhisperTranscriber

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> WhisperTranscriber:
    return models.transcriber(Settings(data=tmp_path_factory.mktemp("models")))


def samples_of(file: Path, folder: Path) -> NDArray[np.float32]:
    decode([file], folder / "sound.pcm")
    return pcm16k(folder / "sound.pcm")


def heard(base: WhisperTranscriber, samples: NDArray[np.float32]) -> list[Spoken]:
    return [*base.transcribe(samples, vocabulary=[], progress=lambda _: None)]


def test_at_most_one_word_in_twenty_is_wrong(base: WhisperTranscriber, speech: Path, tmp_path: Path) -> None:
    with (speech / "references.tsv").open() as file:
        rows = [*csv.reader(file, delimiter="\t")]
    normalise = EnglishTextNormalizer()
    said = [normalise(text) for _, _, text in rows]
    understood = [
        normalise(" ".join(one.text for one in heard(base, samples_of(speech / name, tmp_path)))) for name, _, _ in rows
    ]
    words_in, words_out = (sum(len(text.split()) for text in texts) for texts in (said, understood))
    assert jiwer.wer(said, understood) <= 0.05
    assert 0.97 <= words_out / words_in <= 1.03


def test_each_part_is_written_in_the_language_it_was_spoken_in(
    base: WhisperTranscriber, speech: Path, tmp_path: Path
) -> None:
    said = heard(base, samples_of(speech / "multilingual.mp3", tmp_path))
    assert [*dict.fromkeys(one.language for one in said)] == ["en", "de"]
    german = " ".join(one.text for one in said if one.language == "de")
    assert "Jeden, der diese Software" in german
    assert "zu veröffentlichen" in german
