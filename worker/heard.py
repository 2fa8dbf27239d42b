"""What a speech model heard in one window: plain data, so that nobody needs the model's library to read it."""

import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class TimedWord:
    start: float
    end: float
    text: str
    probability: float


@dataclass(frozen=True)
class Heard:
    """The words of one window, and how far the model trusts them (definitions of OpenAI's Whisper)."""

    words: list[TimedWord]
    average_logprob: float
    no_speech_probability: float

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def repetition(self) -> float:
        """How much the text shrinks when compressed: above 2.4 it goes round in circles."""
        text = self.text.encode()
        return len(text) / len(zlib.compress(text)) if text else 0.0
