"""Reading the codebook's own files: tab-separated tables and TOML presets.

Rules about what a table means stand with its loader; here are only those that hold for every table.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from multivector.errors import CodebookError, UsageError


def find_data() -> Traversable:
    """The folder that holds the codebook's data, wherever the package is installed."""
    return files("multivector.codebook") / "data"


def read_table(name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Rows of ``data/<name>.tsv`` as dictionaries from column to cell, in the file's order, cells stripped of outer blanks.

    ``name`` may contain a folder and may carry the ending (``types``, ``triggers/agree.tsv``). The header must be exactly
    ``columns``; every row must have as many cells. Raises CodebookError, naming file and line, where it is not so.
    """
    file, lines = read_lines(name)
    header = lines[0].split("\t")
    if header != list(columns):
        raise CodebookError(f"{file}, line 1: the header is {header}; write the columns {list(columns)}, separated by tabs")
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(columns):
            raise CodebookError(
                f"{file}, line {number}: {len(cells)} cells where the header has {len(columns)}, beginning {cells[0]!r}; "
                "add or remove tabs (an empty cell still needs its tab)"
            )
        yield dict(zip(columns, cells, strict=True))


def read_lines(name: str) -> tuple[str, list[str]]:
    """The table's file name and its lines, the header first. Raises CodebookError where the codebook has no such table."""
    file = name if name.endswith(".tsv") else f"{name}.tsv"
    path = find_data().joinpath(*file.split("/"))
    if not path.is_file():
        raise CodebookError(f"{file}: the codebook has no such table; check the name, or reinstall the package")
    # Not splitlines(): it also breaks at characters that a name may hold, such as U+2028.
    return file, path.read_text(encoding="utf-8").replace("\r\n", "\n").split("\n")


def read_column(name: str, column: str) -> Iterator[str]:
    """One column of a table, whatever its others are; errors as in `read_table`."""
    file, lines = read_lines(name)
    columns = lines[0].split("\t")
    if column not in columns:
        raise CodebookError(f"{file}, line 1: no column {column!r} among {columns}; add it")
    for row in read_table(name, columns):
        yield row[column]


def split_list(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds a list separated by ``|``; an empty cell is an empty list."""
    return tuple(item.strip() for item in cell.split("|") if item.strip())


def reject_keys(entry: Mapping[str, object], allowed: Sequence[str], *, where: str) -> None:
    """Raise CodebookError if a TOML table has a key beyond ``allowed``: a misspelt key would otherwise be passed over in silence."""
    if strange := [key for key in entry if key not in allowed]:
        raise CodebookError(f"{where}: unknown key {', '.join(map(repr, strange))}; use only {', '.join(allowed)}")


def list_presets(folder: str) -> tuple[str, ...]:
    """Names of the TOML files in ``data/<folder>``, sorted, without their ending."""
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in (find_data() / folder).iterdir() if entry.name.endswith(".toml")))


def read_preset(folder: str, name_or_path: str | Path) -> dict[str, Any]:
    """The TOML preset of that name in ``data/<folder>``, or the file at a path that ends in ``.toml``.

    Raises UsageError where there is none, CodebookError where it is no valid TOML.
    """
    given = str(name_or_path)
    source: Traversable
    if given.endswith(".toml"):
        source = Path(given)
    elif given in list_presets(folder):
        source = find_data() / folder / f"{given}.toml"
    else:
        raise UsageError(f"no preset {given!r} in {folder}; choose one of {', '.join(list_presets(folder))}, or give a path to a .toml")
    if not source.is_file():
        raise UsageError(f"{given}: no such file; give a path that exists, or one of {', '.join(list_presets(folder))}")
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"{given}: not valid TOML ({error}); correct the file at that place") from error
