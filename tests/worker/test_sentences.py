from hypothesis import given
from hypothesis import strategies as st

from worker.sentences import SENTENCE_MAX_MS, WORDS_MIN, Word, sentences, text


def spoken(line: str, *, start_ms: int = 0, word_ms: int = 300, language: str = "en") -> list[Word]:
    return [
        Word(start_ms + place * word_ms, start_ms + (place + 1) * word_ms, f" {word}", 0.9, language)
        for place, word in enumerate(line.split())
    ]


def texts(words: list[Word]) -> list[str]:
    return [text(sentence) for sentence in sentences(words)]


def test_full_stop_ends_a_sentence() -> None:
    assert texts(spoken("We bill monthly. Then we wait! Is it late?")) == [
        "We bill monthly.",
        "Then we wait!",
        "Is it late?",
    ]


def test_a_word_or_two_join_the_next_sentence_unless_a_pause_sets_them_apart() -> None:
    assert texts(spoken("Yes. We bill monthly.")) == ["Yes. We bill monthly."]
    assert texts([*spoken("Yes."), *spoken("We bill monthly.", start_ms=1_200)]) == ["Yes.", "We bill monthly."]


def test_long_pause_ends_a_sentence_without_full_stop() -> None:
    assert texts([*spoken("so we thought"), *spoken("and then", start_ms=4_000)]) == ["so we thought", "and then"]


def test_abbreviation_ends_nothing() -> None:
    assert texts(spoken("we asked Dr. Smith and Mrs. J. Doe.")) == ["we asked Dr. Smith and Mrs. J. Doe."]


def test_change_of_language_ends_a_sentence() -> None:
    words = [*spoken("that is what we call"), *spoken("eine Rechnung", start_ms=1_500, language="de")]
    assert [(text(one), one[0].language) for one in sentences(words)] == [
        ("that is what we call", "en"),
        ("eine Rechnung", "de"),
    ]


def test_long_sentence_is_cut_behind_a_comma_near_its_middle() -> None:
    line = " ".join(["word"] * 25 + ["comma,"] + ["word"] * 30)
    assert [one.split()[-1] for one in texts(spoken(line))] == ["comma,", "word"]


def test_sentence_comes_as_soon_as_the_next_begins() -> None:
    words = iter(spoken("We bill monthly. Then nobody reads on"))
    assert text(next(sentences(words))) == "We bill monthly."
    assert next(words).text == " nobody"


def test_nothing_said_gives_nothing() -> None:
    assert texts([]) == []


WORDS = st.lists(
    st.tuples(
        st.integers(0, 2_500), st.integers(20, 1_500), st.sampled_from([" a", " b.", " c,", " Dr.", " e?", "了。"])
    ),
    max_size=120,
)


@given(WORDS)
def test_no_word_is_lost_or_moved_and_no_sentence_is_too_long(steps: list[tuple[int, int, str]]) -> None:
    words, at_ms = [], 0
    for pause_ms, length_ms, word in steps:
        words.append(Word(at_ms + pause_ms, at_ms + pause_ms + length_ms, word))
        at_ms += pause_ms + length_ms
    cut = [*sentences(words)]
    assert [word for sentence in cut for word in sentence] == words
    for sentence in cut:
        assert sentence[-1].end_ms - sentence[0].start_ms <= SENTENCE_MAX_MS or len(sentence) < 2 * WORDS_MIN
