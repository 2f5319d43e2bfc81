"""The names of attachments: as the sender gave them, safe to store and to offer for download."""

import re
from email.message import Message
from email.utils import decode_rfc2231
from urllib.parse import unquote_to_bytes

from tessera.channels.mail import charset, headers

_BAD_IN_FILENAMES = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u202a-\u202e\u2066-\u2069]+")
_PARAMETER = re.compile(r";\s*(?:file)?name\s*=\s*(\"[^\"]*\"|[^;\r\n]+)", re.IGNORECASE)
_EXTENSIONS = {
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "message/news": ".eml",
    "text/calendar": ".ics",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/ms-tnef": ".dat",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}


def filename_of(part: "Message[str, str]") -> str:
    """The name that the sender gave the part, made safe to store and to offer for download; or an empty text."""
    for header in ("content-disposition", "content-type"):
        for parameter in ("filename", "name"):
            value = part.get_param(parameter, header=header)
            if value:
                return safe_filename(_parameter_text(value))
    for header in ("content-disposition", "content-type"):
        found = _PARAMETER.search(str(part.get(header, "")))
        if found:
            return safe_filename(_parameter_text(found.group(1)))
    location = str(part.get("content-location", ""))
    return safe_filename(headers.decode_words(location)) if "/" not in location.strip("/") else ""


def _parameter_text(value: "str | tuple[str | None, str | None, str]") -> str:
    if isinstance(value, tuple):
        label, _, text = value
        return charset.decode(text.encode("latin-1", "surrogateescape") if _narrow(text) else text.encode(), label)
    text = value.strip().strip('"')
    if "''" in text and "%" in text:
        # RFC 2231's form in a parameter that lacks its star.
        label, _, rest = decode_rfc2231(text)
        return charset.decode(unquote_to_bytes(rest), label)
    if not text.isascii():
        text = charset.decode(text.encode("utf-8", "surrogateescape"))
    return headers.decode_words(text)


def _narrow(text: str) -> bool:
    return all(ord(character) < 0x100 or 0xDC80 <= ord(character) <= 0xDCFF for character in text)


def safe_filename(name: str) -> str:
    """Only the last path component, without control characters or what Windows refuses, at most 200 characters."""
    name = _BAD_IN_FILENAMES.sub("_", charset.clean(name).replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    if len(name) > 200:
        stem, dot, extension = name.rpartition(".")
        name = (stem or extension)[: 199 - min(len(extension), 20)] + (dot + extension[:20] if stem else "")
    return name


def extension_for(kind: str) -> str:
    if kind in _EXTENSIONS:
        return _EXTENSIONS[kind]
    return ".txt" if kind.startswith(("text/", "message/")) else ".bin"
