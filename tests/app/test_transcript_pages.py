"""Sentences become paragraphs where a reader would expect one."""

from app.models import Segment
from app.transcript_pages import language_name, paragraphs


def said(start_ms: int, text: str = "So.", language: str | None = "en", length_ms: int = 900) -> Segment:
    return Segment(number=0, start_ms=start_ms, end_ms=start_ms + length_ms, text=text, language=language)


def sizes(*segments: Segment) -> list[int]:
    return [len(paragraph.segments) for paragraph in paragraphs(list(segments))]


def test_sentences_without_a_breath_between_them_stay_together() -> None:
    assert sizes(said(0), said(1_000), said(2_000)) == [3]


def test_a_long_pause_begins_a_paragraph() -> None:
    assert sizes(said(0), said(3_900), said(4_900)) == [1, 2]


def test_after_a_word_or_two_a_breath_is_only_a_breath() -> None:
    assert sizes(said(0), said(2_400), said(3_400)) == [3]
    assert sizes(said(0, length_ms=9_000), said(10_500), said(11_500)) == [1, 2]


def test_the_longer_a_paragraph_is_the_sooner_it_ends() -> None:
    assert sizes(said(0, length_ms=21_000), said(21_700)) == [1, 1]
    assert sizes(said(0, length_ms=21_000), said(21_300)) == [2]
    assert sizes(said(0, length_ms=41_000), said(41_000)) == [1, 1]


def test_no_paragraph_ends_within_a_sentence_but_after_an_interruption() -> None:
    assert sizes(said(0, "which has", length_ms=20_000), said(23_000)) == [2]
    assert sizes(said(0, "which has", length_ms=20_000), said(25_500)) == [1, 1]
    assert sizes(said(0, "He said “no.”", length_ms=20_000), said(23_000)) == [1, 1]


def test_another_language_begins_a_paragraph() -> None:
    spoken = [said(0), said(1_000, language="fr"), said(2_000, language="fr"), said(3_000)]
    assert sizes(*spoken) == [1, 2, 1]
    assert [paragraph.language for paragraph in paragraphs(spoken)] == ["en", "fr", "en"]


def test_speech_without_full_stops_does_not_become_a_wall() -> None:
    assert sizes(*[said(second * 1_000, text="and so on,") for second in range(100)]) == [76, 24]


def test_silence_has_no_paragraphs() -> None:
    assert paragraphs([]) == []


def test_languages_have_names_and_unknown_ones_keep_their_code() -> None:
    assert [language_name(code) for code in ("fr", "de", "xx", "", None)] == ["French", "German", "xx", "", ""]
