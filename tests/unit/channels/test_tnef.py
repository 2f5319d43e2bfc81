"""winmail.dat, made here by the specification."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from tessera.channels.mail.parse import parse
from tessera.channels.mail.tnef import read_tnef
from tests.factories.mails import make_mail


def attribute(identifier: int, data: bytes, level: int = 2) -> bytes:
    return struct.pack("<BII", level, identifier, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def prop(identifier: int, kind: int, value: bytes) -> bytes:
    """A property of counted size (text, bytes, object)."""
    return struct.pack("<HHII", kind, identifier, 1, len(value)) + value + b"\0" * (-len(value) % 4)


NAMED = struct.pack("<HH16sII", 3, 0x8001, b"g" * 16, 0, 5) + struct.pack("<I", 42)
FILE = struct.pack("<I", 4) + NAMED + prop(0x3707, 0x1F, "Übersicht 2026.pdf\0".encode("utf-16-le")) + prop(
    0x370E, 0x1E, b"application/pdf\0"
) + struct.pack("<HHI", 3, 0x0E20, 4)  # fmt: skip
WINMAIL = (
    b"\x78\x9f\x3e\x22\x01\x00"
    + attribute(0x00069007, struct.pack("<II", 1252, 0), level=1)
    + attribute(0x00069003, struct.pack("<I", 1) + prop(0x1000, 0x1E, b"Gr\xfc\xdfe\0"), level=1)
    + attribute(0x00069002, b"\0" * 14)
    + attribute(0x00018010, b"UEBERS~1.PDF\0")
    + attribute(0x0006800F, b"%PDF-1.7")
    + attribute(0x00069005, FILE)
)


def test_a_file_with_its_long_name_and_the_text() -> None:
    tnef = read_tnef(WINMAIL)
    assert tnef is not None
    (file,) = tnef.files
    assert (file.name, file.content, file.content_type) == ("Übersicht 2026.pdf", b"%PDF-1.7", "application/pdf")
    assert tnef.text == "Grüße"


def test_in_a_mail_its_files_take_its_place() -> None:
    message = make_mail("See the file.")
    message.add_attachment(WINMAIL, "application", "ms-tnef", filename="winmail.dat")
    mail = parse(message.as_bytes())
    assert [(file.filename, file.content_type) for file in mail.attachments] == [
        ("Übersicht 2026.pdf", "application/pdf")
    ]
    assert mail.text.strip() == "See the file."


def test_without_other_text_its_own_is_shown() -> None:
    message = make_mail("")
    message.add_attachment(WINMAIL, "application", "octet-stream", filename="winmail.dat")
    assert parse(message.as_bytes()).text == "Grüße"


def test_what_cannot_be_unpacked_stays_a_file() -> None:
    message = make_mail("x")
    message.add_attachment(b"\x78\x9f\x3e\x22 broken", "application", "ms-tnef", filename="winmail.dat")
    assert [file.filename for file in parse(message.as_bytes()).attachments] == ["winmail.dat"]


@given(st.integers(0, len(WINMAIL)), st.binary(max_size=6), st.integers(0, 6))
def test_damage_does_no_harm(position: int, rubbish: bytes, length: int) -> None:
    read_tnef(WINMAIL[:position] + rubbish + WINMAIL[position + length :])
    read_tnef(WINMAIL[:position])
