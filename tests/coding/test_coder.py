"""The grammar of the transparent coder: sides, status, attribution, complements."""

from collections.abc import Callable

import pytest

from multivector.records import Claim, EventMention

Coder = Callable[[str], tuple[EventMention, ...]]


def sides(event: EventMention) -> tuple[list[str], list[str]]:
    return [e.text for e in event.actors], [e.text for e in event.recipients]


@pytest.mark.parametrize(
    ("text", "type", "actors", "recipients"),
    [
        # active, passive, coordination
        ("Norvian police arrested three journalists.", "COERCE", ["Norvian police"], ["three journalists"]),
        ("Three journalists were arrested by Norvian police.", "COERCE", ["Norvian police"], ["Three journalists"]),
        ("Three journalists were arrested and beaten by police.", "ASSAULT", ["police"], ["Three journalists"]),
        ("Norvia and Tarsk imposed sanctions on Velmark.", "SANCTION", ["Norvia", "Tarsk"], ["Velmark"]),
        ("Sanctions were imposed on Velmark by the European Union.", "SANCTION", ["European Union"], ["Velmark"]),
        # relative clause, participle, control
        ("The rebels who attacked the convoy fled.", "ASSAULT", ["rebels"], ["convoy"]),
        ("After arresting the editor, police sealed the office.", "COERCE", ["police"], ["editor"]),
        ("France threatened to cut aid to Norvia.", "THREATEN", ["France"], ["Norvia"]),
        # possessives and nominal events
        ("Turkey's talks with Minsk ended on Monday.", "CONSULT", ["Turkey", "Minsk"], []),
        ("The detention of journalists by police drew protests.", "COERCE", ["police"], ["journalists"]),
        ("Russian airstrikes on rebels continued.", "ASSAULT", ["Russian"], ["rebels"]),
        ("The Polish president paid a visit to Finland.", "CONSULT", ["Polish president"], ["Finland"]),
        # mutual: all are actors
        ("The foreign ministers of Chile and Peru met in Lima.", "CONSULT", ["foreign ministers of Chile"], []),
        ("Chile held talks with Peru on fishing.", "CONSULT", ["Chile", "Peru"], []),
        ("Airstrikes conducted by the army on rebels shook the town.", "ASSAULT", ["army"], ["rebels"]),
    ],
)
def test_sides(code: Coder, text: str, type: str, actors: list[str], recipients: list[str]) -> None:
    events = [event for event in code(text) if event.type == type]
    assert events, [e.explanation for e in code(text)]
    assert any([a.removeprefix("the ") for a in sides(e)[0]][: len(actors)] == actors and sides(e)[1] == recipients for e in events), [
        sides(e) for e in events
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The president of Norvia visited Finland on Monday.", "happened"),
        ("The president of Norvia will visit Finland on Monday.", "future"),
        ("The president of Norvia planned to visit Finland.", "future"),
        ("The president of Norvia is expected to visit Finland.", "future"),
        ("The president of Norvia may visit Finland.", "hypothetical"),
        ("If the president of Norvia visits Finland, markets will fall.", "hypothetical"),
        ("The president of Norvia is unlikely to visit Finland.", "hypothetical"),
        ("The president of Norvia has not visited Finland.", "negated"),
        ("The president of Norvia never visited Finland.", "negated"),
        ("The president of Norvia failed to visit Finland.", "negated"),
        ("In the 1990s the president of Norvia visited Finland.", "historical"),
        ("The president of Norvia previously visited Finland.", "historical"),
    ],
)
def test_status(code: Coder, text: str, status: str) -> None:
    [event] = [e for e in code(text) if "visit" in e.trigger.text]
    assert event.status == status, event.explanation
    if status == "future":
        assert event.type == "AGREE", "cooperation to come is agreement (manual 0.8)"


@pytest.mark.parametrize(
    ("text", "type", "mode"),
    [
        ("Norvia refused to meet the envoy of Tarsk.", "REJECT", "meet"),
        ("Norvia agreed to withdraw its troops from Tarsk.", "CONCEDE", None),
        ("Norvia urged Tarsk to release the prisoners.", "REQUEST", "yield"),
        ("Norvia accused Tarsk of shelling the border town.", "ACCUSE", "allege"),
        ("Norvia vowed to bomb Tarsk.", "THREATEN", "violence"),
    ],
)
def test_a_verb_and_the_event_in_its_clause_are_one_record(code: Coder, text: str, type: str, mode: str | None) -> None:
    happened = [e for e in code(text) if e.status == "happened"]
    assert [(e.type, e.mode) for e in happened] == [(type, mode)], [e.explanation for e in happened]


def test_what_is_refused_stands_beside_as_negated(code: Coder) -> None:
    assert {(e.type, e.status) for e in code("Norvia refused to meet the envoy of Tarsk.")} == {
        ("REJECT", "happened"),
        ("CONSULT", "negated"),
    }


def test_attribution_and_hedges(code: Coder) -> None:
    [event] = code("The interior ministry of Norvia said that rebels allegedly attacked a convoy.")
    assert event.attribution is not None
    assert event.attribution.source is not None
    assert (event.attribution.source.text, event.attribution.cue) == ("interior ministry of Norvia", "said")
    assert event.hedges == ("allegedly",)
    [event] = code("According to the army, rebels attacked a convoy.")
    assert event.attribution is not None
    assert event.attribution.cue == "according to"


def test_what_is_done_to_the_speaker_as_the_speaker_says_is_an_accusation(code: Coder) -> None:
    [event] = [e for e in code("The president of Norvia said that generals attacked him.") if e.status == "happened"]
    assert (event.type, event.mode, sides(event)) == ("ACCUSE", "allege", (["president of Norvia"], ["generals"]))


@pytest.mark.parametrize(
    "text",
    [
        "The striker scored a goal as the club won the championship final in a clash with its rivals.",
        "Heavy rain hit the coast on Monday, and the storm destroyed forty houses.",
        "The philosopher discusses several concepts in the report.",
        "The threat of storms remained high in the region.",
        "The book attacks the idea of progress.",
        "A visit to the dentist costs more each year.",
    ],
)
def test_what_only_looks_like_an_event_gives_none(code: Coder, text: str) -> None:
    assert code(text) == ()


def test_records_show_their_words(code: Coder) -> None:
    text = "Quiet day. Norvian police arrested three journalists in Minsk on 25 March 2016. Nobody else came."
    [event] = code(text)
    for span in (event.sentence, event.trigger, *event.actors, *event.recipients):
        assert text[span.start : span.end] == span.text
    assert event.sentence.text.startswith("Norvian police")
    assert event.date.text == "25 March 2016"
    assert event.place is not None
    assert event.place.text == "Minsk"
    assert event.cameo == "173"
    assert event.explanation[0].startswith("trigger 'arrest'")
    assert event == code(text)[0], "the same text gives the same record"


def test_a_broken_sentence_is_left_alone(code: Coder) -> None:
    assert code("arrest " * 400) == ()


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("Norvia is not able to resist the pressure of Russia.", "assessment", -1),
        ("Norvia will likely seek a loan from China next year.", "forecast", 0),
        ("By courting China, Norvia seeks to escape the shadow of Russia.", "motive", 0),
        ("Norvia defends the principle of free passage for all ships.", "principle", 1),
        ("Finland, the note adds, has observer status in the Arab League.", "fact", 0),
    ],
)
def test_claims(claim: Callable[[str], tuple[Claim, ...]], text: str, kind: str, polarity: float) -> None:
    found = {c.kind: c for c in claim(text)}
    assert kind in found
    assert found[kind].polarity == polarity
    assert found[kind].claimant is None
    assert text[found[kind].span.start : found[kind].span.end] == found[kind].span.text


def test_a_quoted_claim_has_its_claimant(claim: Callable[[str], tuple[Claim, ...]]) -> None:
    [found] = [c for c in claim("The minister of Norvia said that Tarsk undermines the talks.") if c.kind == "assessment"]
    assert found.claimant is not None
    assert found.claimant.text == "minister of Norvia"
    assert found.span.text == "that Tarsk undermines the talks"
