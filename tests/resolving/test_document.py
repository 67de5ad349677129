"""A whole item: order of text, dates against its day, places, status by date."""

from collections.abc import Callable
from datetime import date

from multivector.records import EventMention

Resolver = Callable[..., tuple[EventMention, ...]]


def test_the_president_is_the_main_figure(resolve: Resolver) -> None:
    events = resolve(
        "Lukashenka visited Turkey from 13 to 14 April. Lukashenka held meetings there. "
        "During talks with Mamnoon Hussain the parties reached a strategic partnership. "
        "The president discussed trade with Indonesia."
    )
    visit = events[0]
    assert (visit.type, visit.mode) == ("CONSULT", "visit")
    assert (visit.date.start, visit.date.end, visit.date.basis) == (date(2016, 4, 13), date(2016, 4, 14), "relative")
    partnership = next(e for e in events if e.type == "SUPPORT")
    assert {a.country for a in partnership.actors} == {"BLR", "PAK"}
    last = events[-1]
    assert {a.country for a in last.actors} == {"BLR", "IDN"}


def test_an_undated_item_has_undated_events(resolve: Resolver) -> None:
    [event] = resolve("Police arrested three journalists in Minsk on Tuesday.", None)
    assert (event.date.text, event.date.start, event.date.basis) == ("Tuesday", None, "none")
    assert event.place is not None
    assert (event.place.name, event.place.country, event.place.latitude) == ("Minsk", "BLR", 53.9)


def test_what_lies_far_back_is_background(resolve: Resolver) -> None:
    [event] = resolve("Police arrested three journalists on 5 May 2012.")
    assert event.status == "historical"
    assert any("more than a year" in line for line in event.explanation)


def test_unknown_places_keep_their_words(resolve: Resolver) -> None:
    [event] = [e for e in resolve("Rebels attacked soldiers near Qorvash on Monday.") if e.type == "ASSAULT"]
    assert event.place is None or (event.place.country is None and event.place.text == "Qorvash")


def test_the_speaker_is_resolved(resolve: Resolver) -> None:
    [event] = resolve("The Belarusian government said that police arrested a saboteur.")
    assert event.attribution is not None
    assert event.attribution.source is not None
    assert event.attribution.source.country == "BLR"
