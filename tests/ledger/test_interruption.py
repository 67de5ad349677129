"""A run killed at any moment loses nothing that was saved, leaves no half document, and can be finished; two runs share one ledger."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger_records import make_document, make_event, make_mention, make_mentions
from ledger_writer import count_mentions, fill

import multivector.ledger
from multivector.errors import LedgerError
from multivector.ledger import open_ledger

WRITER = Path(__file__).parent / "ledger_writer.py"
SOURCE = Path(multivector.ledger.__file__).parents[2]
LAST = 120


def dump(place: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the file, table by table, in an order that does not depend on history."""
    link = sqlite3.connect(place)
    names = [name for (name,) in link.execute("select name from sqlite_master where type = 'table' order by name")]
    content = {name: sorted(link.execute(f"select * from {name}"), key=repr) for name in names}
    link.close()
    return content


def start(place: Path, first: int = 0, last: int = LAST) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(place), str(first), str(last)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def finish(process: subprocess.Popen[str]) -> str:
    out, error = process.communicate(timeout=60)
    assert process.returncode == 0, error
    return out


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    place = tmp_path_factory.mktemp("whole") / "ledger.db"
    fill(str(place), 0, LAST)
    return dump(place)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_runs_continue(tmp_path, whole, seed):
    rng = random.Random(seed)
    place = tmp_path / "ledger.db"
    kills = 0
    for moment in sorted(rng.sample(range(LAST - 40), 3)):
        process = start(place)
        assert process.stdout is not None
        said = -1
        for line in process.stdout:
            said = int(line)
            if said >= moment:
                break
        time.sleep(rng.uniform(0, 0.006))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate(timeout=60)
        kills += process.returncode == -signal.SIGKILL
        confirmed = max([said, *(int(line) for line in rest.split() if line.isdigit())])
        with open_ledger(place) as ledger:
            kept = list(ledger.documents())
            assert len(kept) >= confirmed + 1
            for number, document in enumerate(kept):
                assert document == make_document(number)
                assert list(ledger.mentions(document=document.id)) == make_mentions(document, count_mentions(number))
                assert len(list(ledger.claims(document=document.id))) == 1
            assert ledger.needs_merging()
    assert kills >= 2
    finish(start(place))
    assert dump(place) == whole


def test_killed_merging_leaves_the_old_events_whole(tmp_path):
    place = tmp_path / "ledger.db"
    with open_ledger(place) as ledger:
        document = make_document(1)
        ledger.save(document, make_mentions(document, 3))
        ledger.replace_events([make_event("old")])
    script = (
        "import os, signal, sys\n"
        "from ledger_records import make_event\n"
        "from multivector.ledger import open_ledger\n"
        "def events():\n"
        "    for number in range(2000):\n"
        "        if number == 1200: os.kill(os.getpid(), signal.SIGKILL)\n"
        "        yield make_event(f'new-{number:04}')\n"
        "open_ledger(sys.argv[1]).replace_events(events())\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), str(WRITER.parent)])}
    assert subprocess.run([sys.executable, "-c", script, str(place)], env=environment, check=False).returncode == -signal.SIGKILL
    with open_ledger(place) as ledger:
        assert [event.id for event in ledger.events()] == ["old"]
        assert ledger.count().mentions == 3


def test_two_writers_lose_nothing(tmp_path, whole):
    place = tmp_path / "ledger.db"
    both = [start(place, 0, 80), start(place, 40, LAST)]
    for process in both:
        finish(process)
    with open_ledger(place) as ledger:
        ledger.replace_events(make_event(f"event-{mention.id}", (mention,)) for mention in ledger.mentions())
    assert dump(place) == whole


def test_four_processes_may_make_one_ledger(tmp_path):
    place = tmp_path / "ledger.db"
    for process in [start(place, 0, 3) for _ in range(4)]:
        finish(process)
    with open_ledger(place) as ledger:
        assert ledger.count().documents == 3


def test_a_failed_save_leaves_the_old_document(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as ledger:
        old, new = make_document(1), make_document(1, text="Other words about Norvia.")
        ledger.save(old, make_mentions(old, 4))
        twice = [make_mention(new), make_mention(new)]
        with pytest.raises(LedgerError, match="two records carry one id"):
            ledger.save(new, twice)
        assert list(ledger.documents()) == [old]
        assert list(ledger.mentions()) == make_mentions(old, 4)
        assert not ledger.knows(new)


def test_same_input_gives_the_same_content(tmp_path, whole):
    again = tmp_path / "ledger.db"
    fill(str(again), 0, LAST)
    fill(str(again), 0, LAST)
    assert dump(again) == whole
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.db"]


def test_a_locked_ledger_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("multivector.ledger.connection._PATIENCE_S", 0.05)
    place = tmp_path / "ledger.db"
    with open_ledger(place) as ledger:
        holder = sqlite3.connect(place, isolation_level=None)
        holder.execute("begin immediate")
        with pytest.raises(LedgerError, match="another program is writing"):
            ledger.save(make_document(1), [])
        assert ledger.count().documents == 0
        holder.execute("rollback")
        holder.close()
        assert ledger.save(make_document(1), []) is None
