"""Small real files that customers attach: drawn and written here, so that no picture is somebody else's."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

Pixels = list[bytearray]


@dataclass(frozen=True)
class Sample:
    filename: str
    content_type: str
    content: bytes


def sample(name: str) -> Sample:
    """The sample of that name. Raises `KeyError` for a name that is none of them."""
    return SAMPLES[name]()


# -- pictures: a machine's display, drawn as seven segments each digit

WIDTH, HEIGHT = 480, 270
SEGMENTS = {  # top, upper left, upper right, middle, lower left, lower right, bottom
    "0": "1110111",
    "1": "0010010",
    "2": "1011101",
    "3": "1011011",
    "4": "0111010",
    "7": "1010010",
    "8": "1111111",
    "E": "1101101",
    "-": "0001000",
    "C": "1100101",
}
BARS = (
    (10, 0, 50, 10),
    (0, 10, 10, 50),
    (60, 10, 10, 50),
    (10, 60, 50, 10),
    (0, 70, 10, 50),
    (60, 70, 10, 50),
    (10, 120, 50, 10),
)


def display(code: str, lit: tuple[int, int, int]) -> bytes:
    """A PNG of a display that shows `code`."""
    pixels: Pixels = [bytearray(bytes((28, 28, 32)) * WIDTH) for _ in range(HEIGHT)]
    _fill(pixels, 24, 24, WIDTH - 48, HEIGHT - 48, (12, 14, 16))
    left = (WIDTH - len(code) * 96 + 26) // 2
    for place, digit in enumerate(code):
        for on, (x, y, width, height) in zip(SEGMENTS[digit], BARS, strict=True):
            colour = lit if on == "1" else (26, 29, 32)
            _fill(pixels, left + place * 96 + x, 70 + y, width, height, colour)
    return _png(pixels)


def swatches(*colours: tuple[int, int, int]) -> bytes:
    """A PNG of stripes: what two roasts look like side by side."""
    pixels: Pixels = [bytearray(bytes((236, 232, 226)) * WIDTH) for _ in range(HEIGHT)]
    width = (WIDTH - 40) // len(colours)
    for place, colour in enumerate(colours):
        _fill(pixels, 20 + place * width + 8, 40, width - 16, HEIGHT - 80, colour)
    return _png(pixels)


def _fill(pixels: Pixels, x: int, y: int, width: int, height: int, colour: tuple[int, int, int]) -> None:
    for row in pixels[y : y + height]:
        row[x * 3 : (x + width) * 3] = bytes(colour) * width


def _png(pixels: Pixels) -> bytes:
    """https://www.w3.org/TR/png-3/: 8 bits a channel, RGB, no filter."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", len(pixels[0]) // 3, len(pixels), 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(row) for row in pixels)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


# -- documents


def pdf(lines: list[str]) -> bytes:
    """One A4 page of text in Helvetica (ISO 32000-1). Latin text only."""
    shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 16 TL 60 780 Td {shown} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


INVOICE = ["Acme Espresso Ltd", "Invoice 2026-08841", "", "1 x Acme Duo                         1,149.00 GBP"]
INVOICE += [
    "1 x Descaling kit                       14.50 GBP",
    "",
    "VAT 20 %                                193.92 GBP",
]
INVOICE += ["Total                                 1,163.50 GBP", "", "Paid by card ending 4417"]

STATEMENT = "date,description,amount\n2026-10-03,ACME ESPRESSO BEANS,-18.90\n2026-10-03,ACME ESPRESSO BEANS,-18.90\n"
STATEMENT += "2026-10-05,CITY TRANSPORT,-2.80\n"

APP_LOG = """14:02:11 scan started
14:02:13 found ACME-DUO-7F21 rssi=-61
14:02:13 connecting
14:02:18 connected, reading firmware
14:02:18 firmware 2.4.0
14:02:19 bond lost (reason 0x08)
14:02:19 connecting
14:02:24 bond lost (reason 0x08)
14:02:24 giving up after 2 tries
"""

SHOPPING = "site,address,machine,people,visits per month\nShoreditch,12 Rivington Pl,Acme Duo,34,2\n"
SHOPPING += "Leeds,4 Wharf St,Acme Piccolo,11,1\nBristol,Unit 7 Paintworks,Acme Duo,22,1\n"

SAMPLES: dict[str, Callable[[], Sample]] = {
    "display-e04": lambda: Sample("display.png", "image/png", display("E-04", (255, 92, 60))),
    "display-e12": lambda: Sample("IMG_2214.png", "image/png", display("E-12", (255, 92, 60))),
    "display-8c": lambda: Sample("temperature.png", "image/png", display("78C", (90, 200, 250))),
    "roasts": lambda: Sample("beans-compared.png", "image/png", swatches((92, 58, 34), (48, 30, 20))),
    "invoice": lambda: Sample("invoice-2026-08841.pdf", "application/pdf", pdf(INVOICE)),
    "statement": lambda: Sample("statement-october.csv", "text/csv", STATEMENT.encode()),
    "app-log": lambda: Sample("brew-app.log", "text/plain", APP_LOG.encode()),
    "offices": lambda: Sample("our offices.csv", "text/csv", SHOPPING.encode()),
    "label": lambda: Sample(
        "return-label.pdf",
        "application/pdf",
        pdf(["RETURN", "", "Acme Espresso Ltd", "Unit 3, Canal Wharf", "Leeds LS11 5PS", "", "Parcel 1 of 1, prepaid"]),
    ),
}
