"""Where a brief is written."""

import pytest

from multivector.briefing import render_html, write_brief
from multivector.errors import UsageError


def test_a_folder_gets_both_files(brief, tmp_path):
    paths = write_brief(brief, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["brief.html", "brief.md"]
    assert paths[0].read_bytes() == render_html(brief).encode()


def test_a_file_name_chooses_the_kind(brief, tmp_path):
    assert write_brief(brief, tmp_path / "norvia.md") == (tmp_path / "norvia.md",)
    assert [path.name for path in tmp_path.iterdir()] == ["norvia.md"]


def test_a_folder_may_have_a_dot(brief, tmp_path):
    assert write_brief(brief, tmp_path / "v1.2")[0].parent.name == "v1.2"


def test_what_cannot_be_written_is_said_before_anything_is(brief, tmp_path):
    with pytest.raises(UsageError, match=r"ending in \.html or \.md"):
        write_brief(brief, tmp_path / "brief.pdf")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match="cannot write the brief there"):
        write_brief(brief, tmp_path / "file")
