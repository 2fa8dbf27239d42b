"""Which language each piece of speech is in, decided over the whole stretch so that one odd name changes nothing.

The likeliest path through the languages (Viterbi, IEEE Trans. Inf. Theory 13, 1967): every piece votes with its length,
and each change of language has a price.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Likelihoods = Mapping[str, float]

# In nats times seconds: three clear seconds of another language are worth a change and back, a foreign name is not.
CHANGE_PRICE = 4.0
LEAST = 0.01


def path(heard: Sequence[tuple[float, Likelihoods]], before: str | None = None) -> list[str]:
    """The language of each piece, given (seconds, likelihoods) of each, and the language spoken just before.

    >>> english, german = {"en": 0.95, "de": 0.03}, {"de": 0.9, "en": 0.05}
    >>> path([(5, english), (0.8, german), (5, english)])
    ['en', 'en', 'en']
    >>> path([(5, english), (4, german)])
    ['en', 'de']
    """
    if not heard:
        return []
    candidates = sorted({max(likely, key=likely.__getitem__) for _, likely in heard} | ({before} if before else set()))
    scores = {one: -CHANGE_PRICE * (before is not None and one != before) for one in candidates}
    steps: list[dict[str, str]] = []
    for seconds, likely in heard:
        came_from = {one: _best_before(one, scores) for one in candidates}
        scores = {
            one: _arriving(one, came_from[one], scores) + seconds * math.log(max(likely.get(one, 0), LEAST))
            for one in candidates
        }
        steps.append(came_from)
    return _walk_back(max(candidates, key=scores.__getitem__), steps)


def main_language(spoken: Iterable[tuple[int, str | None]]) -> str | None:
    """The language most spoken, given (milliseconds, language) of every segment; None when nothing was said."""
    total: Counter[str] = Counter()
    for milliseconds, language in spoken:
        if language:
            total[language] += milliseconds
    return total.most_common(1)[0][0] if total else None


def _arriving(one: str, other: str, scores: Mapping[str, float]) -> float:
    return scores[other] - (CHANGE_PRICE if one != other else 0)


def _best_before(one: str, scores: Mapping[str, float]) -> str:
    # Staying wins a tie.
    return max(scores, key=lambda other: (_arriving(one, other, scores), one == other))


def _walk_back(last: str, steps: Sequence[Mapping[str, str]]) -> list[str]:
    walked = [last]
    for came_from in reversed(steps[1:]):
        walked.append(came_from[walked[-1]])
    return walked[::-1]
