"""What is heard after edits, and where a moment goes."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain import timelines
from app.domain.timelines import Change, Span

TAKE = (0, 10_000)


def test_a_cut_leaves_what_is_around_it() -> None:
    assert timelines.fold([TAKE], [Change([(2_000, 3_000)])]) == [(0, 2_000), (3_000, 10_000)]


def test_a_retake_stands_where_the_cut_began() -> None:
    again = Change([(4_000, 6_000)], [(10_000, 11_500)])
    assert timelines.fold([TAKE], [again]) == [(0, 4_000), (10_000, 11_500), (6_000, 10_000)]


def test_a_retake_of_nothing_comes_last() -> None:
    assert timelines.fold([TAKE], [Change([], [(20_000, 21_000)])]) == [TAKE, (20_000, 21_000)]


def test_a_place_is_found_although_a_later_edit_arrived_first() -> None:
    cut, again = Change([(3_000, 7_000)]), Change([(4_000, 6_000)], [(10_000, 11_000)])
    assert timelines.fold([TAKE], [cut, again]) == [(0, 3_000), (10_000, 11_000), (7_000, 10_000)]


def test_what_was_recorded_again_can_be_cut_and_recorded_again() -> None:
    first = Change([(4_000, 6_000)], [(10_000, 12_000)])
    second = Change([(10_500, 12_000)], [(12_000, 13_000)])
    assert timelines.fold([TAKE], [first, second]) == [(0, 4_000), (10_000, 10_500), (12_000, 13_000), (6_000, 10_000)]


def test_a_moment_keeps_its_word_and_a_cut_one_goes_to_the_next() -> None:
    after = [(0, 2_000), (3_000, 10_000)]
    assert timelines.moved([TAKE], after, 1_500) == 1_500
    assert timelines.moved([TAKE], after, 5_000) == 4_000
    assert timelines.moved([TAKE], after, 2_500) == 2_000
    assert timelines.moved([TAKE], [(0, 2_000)], 5_000) == 2_000


def test_only_what_nobody_listened_to_is_missing() -> None:
    timeline = [(0, 4_000), (10_000, 11_500), (6_000, 10_000)]
    assert timelines.missing(timeline, [TAKE], shortest_ms=400) == [(4_000, 5_500)]
    assert timelines.missing(timeline, [(100, 10_000)], shortest_ms=400) == [(4_000, 5_500)]
    assert timelines.missing([TAKE], [], shortest_ms=400) == [TAKE]


@given(st.lists(st.tuples(st.integers(0, 9_999), st.integers(1, 3_000)), max_size=8))
def test_no_source_moment_is_heard_twice_and_every_heard_moment_finds_its_way_back(cuts: list[Span]) -> None:
    timeline = timelines.fold([TAKE], [Change([(start, min(start + length, 10_000))]) for start, length in cuts])
    assert timelines.length_ms(timelines.joined(sorted(timeline))) == timelines.length_ms(timeline)
    for at_ms in range(0, timelines.length_ms(timeline), 997):
        [(source_ms, _)] = timelines.to_source(timeline, at_ms, at_ms + 1)
        assert timelines.to_heard(timeline, source_ms) == at_ms
