"""Places as people type them, and what only looks like one: with the codes of states, with ZIP
codes, and where nothing leads to a name."""

from __future__ import annotations

import pytest

from index.reference.places.gazetteer import Gazetteer
from search.understanding.entities.places.phrases import place_candidates
from search.understanding.question.text import normal, open_text
from tests.search.understanding.known_names import KnownNames
from tests.search.understanding.small_atlas import small_atlas

READ = [
    ("asthma in TX", "in TX: United States/Texas"),
    ("asthma in tx", "in tx: United States/Texas"),
    ("lung cancer NY", "NY: United States/New York"),
    ("lung cancer in NY", "in NY: United States/New York"),
    ("lung cancer ny", "ny: United States/New York"),
    ("lung cancer in New York state", "in New York state: United States/New York"),
    ("lung cancer New York", "New York: United States/New York"),
    ("LUNG CANCER NY", "NY: United States/New York"),
    ("eczema NJ kids", "NJ: United States/New Jersey"),
    ("lupus N.Y.", "N.Y: United States/New York"),
    ("depression in DC", "in DC: United States/District of Columbia"),
    ("depression DC", "DC: United States/District of Columbia"),
    ("depression in D.C.", "in D.C: United States/District of Columbia"),
    ("lupus Washington DC", "Washington DC: United States/District of Columbia/Washington"),
    ("asthma atlanta ga", "atlanta ga: United States/Georgia/Atlanta"),
    ("atlanta ga", "atlanta ga: United States/Georgia/Atlanta"),
    ("lupus Portland OR", "Portland OR: United States/Oregon/Portland"),
    ("lupus portland or", "portland or: United States/Oregon/Portland"),
    ("lupus in Tex.", "in Tex: United States/Texas"),
    ("COPD in Mass", "in Mass: United States/Massachusetts"),
    ("breast mass", ""),
    ("asthma in ill children", ""),
    ("lupus London UK", "London UK: United Kingdom/England/London"),
    ("asthma in Portland, Ore", "in Portland, Ore: United States/Oregon/Portland"),
    ("lupus Atlanta or NY",
     "Atlanta: United States/Georgia/Atlanta; NY: United States/New York"),
    ("stroke aftercare NY", "NY: United States/New York"),
    ("stroke severity SD", ""),
    ("asthma in the Houston area", "in the Houston area: United States/Texas/Houston within 50"),
    ("gray area", ""),
    ("portland or houston",
     "portland: United States/Oregon/Portland beside United States/Maine/Portland; houston: "
     "United States/Texas/Houston"),
    ("Boston or Chicago lupus",
     "Boston: United States/Massachusetts/Boston; Chicago: United States/Illinois/Chicago"),
    ("knee pain houston tx 77030", "houston tx 77030: United States/Texas/Houston"),
    ("Salt Lake City UT asthma", "Salt Lake City UT: United States/Utah/Salt Lake City"),
    ("sickle cell atlanta georgia", "atlanta georgia: United States/Georgia/Atlanta"),
    ("asthma atlanta 30322", "atlanta 30322: United States/Georgia/Atlanta"),
    ("asthma 30322", "30322: United States/Georgia/Atlanta within 50"),
    ("30322", "30322: United States/Georgia/Atlanta within 50"),
    ("asthma 30322-1007", "30322-1007: United States/Georgia/Atlanta within 50"),
    ("asthma zip code 30322", "zip code 30322: United States/Georgia/Atlanta within 50"),
    ("asthma ZIP 30322", "ZIP 30322: United States/Georgia/Atlanta within 50"),
    ("30322 lupus women", "30322: United States/Georgia/Atlanta within 50"),
    ("covid 19 30322", "30322: United States/Georgia/Atlanta within 50"),
    ("lung cancer nyc", "nyc: United States/New York/New York"),
    ("lung cancer NYC recruiting", "NYC: United States/New York/New York"),
    ("asthma in L.A.", "in L.A: United States/California/Los Angeles"),
    ("asthma in LA",
     "in LA: United States/California/Los Angeles beside United States/Louisiana"),
    ("lung cancer LA",
     "LA: United States/California/Los Angeles | United States/Louisiana or LA"),
    ("copd philly", "philly: United States/Pennsylvania/Philadelphia"),
    ("asthma bay area", "bay area: United States/California/San Francisco within 50"),
    ("asthma in the bay area",
     "in the bay area: United States/California/San Francisco within 50"),
    ("asthma near the bay area",
     "near the bay area: United States/California/San Francisco within 50"),
    ("breast cancer UK", "UK: United Kingdom"),
    ("breast cancer uk", "uk: United Kingdom"),
    ("UK", "UK: United Kingdom"),
    ("prostate cancer US", "US: United States"),
    ("prostate cancer USA", "USA: United States"),
    ("lung cancer Texas recruiting", "Texas: United States/Texas"),
    ("lung cancer Texas", "Texas: United States/Texas"),
    ("Texas lung cancer", "Texas: United States/Texas"),
    ("asthma Mexico", "Mexico: Mexico"),
    ("asthma New Mexico", "New Mexico: United States/New Mexico"),
    ("Boston asthma", "Boston: United States/Massachusetts/Boston"),
    ("Seoul", "Seoul: South Korea/Seoul"),
    ("Georgia", "Georgia: United States/Georgia beside Georgia"),
    ("asthma Georgia", "Georgia: United States/Georgia beside Georgia"),
    ("asthma in Georgia", "in Georgia: United States/Georgia beside Georgia"),
    ("asthma near Georgia", "near Georgia: United States/Georgia beside Georgia"),
    ("asthma near Texas", "near Texas: United States/Texas"),
    ("in Portland",
     "in Portland: United States/Oregon/Portland beside United States/Maine/Portland"),
    ("near Portland",
     "near Portland: United States/Oregon/Portland within 50 beside United States/Maine/Portland"),
    ("asthma in Rochester",
     "in Rochester: United States/New York/Rochester beside United States/Minnesota/Rochester"),
    ("asthma in Springfield",
     "in Springfield: United States/Missouri/Springfield | United States/Illinois/Springfield"),
    ("asthma in Washington",
     "in Washington: United States/Washington beside United States/District of "
     "Columbia/Washington"),
    ("asthma washington state", "washington state: United States/Washington"),
    ("asthma in the state of Washington", "in the state of Washington: United States/Washington"),
    ("asthma Houston, Dallas",
     "Houston: United States/Texas/Houston; Dallas: United States/Texas/Dallas"),
    ("asthma in TX or FL", "in TX: United States/Texas; or FL: United States/Florida"),
    ("asthma in TX, FL", "in TX: United States/Texas; FL: United States/Florida"),
    ("asthma in Texas, Florida or Ohio",
     "in Texas: United States/Texas; Florida: United States/Florida; or Ohio: United States/Ohio"),
    ("breast cancer, stage 4, Atlanta, GA", "Atlanta, GA: United States/Georgia/Atlanta"),
    ("lupus, TX", "TX: United States/Texas"),
    ("hearing loss st. louis", "st. louis: United States/Missouri/St. Louis"),
    ("migraine Cleveland", "Cleveland: United States/Ohio/Cleveland"),
    ("i live in ohio and have lupus", "i live in ohio: United States/Ohio"),
    ("I am from Texas, lupus", "I am from Texas: United States/Texas"),
    ("diabetes MI", "MI: United States/Michigan or Myocardial Infarction"),
    ("diabetes in MI", "in MI: United States/Michigan or Myocardial Infarction"),
    ("lupus PA", "PA: United States/Pennsylvania or PA"),
    ("lupus in PA", "in PA: United States/Pennsylvania"),
    ("lupus in Ca", "in Ca: United States/California"),
    ("asthma in OR", "in OR: United States/Oregon"),
    ("asthma in ME", "in ME: United States/Maine"),
    ("cáncer de seno en Texas", "en Texas: United States/Texas"),
    ("asma en Nueva York", "en Nueva York: United States/New York"),
    ("cáncer de seno Nueva York", "Nueva York: United States/New York"),
    ("asma cerca de Miami", "cerca de Miami: United States/Florida/Miami within 50"),
    ("asma a 50 millas de Miami",
     "a 50 millas de Miami: United States/Florida/Miami within 50 miles"),
    ("asma a 30 kilómetros de Madrid",
     "a 30 kilómetros de Madrid: Spain/Madrid/Madrid within 30 km"),
    ("cáncer en los Estados Unidos", "en los Estados Unidos: United States"),
    ("asma en España", "en España: Spain"),
    ("asma en el estado de Texas", "en el estado de Texas: United States/Texas"),
    ("asma en Alemania o España", "en Alemania: Germany; o España: Spain"),
    ("asthma not in Texas", "in Texas: United States/Texas excluded"),
    ("asthma except Texas", "Texas: United States/Texas excluded"),
    ("asthma not Georgia", "Georgia: United States/Georgia beside Georgia excluded"),
    ("portland or seattle",
     "portland: United States/Oregon/Portland beside United States/Maine/Portland"),
]  # fmt: skip

NO_CODES = [
    "CT scan", "CT", "CT scan of the chest", "lung cancer CT", "lung cancer CT screening",
    "asthma in CT scans", "AL amyloidosis", "AL", "CA 125", "CA-125", "in CA 125", "breast CA",
    "lung ca", "MD Anderson", "in MD Anderson", "lung cancer in MD Anderson", "MD", "OR time",
    "time in OR", "OR nurse", "lupus OR asthma", "ME/CFS", "ME", "asthma in me", "in ME patients",
    "MS", "MS fatigue", "fatigue in MS", "asthma, RA, MS", "in MS", "PA pressure", "PA", "ID",
    "ID clinic", "HI", "HI titer", "OK", "ok", "IN vitro", "IN", "DE novo AML", "AR-V7",
    "CO poisoning", "CO", "GA macular degeneration", "geographic atrophy GA",
    "ventricular tachycardia VT", "VT ablation", "VA hospital", "MI", "after MI", "MO therapy",
    "NE tumor", "SC injection", "LA function", "help me in or near", "asthma tx", "EPILEPSY TX",
    "diabetes in hi", "hi, asthma", "aspirin in as little as", "breast cancer in BC",
    "asthma in id", "IL-6", "IL 6 asthma", "NC machine", "MA, CCC", "PR interval", "KY jelly",
    "asthma in vitro", "colon mi", "hope ar",
]  # fmt: skip

NO_PLACES = [
    "German measles", "West Nile", "St. Louis encephalitis", "Lyme", "Ebola",
    "Rocky Mountain spotted fever", "guinea pig", "Turkey", "turkey allergy", "Jersey finger",
    "Philadelphia chromosome", "Philadelphia positive leukemia", "Boston naming test",
    "Kansas City Cardiomyopathy Questionnaire", "Boston Children's Hospital",
    "University of Michigan", "Michigan State University", "Cleveland Clinic", "balsam of Peru",
    "Peru balsam", "Houston's criteria", "dr. Houston", "brest cancer", "reading",
    "reading difficulties", "nice guidelines", "mobile phone asthma", "bath", "norway rat",
    "Hong Kong flu", "us", "help us asthma", "people of Mexico", "from Mexico", "vitamin D 50000",
    "COVID 19000", "$30322", "$ 30322", "#30322", "30322 mg", "take 30322 units", "30322 steps",
    "NCT00030322", "study 30322", "IRB 30322", "GSK 30322", "LY 30322", "sch 30322",
    "vitamin D 30322", "id number 30322", "phone 404 30322", "30322.5", "asthma 99999",
    "over 30322 patients", "30322%", "monte carlo simulation",
]  # fmt: skip


def read(gazetteer: Gazetteer, question: str) -> str:
    """*said: place | place within 50 beside place or name excluded*, phrase by phrase."""
    text, said = normal(question), []
    for one in place_candidates(open_text(text), small_atlas(gazetteer), KnownNames()):
        places = " | ".join("/".join(place.path) for place in one.places)
        others = " | ".join("/".join(place.path) for place in one.others)
        said.append(
            f"{text[one.start : one.end]}: {places}"
            + (f" within {one.within}" if one.within else "")
            + (f" beside {others}" if others else "")
            + (f" or {one.or_named}" if one.or_named else "")
            + (" excluded" if one.excluded else "")
        )
    return "; ".join(said)


@pytest.mark.parametrize(("question", "expected"), READ)
def test_a_place_is_read_as_it_is_typed(gazetteer: Gazetteer, question: str, expected: str) -> None:
    assert read(gazetteer, question) == expected


@pytest.mark.parametrize("question", NO_CODES)
def test_letters_of_medicine_and_words_are_no_codes_of_places(
    gazetteer: Gazetteer, question: str
) -> None:
    assert read(gazetteer, question) == ""


@pytest.mark.parametrize("question", NO_PLACES)
def test_a_name_of_something_else_and_an_amount_are_no_places(
    gazetteer: Gazetteer, question: str
) -> None:
    assert read(gazetteer, question) == ""
