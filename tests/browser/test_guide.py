"""The guide that plays in Neo4j Browser: complete, and every query of it shows something."""

import shlex

import lxml.html
from neo4j import Driver
from neo4j.graph import Path

from dragoman.queries.catalogue import load_catalogue

RUNNABLE = ".//pre[contains(@class, 'runnable')]"


def terminal_lines(guide: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """The words of each `dragoman query …` that the guide gives, by the name of the query."""
    return {code.get("data-query"): shlex.split(code.text_content()) for code in guide.iterfind(".//code[@data-query]")}


def test_every_named_query_has_its_slide(guide: lxml.html.HtmlElement) -> None:
    slides = guide.xpath(f"//slide[.//code[@data-query] and {RUNNABLE}]")
    assert len(slides) == len(load_catalogue())
    assert terminal_lines(guide).keys() == load_catalogue().keys()


def test_the_terminal_lines_use_parameters_that_exist(guide: lxml.html.HtmlElement) -> None:
    for name, words in terminal_lines(guide).items():
        assert words[:3] == ["dragoman", "query", name]
        assert {word.split("=")[0] for word in words[3:]} <= load_catalogue()[name].parameters.keys()


def test_every_query_of_the_guide_finds_something(guide: lxml.html.HtmlElement, small_graph: Driver) -> None:
    for pre in guide.xpath(RUNNABLE):
        records = small_graph.execute_query(pre.text_content()).records
        assert records, pre.text_content()


def test_the_first_query_shows_who_condemned_the_launch(guide: lxml.html.HtmlElement, small_graph: Driver) -> None:
    first = guide.xpath(RUNNABLE)[0].text_content()
    shown = {
        (path.start_node["name"], path.relationships[0].type, path.end_node["name"])
        for record in small_graph.execute_query(first).records
        for path in record.values()
        if isinstance(path, Path)
    }
    launch = "missile launch by North Korea"
    assert {("North Korea", "INITIATED", launch), ("Choi Sang-mok", "CONDEMNED", launch)} <= shown
