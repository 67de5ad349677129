"""The command line: options parsed, `flow` called, records printed.

Belongs here: commands, their options and help, tables for people, progress, what is said on stderr, exit status. This folder owns Typer and
Rich. Data go to stdout and nothing else does; talk goes to stderr.
Must not come here: any step of the work itself; a command holds no more than its function of `flow` and the printing of what that gives.
"""

import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line (default: the process's own) and give its exit status.

    0 done; 1 some inputs could not be read (each named on stderr, the rest done); 2 wrong usage; 130 stopped by the user.
    """
    import typer

    from multivector.cli.commands import app
    from multivector.cli.talk import say
    from multivector.errors import MultivectorError

    # What is piped is UTF-8 whatever the locale says; a terminal that lacks a letter shows a question mark.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8", "errors": "backslashreplace"}))
    try:
        status = app(args=None if args is None else list(args), prog_name="multivector", standalone_mode=False)
        sys.stdout.flush()
    except MultivectorError as error:
        say(f"multivector: {error}")
        return 2
    except typer.TyperException as error:
        # Its kinds for wrong usage show the usage line too; they are no public names of Typer's.
        show = getattr(error, "show", None)
        if show is None:
            say(f"multivector: {error}")
        else:
            show()
        return int(getattr(error, "exit_code", 2))
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except (BrokenPipeError, SystemExit):  # Typer itself turns a broken pipe into SystemExit, and nothing else in this mode
        # The reader (head) has all it wanted. Python would complain about the pipe once more at its own end.
        mute_stdout()
        return 0
    if status == INTERRUPTED:  # Typer's own answer to Ctrl-C, too
        say("multivector: stopped; what was saved is safe, and the same command goes on from there")
    return status if isinstance(status, int) else 0


def mute_stdout() -> None:
    """Send what is still in the buffer of stdout nowhere."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    except (OSError, ValueError):
        return
