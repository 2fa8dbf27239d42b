"""Files that say "now fetch that": no connection is made and no other file opened, inside the sandbox or out of it."""

import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest

from media.decode import decode
from media.demux import open_take
from media.errors import NotAudio
from tests import proof
from tests.media.clips import encoded, voice, write
from tests.media.watch import Listener, Openings, watched

PLAYLISTS = {
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{url}\n#EXT-X-ENDLIST\n",
    "m3u8-file": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://{path}\n#EXT-X-ENDLIST\n",
    "m3u8-key": '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{url}"\n#EXTINF:9,\n{path}\n#EXT-X-ENDLIST\n',
    "concat": "ffconcat version 1.0\nfile {path}\nfile {url}\n",
    "dash": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{url}</BaseURL></MPD>',
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}"/><image href="file://{path}"/></svg>',
    "html": '<!doctype html><audio src="{url}"></audio><script>fetch("{url}")</script>',
    "xspf": '<playlist version="1"><trackList><track><location>{url}</location></track></trackList></playlist>',
    "sdp": "v=0\nc=IN IP4 127.0.0.1\nm=audio {port} RTP/AVP 0\n",
    "url": "{url}",
}  # fmt: skip
# What a file would begin with if its first bytes should be believed.
MASKS = {"bare": b"", "id3": b"ID3\x04\0\0\0\0\0\0", "mp4": b"\0\0\0\x10ftypM4A \0\0\0\0", "webm": b"\x1aE\xdf\xa3"}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return write(tmp_path / "secret.wav", encoded(voice(1), "wav"))


@pytest.fixture
def watching(secret: Path) -> Iterator[tuple[Listener, Openings]]:
    with watched(secret) as both:
        yield both


def _disguised(text: str, mask: bytes, secret: Path, listener: Listener) -> bytes:
    url = f"http://127.0.0.1:{listener.port}/a.ts"
    return mask + text.format(url=url, path=secret, port=listener.port).encode()


def _opened(path: Path) -> None:
    with path.open("rb") as file, suppress(NotAudio):
        open_take(file).close()


def test_disguises_open_nothing(secret: Path, watching, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """Believed or not: the second time every file is taken for one that is read, as if sniffing had been fooled."""
    listener, openings = watching
    called, opened, files = [], [], 0
    for fooled in (False, True):
        if fooled:
            monkeypatch.setattr("media.demux.sniff", lambda file: "flac" if file.seek(0) == 0 else None)
        for (name, text), (masked, mask) in product(PLAYLISTS.items(), MASKS.items()):
            _opened(write(tmp_path / f"take.{name}", _disguised(text, mask, secret, listener)))
            files += 1
            called += [f"{name} {masked}"] * listener.is_called()
            opened += [f"{name} {masked}"] * bool(openings.count())
    figure = f"{len(called)} connections and {len(opened)} other files opened by {files} disguises"
    proof.note("A7", figure, holds=not called and not opened)


@pytest.mark.parametrize("name", ["m3u8", "concat", "html"])
def test_disguise_is_refused_in_words(name: str, secret: Path, watching, tmp_path: Path, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path / "take.mp3", _disguised(PLAYLISTS[name], b"", secret, watching[0]))
    with pytest.raises(NotAudio, match="no sound that can be read"):
        decode([path], pcm)


def test_recording_with_a_playlist_behind_it_is_still_a_recording(  # type: ignore[no-untyped-def]
    secret: Path, watching, tmp_path: Path, pcm: Path
) -> None:
    listener, openings = watching
    data = _disguised(PLAYLISTS["m3u8"], encoded(voice(1), "webm"), secret, listener)
    assert decode([write(tmp_path / "take", data)], pcm).duration_ms > 900
    assert not listener.is_called()
    assert not openings.count()


def test_the_watch_sees_what_it_watches_for(secret: Path, watching) -> None:  # type: ignore[no-untyped-def]
    listener, openings = watching
    secret.read_bytes()
    with suppress(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{listener.port}", timeout=0.01)
    assert listener.is_called()
    assert openings.count() == 1
