"""The splitter both ways: articles stay whole, crawled pages fall into their items."""

from datetime import date
from pathlib import Path

import pytest

from multivector.errors import UsageError
from multivector.sources import read_sources, read_text
from multivector.sources.item import cut_page

DAY = date(2031, 5, 4)

ARTICLES = {
    "analysis with long paragraphs": """\
Norvia's new cabinet has put the river treaty with Esteria back on its agenda. The ministers spent two days on it in Kaldvik.
Prime Minister Oda Renn called the treaty a matter of survival for the farmers of the lower valley. Her predecessor had let it lapse.
In Kaldvik, Renn met the Esterian ambassador twice. The second meeting lasted until midnight.
While speaking to reporters, she denied that Esteria had set conditions. The ambassador kept silent.
The treaty regulates how much water each side may take in a dry summer. It has been suspended since the floods.
Observers in Esteria doubt that the reservoirs can be shared without a common authority.""",
    "wire report, one sentence a paragraph": """\
Esteria and Norvia agreed on Monday to reopen three border crossings that have been shut since last autumn.
Foreign Minister Pavo Lind signed the agreement in the Norvian port of Kaldvik.
The crossings will open on 1 June, the Esterian Foreign Ministry said.
Lorry drivers had protested for weeks against detours of up to 400 kilometres.
Norvia closed its border after a dispute over fishing quotas.
Esteria answered with a ban on Norvian dairy products, which remains in force.
Lind said that the ban would be discussed in a second round of talks in July.
About 12,000 people used to cross the border every day.""",
    "wire report that ends in background on others": """\
Tavland's parliament on Thursday approved a loan of 200 million crowns to the neighbouring republic of Mirsk.
Finance Minister Edda Brandt told deputies the loan would be paid out in four parts.
Mirsk has asked several neighbours for help since its harvest failed.
Deputies of the opposition Green Union voted against the loan, calling it a gift to a government that jails its critics.
Brandt rejected the criticism and said that Mirsk had released 40 prisoners in March.
Tavland joined the Coastal Bank in 2019.
The bank's largest shareholder is Norvia.""",
    "profile in paragraphs of two sentences": """\
Ilmar Sooth came to office without a party. He had run a ferry company on Lake Hoven for twenty years.
His first decree cut the number of ministries from nineteen to eleven. Civil servants learned of it from the radio.
Critics accuse Sooth of ruling the republic as he ran his ferries. Supporters say that the boats were on time.
Abroad, he has surprised everyone. Within a month he had visited Tavland, Mirsk and both Esterian capitals.
Sooth will face voters again in two years. His company now belongs to his sister.""",
    "report with quotations": """\
The mayor of Kaldvik has asked the army of Norvia to guard the harbour after a second explosion in a week.
“We cannot protect a harbour with six policemen,” Mayor Tove Askel told a crowd outside the town hall.
The explosion on Tuesday night destroyed a crane and two warehouses. Nobody was hurt.
“I heard a bang and then all the windows were gone,” said Jon Pell, who keeps a shop on the quay.
A group that calls itself Free Tide claimed the first attack. Police have not said whether they believe it.
Askel wants the soldiers to stay until the end of the summer.""",
    "section breaks and a bullet list": """\
The Coastal League opened its yearly meeting in Hoven on Friday. Nine states belong to it.

Delegates will decide on three questions:
- who pays for the lighthouse programme,
- whether Mirsk may join,
- where the secretariat will move.

* * *

Mirsk applied to the Coastal League two years ago, and Norvia alone still objects. Its delegate left the hall on Friday.

---

The secretariat of the Coastal League now sits in Kaldvik. Hoven has offered it a former school.""",
    "wrapped lines": """\
The government of Tavland recalled its ambassador
from Mirsk on Sunday. It gave no reason for the
step, which follows a year of quarrels over gas.

In Mirsk, the foreign ministry called the recall
regrettable. A spokesman said that the embassy of
Mirsk in Tavland would keep working as before.

Both countries had hoped for a new gas contract
before the winter.""",
    "a pull quote that stands twice": """\
Norvia will not send troops to the straits, its defence minister Carl Oster said on Wednesday after talks with Tavland's leaders.
“Nobody has asked us to send troops, and nobody will,” Oster said.
The statement ended weeks of rumours. Newspapers in Tavland had written of two battalions.
Oster spoke of ships instead. Three patrol boats will join the Tavland navy in the straits.
“Nobody has asked us to send troops, and nobody will,” Oster said.
Parliament has to approve the plan. A vote is due next week, and the coalition has a majority of four. No party has declared itself.""",
    "short paragraphs that name many": """\
Leaders of five coastal states met in Hoven to discuss the drought. They agreed on little.
Esteria wants common reservoirs. Its president, Lena Varga, brought a plan of 80 pages.
Norvia wants money first. Prime Minister Oda Renn left before dinner.
Tavland offered to host another meeting on the drought in autumn.
Mirsk, the poorest of the five, asked for grain. Varga promised two shiploads.
The drought has lasted for three summers.""",
    "an economic note with many figures": """\
Exports of Mirsk fell by 14 per cent in the first quarter. Grain and timber lost most.
The central bank kept its rate at 9 per cent. Governor Anton Wiede expects prices to calm by autumn.
Timber suffers from the new duty of Tavland. Sawmills in the north have sent home 2,000 workers.
Wiede warned that grain would not recover before the next harvest.
Analysts of the Coastal Bank expect the economy to shrink by two per cent this year.
Unemployment stood at 11 per cent in March, the statistics office said.""",
    "one paragraph": "Norvia recalled its ambassador from Mirsk on Sunday.",
    "headline, byline and body": """\
Esteria opens an embassy in Hoven
By Marta Quill
HOVEN, 3 May
Esteria opened an embassy in the lake republic of Hoven on Saturday, its first in the region.
Ambassador Rikard Toll said that trade between Esteria and Hoven had doubled in five years.
Photo: Quill
The embassy will also serve citizens who live in Mirsk, Toll added.""",
    "a summary that stands again under the byline": """\
Esteria and Norvia agreed on Monday to reopen three border crossings that have been shut since last autumn.
By Marta Quill, photographs by Sven Ode. Updated on Tuesday at noon.
Esteria and Norvia agreed on Monday to reopen three border crossings that have been shut since last autumn.
Foreign Minister Pavo Lind signed the agreement in Kaldvik.
The crossings will open on 1 June.""",
    "a paragraph doubled by mistake": """\
Esteria and Norvia agreed on Monday to reopen three border crossings that have been shut since last autumn.
Foreign Minister Pavo Lind of Esteria signed the agreement on the border crossings in Kaldvik.
Lorry drivers of Norvia had protested against the shut border for weeks.
Foreign Minister Pavo Lind of Esteria signed the agreement on the border crossings in Kaldvik.
The crossings will open on 1 June, and Lind will be there.""",
    "a chronicle of one crisis": """\
On 2 March, Norvia stopped all ferries to Mirsk. On 4 March, Mirsk arrested the captain of a Norvian trawler.
On 9 March, envoys of Norvia and Mirsk met on Lake Hoven. They parted without a statement.
On 20 March, the captain was freed, and Norvia let the ferries sail again.
On 1 April, both governments announced a commission on fishing rights.""",
    "russian": """\
Министр торговли Норвии прибыл в Калдвик на переговоры о рыболовстве.
Переговоры продлятся два дня, сообщило министерство.
Рыболовный договор между Норвией и Эстерией истёк прошлой осенью.""",
}

NOTE = """\
Norvia's new cabinet has put the river treaty with Esteria back on its agenda. The ministers spent two days on it. Nobody expected it.
In Kaldvik, Prime Minister Oda Renn met the Esterian ambassador. The second meeting lasted until midnight. Farmers were waiting outside.
The treaty regulates how much water each side may take. It lapsed after the floods. Reservoirs on the upper river stand empty."""
STRANGERS = [
    "Tavland's constitutional court dismissed on 12 January the appeal of a trade union against new strike rules.",
    "Police in Brakka detained eleven activists who had climbed a chimney of the copper works.",
    "A new exhibition at the Hoven Museum follows four centuries of glass painting.",
    "Lawmakers from the Green Union asked the auditors to look into contracts for school meals.",
]
THEMED = [
    "Norvia's central bank raised its key rate for a third time, citing wages.",
    "The Kaldvik Institute welcomes a dialogue on visas that was opened in Tavland on 3 April 2029.",
    "Opposition leader Sten Haugen said on Tuesday that Norvia was governed by decrees.",
    "On October 7, a conference on shipping insurance was organised by Norvia's chamber of commerce.",
    "A philosopher of Brakka University explains why cities forget their harbours.",
]

WIRE = ARTICLES["wire report, one sentence a paragraph"]
BACK = "He said the tunnel would open a year late because of the strike."

LAST = "Reservoirs on the upper river stand empty."

PAGES = {
    "four strangers": ("\n".join([NOTE, *STRANGERS]), 5),
    "two strangers": ("\n".join([NOTE, *STRANGERS[:2]]), 3),
    "blank lines between": ("\n\n".join([*NOTE.split("\n"), *STRANGERS]), 5),
    "windows line ends": ("\r\n".join([*NOTE.split("\n"), *STRANGERS]), 5),
    "no long note, one stands twice": (
        "\n".join([*WIRE.split("\n"), *STRANGERS, STRANGERS[0]]),
        5,
    ),
    "one stands twice": ("\n".join([NOTE, *STRANGERS, STRANGERS[0]]), 5),
    "teasers on the note's own country": ("\n".join([NOTE, *THEMED]), 6),
    "such teasers, one twice": ("\n".join([NOTE, *THEMED, THEMED[1]]), 6),
    "repeat shows a teaser that points back": ("\n".join([NOTE, BACK, *THEMED[:2], BACK]), 4),
    "label": (f"{NOTE}\nRead also:\n{STRANGERS[0]}\n{STRANGERS[1]}", 3),
    "label over headlines": (f"{NOTE}\nRelated articles\nNorvia raises its rate again\nSix treaties that failed", 3),
    "drawn lines": (f"{NOTE}\n---\n{STRANGERS[0]} The union had gone to court in May.\n---\n{STRANGERS[1]}", 3),
    "the note's own lead as a teaser": (f"{NOTE}\nMore news\n{STRANGERS[0]}\n{STRANGERS[1]}\n{LAST}", 3),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_article_stays_whole(name: str) -> None:
    text = ARTICLES[name]
    (document,) = cut_page(text, published=DAY, title="T")
    assert (document.text, document.page, document.page_start) == (text, None, 0)
    assert (document.published, document.title) == (DAY, "T")


@pytest.mark.parametrize("name", PAGES)
def test_page_falls_into_its_items(name: str) -> None:
    text, expected = PAGES[name]
    items = cut_page(text, published=DAY, title="T", id="page")
    assert len(items) == expected, [item.text for item in items]
    if expected == 1:
        return
    assert items[0].text.split() in (NOTE.split(), WIRE.split())
    assert [item.id for item in items] == [f"page-{number}" for number in range(1, expected + 1)]
    assert [item.published for item in items] == [DAY] + [None] * (expected - 1)
    assert [item.title for item in items] == ["T"] + [None] * (expected - 1)
    for item in items:
        assert item.page == "page"
        assert text[item.page_start : item.page_start + len(item.text)] == item.text
    assert len({item.digest for item in items}) == expected


def test_one_stranger_is_doubt() -> None:
    assert len(cut_page(f"{NOTE}\n{STRANGERS[0]}")) == 1


def test_text_of_one_item_is_unchanged() -> None:
    text = "\n  Norvia recalled its ambassador. \r\n\r\nMirsk regretted the recall of the ambassador.\t\n"
    (document,) = read_text(text)
    assert document.text == text


def test_ids_follow_content_and_date() -> None:
    first, second = (read_text("Norvia recalled its ambassador.", published=day)[0].id for day in (DAY, None))
    assert first != second
    assert len(first) == 16
    assert read_text("Norvia recalled its ambassador.", published=DAY)[0].id == first
    assert read_text("One.", url="http://a.example/")[0].id == read_text("Two.", url="http://a.example/")[0].id
    assert read_text("One.", id="mine")[0].id == "mine"


def test_read_text_wrong_usage() -> None:
    assert read_text(" \n") == []
    with pytest.raises(UsageError, match="decode bytes"):
        read_text(b"bytes")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="lone surrogate"):
        read_text("half \ud800")
    with pytest.raises(UsageError, match="not a date"):
        read_text("x", published="2031-05-04")  # type: ignore[arg-type]


def test_language_of_items() -> None:
    assert read_text(ARTICLES["russian"])[0].language == "ru"
    assert read_text(NOTE)[0].language == "en"
    assert read_text("Hoven 12.")[0].language is None


def test_crawled_page_of_the_shared_folder() -> None:
    page = Path(__file__).parents[3] / "shared" / "articles" / "minsk-goes-to-asia.txt"
    if not page.exists():
        pytest.skip("the shared folder is not here")
    items = list(read_sources([page], published=date(2016, 4, 30)))
    assert len(items) == 11
    assert [len(item.text.split("\n")) for item in items] == [9] + [1] * 10  # type: ignore[union-attr]
