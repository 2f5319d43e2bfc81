"""winmail.dat: what Outlook sends instead of MIME when it thinks the reader is Outlook too.

Written from Microsoft's open specification [MS-OXTNEF] (https://learn.microsoft.com/openspecs/exchange_server_protocols/
ms-oxtnef). Attachments, their names and the message's text or HTML are read; compressed RTF is not.
The one library for it (tnefparse) had its last release in 2021 and is under the LGPL.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from tessera.channels.mail import charset

_SIGNATURE = b"\x78\x9f\x3e\x22"
#: Attributes.
_CODEPAGE, _BODY, _MESSAGE = 0x00069007, 0x0002800C, 0x00069003
_BEGIN, _TITLE, _DATA, _PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
#: MAPI properties.
_TEXT, _HTML, _LONG_NAME, _NAME, _MIME_TYPE, _CONTENT_ID, _OBJECT = (
    0x1000,
    0x1013,
    0x3707,
    0x3704,
    0x370E,
    0x3712,
    0x3701,
)
_FIXED_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_STRING8, _UNICODE = 0x1E, 0x1F
_COUNTED = (_STRING8, _UNICODE, 0x102, 0xD)


@dataclass
class TnefFile:
    """One attachment. `content_type` and `content_id` are empty if Outlook did not say."""

    name: str = ""
    content: bytes = b""
    content_type: str = ""
    content_id: str = ""


@dataclass
class Tnef:
    text: str = ""
    html: str = ""
    files: list[TnefFile] = field(default_factory=list)


def read_tnef(data: bytes) -> Tnef | None:
    """What is in a winmail.dat, as far as it can be read; None if it is none or holds nothing that we read."""
    if not data.startswith(_SIGNATURE):
        return None
    found, label = Tnef(), "cp1252"
    for attribute, content in _attributes(data):
        if attribute == _CODEPAGE and len(content) >= 4:
            label = f"cp{struct.unpack_from('<I', content)[0]}"
        elif attribute == _BODY:
            found.text = _text(content, label)
        elif attribute == _MESSAGE:
            _read_message(found, content, label)
        elif attribute == _BEGIN:
            found.files.append(TnefFile())
        elif found.files:
            _read_file(found.files[-1], attribute, content, label)
    found.files = [file for file in found.files if file.content]
    return found if found.files or found.text or found.html else None


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 6
    while position + 9 <= len(data):
        _, attribute, length = struct.unpack_from("<BII", data, position)
        position += 9
        yield attribute, data[position : position + length]
        position += length + 2


def _read_message(found: Tnef, content: bytes, label: str) -> None:
    for identifier, kind, value in _properties(content):
        if identifier == _TEXT and not found.text:
            found.text = _string(kind, value, label)
        elif identifier == _HTML:
            found.html = charset.decode(value.rstrip(b"\0"), None if kind == 0x102 else label)


def _read_file(file: TnefFile, attribute: int, content: bytes, label: str) -> None:
    if attribute == _TITLE:
        file.name = file.name or _text(content, label)
    elif attribute == _DATA:
        file.content = content
    elif attribute == _PROPERTIES:
        for identifier, kind, value in _properties(content):
            if identifier in (_LONG_NAME, _NAME) and (identifier == _LONG_NAME or not file.name):
                file.name = _string(kind, value, label) or file.name
            elif identifier == _MIME_TYPE:
                file.content_type = _string(kind, value, label)
            elif identifier == _CONTENT_ID:
                file.content_id = _string(kind, value, label)
            elif identifier == _OBJECT and not file.content:
                # An embedded object has the id of its interface (16 bytes) in front.
                file.content = value[16:] if kind == 0xD else value


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Id, type and value of each MAPI property; it ends where the data makes no sense any more."""
    reader = _Reader(data)
    try:
        for _ in range(reader.number()):
            kind, identifier = struct.unpack("<HH", reader.take(4))
            if identifier >= 0x8000:
                reader.skip_name()
            many, kind = bool(kind & 0x1000), kind & 0xEFFF
            count = reader.number() if many or kind in _COUNTED else 1
            for _ in range(count):
                value = reader.padded(reader.number()) if kind in _COUNTED else reader.take(_FIXED_SIZES[kind])
                yield identifier, kind, value
    except (struct.error, KeyError, EOFError):
        return


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def take(self, length: int) -> bytes:
        if self._position + length > len(self._data):
            raise EOFError
        self._position += length
        return self._data[self._position - length : self._position]

    def number(self) -> int:
        value: int = struct.unpack("<I", self.take(4))[0]
        return value

    def padded(self, length: int) -> bytes:
        value = self.take(length)
        self._position += -length % 4
        return value

    def skip_name(self) -> None:
        """A named property: its set's id, and then a number or a name."""
        self.take(16)
        if self.number() == 0:
            self.number()
        else:
            self.padded(self.number())


def _string(kind: int, value: bytes, label: str) -> str:
    return _text(value, "utf-16-le" if kind == _UNICODE else label)


def _text(value: bytes, label: str) -> str:
    return charset.decode(value, label).rstrip("\0")
