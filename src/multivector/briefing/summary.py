"""The opening paragraph: what the numbers allow one to say, and no more."""

from collections.abc import Mapping, Sequence

from multivector.briefing.brief import Brief
from multivector.briefing.wording import count_noun, format_day, format_days, format_interval, format_points, join_words
from multivector.records import Score


def summarise_brief(brief: Brief) -> str:
    """One paragraph about the last period, its change against the period before, and what the brief rests on.

    A change is called one only where the two 90% intervals do not overlap.
    """
    sentences = []
    periods = sorted({(score.start, score.end) for score in brief.scores})
    if periods:
        order = {name: number for number, (name, _) in enumerate(brief.list_vectors())}
        last = sorted((score for score in brief.scores if (score.start, score.end) == periods[-1]), key=lambda score: order[score.vector])
        sentences += describe_standing(last, focal=brief.focal)
        if len(periods) > 1:
            before = {score.vector: score for score in brief.scores if (score.start, score.end) == periods[-2]}
            sentences.append(describe_change(last, before, period=format_days(*periods[-2])))
    else:
        sentences.append(f"Between {format_day(brief.start)} and {format_day(brief.end)} no value could be worked out for {brief.focal}.")
    counts = brief.counts
    sentences.append(
        f"The brief rests on {count_noun(counts.documents, 'document')} with {count_noun(counts.reports, 'report')} "
        f"of {count_noun(counts.events, 'event')}."
    )
    return " ".join(sentences)


def overlap(one: Score, other: Score) -> bool:
    """Whether the intervals of two scores share a point."""
    return one.low <= other.high and other.low <= one.high


def describe_standing(scores: Sequence[Score], *, focal: str) -> list[str]:
    """Who stood highest and lowest in one period, and whether the intervals bear that order. ``scores`` is not empty."""
    when = f"Between {format_day(scores[0].start)} and {format_day(scores[0].end)}"
    if not any(score.events or score.value for score in scores):
        return [f"{when} no event was counted for any vector of {focal}."]
    ranked = sorted(scores, key=lambda score: -score.value)
    top = [score for score in ranked if score.value == ranked[0].value]
    if len(top) == len(ranked) > 1:
        return [f"{when} all vectors of {focal} stood at {format_points(top[0].value)}."]
    if len(top) > 1:
        opening = f"{when} the strongest vectors of {focal} were {join_words([name_score(score) for score in top])}"
    else:
        opening = f"{when} the strongest vector of {focal} was {name_score(top[0])}"
    if len(ranked) == 1:
        return [f"{when} the one vector of {focal}, {ranked[0].vector}, stood at {state_value(ranked[0])}."]
    lowest = [score for score in ranked if score.value == ranked[-1].value]
    sentences = [f"{opening}; the weakest {'was' if len(lowest) == 1 else 'were'} {join_words([name_score(score) for score in lowest])}."]
    rivals = [score.vector for score in ranked[len(top) :] if overlap(top[0], score)]
    if rivals and len(top) == 1:
        verb = "overlaps" if len(rivals) == 1 else "overlap"
        intervals = "interval" if len(rivals) == 1 else "intervals"
        sentences.append(f"The {intervals} of {join_words(rivals)} {verb} with that of {top[0].vector}, so their order is not certain.")
    return sentences


def describe_change(scores: Sequence[Score], before: Mapping[str, Score], *, period: str) -> str:
    """What rose, fell, cannot be told or has nothing to be compared with, against the period named."""
    parts = []
    for verb, sign in (("rose", 1), ("fell", -1)):
        moved = [
            f"{score.vector} (from {format_points(before[score.vector].value)} to {format_points(score.value)})"
            for score in scores
            if score.vector in before and not overlap(score, before[score.vector]) and (score.value - before[score.vector].value) * sign > 0
        ]
        if moved:
            parts.append(f"the value {verb} for {join_words(moved)}")
    held = [score.vector for score in scores if score.vector in before and overlap(score, before[score.vector])]
    if held:
        parts.append(f"no change can be told for {join_words(held)}")
    new = [score.vector for score in scores if score.vector not in before]
    if new:
        parts.append(f"for {join_words(new)} there is no earlier value")
    return f"Against {period}, {'; '.join(parts)}."


def state_value(score: Score) -> str:
    """``+12.5 (90% interval 8 to 17)``."""
    return f"{format_points(score.value)} (90% interval {format_interval(score.low, score.high)})"


def name_score(score: Score) -> str:
    """``Russia (+12.5; 90% interval 8 to 17)``."""
    return f"{score.vector} ({format_points(score.value)}; 90% interval {format_interval(score.low, score.high)})"
