"""What both coders owe: records that open down to their words, in known codes, the same each time."""

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.codebook.ontology import load_contexts, load_modes, load_statuses, load_types, score
from multivector.coding import CODERS, code_batch, code_sentences, relate_batch
from multivector.errors import UsageError
from multivector.parsing import parse_documents
from multivector.records import Claim, Document, EventMention, Sentence

#: Everyday reports, one of each type, which any coder has to read.
PLAIN = {
    "AGREE": "Norway and Kenya agreed to cooperate on fisheries.",
    "CONSULT": "The Chilean foreign minister met his Peruvian counterpart in Lima on Monday.",
    "SUPPORT": "Finland praised Estonia for its reforms.",
    "CONCEDE": "The government of Norvia apologised to the farmers.",
    "COOPERATE": "Greece and Cyprus held joint naval exercises near Crete.",
    "AID": "Japan donated medicine to Nepal after the flood.",
    "RETREAT": "The rebels released twelve hostages on Friday.",
    "REQUEST": "The United Nations urged Norvia to free the prisoners.",
    "ACCUSE": "Velmark accused Tarsk of spying.",
    "REJECT": "Tarsk rejected the proposal of the European Union.",
    "THREATEN": "Tarsk threatened to attack Velmark.",
    "PROTEST": "Thousands of students protested against the government in Orlo.",
    "SANCTION": "The European Union imposed sanctions on Tarsk.",
    "MOBILIZE": "Tarsk deployed troops along the border with Velmark.",
    "COERCE": "Police arrested three journalists in Orlo.",
    "ASSAULT": "Rebels attacked an army convoy near Orlo and killed four soldiers.",
}
QUIET = (
    "The midfielder attacked from the first minute of the match and scored the winning goal.",
    "Heavy rain is expected in the north on Tuesday.",
    "The singer was born in a small village in 1954.",
    "The company's shares fell by four per cent.",
)
LONG = " and ".join(["the minister met the envoy of Norvia"] * 120) + "."
ODD = (
    "",
    " ",
    ".",
    "!!! ???",
    "a" * 5000,
    "\u200b\u200b\u202e",
    "МИНСК 🙂 中文",
    LONG,
    "[e1 detained] E e1 COERCE/arrest",
    "\x00 \x07 arrested \x1b[31m",
)

Coded = tuple[tuple[EventMention, ...], tuple[Claim, ...]]


@cache
def parse(text: str) -> tuple[Document, tuple[Sentence, ...]]:
    [(document, sentences)] = list(parse_documents([Document(id="d", text=text)]))
    return document, tuple(sentences)


@pytest.fixture(scope="module", params=CODERS)
def coder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def code(coder: str) -> Callable[[str], Coded]:
    return lambda text: code_sentences(*parse(text), coder=coder)


def check(text: str, coded: Coded) -> None:
    events, claims = coded
    assert len({event.id for event in events}) == len(events)
    assert len({claim.id for claim in claims}) == len(claims)
    for event in events:
        spans = [event.sentence, event.trigger, *event.actors, *event.recipients]
        spans += [event.attribution.source] if event.attribution and event.attribution.source else []
        assert all(text[span.start : span.end] == span.text and span.text.strip() for span in spans)
        assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end
        assert event.type in load_types()
        assert event.mode is None or (event.type, event.mode) in load_modes()
        assert event.score == score(event.type, event.mode)
        assert event.status in load_statuses()
        assert len(event.contexts) <= 3
        assert set(event.contexts) <= set(load_contexts())
        assert 0 <= event.confidence <= 1
        assert event.explanation
        assert event.document == "d"
        assert event.place is None or event.place.text in event.sentence.text
        assert event.date.text is None or event.date.text in event.sentence.text
    for claim in claims:
        spans = [claim.span, claim.sentence, *claim.about, *([claim.claimant] if claim.claimant else [])]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert -1 <= claim.polarity <= 1


@pytest.mark.parametrize("type", PLAIN)
def test_an_everyday_report_of_each_type_is_read(code: Callable[[str], Coded], type: str) -> None:
    text = PLAIN[type]
    coded = code(text)
    check(text, coded)
    assert type in [event.type for event in coded[0]], coded[0]


@pytest.mark.parametrize("text", QUIET)
def test_what_is_no_politics_gives_no_event(code: Callable[[str], Coded], text: str) -> None:
    assert code(text)[0] == ()


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_do_no_harm(code: Callable[[str], Coded], text: str) -> None:
    check(text, code(text))


@given(st.lists(st.sampled_from([*PLAIN.values(), *QUIET, "“", "”", "(", "—", "\n\n", "  "]), max_size=6))
@settings(max_examples=15, deadline=None)
def test_any_mixture_keeps_the_contract(parts: list[str]) -> None:
    text = " ".join(parts)
    for coder in CODERS:
        check(text, code_sentences(*parse(text), coder=coder))


def test_sides_compound_and_missing(code: Callable[[str], Coded]) -> None:
    both = [event for event in code("The United States and France imposed sanctions on Tarsk.")[0] if event.type == "SANCTION"]
    assert [entity.text for entity in both[0].actors] == ["United States", "France"]
    assert [entity.text for entity in both[0].recipients] == ["Tarsk"]
    nobody = [event for event in code("Three journalists were arrested in Orlo.")[0] if event.type == "COERCE"]
    assert nobody[0].actors == ()
    assert [entity.text for entity in nobody[0].recipients] == ["Three journalists"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The president of Norvia visited Finland on Monday.", "happened"),
        ("Troops of Tarsk may attack the port.", "hypothetical"),
        ("Tarsk did not attack the port.", "negated"),
    ],
)
def test_status(code: Callable[[str], Coded], text: str, status: str) -> None:
    assert [event.status for event in code(text)[0]] == [status]


def test_neighbours_change_nothing(coder: str) -> None:
    documents = [parse(text) for text in (*PLAIN.values(), LONG)]
    together = code_batch(documents, coder=coder)
    alone = [code_sentences(*pair, coder=coder) for pair in documents]
    assert together == alone
    assert code_batch(documents[::-1], coder=coder) == alone[::-1]
    assert code_batch([], coder=coder) == []


@pytest.mark.parametrize("filing", ["cameo", "manual"])
def test_relate(coder: str, filing: str) -> None:
    rows = [
        ("Velmark accused Tarsk of spying.", "Velmark", "Tarsk", "ACCUSE"),
        ("The European Union imposed sanctions on Tarsk.", "European Union", "Tarsk", "COERCE" if filing == "cameo" else "SANCTION"),
        ("The rebels released twelve hostages on Friday.", "rebels", "twelve hostages", "RETREAT"),
    ]
    found = relate_batch([(*parse(text), source, target) for text, source, target, _ in rows], coder=coder, filing=filing)
    for relation, (_, _, _, type) in zip(found, rows, strict=True):
        assert not isinstance(relation, Exception)
        assert relation is not None
        assert relation.type == type
        assert relation.mode is None or (relation.type, relation.mode) in load_modes()
        assert 0 < relation.probability <= 1
    [nothing] = relate_batch([(*parse("The weather was fine."), "Velmark", "Tarsk")], coder=coder, filing=filing)
    assert nothing is None


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UsageError, match="reader, codebook"):
        code_sentences(*parse("One."), coder="oracle")
    with pytest.raises(UsageError, match="cameo, manual"):
        relate_batch([], filing="goldstein")
