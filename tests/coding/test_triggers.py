"""Every trigger of the codebook finds the event in its own example, and the examples are many, short and all different."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from multivector.codebook.ontology import load_modes, load_types
from multivector.codebook.triggers import Trigger, load_triggers
from multivector.coding import code_sentences
from multivector.parsing import parse_documents
from multivector.records import Document, EventMention

LEAST_TRIGGERS, LEAST_OF_TYPE, LEAST_OF_MODE = 1_500, 60, 5
MOST_WORDS = 30
#: So many words in a row shared by two examples would mean that one is a copy of the other.
SHARED_RUN = 8


@pytest.fixture(scope="module")
def coded() -> list[tuple[Trigger, tuple[EventMention, ...]]]:
    """Each trigger with the events of its example; all examples go through the parser in one batch."""
    triggers = load_triggers()
    documents = [Document(id=f"trigger-{number}", text=trigger.example) for number, trigger in enumerate(triggers)]
    parsed = list(parse_documents(documents))
    assert [document.id for document, _ in parsed] == [document.id for document in documents]
    return [
        (trigger, code_sentences(document, sentences, coder="codebook")[0])
        for trigger, (document, sentences) in zip(triggers, parsed, strict=True)
    ]


def name_trigger(trigger: Trigger) -> str:
    return f"{trigger.type} {trigger.mode or '-'} {trigger.phrase!r} ({trigger.pos})"


def find_fault(trigger: Trigger, events: tuple[EventMention, ...]) -> str | None:
    """What is wrong with the coding of a trigger's example; None where one event says everything the row says."""
    named = [event for event in events if event.explanation[0].startswith(f"trigger {trigger.phrase!r} ({trigger.pos}) of {trigger.type}")]
    if not named:
        return f"not found; the example gave {[(event.type, event.mode, event.explanation[0]) for event in events]}"
    event = named[0]
    if (event.type, event.mode) != (trigger.type, trigger.mode):
        return f"became {event.type} {event.mode}: {event.explanation}"
    if event.status != "happened":
        return f"has status {event.status}: {event.explanation[-1]}"
    actors = " | ".join(entity.text for entity in event.actors).lower()
    # The sides of a mutual act are all actors.
    recipients = actors if trigger.mutual else " | ".join(entity.text for entity in event.recipients).lower()
    missing = [f"actor {word!r}" for word in trigger.actor if word.lower() not in actors]
    missing += [f"recipient {word!r}" for word in trigger.recipient if word.lower() not in recipients]
    return f"lacks {', '.join(missing)}; it has {actors or 'nobody'} > {recipients or 'nobody'}" if missing else None


def test_each_example_is_coded_by_its_trigger(coded: list[tuple[Trigger, tuple[EventMention, ...]]]) -> None:
    faults = [
        f"{name_trigger(trigger)} {fault}\n    {trigger.example}"
        for trigger, events in coded
        if (fault := find_fault(trigger, events)) is not None
    ]
    assert not faults, f"{len(faults)} of {len(coded)} examples are not coded as their row says:\n" + "\n".join(faults)


def test_faults_are_seen(coded: list[tuple[Trigger, tuple[EventMention, ...]]]) -> None:
    """The check above can fail: the example of another row does not satisfy a row."""
    shifted = zip(load_triggers(), [events for _, events in coded[1:]], strict=False)
    assert all(find_fault(trigger, events) is not None for trigger, events in shifted)


def test_each_row_names_a_side() -> None:
    """A row whose example expects nobody would let any coding of the sides pass."""
    assert [name_trigger(trigger) for trigger in load_triggers() if not trigger.actor and not trigger.recipient] == []


def test_expected_sides_stand_in_the_example() -> None:
    absent = [
        (name_trigger(trigger), word)
        for trigger in load_triggers()
        for word in (*trigger.actor, *trigger.recipient)
        if word.lower() not in trigger.example.lower()
    ]
    assert absent == []


def test_triggers_are_many() -> None:
    triggers = load_triggers()
    assert len(triggers) >= LEAST_TRIGGERS
    types = Counter(trigger.type for trigger in triggers)
    modes = Counter((trigger.type, trigger.mode) for trigger in triggers)
    assert {type: types[type] for type in load_types() if types[type] < LEAST_OF_TYPE} == {}
    assert {mode: modes[mode] for mode in load_modes() if modes[mode] < LEAST_OF_MODE} == {}


def test_no_row_twice() -> None:
    rows = Counter((trigger.type, trigger.phrase, trigger.pos) for trigger in load_triggers())
    assert [row for row, times in rows.items() if times > 1] == []


def test_examples_are_short_and_used_once() -> None:
    examples = [trigger.example for trigger in load_triggers()]
    assert [example for example in examples if len(example.split()) > MOST_WORDS] == []
    assert [example for example, times in Counter(examples).items() if times > 1] == []


def cut_runs(example: str) -> Iterator[tuple[str, ...]]:
    """All runs of `SHARED_RUN` words of an example, lower case, without punctuation."""
    words = re.findall(r"[\w'’-]+", example.lower())
    return (tuple(words[start : start + SHARED_RUN]) for start in range(len(words) - SHARED_RUN + 1))


def test_no_two_examples_share_a_long_run_of_words() -> None:
    owners: dict[tuple[str, ...], str] = {}
    shared: list[tuple[str, str]] = []
    for trigger in load_triggers():
        for run in cut_runs(trigger.example):
            other = owners.setdefault(run, trigger.example)
            if other != trigger.example:
                shared.append((other, trigger.example))
    assert shared == []


@pytest.mark.parametrize(
    ("text", "type", "mode", "actor", "recipient"),
    [
        ("Thousands of teachers marched on the ministry in Belmora on Monday.", "PROTEST", "demo", "teachers", "ministry"),
        ("A rebel column marched into the provincial government's compound at noon.", "MOBILIZE", "troops", "column", "government"),
        # A clash is mutual, whoever is named first: both sides are actors.
        ("Protesters clashed with police beside the old tannery.", "ASSAULT", None, "protesters", ""),
        ("Police clashed with demonstrators beside the old tannery.", "ASSAULT", None, "demonstrators", ""),
        ("All night the soldiers clashed with guerrillas beside the old tannery.", "ASSAULT", None, "soldiers", ""),
        ("A crowd of students stormed parliament and sang on its roof.", "PROTEST", "riot", "students", "parliament"),
    ],
)
def test_marches_and_clashes_go_to_whoever_makes_them(text: str, type: str, mode: str | None, actor: str, recipient: str) -> None:
    """Words that crowds and armies share: "march on", "clash with", "storm"."""
    ((document, sentences),) = parse_documents([Document(id="sides", text=text)])
    events, _ = code_sentences(document, sentences, coder="codebook")
    found = [
        event
        for event in events
        if (event.type, event.mode) == (type, mode)
        and actor in " ".join(entity.text for entity in event.actors).lower()
        and recipient in " ".join(entity.text for entity in event.recipients).lower()
    ]
    assert found, [(event.type, event.mode, event.actors, event.recipients, event.explanation) for event in events]
    assert not {event.type for event in events} & ({"PROTEST", "MOBILIZE"} - {type}), [event.explanation for event in events]
