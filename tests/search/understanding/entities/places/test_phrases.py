"""What of a question is read as a place, and what stays words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reference.places.gazetteer import Gazetteer
from search.understanding.entities.places.phrases import place_phrases
from search.understanding.question.text import normal, open_text
from tests.search.understanding.small_atlas import small_atlas

READ = [
    ("asthma in Seoul", "in Seoul: South Korea/Seoul"),
    ("asthma in seoul children", "in seoul: South Korea/Seoul"),
    ("breast cancer in Georgia", "in Georgia: United States/Georgia"),
    ("breast cancer in Georgia, USA", "in Georgia, USA: United States/Georgia"),
    ("Georgia, USA", "Georgia, USA: United States/Georgia"),
    ("asthma near 30322", "near 30322: United States/Georgia/Atlanta within 50"),
    ("in 30322-1007", "in 30322-1007: United States/Georgia/Atlanta within 50"),
    ("near 00000", "near 00000:  within 50"),
    ("within 50 miles of Atlanta",
     "within 50 miles of Atlanta: United States/Georgia/Atlanta within 50 miles"),
    ("lupus within 20 km of Seoul",
     "within 20 km of Seoul: South Korea/Seoul/Seoul within 20 km"),
    ("within a 25 mile radius of Boston, MA",
     "within a 25 mile radius of Boston, MA: United States/Massachusetts/Boston within 25 mile"),
    ("30 kilometers from boston trials",
     "30 kilometers from boston: United States/Massachusetts/Boston within 30 kilometers"),
    ("within 5,000 miles of Paris, France",
     "within 5,000 miles of Paris, France: France/Île-de-France/Paris within 5000 miles"),
    ("Atlanta, GA", "Atlanta, GA: United States/Georgia/Atlanta"),
    ("sickle cell Atlanta, Georgia", "Atlanta, Georgia: United States/Georgia/Atlanta"),
    ("asthma in Atlanta GA women", "in Atlanta GA: United States/Georgia/Atlanta"),
    ("asthma atlanta, ga 30322", "atlanta, ga 30322: United States/Georgia/Atlanta"),
    ("trials near Atlanta, GA 30322",
     "near Atlanta, GA 30322: United States/Georgia/Atlanta within 50"),
    ("around Boston", "around Boston: United States/Massachusetts/Boston within 50"),
    ("close to boston", "close to boston: United States/Massachusetts/Boston within 50"),
    ("near Wynnewood, PA", "near Wynnewood, PA: United States/Pennsylvania/Wynnewood within 50"),
    ("near wynnewood, pa", "near wynnewood, pa: United States/Pennsylvania/Wynnewood within 50"),
    ("in Portland", "in Portland: United States/Oregon/Portland"),
    ("near Portland", "near Portland: United States/Oregon/Portland within 50"),
    ("in Portland, or", "in Portland, or: United States/Oregon/Portland"),
    ("in Portland OR with asthma", "in Portland OR: United States/Oregon/Portland"),
    ("in Washington", "in Washington: United States/Washington"),
    ("in Washington, D.C.",
     "in Washington, D.C: United States/District of Columbia/Washington"),
    ("washington, dc", "washington, dc: United States/District of Columbia/Washington"),
    ("in New York", "in New York: United States/New York"),
    ("in NYC", "in NYC: United States/New York/New York"),
    ("health care in canada", "in canada: Canada"),
    ("Where in the United States?", "in the United States: United States"),
    ("in the US", "in the US: United States"),
    ("in the U.S. today", "in the U.S: United States"),
    ("physicians in the UK who know", "in the UK: United Kingdom"),
    ("in Korea, Republic of", "in Korea, Republic of: South Korea"),
    ("in Peru", "in Peru: Peru"),
    ("in Ontario", "in Ontario: Canada/Ontario"),
    ("doctors in South Carolina who help", "in South Carolina: United States/South Carolina"),
    ("in Boston or Chicago",
     "in Boston: United States/Massachusetts/Boston; or Chicago: United States/Illinois/Chicago"),
    ("in Florida and Texas, women",
     "in Florida: United States/Florida; and Texas: United States/Texas"),
    ("in Boston near Atlanta",
     "in Boston: United States/Massachusetts/Boston; "
     "near Atlanta: United States/Georgia/Atlanta within 50"),
    ("lupus in Mobile", "in Mobile: United States/Alabama/Mobile"),
    ("lupus in mobile, al", "in mobile, al: United States/Alabama/Mobile"),
    ("lupus in Reading", "in Reading: United Kingdom/England/Reading"),
    ("near Reading, UK", "near Reading, UK: United Kingdom/England/Reading within 50"),
    ("stroke in Nice, France", "in Nice, France: France/Provence-Alpes-Côte d'Azur/Nice"),
    ("stroke in Normal, Illinois", "in Normal, Illinois: United States/Illinois/Normal"),
    ("studies at Boston", "at Boston: United States/Massachusetts/Boston"),
]  # fmt: skip

WORDS = [
    "Reading", "Nice", "Mobile", "Bath",
    "reading difficulties", "difficulty in reading", "mobile phone", "in mobile use",
    "a bath in warm water", "in the bath", "in remission", "cancer in remission", "in utero",
    "in adults", "in children", "in women", "cancer in women", "in Spanish", "in English",
    "in Phase 1", "in stage IV", "in vitro", "in situ", "in vivo", "in silico", "in MS", "in SLE",
    "in ARM", "pain in arm", "nerve damage in the arm", "in HIV", "in NSCLC", "in semen",
    "Lyme", "Lyme disease", "in Lyme disease", "Lou Gehrig", "Lou Gehrig's disease",
    "in Kawasaki disease", "in guinea pigs", "in Guinea worm", "in normal volunteers",
    "in Normal Volunteers", "in the central nervous system", "turkey, chicken and rice",
    "at home", "at night", "at risk", "pain around eye", "near death", "near me", "near vision",
    "within 5 days of surgery", "within 24 hours", "5 miles a day", "ran 5 km in pain",
    "asthma not in Georgia", "asthma NOT in Georgia", "asthma -in Seoul", '"in Seoul"',
    '"asthma in Seoul"', "in Xyzzyville", "in Paris, Texas", "in", "near", "in ,",
    "is it safe, in me", "hello, or", "in in in", "in 303",
]  # fmt: skip


def read(gazetteer: Gazetteer, question: str) -> str:
    text = normal(question)
    return "; ".join(
        f"{text[one.start : one.end]}: {' | '.join('/'.join(place.path) for place in one.places)}"
        + (f" within {one.within}" if one.within else "")
        for one in place_phrases(open_text(text), small_atlas(gazetteer))
    )


@pytest.mark.parametrize(("question", "expected"), READ)
def test_what_names_a_place_is_read_as_one(
    gazetteer: Gazetteer, question: str, expected: str
) -> None:
    assert read(gazetteer, question) == expected


@pytest.mark.parametrize("question", WORDS)
def test_what_may_be_a_word_stays_one(gazetteer: Gazetteer, question: str) -> None:
    assert read(gazetteer, question) == ""


_parts = st.sampled_from(
    ["in", "near", "within 5 miles of", "Boston", "Atlanta", ",", "GA", "30322", "00000", "or",
     "Georgia", '"', "-", "the", "not", "-1 km from", "’", ".", "İ", "\n"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(_parts, max_size=12).map(" ".join)))
def test_phrases_stand_apart_and_in_order_in_any_text(gazetteer: Gazetteer, text: str) -> None:
    text = open_text(normal(text))
    at = 0
    for phrase in place_phrases(text, small_atlas(gazetteer)):
        assert at <= phrase.start < phrase.end <= len(text)
        at = phrase.end


@pytest.mark.parametrize(
    "part", ["in ", "in Boston, ", "a, ", "A A, ", "near ", "within 5 miles of ", "1,1,", ", ",
             "in Salt Lake City Utah United ", "in Boston or ", "in the a of Boston, MA x "]
)  # fmt: skip
def test_a_long_question_is_read_in_bounded_time(gazetteer: Gazetteer, part: str) -> None:
    text = open_text(part * (4_000 // len(part)))
    began = time.process_time()
    place_phrases(text, small_atlas(gazetteer))
    assert time.process_time() - began < 1.0
