"""Places in requests and questions, over an index."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from index.errors import BuildFailed
from index.listing.model import Listing
from index.reference.places.gazetteer import Gazetteer
from search.errors import EngineUnavailable
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher
from tests.conftest import Publish, listing

DAY = date(2026, 11, 30)

USA = "United States"


def site(city: str, state: str = "", country: str = USA, **fields: str) -> dict[str, str]:
    return {"city": city, "state": state, "country": country} | fields


LISTINGS = [
    listing("T1", title="Asthma at Emory", status="recruiting",
            site=[site("Atlanta", "Georgia", facility="Emory University", status="completed"),
                  site("Macon", "Georgia", status="recruiting"),
                  site("Houston", "Texas", status="recruiting")]),
    listing("T2", title="Asthma in Seoul", status="completed",
            site=[site("Seoul", country="South Korea")]),
    listing("T3", title="Asthma in Tbilisi", status="recruiting",
            site=[site("Tbilisi", country="Georgia")]),
    listing("T4", title="Lupus", status="recruiting",
            site=[site("Marietta", "Georgia", status="recruiting")]),
    listing("T5", title="Asthma on the web", status="recruiting"),
    listing("T6", title="Reading and asthma"),
]  # fmt: skip


def confirmed(one: Listing) -> Listing:
    """A listing whose team has confirmed its status on the day that is asked."""
    return msgspec.structs.replace(one, verified=DAY.isoformat())


@pytest.fixture
def searcher(publish: Publish, gazetteer: Gazetteer) -> Searcher:
    located: list[Listing] = [gazetteer.located(confirmed(one)) for one in LISTINGS]
    return Searcher(publish(located), today=lambda: DAY)


def ids(searcher: Searcher, text: str, **asked: object) -> list[str]:
    hits = searcher.search(SearchRequest(text=text, **asked)).hits  # type: ignore[arg-type]
    return [hit.listing.id for hit in hits if hit.matches]


def test_a_place_in_the_question_finds_what_has_a_site_there(searcher: Searcher) -> None:
    assert ids(searcher, "asthma in Seoul") == ["T2"]
    assert ids(searcher, "asthma in Georgia, USA") == ["T1"]
    assert set(ids(searcher, "in Georgia, USA")) == {"T1", "T4"}
    assert set(ids(searcher, "asthma in Seoul or Texas")) == {"T1", "T2"}


def test_of_georgia_the_state_is_taken_and_the_country_offered(searcher: Searcher) -> None:
    assert ids(searcher, "asthma in Georgia") == ["T1"]
    (ask,) = searcher.search(SearchRequest(text="asthma in Georgia")).reading.disambiguations
    found = {
        choice.label: [hit.listing.id for hit in searcher.search(choice.request).hits]
        for choice in ask.choices
    }
    assert found == {"Georgia (country)": ["T3"]}


def test_near_narrows_and_each_hit_says_how_near_it_is(searcher: Searcher) -> None:
    results = searcher.search(SearchRequest(near="30322", sort="distance"))
    assert [hit.listing.id for hit in results.hits] == ["T1", "T4"]
    assert results.total == 2
    assert results.reading.near is not None
    first = results.hits[0].near
    assert first is not None
    assert first.words == (
        "3 sites, 1 within 50 miles; nearest: Emory University, Atlanta (5 miles)"
    )
    assert all(hit.near is None for hit in searcher.search(SearchRequest()).hits)


def test_place_status_and_distance_hold_at_one_site(searcher: Searcher) -> None:
    recruiting = SearchRequest(near="Atlanta").with_value("status", "recruiting")
    assert [hit.listing.id for hit in searcher.search(recruiting).hits] == ["T4"]
    wider = recruiting.near_to("Atlanta", "100")
    nearest = {hit.listing.id: hit.near for hit in searcher.search(wider).hits}
    assert set(nearest) == {"T1", "T4"}
    assert nearest["T1"] is not None
    assert (nearest["T1"].within, nearest["T1"].nearest.city) == (1, "Macon")


def test_a_distance_order_without_a_place_is_that_of_relevance(searcher: Searcher) -> None:
    assert ids(searcher, "asthma", sort="distance") == ids(searcher, "asthma")


def test_what_cannot_be_used_leaves_the_rest_answered(searcher: Searcher) -> None:
    for near, within in (("00000", "50"), ("Xyzzyville", "50"), ("<b>", "-1")):
        results = searcher.search(SearchRequest(text="lupus", near=near, within=within))
        assert [hit.listing.id for hit in results.hits] == ["T4"]
        assert results.reading.notices


def test_what_is_nowhere_in_a_place_is_found_elsewhere_and_says_so(searcher: Searcher) -> None:
    for text, said in (("lupus in Seoul", "in Seoul"), ("lupus near Seoul", "near Seoul")):
        found = searcher.search(SearchRequest(text=text))
        assert (found.relaxed, [hit.listing.id for hit in found.hits]) == (True, ["T4"])
        sentence = f"Nothing was found for “{said}”, so these are elsewhere."
        assert sentence in found.reading.notices
    typed = searcher.search(SearchRequest(text="lupus", near="Seoul"))
    assert (typed.relaxed, typed.total) == (False, 0), "what is chosen stays"


def test_words_are_left_out_in_a_place_where_nothing_has_all_of_them(searcher: Searcher) -> None:
    relaxed = searcher.search(SearchRequest(text="asthma absentword in Seoul"))
    assert (relaxed.relaxed, [hit.listing.id for hit in relaxed.hits]) == (True, ["T2"])


def test_words_of_a_place_are_neither_searched_for_nor_marked(searcher: Searcher) -> None:
    hit, *_ = searcher.search(SearchRequest(text="asthma in Seoul")).hits
    assert [hit.listing.title[start:end] for start, end in hit.title_marks] == ["Asthma"]


def test_the_facets_the_ranking_and_the_explanation_take_the_place_too(searcher: Searcher) -> None:
    status = searcher.facet(SearchRequest(text="asthma in Seoul"), "status")
    assert {one.value: one.count for one in status.counts if one.count} == {"completed": 1}
    assert [hit.listing.id for hit in searcher.ranking("asthma in Seoul", 1)] == ["T2"]
    request = SearchRequest(text="asthma in Seoul")
    explanation = searcher.explain(request, "T2")
    assert explanation is not None
    assert [share.clause and share.clause.said for share in explanation.shares] == ["asthma"]
    assert searcher.explain(request, "T4") is None


def test_a_name_alone_stays_a_word(searcher: Searcher) -> None:
    assert ids(searcher, "Reading") == ["T6"]
    assert ids(searcher, "seoul") == ["T2"]


def test_every_listing_of_an_index_can_be_had(searcher: Searcher) -> None:
    assert sorted(one.id for one in searcher.listings()) == [f"T{n}" for n in range(1, 7)]


def test_what_is_typed_as_a_place_is_in_no_log(
    searcher: Searcher, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(0):
        searcher.search(SearchRequest(text="lupus near Boston", near="30322", within="0"))
        searcher.search(SearchRequest(near="Xyzzyville"))
    assert not [record for record in caplog.records if "30322" in str(record.__dict__)]
    assert caplog.records == []


def test_a_home_whose_places_cannot_be_written_says_so(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    searcher = Searcher(publish([listing("T1")]))
    (tmp_path / "file").touch()
    monkeypatch.setenv("LISTINGS_GAZETTEER", str(tmp_path / "file" / "gazetteer.sqlite"))
    with pytest.raises(EngineUnavailable, match="places"):
        searcher.search(SearchRequest())


def test_a_gazetteer_that_finds_no_room_leaves_nothing_to_ask(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(path: Path) -> None:
        raise BuildFailed(f"{path}: the gazetteer could not be written.")

    searcher = Searcher(publish([listing("T1")]))
    monkeypatch.setenv("LISTINGS_GAZETTEER", str(tmp_path / "gazetteer.sqlite"))
    monkeypatch.setattr("index.reference.places.gazetteer.compile_gazetteer", full)
    with pytest.raises(EngineUnavailable, match=r"sqlite: the gazetteer could not be written\.$"):
        searcher.search(SearchRequest())
