"""Sentences become paragraphs where a reader would expect one."""

from app.models import Segment
from app.transcript_pages import language_name, paragraphs


def said(start_ms: int, text: str = "So.", language: str | None = "en", length_ms: int = 900) -> Segment:
    return Segment(number=0, start_ms=start_ms, end_ms=start_ms + length_ms, text=text, language=language)


def sizes(*segments: Segment) -> list[int]:
    return [len(paragraph.segments) for paragraph in paragraphs(list(segments))]


def test_sentences_without_a_breath_between_them_stay_together() -> None:
    assert sizes(said(0), said(1_000), said(2_000)) == [3]


def test_a_breath_begins_a_paragraph() -> None:
    assert sizes(said(0), said(2_400), said(3_400)) == [1, 2]


def test_another_language_begins_a_paragraph() -> None:
    spoken = [said(0), said(1_000, language="fr"), said(2_000, language="fr"), said(3_000)]
    assert sizes(*spoken) == [1, 2, 1]
    assert [paragraph.language for paragraph in paragraphs(spoken)] == ["en", "fr", "en"]


def test_after_three_quarters_of_a_minute_the_next_full_stop_ends_it() -> None:
    long = [said(second * 1_000, text="and so on,") for second in range(50)]
    assert sizes(*long) == [50]
    long[46].text = "until it ends."
    assert sizes(*long) == [47, 3]


def test_silence_has_no_paragraphs() -> None:
    assert paragraphs([]) == []


def test_languages_have_names_and_unknown_ones_keep_their_code() -> None:
    assert [language_name(code) for code in ("fr", "de", "xx", "", None)] == ["French", "German", "xx", "", ""]
