"""The brief on disk."""

from pathlib import Path

from multivector.briefing.brief import Brief
from multivector.briefing.markdown import render_markdown
from multivector.briefing.webpage import render_html
from multivector.errors import UsageError

RENDERERS = {".html": render_html, ".md": render_markdown}


def write_brief(brief: Brief, out: Path) -> tuple[Path, ...]:
    """Writes the brief and says where: one file if ``out`` ends in ``.html`` or ``.md``, else ``brief.html`` and ``brief.md`` in a folder.

    Folders are made as needed, files of these names replaced. Raises UsageError for another ending, or where ``out`` cannot be written.
    """
    if out.suffix in RENDERERS and not out.is_dir():
        paths: tuple[Path, ...] = (out,)
    elif out.suffix in (".htm", ".pdf", ".markdown", ".txt", ".docx"):
        raise UsageError(f"{out}: a brief cannot be written as {out.suffix}; name a file ending in .html or .md, or a folder for both")
    else:
        paths = tuple(out / f"brief{suffix}" for suffix in RENDERERS)
    texts = [RENDERERS[path.suffix](brief) for path in paths]
    try:
        for path, text in zip(paths, texts, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{out}: cannot write the brief there ({error.strerror}); name a file or folder that you may write to") from error
    return paths
