from worker.languages import main_language, path

ENGLISH = {"en": 0.97, "de": 0.01, "cy": 0.01}
GERMAN = {"de": 0.95, "en": 0.03}
PERHAPS_GERMAN = {"de": 0.5, "en": 0.45}


def test_clear_stretch_of_another_language_is_a_change() -> None:
    assert path([(8, ENGLISH), (6, GERMAN), (6, GERMAN), (8, ENGLISH)]) == ["en", "de", "de", "en"]


def test_foreign_name_changes_nothing() -> None:
    assert path([(8, ENGLISH), (0.9, GERMAN), (8, ENGLISH)]) == ["en", "en", "en"]


def test_doubt_changes_nothing() -> None:
    assert path([(8, ENGLISH), (6, PERHAPS_GERMAN), (8, ENGLISH)]) == ["en", "en", "en"]


def test_what_was_spoken_before_settles_a_doubt() -> None:
    assert path([(2, PERHAPS_GERMAN)], before="en") == ["en"]
    assert path([(2, PERHAPS_GERMAN)], before="de") == ["de"]
    assert path([(6, GERMAN)], before="en") == ["de"]


def test_nothing_heard_has_no_language() -> None:
    assert path([]) == []
    assert main_language([]) is None


def test_main_language_is_the_one_spoken_longest() -> None:
    assert main_language([(1_000, "en"), (900, "de"), (200, "de"), (5_000, None)]) == "de"
