"""Bytes to characters: a byte-order mark decides, then UTF-8, then the code pages that news archives are full of."""

import codecs
import re

from multivector.errors import SourceError

# The longer marks stand first: that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
WESTERN = ("cp1252", "cp1250", "latin-1")
# The commonest small letters of Russian, Ukrainian and Belarusian: a wrong Cyrillic page turns them into capitals or rare letters.
COMMON_CYRILLIC = frozenset("оаеинтрсліі")
CONTROLS = bytes([*sorted(set(range(32)) - set(b"\t\n\r\f\v\x1b")), 127])
SAMPLE = 65_536


def find_mark(data: bytes) -> tuple[bytes, str] | None:
    """Return the byte-order mark that ``data`` begins with and its encoding, None where it has none."""
    return next(((mark, name) for mark, name in MARKS if data.startswith(mark)), None)


def decode_bytes(data: bytes, *, origin: str, declared: str | None = None) -> str:
    """Decode ``data``; only a byte-order mark is dropped, line ends stay as they are.

    ``declared`` is an encoding that the input itself names (an HTML page); it is tried after a byte-order mark and strict UTF-8.
    Raises SourceError where the bytes are no text: NULs, mostly control characters, or no encoding that gives sensible letters.
    """
    if marked := find_mark(data):
        mark, name = marked
        try:
            return data[len(mark) :].decode(name)
        except UnicodeDecodeError as error:
            reason = f"begins like {name.upper()} but is not (byte {error.start + len(mark)}): save it as UTF-8"
            raise SourceError(origin, reason) from None
    sample = data[:SAMPLE]
    if b"\0" in data:
        raise SourceError(origin, "is binary (it holds NUL bytes): give text, HTML or JSONL")
    if len(sample.translate(None, CONTROLS)) < 0.9 * len(sample):
        raise SourceError(origin, "is binary (mostly control characters): give text, HTML or JSONL")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := try_encoding(data, declared)) is not None:
        return text
    text = repair_utf8(data) or guess_page(data)
    if text is None:
        raise SourceError(origin, "is in no encoding that gives sensible letters: save it as UTF-8")
    return text


def try_encoding(data: bytes, name: str) -> str | None:
    """Decode strictly, None where the encoding is unknown, no text encoding, or does not fit."""
    try:
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def repair_utf8(data: bytes) -> str | None:
    """UTF-8 with a few spoiled bytes (cut off at the end, or spliced): decode with replacement marks, None where it is something else."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    # A code page hardly ever yields valid multi-byte sequences by chance, so ten good ones for a bad one is proof enough.
    if whole >= 10 * broken or (whole > 0 and broken == 1 and text.endswith("\ufffd")):
        return text.removesuffix("\ufffd")
    return None


def guess_page(data: bytes) -> str | None:
    """Choose the one-byte code page by the letters that it gives; then ask charset-normalizer; None where nothing is sensible."""
    sample = data[:SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    letters = high + sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in sample)
    if high > 0.4 * letters:
        ranked = sorted(((score_cyrillic(sample, name), name) for name in CYRILLIC), reverse=True)
        if ranked[0][0] > 0.45 and (text := try_encoding(data, ranked[0][1])) is not None:
            return text
        return ask_normalizer(data)
    # Few high bytes: a Latin page. The wrong one puts signs such as "¹" or "³" inside words, and never the right one.
    readings = [(count_signs(text), place, text) for place, name in enumerate(WESTERN) if (text := try_encoding(data, name)) is not None]
    signs, _, text = min(readings)
    return text if signs <= 0.2 * high + 2 else ask_normalizer(data)


def score_cyrillic(sample: bytes, name: str) -> float:
    """Share of the non-ASCII characters that are common small Cyrillic letters under the code page ``name`` (about 0.6 if right)."""
    high = [character for character in sample.decode(name, "replace") if character > "\x7f"]
    return sum(character in COMMON_CYRILLIC for character in high) / max(len(high), 1)


def count_signs(text: str) -> int:
    """Count signs and control characters that stand inside a word, where no language has them."""
    return len(re.findall(r"(?<=[^\W\d_])[¡-¿×÷\x80-\x9f˛ˇ¸](?=[^\W\d_])|[\x80-\x9f]", text[:SAMPLE]))


def ask_normalizer(data: bytes) -> str | None:
    """Let charset-normalizer judge the rest (East Asian encodings above all); None where it finds the result messy."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, threshold=0.1).best()
    if best is None or best.percent_coherence <= 0:
        return None
    return str(best)
