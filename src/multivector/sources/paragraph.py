"""Paragraphs of a page's text, with the cues on their surface that tell articles from teasers."""

import itertools
import re
from dataclasses import dataclass, replace

RULE = re.compile(r"(?:-{3,}|={3,}|_{3,}|~{3,})\Z")
# A label that a site puts over the list of its other pieces; a whole line, for the words also occur inside articles.
LABEL = re.compile(
    r"(?:(?:read|see|watch|you may|you might)\s+(?:also|more|next|further)(?:\s+(?:like|read|news|stories|articles?))?"
    r"|(?:related|recent|latest|more|other|further|recommended|popular|top)\s+"
    r"(?:articles?|stories|story|news|posts?|content|reading|items?|publications?|headlines?|from\s+\w+(?:\s\w+)?)"
    r"|(?:more|related|most read|in other news|editor[’']s picks?)|(?:you (?:may|might) also (?:like|be interested in)))\s*[:.…]?\Z",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Ms|St|No|Lt))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col))"
    r"[.!?…][\"”’'»)\]]*(?=\s+[\"“‘„«(]*[^\W\d_a-z])"
)
WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
# Words that carry no subject of their own: grammar, and what every news text says.
COMMON_WORDS = """
    about above after again against also although among another around because been before being below between both came come could
    does doing during each either even ever every from further given gave goes going have having here hers himself however into itself
    just last later less like made make many might more most much must near need neither never next none nothing only other others ours
    over part per rather same several shall should since some such take taken than that their them then there these they this those
    though through thus together told took toward towards under until upon very want were what when where whether which while whose will
    with within without would your year years month months week weeks time times said says saying according added announced reported
    report reports statement stated people percent first second third three four five hundred million billion thousand monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august september october november december news
    country countries government official officials minister ministers ministry president presidents state states national international
    foreign affairs region world
"""
GRAMMAR_WORDS = """
    the a an in on at by for of to from with as and but or if it its he she his her they their we our you i this that these those
    there while when after before during since until although though despite because not no nor so yet both all some many most more
    several few each every one two three four five six seven eight nine ten what who how why where which whether under over between
    among against about according however meanwhile moreover furthermore nevertheless instead also still then thus therefore earlier
    later last next only even just another other such his mr mrs ms dr is are was were has have had do does did will would could should
    may might must can following
"""
COMMON = frozenset(COMMON_WORDS.split())
GRAMMAR = frozenset(GRAMMAR_WORDS.split())
# Openings that point back. A teaser may begin so, too; therefore they are evidence against a cut and never for one.
CONTINUING = re.compile(
    r"(?:he|she|they|it|his|her|their|its|this|these|those|that|such|but|and|or|so|yet|however|meanwhile|moreover|furthermore"
    r"|nevertheless|nonetheless|still|instead|thus|therefore|hence|also|too|then|later|earlier|afterwards|separately|similarly|likewise"
    r"|conversely|asked|speaking|in (?:addition|turn|response|return|contrast|particular|fact|this|that|his|her|their|these)"
    r"|at the same|for (?:his|her|its|their) part|on the other|as a result|as for|by contrast|despite (?:this|that|the)"
    r"|according to (?:the|him|her|them)|after (?:the|that|this)|while|during the|both|another|others?|first|second|secondly|third"
    r"|finally|last|overall|of (?:these|those|the)|(?:one|none|some|most|many|few) of|most|some|many|few|no one|nobody|if|because|since"
    r"|although|though|even|what|why|how|when|where|there|here|we|i|you|not|under the|given|until|once|unlike|like)\b",
    re.IGNORECASE,
)
# "The agreement", "the minister" point back; "The Karvel Institute" need not.
DEFINITE = re.compile(r"[Tt]he\s+[a-z0-9]")
QUOTED = re.compile(r"[\"“‘„«]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: ``text[start:end]`` of the page without the white space around it.

    ``kind`` is ``prose``, ``heading`` (short, no full stop), ``rule`` (a drawn line) or ``label`` ("Read also:"); ``names`` and ``stems``
    are folded beginnings of capitalised and of other telling words (five and six letters: "Turkey's", "agreed" and "agreement" meet).
    """

    start: int
    end: int
    text: str
    kind: str
    words: int
    sentences: int
    names: frozenset[str]
    stems: frozenset[str]

    @property
    def folded(self) -> str:
        """The words alone: equal for two paragraphs that say the same."""
        return " ".join(self.text.casefold().split())

    @property
    def short(self) -> bool:
        """Whether it is as short as a teaser: one or two sentences, at most 60 words."""
        return self.kind == "prose" and self.sentences <= 2 and self.words <= 60

    @property
    def continues(self) -> bool:
        """Whether it opens with words that point back (a pronoun, a connective, "the agreement", an opening quotation)."""
        return any(cue.match(self.text) for cue in (CONTINUING, DEFINITE, QUOTED))


def divide_text(text: str) -> list[Paragraph]:
    """Divide a page's text into paragraphs in order: lines, or blocks between blank lines where the lines are wrapped."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\r\n\u2028\u2029]+", text)]
    lines = [span for span in lines if text[span[0] : span[1]].strip()]
    if is_wrapped(text, lines):
        lines = join_lines(text, lines)
    paragraphs: list[Paragraph] = []
    for start, end in lines:
        paragraph = describe_paragraph(text, start, end)
        before = paragraphs[-1] if paragraphs else None
        # "====" right under a heading underlines it and divides nothing.
        if paragraph.kind == "rule" and before and before.kind == "heading" and len(text[before.end : start].splitlines()) < 2:
            paragraph = replace(paragraph, kind="heading")
        paragraphs.append(paragraph)
    return paragraphs


def is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether sentences run on over line ends: many lines that end in the middle of one, with the next going on in small letters."""
    running = 0
    for (start, end), (following, _) in itertools.pairwise(lines):
        line = text[start:end].rstrip()
        if line[-1] not in '.!?…"”’»):;' and text[following:].lstrip()[:1].islower():
            running += 1
    return running >= max(2, len(lines) // 5)


def join_lines(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines that no blank line and no drawn line divides."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        rule = RULE.match(text[start:end].strip())
        if joined and not rule:
            before = text[joined[-1][1] : start].replace("\r\n", "\n")
            if before.count("\n") < 2 and not RULE.match(text[joined[-1][0] : joined[-1][1]].strip()):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def describe_paragraph(text: str, start: int, end: int) -> Paragraph:
    """Measure one paragraph; the white space around it is left out."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    part = part.strip()
    names: set[str] = set()
    stems: set[str] = set()
    tokens = list(WORD.finditer(part))
    for token in tokens:
        word = token[0].casefold().removesuffix("'s").removesuffix("’s")
        if token[0][0].isupper():
            if word not in GRAMMAR and word not in COMMON:
                names.add(word[:5])
        elif len(word) >= 4 and word not in COMMON:
            stems.add(word[:6])
    sentences = len(SENTENCE_END.findall(part)) + 1
    kind = name_kind(part, len(tokens))
    return Paragraph(start, start + len(part), part, kind, len(tokens), sentences, frozenset(names), frozenset(stems))


def name_kind(part: str, words: int) -> str:
    """Tell prose from headings, labels and drawn lines."""
    if RULE.match(part):
        return "rule"
    if LABEL.match(part.strip("#*_ ")):
        return "label"
    if part.rstrip("\"”’'»)]*_ ")[-1:] in (".", "!", "?", "…") and words >= 4:
        return "prose"
    return "prose" if words > 25 else "heading"
