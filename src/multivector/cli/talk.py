"""What is said on stderr: reasons, remarks, progress."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from multivector.cli.languages import name_language
from multivector.records import Document, Rejection

if TYPE_CHECKING:
    from multivector.flow import Added, Follower, Reading

# C0 and C1 controls, marks that turn the direction of writing, and line separators: a terminal acts on them instead of showing them.
HOSTILE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
OPENING = 40

console = Console(stderr=True, highlight=False)


def clean(text: str) -> str:
    """The text on one line, without any character that a terminal would obey."""
    return " ".join(HOSTILE.sub(" ", text).split())


def say(text: str) -> None:
    """Write one line to stderr, as it is: no markup is read in it."""
    console.print(Text(clean(text)), soft_wrap=True)


@dataclass(slots=True)
class Talk:
    """What one command says. ``quiet`` leaves out all but failures; ``failures`` counts them and decides the exit status."""

    quiet: bool = False
    failures: int = 0

    @property
    def status(self) -> int:
        """0, or 1 where something could not be read."""
        return 1 if self.failures else 0

    def remark(self, text: str) -> None:
        """Say what a user may want to know."""
        if not self.quiet:
            say(text)

    def reject(self, rejection: Rejection) -> None:
        """Name what could not be read, and why."""
        self.failures += 1
        say(f"{rejection.origin}: {rejection.reason}")

    def pass_over(self, document: Document, origin: str) -> None:
        """Name a document in a language that is not coded."""
        opening = document.title or " ".join(document.text[: 4 * OPENING].split())
        opening = opening if len(opening) <= OPENING else f"{opening[:OPENING]}…"
        self.remark(f'{origin or "text"}: "{opening}" (document {document.id}) is in {name_language(document.language)}, left uncoded')


@contextmanager
def show_progress(talk: Talk, *, shared: bool = False) -> Iterator[Callable[[str], None]]:
    """Give a function that shows a line of progress, on a terminal only; ``shared``: stdout writes to that terminal at the same time."""
    if talk.quiet or not sys.stderr.isatty() or (shared and sys.stdout.isatty()):
        yield lambda text: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(bar_width=20), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("starting", total=None)
        yield lambda text: progress.update(task, description=clean(text))


@contextmanager
def follow_adding(talk: Talk) -> Iterator["Follower"]:
    """Give what `flow.add` may call with each outcome: failures and foreign documents are named, the rest is counted."""
    with show_progress(talk) as show:
        number = 0

        def follow(outcome: str, record: "Reading | Rejection | Document | None") -> None:
            nonlocal number
            if outcome == "merging":
                show(f"{number} documents; merging reports into events")
                return
            number += 1
            show(f"{number} documents")
            if isinstance(record, Rejection):
                talk.reject(record)
            elif outcome == "foreign" and record is not None and not isinstance(record, Document):
                talk.pass_over(record.document, record.origin)

        yield follow


def report_added(talk: Talk, added: "Added", db: Path) -> None:
    """Say what went in and what the ledger now holds."""
    parts = [f"{added.new} new", f"{added.known} known", f"{added.duplicates} duplicates", f"{added.foreign} not in English"]
    talk.remark(f"{added.read} documents read ({', '.join(parts)}), {added.rejected} inputs rejected")
    talk.remark(f"{db} now holds {added.reports} reports of {added.events} events")


def print_paths(paths: Iterable[Path]) -> None:
    """Print paths to stdout, one a line, for scripts to go on with."""
    for path in paths:
        sys.stdout.write(f"{path}\n")
