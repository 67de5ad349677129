"""The ledger: documents, mentions, claims and events in one database, from which every number can be opened again.

Belongs here: tables, the conversion between records and rows, transactions, queries, and the checks made before a ledger is opened.
Must not come here: coding, merging or scoring (they hand over finished records), printing, any other stage; SQL that only one
database understands stays in `connection`. The ledger owns SQLAlchemy.

No time of day and no random number is ever written: the same input gives the same content.
"""

from multivector.ledger.store import Contents, Ledger, open_ledger

__all__ = ["Contents", "Ledger", "open_ledger"]
