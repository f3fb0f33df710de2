"""Rows of a file: where they stand and what they say."""

from io import StringIO

from dragoman.loaders.datasets.rows import columns_of, object_rows, table_rows

TABLE = 'id,what\n1,"a note,\nover two lines"\n\n2,"Côte ""d\'Ivoire"""\n'


def test_each_row_of_a_table_is_quoted_as_it_stands() -> None:
    rows = list(table_rows(StringIO(TABLE, newline="\n")))
    assert [(row.line, dict(row.values)) for row in rows] == [
        (2, {"id": "1", "what": "a note,\nover two lines"}),
        (5, {"id": "2", "what": 'Côte "d\'Ivoire"'}),
    ]
    assert all(TABLE[row.start :].startswith(row.text) for row in rows)
    assert rows[0].text == '1,"a note,\nover two lines"'


def test_the_columns_of_a_table() -> None:
    assert columns_of("a\tb\n1\t2\n", "\t") == ["a", "b"]
    assert columns_of("") == []


def test_the_innermost_objects_with_a_key() -> None:
    text = '{"all": [{"of": {"name": "a", "size": 1}},\n {"of": {"name": "b", "size": {"x": 2}}}]}'
    rows = list(object_rows([text], "name"))
    assert [(row.line, row.values["name"]) for row in rows] == [(1, "a"), (2, "b")]
    assert [text[row.start : row.start + len(row.text)] for row in rows] == [row.text for row in rows]


def test_cells_without_quoting_hold_quotation_marks_and_returns() -> None:
    text = 'id\twhat\r\n1\t"so\r\n\n2\ta\rb"\r\n'
    rows = list(table_rows(StringIO(text, newline="\n"), "\t", quoted=False))
    assert [(row.line, dict(row.values)) for row in rows] == [
        (2, {"id": "1", "what": '"so'}),
        (4, {"id": "2", "what": 'a\rb"'}),
    ]
    assert [text[row.start : row.start + len(row.text)] for row in rows] == [row.text for row in rows]
