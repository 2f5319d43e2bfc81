"""What a file is, by its content, whatever it calls itself."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from tessera.adapters import examiner
from tessera.adapters.examiner import THUMBNAIL_SIDE, examine
from tessera.ticketing.inspection import Findings


def picture(kind: str = "PNG", size: tuple[int, int] = (1200, 800), orientation: int | None = None) -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[ExifTags.Base.Orientation] = orientation
    Image.new("RGB", size, "teal").save(made, kind, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
    ],
)
def test_a_picture_has_its_size_and_a_small_version(kind: str, media_type: str) -> None:
    found = examine(picture(kind), "application/octet-stream")

    assert (found.found_type, found.width, found.height) == (media_type, 1200, 800)
    small = Image.open(io.BytesIO(found.thumbnail or b""))
    assert (small.format, max(small.size)) == ("WEBP", THUMBNAIL_SIDE)


def test_a_picture_that_was_held_upright_is_upright() -> None:
    found = examine(picture("JPEG", orientation=6), "image/jpeg")

    small = Image.open(io.BytesIO(found.thumbnail or b""))
    assert (found.width, found.height) == (800, 1200)
    assert small.height > small.width


def test_what_is_see_through_stays_so() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(made, "PNG")

    assert Image.open(io.BytesIO(examine(made.getvalue(), "image/png").thumbnail or b"")).mode == "RGBA"


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    tall = picture("WEBP", (1, 16_000))
    assert examine(tall, "image/webp").height == 16_000
    enormous = enlarged(picture("PNG", (1, 1)), 8_000, 6_251)

    assert examine(enormous, "image/png") == Findings("application/octet-stream")


def enlarged(png: bytes, width: int, height: int) -> bytes:
    """A picture that says it is as large as that (PNG specification, 11.2.1 IHDR)."""
    header = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + header + struct.pack(">I", zlib.crc32(header)) + png[33:]


@pytest.mark.parametrize(
    ("content", "declared", "found"),
    [
        (b"%PDF-1.4 \xff\xfe", "application/octet-stream", "application/pdf"),
        (b"%PDF-1.4 plain", "application/pdf", "application/pdf"),
        (b"MZ\x90\x00" + bytes(100), "application/pdf", "application/vnd.microsoft.portable-executable"),
        (b"a,b\n1,2\n", "text/csv", "text/csv"),
        (b"just words", "image/png", "text/plain"),
        (b'{"a": 1}', "application/json", "application/json"),
        ("Grüße".encode(), "text/plain", "text/plain"),
        (b"PK\x03\x04" + bytes(50), "application/zip", "application/zip"),
        (b"PK\x03\x04" + bytes(50), "image/png", "application/zip"),
        (b"\x89PNG\r\n\x1a\n broken", "image/png", "image/png"),
        (b"RIFF\0\0\0\0WAVEfmt " + bytes(9), "audio/x-wav", "audio/wav"),
        (b"<html><script>alert(1)</script>", "image/png", "text/html"),
        (b"", "text/plain", None),
        (bytes(40), "application/x-thing", None),
    ],
)
def test_a_file_is_what_it_holds(content: bytes, declared: str, found: str | None) -> None:
    assert examine(content, declared).found_type == found


def test_long_text_that_is_cut_inside_a_character_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examiner, "SAMPLE", 5)

    assert examine("Grüßeü".encode(), "text/plain").found_type == "text/plain"


@given(st.binary(max_size=300), st.sampled_from(["image/png", "text/plain", "application/pdf", "x/y", ""]))
def test_no_content_is_too_strange(content: bytes, declared: str) -> None:
    examine(content, declared)


@given(st.binary(max_size=40), st.integers(0, 400))
def test_no_picture_is_too_broken(junk: bytes, place: int) -> None:
    whole = picture("PNG", (30, 30))
    examine(whole[:place] + junk + whole[place + len(junk) :], "image/png")
