"""Windows: about thirty words from every sentence on, in order, nothing left out; and the times of words."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.passage_windows import WINDOW_WORDS, windows
from app.domain.timed_words import timed_words


def segment(start_ms: int, text: str, *, language: str | None = "en", words: list[Any] | None = None) -> Any:
    count = len(text.split())
    return SimpleNamespace(
        start_ms=start_ms, end_ms=start_ms + 400 * count, text=text, language=language, words=words or []
    )


def spoken(*counts: int) -> list[Any]:
    """Segments of so many words, each word unique."""
    said, place = [], 0
    for count in counts:
        said.append(segment(place * 400, " ".join(f"w{place + one}" for one in range(count))))
        place += count
    return said


@given(st.lists(st.integers(1, 80), max_size=30))
def test_every_word_is_in_a_window_of_bearable_size(counts: list[int]) -> None:
    found = windows(spoken(*counts))
    assert {word for window in found for word in window.text.split()} == {f"w{one}" for one in range(sum(counts))}
    assert all(len(window.text.split()) < WINDOW_WORDS + 25 for window in found)
    assert [window.start_ms for window in found] == sorted(window.start_ms for window in found)


def test_short_transcript_is_one_window() -> None:
    [window] = windows([segment(0, "Hello there."), segment(800, "Good bye.")])
    assert (window.start_ms, window.end_ms, window.text) == (0, 1600, "Hello there. Good bye.")
    assert windows([]) == windows([segment(0, "  ")]) == []


def test_correcting_one_sentence_changes_only_windows_around_it() -> None:
    said = spoken(*[12] * 40)
    before = windows(said)
    said[20].text = "this is what was really said here in eleven words"
    changed = set(windows(said)) ^ set(before)
    assert all(15 * 4_800 < window.start_ms < 22 * 4_800 for window in changed)


def test_language_is_the_one_most_spoken() -> None:
    [window] = windows([segment(0, "guten Tag", language="de"), segment(800, "this is English now", language="en")])
    assert window.language == "en"


def test_script_without_spaces_is_cut_too() -> None:
    said = [segment(place * 400, "これは日本語の長い文章でありまして、空白がありません。" * 4) for place in range(20)]
    assert len(windows(said)) > 5


def test_model_times_are_kept_where_a_correction_agrees() -> None:
    words = [[0, 90, " We", 0.9], [100, 190, " use", 0.9], [200, 290, " post", 0.4], [300, 390, " grass", 0.4]]
    corrected = segment(0, "We use PostgreSQL", words=words)
    assert [(word.text, word.start_ms) for word in timed_words(corrected)] == [
        ("We", 0),
        ("use", 100),
        ("PostgreSQL", 200),
    ]
