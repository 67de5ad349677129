"""Where a page's main note ends and other items begin.

A crawled page is one article and then, often, the openings of other pieces, one paragraph each, with nothing drawn between them.
Dating those by the article would be wrong; cutting an article in two would be as wrong. So a cut needs evidence, and doubt keeps a
page whole. Four kinds of evidence, strongest first:

1. a label ("Read also:") or a drawn line, with short paragraphs after it;
2. a paragraph that stands twice among short paragraphs at the end: sites repeat teasers, authors do not repeat paragraphs;
3. two or more short paragraphs at the end that share next to nothing with the note nor with one another;
4. a note of long paragraphs followed by four or more one-paragraph leads, most of which share no more than the page's theme.
"""

import itertools
from collections import Counter

from multivector.sources.paragraph import QUOTED, Paragraph

Spans = list[tuple[int, int]]
REPEAT_WORDS = 8  # shorter repeats are slogans, captions and "Advertisement"
MOST_PARAGRAPHS = 1000  # a book or a log, no crawled page: it stays whole, and hostile pages cost no quadratic time
LONGEST_TAIL = 60  # paragraphs looked at from the end: no list of teasers is longer, and the work stays linear


def find_items(paragraphs: list[Paragraph]) -> Spans:
    """Return the items as (start, end) offsets into the page, in order, the main note first; one span where the page is one item."""
    if not paragraphs:
        return []
    if len(paragraphs) > MOST_PARAGRAPHS:
        return [(paragraphs[0].start, paragraphs[-1].end)]
    parts = divide_at_rules(paragraphs)
    if len(parts) > 1:
        spans: Spans = []
        for part in parts:
            spans.extend(find_items(part))
        return spans
    prose = [place for place, paragraph in enumerate(paragraphs) if paragraph.kind == "prose"]
    cut = find_label(paragraphs)
    if cut is None:
        body = [paragraphs[place] for place in prose]
        begin = find_repeat(body)
        if begin is None:
            begin = find_strangers(body)
        if begin is None:
            begin = find_leads(body)
        if begin is not None:
            cut = prose[begin]
    if cut is None:
        return [(paragraphs[0].start, paragraphs[-1].end)]
    note, tail = paragraphs[:cut], paragraphs[cut:]
    while note and note[-1].kind == "label":
        note = note[:-1]
    return [(note[0].start, note[-1].end), *gather_tail(tail)]


def gather_tail(tail: list[Paragraph]) -> Spans:
    """One item per paragraph; a heading goes with the paragraph under it, and one with none is a headline by itself."""
    spans: Spans = []
    waiting: Paragraph | None = None
    for paragraph in tail:
        if paragraph.kind in ("label", "rule"):
            continue
        if paragraph.kind == "heading":
            if waiting is not None:
                spans.append((waiting.start, waiting.end))
            waiting = paragraph
            continue
        spans.append((waiting.start if waiting else paragraph.start, paragraph.end))
        waiting = None
    if waiting is not None:
        spans.append((waiting.start, waiting.end))
    return spans


def divide_at_rules(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """Divide at drawn lines where both sides hold prose and the second does not go on from the first."""
    parts: list[list[Paragraph]] = [[]]
    ruled = False
    for paragraph in paragraphs:
        if paragraph.kind == "rule":
            ruled = True
            continue
        if ruled and has_prose(parts[-1]) and stands_apart(paragraphs, paragraph, parts[-1]):
            parts.append([])
        ruled = False
        parts[-1].append(paragraph)
    return [part for part in parts if part]


def stands_apart(paragraphs: list[Paragraph], first: Paragraph, before: list[Paragraph]) -> bool:
    """Whether the part that begins with ``first`` is prose of its own: it neither points back nor shares names with what stands before."""
    part: list[Paragraph] = []
    for paragraph in paragraphs[paragraphs.index(first) :]:
        if paragraph.kind == "rule":
            break
        part.append(paragraph)
    prose = [paragraph for paragraph in part if paragraph.kind == "prose"]
    if not prose or prose[0].continues:
        return False
    names = frozenset[str]().union(*(paragraph.names for paragraph in before))
    shared = prose[0].names & names
    # A section break inside one article: the new section speaks of the same people and places.
    return len(shared) < 2 or len(shared) < 0.5 * len(prose[0].names)


def has_prose(paragraphs: list[Paragraph]) -> bool:
    """Whether at least one paragraph is prose (the lines above a text's first rule may be a file's header)."""
    return any(paragraph.kind == "prose" for paragraph in paragraphs)


def find_label(paragraphs: list[Paragraph]) -> int | None:
    """The place after the first label that has only short paragraphs, none pointing back, after it; None where there is none."""
    for place, paragraph in enumerate(paragraphs):
        after = paragraphs[place + 1 :]
        if paragraph.kind == "label" and after and has_prose(paragraphs[:place]):
            prose = [other for other in after if other.kind == "prose"]
            if all(other.short for other in prose) and not any(other.continues for other in prose[:1]):
                return place + 1
    return None


def find_repeat(body: list[Paragraph]) -> int | None:
    """Where the tail begins that a repeated paragraph gives away; None where no paragraph stands twice, or the rest coheres."""
    first: dict[str, int] = {}
    best: int | None = None
    for place, paragraph in enumerate(body):
        earlier = first.setdefault(paragraph.folded, place)
        # A repeat of the first paragraph is a summary above the article, one in quotation marks a quotation set large.
        if earlier == 0 or place - earlier < 2 or paragraph.words < REPEAT_WORDS or QUOTED.match(paragraph.text):
            continue
        if all(other.short for other in body[earlier:]):
            best = earlier if best is None else min(best, earlier)
    if best is None:
        return None
    theme = find_theme(body)
    contrast = is_long(body[:best])
    if not contrast:
        # An article all in short paragraphs, one of them doubled by mistake, looks the same but for its cohesion.
        leads = sum(is_lead(paragraph, body[:best], frozenset(), strict=True) and not paragraph.continues for paragraph in body[best:])
        if leads < 0.6 * (len(body) - best):
            return None
    # The first copy need not be the first teaser.
    while best > 1 and contrast and not body[best - 1].continues and is_lead(body[best - 1], body[: best - 1], theme, strict=True):
        best -= 1
    return best


def find_strangers(body: list[Paragraph]) -> int | None:
    """Where a run of two or more short paragraphs begins that are strangers to the note and to one another; None where none is."""
    begin = len(body)
    while begin > 1 and len(body) - begin < LONGEST_TAIL:
        paragraph = body[begin - 1]
        if paragraph.continues or paragraph.words < REPEAT_WORDS or not is_stranger(paragraph, body[begin:]):
            break
        begin -= 1
    # What belongs to the note is decided from the front: the longest tail whose every paragraph is a stranger to all before it.
    while begin < len(body) and not all(is_stranger(paragraph, body[:begin]) for paragraph in body[begin:]):
        begin += 1
    tail = body[begin:]
    if len(tail) < 2 or not is_note(body[:begin], tail) or not all(paragraph.names for paragraph in tail):
        return None
    return begin


def find_leads(body: list[Paragraph]) -> int | None:
    """Where leads begin after a note of long paragraphs; None where the note is not long, or the leads cohere."""
    begin = len(body)
    while begin > 0 and body[begin - 1].short and len(body) - begin < LONGEST_TAIL:
        begin -= 1
    note = body[:begin]
    if len(note) < 2 or not is_long(note):
        return None
    theme = find_theme(body)
    # A short last paragraph of the note itself: it goes on, or shares more than the theme with what stands before it.
    while begin < len(body) and (body[begin].continues or not is_lead(body[begin], body[:begin], theme)):
        begin += 1
    tail = body[begin:]
    if len(tail) < 4:
        return None
    leads = sum(is_lead(paragraph, note, theme) for paragraph in tail)
    apart = sum(len((left.names | left.stems) & (right.names | right.stems) - theme) <= 1 for left, right in itertools.pairwise(tail))
    back = sum(paragraph.continues for paragraph in tail)
    if leads < 0.75 * len(tail) or apart < 0.75 * (len(tail) - 1) or back > 0.34 * len(tail):
        return None
    return begin


def is_note(note: list[Paragraph], tail: list[Paragraph]) -> bool:
    """Whether what stands before the tail can be a main note: more than one paragraph, or one longer than any in the tail."""
    if len(note) > 1:
        return True
    return bool(note) and note[0].sentences > 2 and note[0].words > 1.5 * max(paragraph.words for paragraph in tail)


def is_stranger(paragraph: Paragraph, others: list[Paragraph]) -> bool:
    """Whether a short paragraph shares no name and at most one telling word with all the others together."""
    if not paragraph.short:
        return False
    names = frozenset[str]().union(*(other.names for other in others))
    stems = frozenset[str]().union(*(other.stems for other in others))
    # A common noun in one place may be part of a name in another ("summit", "OIC Summit").
    folded = {stem[:5] for stem in stems}
    return not paragraph.names & names and len(paragraph.stems & stems) <= 1 and not paragraph.names & folded


def is_long(note: list[Paragraph]) -> bool:
    """Whether the note's paragraphs are long, so that one-sentence paragraphs after it stand out."""
    return bool(note) and sum(paragraph.sentences for paragraph in note) >= 2.5 * len(note)


def is_lead(paragraph: Paragraph, note: list[Paragraph], theme: frozenset[str], *, strict: bool = False) -> bool:
    """Whether a short paragraph shares little but the theme with the note: one name, three telling words (strict: none, one)."""
    most_names, most_stems = (0, 1) if strict else (1, 3)
    names = frozenset[str]().union(*(other.names for other in note))
    stems = frozenset[str]().union(*(other.stems for other in note))
    few_names = len((paragraph.names & names) - theme) <= most_names
    return paragraph.short and few_names and len((paragraph.stems & stems) - theme) <= most_stems


def find_theme(body: list[Paragraph]) -> frozenset[str]:
    """The names and words that stand in a quarter of all paragraphs or more: what the site, not the note, is about."""
    counts = Counter(word for paragraph in body for word in paragraph.names | paragraph.stems)
    return frozenset(word for word, count in counts.items() if count >= max(3, len(body) / 4))
