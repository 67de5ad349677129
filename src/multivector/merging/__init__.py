"""Reports of one event become one event, with all its reports and the reasons why.

Belongs here: when two mentions report the same event, how groups of them are found, what is told of the event from many
reports, and what was kept apart.
Must not come here: reading text, finding out who a name means or when "Tuesday" was, weights or scores of an index, storage.
"""

from multivector.merging.merger import Merging, merge_mentions

__all__ = ["Merging", "merge_mentions"]
