from pathlib import Path

import pytest

from app.config import Settings
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
