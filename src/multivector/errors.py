"""The one exception tree. Every message says what went wrong, for which value, and the remedy.

MultivectorError
├── UsageError          the caller asked for something that does not exist or cannot be combined
├── CodebookError       a table, preset or scheme of the codebook breaks its own rules
├── SourceError         one input cannot be read; the run goes on without it
├── LedgerError         the ledger cannot be opened, written or understood
└── MissingExtraError   an optional part is not installed; names the install command
"""


class MultivectorError(Exception):
    """Base of everything that the package raises on purpose."""


class UsageError(MultivectorError):
    """An option or argument has a value that is not allowed; the message lists what is."""


class CodebookError(MultivectorError):
    """A codebook table holds an entry that breaks the table's rules; the message names file and row."""


class SourceError(MultivectorError):
    """One input could not be read.

    ``origin`` names the input (path, or path and line), ``reason`` says why in one sentence.
    """

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason


class LedgerError(MultivectorError):
    """The ledger file or server cannot be used as it is."""


class MissingExtraError(MultivectorError):
    """An optional dependency is absent; the message carries the command that installs it."""
