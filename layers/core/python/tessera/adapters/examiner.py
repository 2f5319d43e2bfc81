"""What a file is, by its content. Only `file_inspector` has the libraries for it.

A picture may be small as a file and enormous as pixels; everything else that is wrong with one only means that it has
no preview: https://pillow.readthedocs.io/en/stable/reference/Image.html
"""

import io
import logging

import puremagic
from PIL import ExifTags, Image, ImageOps

from tessera.ticketing.inspection import Findings

log = logging.getLogger(__name__)

#: What browsers show. Pillow knows many more, whose decoders no customer's file has to reach.
PICTURES = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP")
THUMBNAIL_SIDE = 480
#: Four bytes each, twice while it is turned: well within the memory of the function (`infra/stacks/files.py`).
MOST_PIXELS = 50_000_000
#: How much of a file has to be text for all of it to be.
SAMPLE = 64 * 1024

#: It only warns of less than twice as many.
Image.MAX_IMAGE_PIXELS = None

#: One name for each.
_SAME = {
    "image/jpg": "image/jpeg",
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "audio/mp3": "audio/mpeg",
    "application/x-gzip": "application/gzip",
    "application/x-pdf": "application/pdf",
    "application/x-zip-compressed": "application/zip",
}
_TEXTUAL = ("application/json", "application/xml", "message/rfc822", "image/svg+xml", "application/javascript")


def examine(content: bytes, declared: str) -> Findings:
    """`tessera.ticketing.inspection.Examine`."""
    try:
        return _picture(content)
    except Image.DecompressionBombError:
        return Findings("application/octet-stream")
    except Exception as error:  # noqa: BLE001 - decoders raise whatever they like at broken pictures
        log.info("no picture: %s", type(error).__name__)
    return Findings(_type_of(content, declared))


def _picture(content: bytes) -> Findings:
    with Image.open(io.BytesIO(content), formats=PICTURES) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        found_type = Image.MIME[picture.format or ""]
        width, height = _turned(picture)
        picture.draft("RGB", (THUMBNAIL_SIDE * 2, THUMBNAIL_SIDE * 2))
        small = ImageOps.exif_transpose(picture)
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        kept = io.BytesIO()
        small.convert("RGBA" if "A" in small.getbands() or "transparency" in small.info else "RGB").save(
            kept, "WEBP", quality=80
        )
        return Findings(found_type, width, height, kept.getvalue())


def _type_of(content: bytes, declared: str) -> str | None:
    """The declared type if the content could be that; else what its first bytes say; text if it reads as text."""
    declared = _SAME.get(declared, declared)
    if _is_text(content):
        textual = declared.startswith("text/") or declared in _TEXTUAL
        return declared if textual else _first(_candidates(content)) or "text/plain"
    candidates = _candidates(content)
    if declared in candidates:
        return declared
    # Office documents, archives of programs and many more are zip files; which one, the first bytes do not tell.
    return "application/zip" if content.startswith(b"PK\x03\x04") else _first(candidates)


def _candidates(content: bytes) -> list[str]:
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):  # nothing known begins like this; nothing at all
        return []
    return [_SAME.get(one.mime_type, one.mime_type) for one in found if one.mime_type]


def _first(types: list[str]) -> str | None:
    return types[0] if types else None


def _is_text(content: bytes) -> bool:
    sample = content[:SAMPLE]
    if not sample or b"\0" in sample:
        return False
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        return error.start > len(sample) - 4 and len(content) > SAMPLE  # the sample ends inside a character
    return not sample.startswith(b"%PDF")


def _turned(picture: Image.Image) -> tuple[int, int]:
    """Width and height as it is looked at: cameras note how they were held (Exif, tag Orientation)."""
    width, height = picture.size
    return (height, width) if picture.getexif().get(ExifTags.Base.Orientation, 1) >= 5 else (width, height)
