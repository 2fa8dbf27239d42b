"""Made-up talks for generated libraries: words as common and as rare as in speech, and queries of five classes."""

import random
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

WORDS_A_SEGMENT = 13
VOCABULARY = 50_000
SYLLABLES = re.findall("..", "bakoritelomavisudrapequizonihegatusfecoapol")
QUERIES_EACH = 40
# A query asks for what somebody said; so many segments are looked at for words that are common, middling and rare.
SAMPLE = 200_000
TALKS_AT_ONCE = 2_000


def vocabulary() -> list[str]:
    """Fifty thousand words, the most common first."""
    draw = random.Random(7)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(draw.choices(SYLLABLES, k=draw.randint(2, 5)))] = None
    return list(words)


def segments(count: int) -> Iterator[list[str]]:
    """The words of so many segments: the n-th most common word is said 1/n as often as the first, as in real speech."""
    words = vocabulary()
    chances = 1 / np.arange(3, len(words) + 3)
    bounds = np.cumsum(chances / chances.sum())
    draw = np.random.default_rng(7)
    for first in range(0, count, TALKS_AT_ONCE):
        drawn = draw.random((min(TALKS_AT_ONCE, count - first), WORDS_A_SEGMENT))
        for row in np.minimum(np.searchsorted(bounds, drawn), len(words) - 1):
            yield [words[one] for one in row]


def queries(said: list[str]) -> dict[str, list[str]]:
    """Forty for each class, about these segments."""
    draw = random.Random(8)
    counts = Counter(word for segment in said[:SAMPLE] for word in segment.split())
    ranked = [word for word, _ in counts.most_common()]
    rare = [word for word in ranked if 3 <= counts[word] <= 30]
    middle, common = ranked[100:3_000], ranked[:30]
    makers = {
        "rare word": lambda: draw.choice(rare),
        "common word": lambda: draw.choice(common),
        "AND and phrase": lambda: draw.choice([_phrase(draw, said), f"{draw.choice(middle)} {draw.choice(middle)}"]),
        "question": lambda: (
            f"how does the {draw.choice(middle)} {draw.choice(common)} get {draw.choice(common)} "
            f"to {draw.choice(rare)} with {draw.choice(middle)}?"
        ),
        "beginning, typo": lambda: draw.choice([draw.choice(middle)[:4], _typo(draw, draw.choice(middle))]),
    }
    return {name: [make() for _ in range(QUERIES_EACH)] for name, make in makers.items()}


def _phrase(draw: random.Random, said: list[str]) -> str:
    words = draw.choice(said).split()
    return f'"{words[3]} {words[4]}"'


def _typo(draw: random.Random, word: str) -> str:
    place = draw.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
