"""Captions against golden files: they are what people exchange."""

from pathlib import Path

import pytest

from media.captions import Cue, to_srt, to_txt, to_vtt

GOLDEN = Path(__file__).parent / "golden"
CUES = [
    Cue(0, 2_400, "Welcome to the team.", "Ada Lovelace"),
    Cue(2_400, 5_130, "Today: the first call with a customer.", "Ada Lovelace"),
    Cue(9_000, 12_000, "Never say <b>cheap</b> & smile --> always.", "Ada Lovelace"),
    Cue(12_100, 14_000, "Two\n\nlines\nbecome one.", "Ben <script>"),
    Cue(14_000, 14_500, "   ", "Ben <script>"),
    Cue(3_599_999, 3_599_999, "An hour later, without a name: naïve 日本語 🎧."),
]


@pytest.mark.parametrize(("write", "name"), [(to_vtt, "cues.vtt"), (to_srt, "cues.srt"), (to_txt, "cues.txt")])
def test_captions_equal_the_golden_file(write, name) -> None:  # type: ignore[no-untyped-def]
    assert write(CUES) == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_words_make_a_valid_empty_file() -> None:
    assert to_vtt([]) == "WEBVTT\n"
    assert to_srt([]) == ""


def test_nothing_in_a_cue_can_become_markup_or_another_cue() -> None:
    vtt = to_vtt([Cue(0, 1, "</v><c.x>\n\n00:00 --> 00:01\nhi", "a>b\n\nc")])
    assert vtt.count("-->") == 1
    assert "<c" not in vtt
    assert len(vtt.strip().split("\n\n")) == 2
