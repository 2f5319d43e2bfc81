"""Bytes to text, when the label may be missing, unknown or wrong."""

import codecs
import importlib
import re

#: Labels in the wild that Python does not know, or knows as something narrower than what senders mean by them
#: (the WHATWG encoding standard, section 4.2, reads them the same way).
_ALIASES = {
    "ascii": "",
    "us-ascii": "",
    "ansi_x3.4-1968": "",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "cseucpkdfmtjapanese": "euc_jp",
    "iso-2022-jp": "iso2022_jp_ext",
    "cp-850": "cp850",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
}
_MULTI_BYTE = ("utf", "gb", "hz", "big5", "euc", "cp932", "cp949", "cp950", "shift", "iso2022", "johab")
#: In these, bytes under 0x80 are not simply ASCII.
_STATEFUL = ("utf-7", "utf-16", "utf-32", "iso2022", "hz")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
#: Detection reads no more than this; its cost grows with the text, its certainty hardly.
_DETECT_BYTES = 4096
#: With so few bytes beyond ASCII, and so sparse, a detector guesses; they are accents of Western Europe then.
_FEW = 30


def decode(data: bytes, label: str | None = None) -> str:
    """The text of `data`. Never fails: at worst some characters read U+FFFD. Control characters are dropped."""
    return clean(_decode(data, label))


def clean(text: str) -> str:
    """Without control characters and lone surrogates, with LF line ends."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decode(data: bytes, label: str | None) -> str:
    codec = codec_for(label)
    if data.isascii() and not (codec and codec.startswith(_STATEFUL)):
        return data.decode("ascii")
    for bom, named in _BOMS:
        if data.startswith(bom):
            return data.decode(named, "replace")
    utf8 = _strictly(data, "utf-8")
    if utf8 is not None and (codec is None or not codec.startswith(_MULTI_BYTE) or _surely_utf8(utf8)):
        # Text in another charset hardly ever is valid UTF-8 by accident; mislabelled UTF-8 is an everyday thing.
        return utf8
    for guess in (codec, "utf-8"):
        if guess is None:
            continue
        strict = _strictly(data, guess)
        mended = strict if strict is not None else data.decode(guess, "replace")
        if strict is not None or _mostly_right(mended):
            return mended
    return _detected(data)


def _surely_utf8(text: str) -> bool:
    """Sequences of three and more bytes do not turn up by accident in East Asian charsets either."""
    return sum(character > "\u07ff" for character in text[:1000]) >= 3


def codec_for(label: str | None) -> str | None:
    """Python's name of the codec that a charset label means, or None when there is no such thing."""
    name = (label or "").strip().strip("\"'<>;, ").lower()
    name = _ALIASES.get(name, name)
    if not name:
        return None
    for candidate in (name, re.sub(r"[^a-z0-9]+", "-", name).strip("-"), re.sub(r"^(x-|cs)", "", name)):
        try:
            info = codecs.lookup(_ALIASES.get(candidate, candidate))
        except (LookupError, ValueError, UnicodeError):
            continue
        # rot13, base64 and the like are codecs too, but not of text; a few are Python's own spellings.
        if getattr(info, "_is_text_encoding", True) and info.name not in (
            "unicode-escape",
            "raw-unicode-escape",
            "idna",
        ):
            return info.name
    return None


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _mostly_right(text: str) -> bool:
    """A few broken characters (a cut one at the end, one pasted byte) do not make the label wrong."""
    wrong = text.count("\ufffd")
    return wrong * 10 <= sum(1 for character in text if character > "\x7f")


def _detected(data: bytes) -> str:
    stretch = _telling(data)
    high = sum(byte > 0x7F for byte in stretch)
    text = None
    if high > _FEW or (high > 4 and high * 4 > len(stretch.strip())):
        # Imported here because it costs 45 ms and hardly any mail needs it.
        best = importlib.import_module("charset_normalizer").from_bytes(stretch).best()
        text = _strictly(data, best.encoding) if best else None
    return data.decode("cp1252", "replace") if text is None else text


def _telling(data: bytes) -> bytes:
    """The stretch of `data` around its first byte beyond ASCII."""
    first = next((index for index, byte in enumerate(data) if byte > 0x7F), 0)
    start = max(0, first - 256)
    return data[start : start + _DETECT_BYTES]
