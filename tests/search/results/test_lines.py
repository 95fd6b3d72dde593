from __future__ import annotations

from pathlib import Path

import pytest

from index.listing.parts import Site
from index.listing.wording.lines import Headed
from search.engine.answers import Share
from search.request.request import SearchRequest
from search.results.explanation import FAR_DOWN, ClauseShare, Explanation, How, Matched
from search.results.lines import explanation_lines, results_lines, status_lines
from search.results.results import (
    Hit,
    HitGroup,
    Nearness,
    Relaxation,
    Results,
    ServiceStatus,
    Snippet,
)
from search.understanding.question.clauses import (
    Choice,
    Clause,
    ClauseKind,
    Disambiguation,
    Reading,
)
from tests.conftest import listing

ASTHMA = SearchRequest(text="asthma")


def _hit(id: str, **fields: object) -> Hit:  # noqa: A002
    shown = {"snippet": Snippet(""), "score": 1.5} | fields
    return Hit(listing(id), **shown)  # type: ignore[arg-type]


def _results(*hits: Hit, reading: Reading = Reading(), **fields: object) -> Results:  # noqa: B008
    answered = {"total": len(hits), "facets": (), "relaxed": False, "stamp": "abc"} | fields
    return Results(hits=hits, reading=reading, **answered)  # type: ignore[arg-type]


def test_a_hit_is_its_number_and_title_and_what_is_known_of_it() -> None:
    site = Site(facility="Emory University", city="Atlanta", country="United States")
    near = Nearness(sites=2, within=1, nearest=site, kilometers=8.0)
    recruits = listing("A2", status="recruiting")
    hits = (
        _hit("A1"),
        Hit(recruits, 0.12345, Snippet("of asthma"), near=near),
    )
    assert list(results_lines(_results(*hits, total=1_204), ASTHMA)) == [
        "1,204 listings",
        "",
        Headed("1. Study A1"),
        "   A1 · Clinical trial · 1.500",
        "",
        Headed("2. Study A2"),
        "   A2 · Clinical trial, recruiting · 0.123",
        "   2 sites, 1 within 50 miles; nearest: Emory University, Atlanta (5 miles)",
        "   of asthma",
    ]


def test_hits_are_numbered_on_from_page_to_page() -> None:
    third = SearchRequest(text="asthma", page=3, size=10)
    lines = list(results_lines(_results(_hit("A1"), _hit("A2")), third))
    assert [line.heading for line in lines if isinstance(line, Headed)] == [
        "21. Study A1",
        "22. Study A2",
    ]


@pytest.mark.parametrize(("matching", "line"), [(0, 2), (1, 5), (2, 8), (3, None)])
def test_what_only_comes_close_stands_behind_a_line_that_says_so(
    matching: int, line: int | None
) -> None:
    groups = [HitGroup.MATCH] * matching + [HitGroup.CLOSE] * 3
    hits = [_hit(f"A{n}", group=groups[n]) for n in range(3)]
    lines = list(results_lines(_results(*hits), ASTHMA))
    close = "These do not have everything that was asked for, but are close:"
    assert [n for n, said in enumerate(lines) if said == close] == ([] if line is None else [line])


def test_mentions_are_counted_beside_the_matches_and_stand_behind_a_line_of_their_own() -> None:
    groups = (HitGroup.MATCH, HitGroup.MENTION, HitGroup.CLOSE)
    hits = [_hit(f"A{n}", group=group) for n, group in enumerate(groups)]
    lines = list(results_lines(_results(*hits, total=1, mentioned_total=4), ASTHMA))
    assert lines[0] == "1 listing, and 4 that mention it"
    said = [line for line in lines if isinstance(line, str) and line.startswith("These")]
    assert said == [
        "These mention what was asked for, but are about something else:",
        "These do not have everything that was asked for, but are close:",
    ]
    one = list(results_lines(_results(mentioned_total=1), ASTHMA))
    assert one == ["0 listings, and 1 that mentions it"]


def test_what_was_read_as_something_else_is_said_and_what_was_read_as_written_is_not() -> None:
    clauses = (
        Clause(ClauseKind.WORDS, "trial", 0, 5),
        Clause(ClauseKind.CONCEPT, "asthma", 6, 12, "Asthma"),
        Clause(ClauseKind.CONCEPT, "heart attack", 13, 25, "Myocardial Infarction"),
        Clause(ClauseKind.STATUS, "recruiting", 26, 36, "recruiting, or check first"),
    )
    reading = Reading(clauses, notices=("Call somebody.",))
    assert list(results_lines(_results(reading=reading), ASTHMA)) == [
        "“heart attack” is also searched for as Myocardial Infarction",
        "“recruiting” is read as recruiting, or check first",
        "Call somebody.",
        "0 listings",
    ]


def test_what_a_name_may_mean_is_asked_with_the_options_that_say_so() -> None:
    asked = SearchRequest(text="asthma in Georgia", near="Portland")
    choices = (
        Choice(
            "Georgia, United States",
            SearchRequest(
                text="asthma", near="Portland", chosen=(("place", ("United States/Georgia",)),)
            ),
        ),
        Choice("Portland, Maine", SearchRequest(text="asthma in Georgia", near="Portland, Maine")),
    )
    reading = Reading(disambiguations=(Disambiguation("Georgia", choices),))
    assert list(results_lines(_results(reading=reading), asked))[:3] == [
        "“Georgia” may mean:",
        "   Georgia, United States: --facet 'place=United States/Georgia'",
        "   Portland, Maine: --near 'Portland, Maine'",
    ]


def test_what_else_a_name_may_mean_is_told_beside_what_it_was_taken_for() -> None:
    choice = Choice("Mitral Stenosis", SearchRequest(text="mitral stenosis"))
    reading = Reading(disambiguations=(Disambiguation("ms", (choice,), "Multiple Sclerosis"),))
    assert list(results_lines(_results(reading=reading), SearchRequest(text="ms")))[:2] == [
        "“ms” was read as Multiple Sclerosis; it may also mean:",
        "   Mitral Stenosis: 'mitral stenosis'",
    ]


def test_where_nothing_has_all_words_it_is_said_what_would_find_more() -> None:
    way = Relaxation("Without “absentword”", ASTHMA, 1)
    assert list(results_lines(_results(relaxed=True, relaxations=(way,)), ASTHMA)) == [
        "   Without “absentword”: 1 listing",
        "0 listings",
    ]


def _explained(*shares: ClauseShare, matches: bool = True) -> list[str]:
    score = sum(share.score for share in shares)
    return list(explanation_lines(Explanation(listing("A1"), score, matches, shares, Reading())))


def test_a_share_says_which_words_it_found_and_how_and_what_each_term_adds() -> None:
    clause = Clause(ClauseKind.CONCEPT, "heart attack", 0, 12)
    matched = (
        Matched("Title", ("heart attack", "Heart Attacks")),
        Matched("Conditions", ("myocardial infarction",), How.NAME),
        Matched("Summary", ("silent infarction",), How.NARROWER),
    )
    terms = (
        Share("Myocardial Infarction", "condition", 1.5, concept=7),
        Share("attack", "title", 1.0),
        Share("heart", "", 0.5),
    )
    assert _explained(ClauseShare(clause, 3.0, 0.75, matched, terms)) == [
        "score 3.000",
        "   3.000  75%  “heart attack”: “heart attack”, “Heart Attacks” in Title; "
        "“myocardial infarction” in Conditions, a name of it; "
        "“silent infarction” in Summary, a kind of it",
        "             1.500  about Myocardial Infarction",
        "             1.000  attack in Title",
        f"             0.500  heart in {FAR_DOWN}",
    ]


def test_what_was_not_found_and_what_is_only_alike_are_told_apart() -> None:
    nothing = ClauseShare(Clause(ClauseKind.WORDS, "inhaler", 0, 7), 0.0, 0.0)
    alike = ClauseShare(None, 2.0, 1.0)
    assert _explained(nothing, alike, matches=False) == [
        "score 2.000, but it does not have everything that was asked for",
        "   0.000   0%  “inhaler”: not found",
        "   2.000 100%  Like what was found",
    ]


def test_status_says_which_index_is_served_from_where() -> None:
    status = ServiceStatus("20240301-abc", "abc", "2024-03-01T00:00:00Z", 1_204, 0)
    home = Path("var")
    assert list(status_lines(status, home)) == [
        "1,204 listings",
        "built 2024-03-01T00:00:00Z, stamp abc",
        "generation 20240301-abc in var",
    ]
    few = ServiceStatus("g", "abc", "2024", 1, 1, closest_names="Closest names are known.")
    first, *_, last = status_lines(few, home)
    assert (first, last) == ("1 listing, 1 of them samples", "Closest names are known.")
