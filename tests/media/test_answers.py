"""The child's answer is not trusted: it may have been taken over by what it decoded."""

from pathlib import Path

import pytest

from media.decode import decode
from media.errors import DecoderCrashed, MediaError
from tests.media.clips import encoded, voice, write

ANSWERS = [
    b"", b"not json", b"[]", b"7", b"null", b"{}", b'{"reason": "no_such_reason", "facts": {}}',
    b'{"reason": "too_long"}',
    b'{"reason": "too_long", "facts": {"surprise": 1}}', b'{"reason": ["too_long"], "facts": {}}',
    b'{"codec": "x", "repaired": false, "gaps": [["a", "b"]]}', b'{"codec": "x", "repaired": false, "gaps": 7}',
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_nonsense_is_a_crash_of_the_decoder(answer: bytes, tmp_path: Path, pcm: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("media.decode._run", lambda *_: answer)
    pcm.write_bytes(bytes(96_000))
    with pytest.raises(DecoderCrashed):
        decode([tmp_path / "take"], pcm)


def test_every_error_of_a_child_arrives_as_itself(tmp_path: Path, pcm: Path) -> None:
    with pytest.raises(MediaError) as error:
        decode([write(tmp_path / "take", encoded(voice(1), "webm")[:40])], pcm)
    assert error.value.reason in {"not_audio", "empty_audio"}
