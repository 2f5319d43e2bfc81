"""Files of rows, as people and other systems write them."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.vocabulary import FileFormat
from tessera.jobs import tables
from tessera.jobs.reading import Layout, Row, layout_of, rows
from tessera.kernel.errors import Invalid

#: What CSV can carry: a lone carriage return within a cell is a line break to some and not to others.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\ufeff"), max_size=20).map(str.strip)


def read(content: bytes, piece: int = 7) -> tuple[Layout, list[Row]]:
    layout = layout_of(content)

    def open(start: int) -> Iterable[bytes]:
        return (content[at : at + piece] for at in range(start, len(content), piece))

    return layout, list(rows(layout, open, layout.start, layout.line))


def values(content: bytes) -> list[dict[str, Any]]:
    return [row.values for row in read(content)[1]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_usual_ways_to_write_a_table(separator: str, encoding: str, end: str) -> None:
    lines = [["Name", "E-mail"], ["Zoë", "zoe@a.example"], [f'"a{separator}b"', "b@a.example"]]
    content = end.join(separator.join(cells) for cells in lines).encode(encoding)
    assert values(content) == [
        {"Name": "Zoë", "E-mail": "zoe@a.example"},
        {"Name": f"a{separator}b", "E-mail": "b@a.example"},
    ]


def test_a_long_cell_hides_no_separator() -> None:
    before = csv.field_size_limit(131_072)  # Python's own
    content = b"a;b\n1;" + b"x" * 200_000 + b"\n3;4\n"
    assert layout_of(content).columns == ("a", "b")
    assert layout_of(b"a;b\n1;" + b"x" * 2_500_000).columns == ("a", "b")
    csv.field_size_limit(before)


def test_a_row_is_told_by_the_line_it_begins_in() -> None:
    layout, found = read(b'a,b\n1,"two\nlines"\n\n3,4\n')
    assert [(row.line, row.values["b"]) for row in found] == [(2, "two\nlines"), (5, "4")]
    assert (layout.line, layout.columns) == (2, ("a", "b"))


def test_reading_goes_on_at_any_row() -> None:
    content = 'ä;b\n"1\n1";2\n3;4\n5;6'.encode()
    layout, found = read(content)
    for at, row in enumerate(found):
        rest = rows(layout, lambda start: [content[start:]], row.next_start, row.next_line)
        assert list(rest) == found[at + 1 :]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b"1,2,3", "This row has 3 cells"),
        (b"\xff\xfe,2", "not valid UTF-8"),
    ],
)
def test_a_row_that_cannot_be_read_stops_nothing(line: bytes, wrong: str) -> None:
    content = b"a,b\n" + b"\xc3\xa4" * 200_000 + b",0\n" + line + b"\n7,8\n"
    layout = layout_of(content[: 256 * 1024])
    _, bad, good = rows(layout, lambda start: [content[start:]], layout.start, layout.line)
    assert wrong in bad.wrong
    assert (good.values, good.line) == ({"a": "7", "b": "8"}, 4)


def test_fewer_cells_are_empty_ones() -> None:
    assert values(b"a,b,c\n1\n") == [{"a": "1"}]


def test_json_lines() -> None:
    content = b'{"a": "x", "n": 7}\n\nnonsense\n[1]\n{"b": ["y"]}'
    layout, found = read(content)
    assert (layout.format, layout.columns) == (FileFormat.JSONL, ("a", "n", "b"))
    assert [(row.line, row.values, bool(row.wrong)) for row in found] == [
        (1, {"a": "x", "n": 7}, False),
        (3, {}, True),
        (4, {}, True),
        (5, {"b": ["y"]}, False),
    ]


@pytest.mark.parametrize("content", [b"", b" \n ", b"\xff\xfea\x00", b"PK\x03\x04\x00\x00", b"\n\n"])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read(content)


def test_a_line_without_end_is_told_before_it_fills_the_memory() -> None:
    endless = b"x" * 1_000_000
    layout = layout_of(b"a,b\n1,2\n")
    (row,) = rows(layout, lambda start: [endless] * 5, 0, 1)
    assert (row.line, row.values, row.next_start) == (1, {}, 5_000_000)
    assert "longer" in row.wrong


@given(st.binary(max_size=300))
@example(b"{}")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        _, found = read(content)
    except Invalid:
        return
    assert all(row.wrong or row.values for row in found)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2).filter(any), max_size=8))
def test_what_is_exported_is_read_again(cells: list[list[str]]) -> None:
    columns = ("one", "two")
    given = [dict(zip(columns, line, strict=True)) for line in cells]
    content = tables.head(FileFormat.CSV, columns) + tables.body(FileFormat.CSV, columns, given)
    assert values(content) == given
    lines = tables.body(FileFormat.JSONL, columns, given)
    assert not given or values(lines) == given


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_cell_is_a_formula(text: str) -> None:
    written = tables.body(FileFormat.CSV, ("a", "b"), [{"a": text}]).decode()
    ((cell, _),) = csv.reader(io.StringIO(written, newline=""))
    assert not cell.startswith(tables.FORMULA)
    assert tables.as_meant(cell) == text


def test_a_quote_that_is_never_closed_swallows_no_rows_in_silence() -> None:
    _, (good, bad) = read(b'email,name\na@a.example,Ada\nb@a.example,"open\nc@a.example,Cem\n')
    assert (good.line, good.wrong) == (2, "")
    assert bad.line == 3
    assert "not closed" in bad.wrong
    assert bad.values == {}
    assert values(b'email,name\na@a.example,"two\nlines"') == [{"email": "a@a.example", "name": "two\nlines"}]


@pytest.mark.parametrize(
    "content",
    [
        b'[{"a": 1}, {"a": 2}]',
        b'\n[\n  {"a": 1},\n  {"a": 2}\n]\n',
        b"[]",
        b'{\n  "a": 1\n}\n',
        b'{"a": 1,\n "b": 2}',
        b'\xef\xbb\xbf[{"a": 1}]',
    ],
)
def test_json_that_is_not_line_by_line_says_so(content: bytes) -> None:
    with pytest.raises(Invalid, match="one JSON object on each line"):
        read(content)


def test_a_first_line_that_is_wrong_in_itself_is_one_row() -> None:
    _, found = read(b'{"a": 1, b}\n{"a": 2}\n')
    assert [bool(row.wrong) for row in found] == [True, False]
    assert layout_of(b"[a],[b]\n1,2\n").columns == ("[a]", "[b]")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("first", [b"sep=;\n", b"SEP=;\r\n", b"sep=;\r"])
def test_a_file_may_say_its_separator(mark: bytes, first: bytes) -> None:
    end = first[5:]
    layout, found = read(mark + first + end.join([b"a,b;c", b"1,2;3", b"4,5;6"]))
    assert (layout.columns, layout.separator) == (("a,b", "c"), ";")
    assert [(row.line, row.values["c"]) for row in found] == [(3, "3"), (4, "6")]


@pytest.mark.parametrize("end", [b"\r", b"\r\n", b"\n"])
@pytest.mark.parametrize("ended", [False, True])
def test_lines_end_as_the_first_one_does(end: bytes, ended: bool) -> None:
    lines = [b'"a ""1""";b', b'1;"two' + end + b'lines"', b"", b"3;4", b"5;6"]
    content = end.join(lines) + (end if ended else b"")
    layout, found = read(content)
    assert layout.columns == ('a "1"', "b")
    assert [(row.line, row.values["b"]) for row in found] == [(2, f"two{end.decode()}lines"), (5, "4"), (6, "6")]
    for at, row in enumerate(found):
        rest = rows(layout, lambda start: [content[start:]], row.next_start, row.next_line)
        assert list(rest) == found[at + 1 :]
    _, found = read(end.join([b"a;b", b"1;2", b"1;" + b"x" * 2_500_000, b"7;8"]), 100_000)
    assert ["longer" in row.wrong for row in found] == [False, True, False]


def test_one_bad_byte_is_one_bad_row() -> None:
    good = ["Grüße", "Füße", "“Zoë”"]
    content = b"name,b\n" + b"x\xff,1\n" + "".join(f"{name},1\n" for name in good).encode()
    layout, found = read(content)
    assert layout.encoding == "utf-8"
    assert [row.values.get("name") for row in found] == [None, *good]
    assert "not valid UTF-8" in found[0].wrong
    with pytest.raises(Invalid, match="not valid UTF-8"):
        read("Größe,Straße,".encode() + b"x\xff\n1,2,3\n")


@pytest.mark.parametrize("text", ["Zoë", "L’ÉTÉ À PÂQUES", "“Ça va” – dit-elle", "ÄÖÜ ß é", "CAFÉ” “"])
def test_windows_1252_stays_what_it_is(text: str) -> None:
    assert values(f"a;b\n{text};1\n".encode("cp1252")) == [{"a": text, "b": "1"}]
