import json
import re
import shlex
from pathlib import Path

import pytest
import typer

from multivector import __version__
from multivector.cli import main
from multivector.cli.commands import app

COMMANDS = typer.main.get_command(app).commands
REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")


def find_section(name):
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/reference/commands.md has no section {name}"
    return found[1]


def test_the_seven_commands_are_there():
    assert set(COMMANDS) == {"read", "relate", "add", "events", "index", "brief", "demo"}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_documented(name):
    section = find_section(name)
    for parameter in COMMANDS[name].params:
        assert parameter.help or parameter.name == "help"
        for option in parameter.opts:
            if option.startswith("--"):
                assert re.search(rf"{option}\b", section), f"{option} of {name} is not in docs/reference/commands.md"


def test_documented_options_exist():
    for name, command in COMMANDS.items():
        known = {option for parameter in command.params for option in parameter.opts}
        written = set(re.findall(r"--[a-z][a-z-]*", find_section(name)))
        assert written <= known, f"{written - known} of {name} does not exist"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples")
    text = "The European Union imposed sanctions on Belarus on 31 January 2011."
    (folder / "article.txt").write_text(text, encoding="utf-8")
    (folder / "pairs.jsonl").write_text(
        json.dumps({"id": 1, "text": text, "source": "European Union", "target": "Belarus"}), encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("name", ["add", *sorted(set(COMMANDS) - {"add"})])
def test_help_begins_with_an_example_that_works(name, place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    example = COMMANDS[name].help.splitlines()[0].removeprefix("Example: ")
    assert re.match(rf"Usage: .*\n\s*Example: {re.escape(example)}\n", shown)
    program, *args = shlex.split(example)
    assert (program, args[0]) == ("multivector", name)
    assert example in find_section(name)
    if name != "demo":  # run in test_commands
        assert main(args) == 0


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"multivector {__version__}\n"
