from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worker.windows import PIECE_MAX, SAMPLE_RATE, WINDOW_MAX, Piece, Window, pack, pieces, split

SECOND = SAMPLE_RATE
STRETCHES = st.lists(st.tuples(st.integers(1, 5 * SECOND), st.integers(1, 29 * SECOND)), max_size=30)


def laid_out(steps: list[tuple[int, int]]) -> list[Piece]:
    stretches, at = [], 0
    for pause, length in steps:
        stretches.append(Piece(at + pause, at + pause + length))
        at += pause + length
    return stretches


@given(STRETCHES)
def test_packing_keeps_all_speech_in_order_and_fits_the_model(steps: list[tuple[int, int]]) -> None:
    stretches = laid_out(steps)
    packed = pack(pieces(stretches))
    inside = [piece for window in packed for piece in window.pieces]
    assert sum(piece.length for piece in inside) == sum(one.length for one in stretches)
    assert all(before.end <= after.start for before, after in pairwise(inside))
    assert all(window.length <= WINDOW_MAX for window in packed)
    assert all(piece.length <= PIECE_MAX for piece in inside)


def test_sound_leaves_silence_out() -> None:
    samples = np.arange(10 * SECOND, dtype=np.int16)
    window = Window((Piece(SECOND, 2 * SECOND), Piece(5 * SECOND, 6 * SECOND)))
    sound = window.sound(samples)
    assert sound.dtype == np.float32
    assert np.array_equal(sound[SECOND:] * 32_768, samples[5 * SECOND : 6 * SECOND].astype(np.float32))


def test_times_are_those_of_the_recording() -> None:
    window = Window((Piece(10 * SECOND, 12 * SECOND), Piece(60 * SECOND, 63 * SECOND)))
    assert window.span_ms(0.5, 1.0) == (10_500, 11_000)
    assert window.span_ms(1.5, 2.0) == (11_500, 12_000)
    assert window.span_ms(2.0, 2.5) == (60_000, 60_500)
    assert window.span_ms(4.0, 9.0) == (62_000, 63_000)


def test_word_does_not_reach_over_a_silence_that_was_left_out() -> None:
    window = Window((Piece(0, 2 * SECOND), Piece(60 * SECOND, 63 * SECOND)))
    assert window.span_ms(1.2, 2.1) == (1_200, 2_000)
    assert window.span_ms(1.9, 2.8) == (60_000, 60_800)


def test_part_of_a_window_is_found_again_in_the_recording() -> None:
    window = Window((Piece(0, 2 * SECOND), Piece(10 * SECOND, 12 * SECOND), Piece(20 * SECOND, 22 * SECOND)))
    assert window.between(1.0, 5.0).pieces == (
        Piece(SECOND, 2 * SECOND),
        Piece(10 * SECOND, 12 * SECOND),
        Piece(20 * SECOND, 21 * SECOND),
    )


def test_each_language_gets_a_window_of_its_own() -> None:
    one, two, three = Piece(0, 10), Piece(20, 30), Piece(40, 50)
    runs = split(Window((one, two, three)), ["en", "de", "de"])
    assert [(run.language, run.pieces) for run in runs] == [("en", (one,)), ("de", (two, three))]
