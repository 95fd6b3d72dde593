"""The fast way from listings to postings, against the plain one: `listing_terms`."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import analyse
from index.listing.model import Listing
from index.listing.schema import FIELD
from index.listing.searched import SEARCHED, searched_texts, tenths
from index.sources.reader import read
from index.terms.inverter import Inverted, Inverter
from index.terms.listing_terms import FIELD_GAP, MAX_POSITION
from tests.conftest import examples, listing
from tests.listing_terms import terms_of

Postings = dict[str, tuple[int, list[int]]]
"""Term → weight in tenths, positions."""


def inverted(listings: Iterable[Listing]) -> Inverted:
    inverter = Inverter()
    for one in listings:
        inverter.add(one)
    return inverter.take()


def by_listing(found: Inverted) -> list[Postings]:
    """The postings of each listing."""
    listings: list[Postings] = [{} for _ in found.lengths]
    ends = np.cumsum(found.counts, dtype=int)
    for i, term in enumerate(found.terms):
        for p in range(found.starts[i], found.starts[i + 1]):
            positions = found.positions[ends[p] - found.counts[p] : ends[p]].tolist()
            listings[found.docs[p]][term.decode()] = (int(found.weights[p]), positions)
    return listings


def defined(one: Listing) -> Postings:
    return {text: (term.weight, term.positions) for text, term in terms_of(one).items()}


def defined_bounds(one: Listing) -> list[int]:
    bounds, base = [0], 0
    texts = list(searched_texts(one))
    for field in SEARCHED:
        for found in texts:
            if found.field == field.name:
                tokens = analyse(found.text)
                base += max((token.position + 1 for token in tokens), default=0) + FIELD_GAP
        bounds.append(min(base, MAX_POSITION + 1))
    return bounds


def assert_as_defined(listings: list[Listing], found: Inverted) -> None:
    wanted = [defined(one) for one in listings]
    assert by_listing(found) == wanted
    assert found.bounds.tolist() == [defined_bounds(one) for one in listings]
    assert found.lengths.tolist() == [
        sum(weight for weight, _ in postings.values()) for postings in wanted
    ]


# --- whatever a text may hold ----------------------------------------------------------------

# What binds, what ends a binding, what looks like either, and what stands between.
# (Strings split here, since one literal a piece would fill a screen.)
BINDING = """type Types phase stage stages grade hepatitis vitamin factor IL HER COVID class group
    omega cd q 1 2 3 4 19 3a 2C 100 1000 I II III iii IV iiib ix A B b a c D K and or to through vs
    versus AND cycles cancer asthma children of X y ʼ ' β α TNFα β2 µg IL-6 her2 type1 phase1/2
    stage-2,3 stage-2,3,4 B,C B-C 1,2 and/or or/4 A/B/C non-small-cell a-b-c-d-e ﬁ ½ ² 糖 _ __
    Sjögren’s é types-I-II, 2b/3 ,3 -3 /4 (2 2) 1-year III-negative,3 one two"""
PIECES = st.sampled_from(BINDING.split())
SIGNS = st.sampled_from([*" " * 12, *"\n\t/-,.;:()&+–‑—_'’ʼ•\u00a0\x1f", " , ", ", ", " - "])
TEXTS = st.lists(st.one_of(PIECES, SIGNS, PIECES.map(lambda piece: f" {piece} "))).map("".join)
SPACED = st.lists(st.one_of(PIECES, st.sampled_from([",", "-", "/", "(", "&"]))).map(" ".join)
VALUES = st.one_of(TEXTS, SPACED, st.text(max_size=30))


@examples(300)
@given(st.lists(VALUES, min_size=1, max_size=6))
def test_any_text_is_inverted_as_defined(texts: list[str]) -> None:
    listings = [
        listing("T1", summary=texts[0], condition=texts, other_id=texts[:2]),
        listing("T2", title=texts[-1] or "x", site=[{"city": one, "state": one} for one in texts]),
    ]
    assert_as_defined(listings, inverted(listings))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("type 1", "type1"),
        ("type- 1", "type1"),
        ("type -1", "type1"),
        ("stage 2 and 3", "stage3"),
        ("stage 2 (and 3", "stage3"),
        ("stage-2 or 3", "stage3"),
        ("stage-2/and 3", "stage3"),
        ("stage-2 and/3", "stage3"),
        ("stage 2 /3", "stage3"),
        ("stage 1, 2 / 3", "stage3"),
        ("stage 2,\n3 or 4", "stage3"),
        ("hepatitis A , B", "hepatitisb"),
        ("(hepatitis B)", "hepatitisb"),
    ],
)
def test_chunks_bind_over_whitespace(text: str, term: str) -> None:
    assert term in by_listing(inverted([listing("T1", summary=text)]))[0]


@pytest.mark.parametrize("text", ["stage 4, 3 cycles", "stage 4 , 3 cycles", "stage-4,3 cycles"])
def test_a_word_after_a_number_keeps_it_from_a_list(text: str) -> None:
    terms = by_listing(inverted([listing("T1", summary=text)]))[0]
    assert "stage4" in terms
    assert "stage3" not in terms


CHUNKS = "type hepatitis stage-2,3 1 2,3 B 3, , and or/ cycles ʼ ( B-C, 2-year"
BINDING = CHUNKS.split()


def test_every_run_of_binding_words_is_inverted_as_defined() -> None:
    runs = [" ".join(run) for run in itertools.product(BINDING, repeat=3)]
    runs += [f"stage {sign} {run}" for sign in ("2", "2,") for run in runs]
    listings = [
        listing("T1", condition=runs[start : start + 1000]) for start in range(0, len(runs), 1000)
    ]
    assert by_listing(inverted(listings)) == [defined(one) for one in listings]


CHUNKS_OF_MARKERS = (
    "HER2 HER2- ER/PR+ ER- PR-positive negative (-) for no mutation status, and estrogen receptor"
    " KRAS 2 non triple V600E HER2-targeted 17p del(17p), or with type high - + asthma"
)
MARKING = CHUNKS_OF_MARKERS.split()


def test_every_run_of_what_tells_of_markers_is_inverted_as_defined() -> None:
    runs = [" ".join(run) for run in itertools.product(MARKING, repeat=3)]
    listings = [
        listing("T1", condition=runs[start : start + 1000]) for start in range(0, len(runs), 1000)
    ]
    assert by_listing(inverted(listings)) == [defined(one) for one in listings]


@examples(300)
@given(st.lists(st.sampled_from(MARKING), min_size=4, max_size=12).map(" ".join))
def test_any_run_of_what_tells_of_markers_is_inverted_as_defined(text: str) -> None:
    listings = [listing("T1", summary=text)]
    assert_as_defined(listings, inverted(listings))


# --- fields --------------------------------------------------------------------------------


def test_every_kind_of_field_is_read_as_defined() -> None:
    full = listing(
        "NCT1",
        other_id=["R01", "", "type"],
        condition=["Asthma", "1"],
        phase=["phase-2", "phase-3"],
        intervention=[
            {"name": "Aspirin", "kind": "drug", "description": "not searched beside the name"},
            {"name": ""},
        ],
        arm=[
            {
                "label": "Drops",
                "kind": "experimental",
                "description": "Two a day",
                "intervention": ["Aspirin", "Salt"],
            }
        ],
        primary_outcome=[{"measure": "Sneezes", "time_frame": "2 weeks", "description": "Daily"}],
        sponsor={"name": "Emory University", "kind": "other"},
        collaborator=[{"name": "Emory"}, {"name": "Emory"}],
        site=[
            {
                "facility": "Clinic",
                "city": "Atlanta",
                "status": "recruiting",
                "country": "US",
                "contact": [{"name": "Ann Lee", "phone": "555-0100"}],
            },
            {"facility": "Atlanta Clinic", "city": "Atlanta", "postal_code": "30322"},
        ],
        researcher=[{"name": "A. Atlanta", "role": "principal-investigator"}],
        eligibility="   ",
        not_a_fit="no lupus",
    )
    listings = [full, listing("NCT2"), full]
    assert_as_defined(listings, inverted(listings))


def test_a_word_counts_once_in_each_field_that_says_so_and_not_once_in_all() -> None:
    names = {"name": "Emory Emory"}
    (found,) = by_listing(inverted([listing("T1", collaborator=[names] * 3, researcher=[names])]))
    assert found["emori"][0] == 3 + 3
    assert len(found["emori"][1]) == 8


def test_a_term_twice_at_one_position_counts_twice_and_stands_once() -> None:
    (found,) = by_listing(inverted([listing("T1", title="x", summary="trial-s")]))
    assert found["trial"] == (2 * tenths(FIELD["summary"].use.weight), [4])


def test_positions_ascend_where_a_chunk_gives_a_term_out_of_order() -> None:
    listings = [listing("T1", summary="b-c/bc-d/bcd-e b-c/bc"), listing("T2", title="b-c/bc")]
    assert_as_defined(listings, inverted(listings))


def test_a_text_of_any_length_keeps_its_weight_and_65535_positions() -> None:
    long = listing("T1", title="x", summary="far " * (MAX_POSITION + 9) + "type 1", keyword=["y"])
    listings = [long, listing("T2", summary="far")]
    found = inverted(listings)
    assert_as_defined(listings, found)
    far, last = (by_listing(found)[0][term] for term in ("far", "type1"))
    assert far[0] == 65_535
    assert far[1][-1] == MAX_POSITION
    assert last == (10, [])


# --- batches -------------------------------------------------------------------------------


def same(one: Inverted, other: Inverted) -> bool:
    return (
        one.terms == other.terms
        and one.spelled.words == other.spelled.words
        and all(
            np.array_equal(getattr(one.spelled, name), getattr(other.spelled, name))
            for name in ("listings", "named")
        )
        and all(
            getattr(one, name).dtype == getattr(other, name).dtype
            and np.array_equal(getattr(one, name), getattr(other, name))
            for name in Inverted.__struct_fields__
            if name not in ("terms", "spelled")
        )
    )


def test_nothing_gives_nothing() -> None:
    found = Inverter().take()
    assert found.terms == []
    assert found.starts.tolist() == [0]
    assert found.bounds.shape == (0, len(SEARCHED) + 1)
    assert not any(len(array) for array in (found.docs, found.positions, found.lengths))


def test_a_batch_holds_what_was_added_since_the_last() -> None:
    inverter = Inverter()
    inverter.add(listing("T1", summary="type 1 diabetes"))
    inverter.take()
    assert len(inverter.take().lengths) == 0
    second = listing("T2", summary="diabetes, type 1")
    inverter.add(second)
    assert same(inverter.take(), inverted([second]))


@given(st.lists(VALUES, min_size=1, max_size=8))
@examples(50)
def test_what_a_memo_knows_changes_no_result(texts: list[str]) -> None:
    listings = [listing(f"T{i}", summary=text, keyword=texts) for i, text in enumerate(texts)]
    forgetful, knowing = Inverter(memo_characters=0), Inverter()
    for one in listings * 2:
        forgetful.add(one)
        knowing.add(one)
        assert same(forgetful.take(), knowing.take())
    assert same(inverted(listings), inverted(listings))


def test_a_memo_is_given_up_when_it_has_grown_too_large() -> None:
    inverter = Inverter(memo_characters=100)
    inverter.add(listing("T1", summary=" ".join(str(number) for number in range(1000))))
    inverter.take()
    assert inverter.memo_characters == 0


def test_a_batch_of_too_many_listings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.terms.inverter.MOST_LISTINGS", 2)
    assert len(inverted([listing("T1")] * 2).lengths) == 2
    with pytest.raises(OverflowError, match="3 listings are too many"):
        inverted([listing("T1")] * 3)


@pytest.mark.long
def test_more_terms_than_16_bits_number_are_inverted_as_defined() -> None:
    words = [f"w{number}" for number in range(70_000)]
    halves = [" ".join(words[::2]), " ".join(words[::-3])]
    listings = [listing(f"T{i}", summary=half) for i, half in enumerate([*halves, halves[0]])]
    assert_as_defined(listings, inverted(listings))


@examples(50)
@given(st.lists(st.text("abé糖", min_size=14, max_size=18), min_size=1, max_size=30))
def test_terms_that_begin_alike_ascend(words: list[str]) -> None:
    one = listing("T1", summary=" ".join(words), title="abaababaabaababa")
    assert_as_defined([one], inverted([one]))
    assert inverted([one]).terms == sorted(inverted([one]).terms)


def test_arrays_are_as_small_as_declared_and_in_order() -> None:
    found = inverted([listing("T1", summary="b a b"), listing("T2", summary="a ä z")])
    assert found.terms == sorted(found.terms)
    assert found.starts.dtype == np.int64
    assert found.docs.dtype == found.lengths.dtype == np.uint32
    for array in (found.weights, found.counts, found.positions, found.bounds):
        assert array.dtype == np.uint16
    assert found.starts[-1] == len(found.docs) == len(found.weights) == len(found.counts)
    assert found.counts.sum() == len(found.positions)


def test_real_listings_are_inverted_as_defined(shared: Path) -> None:
    records = itertools.chain(
        itertools.islice(read(shared / "records" / "clinicaltrials.jsonl.gz"), 0, 200, 2),
        itertools.islice(read(shared / "records" / "nih-projects.jsonl.gz"), 60),
    )
    listings = [one.translation.listing for one in records if one.translation is not None]
    assert len(listings) > 140
    assert_as_defined(listings, inverted(listings))
