from pathlib import Path

import numpy as np
import pytest

from app.config import Settings
from app.demo.voice import Voice
from media.decode import decode
from media.renditions import pcm16k
from tests.worker import sounds
from worker import models
from worker.errors import ModelMissing


def test_model_that_is_not_there_has_a_reason_and_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    transcriber = models.transcriber(Settings(WHISPER_MODEL=str(tmp_path / "empty"), data=tmp_path))
    for _ in range(2):
        with pytest.raises(ModelMissing):
            next(transcriber.transcribe(sounds.silence(1), vocabulary=[], progress=lambda _: None))
    assert ModelMissing.reason == "model_missing"
    assert not ModelMissing.permanent


@pytest.mark.model
def test_what_is_encoded_only_as_far_as_somebody_speaks_is_heard_like_a_whole_window(tmp_path: Path) -> None:
    whisper = models.transcriber(Settings(data=tmp_path)).whisper
    sound = spoken("Write the invoice on Friday, and send it to the customer.", tmp_path)
    whole, short = whisper._encode([sound], 1500), whisper.encode([sound])
    assert whole.shape == short.shape
    assert not np.array_equal(whole, short)
    texts = [
        [word.text for word in whisper.hear(one, len(sound), "en", None).result(60).words]
        for one in (whole[0], short[0])
    ]
    assert texts[0] == texts[1]
    assert len(texts[0]) > 5


def spoken(text: str, folder: Path) -> np.ndarray:
    """A made voice, as the model wants it."""
    (folder / "said.wav").write_bytes(Voice().say(text, pitch=1.0, pace=0.9))
    decode([folder / "said.wav"], folder / "said.pcm")
    return pcm16k(folder / "said.pcm")
