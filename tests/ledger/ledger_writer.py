"""A program for the tests to run and to kill: fills a ledger, document after document, and says when each is safe.

Called as ``ledger_writer.py LEDGER FIRST LAST``; prints the number of each document once it is saved, then merges and prints ``merged``.
"""

import sys

from ledger_records import make_claim, make_document, make_event, make_mentions

from multivector.ledger import open_ledger
from multivector.records import Rejection


def count_mentions(number: int) -> int:
    """How many mentions document ``number`` has: enough that a save has a middle."""
    return number % 5 * 4


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def fill(place: str, first: int, last: int) -> None:
    with open_ledger(place) as ledger:
        for number in range(first, last):
            document = make_document(number)
            if not ledger.knows(document):
                ledger.save(document, make_mentions(document, count_mentions(number)), [make_claim(document)])
            if number % 10 == 0:
                ledger.reject(Rejection(f"page-{number}.html", "no text in it"))
            say(number)
        ledger.replace_events(make_event(f"event-{mention.id}", (mention,)) for mention in ledger.mentions())
        say("merged")


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
