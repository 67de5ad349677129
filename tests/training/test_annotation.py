"""The rich layer's format is strict, and the layer keeps to it."""

from pathlib import Path

import pytest
from training.annotation import AnnotationError, read_corpus, read_file

HEAD = "# author: 99  region: Nowhere  register: wire  decade: 2010s  topic: fish\n"
GOOD = """
S [a Norvian police] in [p Orlo] [e1 detained] [b three reporters] [t on Monday], [s the union] [h reportedly] said.
E e1 COERCE/arrest happened actors=a recipients=b place=p time=t by=s contexts=rights_freedoms hedges=h

S The derby ended in a clash.

S [s The minister] knows that the pact [x undermines trade].
C x assessment claimant=s polarity=-1
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "99.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_marks_become_spans_of_the_plain_text(tmp_path: Path) -> None:
    first, second, third = read_file(write(tmp_path, HEAD + GOOD))
    [event] = first.events
    text = first.text
    assert text == "Norvian police in Orlo detained three reporters on Monday, the union reportedly said."
    assert [text[m.start : m.end] for m in (*event.actors, *event.recipients, *event.trigger)] == [
        "Norvian police",
        "three reporters",
        "detained",
    ]
    assert (event.type, event.mode, event.status, event.contexts) == ("COERCE", "arrest", "happened", ("rights_freedoms",))
    assert event.place is not None
    assert text[event.place.start : event.place.end] == "Orlo"
    assert second.events == second.claims == ()
    assert third.claims[0].polarity == -1
    assert third.brief["topic"] == "fish"


def test_nested_marks_and_triggers_in_two_parts(tmp_path: Path) -> None:
    [sentence] = read_file(
        write(tmp_path, HEAD + "S [a Activists in [p Orlo]] [e1 called] the strike [e1 off].\nE e1 CONCEDE happened actors=a place=p\n")
    )
    [event] = sentence.events
    assert [sentence.text[m.start : m.end] for m in event.trigger] == ["called", "off"]
    assert sentence.text[event.actors[0].start : event.actors[0].end] == "Activists in Orlo"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("S [e1 Talks] ended.\n", "no E line"),
        ("S [e1 Talks] ended.\nE e1 CHAT happened\n", "unknown type 'CHAT'"),
        ("S [e1 Talks] ended.\nE e1 CONSULT/dinner happened\n", "no mode 'dinner'"),
        ("S [e1 Talks] ended.\nE e1 CONSULT maybe\n", "unknown status 'maybe'"),
        ("S [e1 Talks] ended.\nE e1 CONSULT happened actors=a\n", "no such mark"),
        ("S [e1 Talks] ended.\nE e1 CONSULT happened contexts=fish\n", "unknown context 'fish'"),
        ("S [e1 Talks] ended.\nE e2 CONSULT happened\n", "wants an id that is marked"),
        ("S [e1 Talks] ended.\nE e1 CONSULT happened\nE e1 CONSULT happened\n", "has two lines"),
        ("S [e1 Talks ended.\n", "is not closed"),
        ("S Talks] ended.\n", "closes nothing"),
        ("S [E1 Talks] ended.\n", "after '[' comes an id"),
        ("S [e1 Talks ]ended.\nE e1 CONSULT happened\n", "blanks at its edges"),
        ("S [a Norvia] [e1 met].\nE e1 CONSULT happened actors=a recipients=a\n", "stands once"),
        ("S [x Norvia must yield].\nC x wish\n", "unknown kind of claim"),
        ("S [x Norvia must yield].\nC x principle polarity=2\n", "no number from -1 to 1"),
        ("E e1 CONSULT happened\n", "before any sentence"),
        ("Norvia met Tarsk.\n", "begins with none of"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(AnnotationError, match=r"99\.txt:"):
        list(read_file(write(tmp_path, HEAD + body)))
    with pytest.raises(AnnotationError) as error:
        list(read_file(write(tmp_path, HEAD + body)))
    assert message in str(error.value)


def test_a_file_without_its_brief_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no head line"):
        list(read_file(write(tmp_path, GOOD)))
    with pytest.raises(AnnotationError, match="lacks topic"):
        list(read_file(write(tmp_path, "# author: 1  region: a  register: b  decade: c\n" + GOOD)))


def test_the_rich_layer_keeps_to_the_format_and_does_not_repeat_itself() -> None:
    from training.originality import find_near_duplicates, find_repeated_frames

    sentences = read_corpus()
    assert len(sentences) >= 2000
    bare = sum(not sentence.events for sentence in sentences)
    assert bare / len(sentences) >= 0.25, "a quarter of the sentences report no event but look as if they did"
    for find, most in ((find_near_duplicates, 0.005), (find_repeated_frames, 0.01)):
        involved = {number for pair in find(sentences) for number in pair}
        assert len(involved) / len(sentences) <= most
