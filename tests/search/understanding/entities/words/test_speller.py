"""Misspelt words, over an index of the right ones and of others that are near."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.stemming import term
from index.generation.spelling import SpellingWords
from search.understanding.entities.words.corrections import Corrected, Knowledge, corrections
from search.understanding.entities.words.speller import Speller, phonetic_key
from tests.conftest import listing, publish_into
from tests.generated import served

MISSPELT = """
diabeties diabetes, athsma asthma, alzhimer alzheimer, parkenson parkinson,
hypertenshun hypertension, reumatoid rheumatoid, artheritis arthritis,
fybromyalgia fibromyalgia, epilepsi epilepsy, seizur seizure, migrain migraine,
depressoin depression, anxity anxiety, bipoler bipolar, schizofrenia schizophrenia,
psoryasis psoriasis, eczma eczema, dermatitus dermatitis, leukemea leukemia,
lymphomia lymphoma, myleoma myeloma, melenoma melanoma, carcenoma carcinoma,
pancreatik pancreatic, prostat prostate, colorectel colorectal, ovarien ovarian,
endometriosus endometriosis, menopaus menopause, osteoporosus osteoporosis, numonia pneumonia,
bronkitis bronchitis, emphysima emphysema, tuberculoses tuberculosis, hepatitus hepatitis,
collitis colitis, cirrhosys cirrhosis, krohns crohns, diarhea diarrhea, kidneey kidney,
constipasion constipation, hemorroids hemorrhoids, aneamia anaemia, haemofilia haemophilia,
thalasemia thalassemia, colesterol cholesterol, aneurism aneurysm, arhythmia arrhythmia,
dyalysis dialysis, glaucomma glaucoma, cataracks cataracts, tinnitis tinnitus, autsim autism,
neuropathie neuropathy, sclerosys sclerosis, thyriod thyroid, insomnea insomnia,
metforman metformin, ibuprophen ibuprofen, vaccin vaccine
"""
PAIRS = [tuple(pair.split()) for pair in MISSPELT.split(",")]

DISTRACTORS = """
arteritis therapy theory patients patient studies study daily diary chronic melody arteries
anterior prostatic vaccines carcinogen neurology nephrology scoliosis fibrosis collisions
hepatic dermatome lymphatic leukocyte autumn athlete asthenia sclera kidding migrant imagine
variety society bipartite ovation pneumatic bronze emphasis constitution
"""


@pytest.fixture(scope="module")
def speller(tmp_path_factory: pytest.TempPathFactory) -> Speller:
    """Over an index in which the right words are in four listings, and the others in two."""
    right = sorted({word for _, word in PAIRS})
    listings = [listing(f"R{n}", title=" ".join(right)) for n in range(4)]
    listings += [listing(f"D{n}", title=" ".join(DISTRACTORS.split())) for n in range(2)]
    listings.append(listing("ONE", title="Singular occurence of dibetes"))
    return Speller.open(served(publish_into(tmp_path_factory.mktemp("home"), listings)))


def test_sixty_misspelt_words_are_tried() -> None:
    assert len(PAIRS) == 60


@pytest.mark.parametrize(("typed", "right"), PAIRS)
def test_a_misspelt_word_means_the_right_one(speller: Speller, typed: str, right: str) -> None:
    words = [one.word for one in speller.correct(typed)]
    # *Arteritis* is as near to *artheritis* and sounds more like it.
    assert words.index(right) < (2 if right == "arthritis" else 1)


@pytest.mark.parametrize("typed", ["cat", "il6", "nct01234567", "1234", "p53cells", "", "диабет"])
def test_what_is_short_or_no_word_is_not_corrected(speller: Speller, typed: str) -> None:
    assert speller.correct(typed) == ()


def test_a_word_is_never_its_own_correction(speller: Speller) -> None:
    assert "asthma" not in [one.word for one in speller.correct("asthma")]


def test_a_word_of_one_listing_is_not_offered_unless_it_names_something(tmp_path: Path) -> None:
    home = publish_into(
        tmp_path, [listing("T1", title="Zolpidom at night", condition=["Narcolepsy"])]
    )
    speller = Speller.open(served(home))
    assert speller.correct("zolpidem") == ()
    assert [one.word for one in speller.correct("narcolepsie")] == ["narcolepsy"]


def test_several_lists_correct_together_and_the_greater_number_counts() -> None:
    listed = SpellingWords.of_names([("metformin", 3), ("insulin", 9)])
    vocabulary = SpellingWords.of_names([("metformin", 7), ("imatinib", 1)])
    speller = Speller([listed, vocabulary])
    (metformin,) = speller.correct("metfornin")
    assert (metformin.word, metformin.listings, metformin.distance) == ("metformin", 7, 1)
    assert [one.word for one in speller.correct("imatinip")] == ["imatinib"]
    assert speller.listings("insulin") == 9
    assert speller.listings("insuline") == speller.listings("") == speller.listings("é") == 0


def slow_distance(one: str, other: str) -> int:
    """Optimal string alignment by its definition."""
    table = [[max(i, j) if not i * j else 0 for j in range(len(other) + 1)]
             for i in range(len(one) + 1)]  # fmt: skip
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            best = min(table[i - 1][j] + 1, table[i][j - 1] + 1,
                       table[i - 1][j - 1] + (one[i - 1] != other[j - 1]))  # fmt: skip
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
                best = min(best, table[i - 2][j - 2] + 1)
            table[i][j] = best
    return table[-1][-1]


@given(
    st.lists(st.text("abc", min_size=3, max_size=8), min_size=1),
    st.text("abc", min_size=4, max_size=8),
)
def test_no_near_word_is_passed_over(words: list[str], typed: str) -> None:
    speller = Speller([SpellingWords.of_names([(word, 5) for word in words])])
    most = 1 if len(typed) <= 5 else 2
    near = {word for word in words if 0 < slow_distance(typed, word) <= most}
    assert {one.word for one in speller.correct(typed)} == near


@pytest.mark.parametrize(
    ("one", "other"),
    [("soriasis", "psoriasis"), ("neumonia", "pneumonia"), ("ibuprophen", "ibuprofen"),
     ("dyalysis", "dialysis"), ("hemorage", "hemorrhage"), ("hypertention", "hypertension"),
     ("chrohn", "crohn")],
)  # fmt: skip
def test_words_that_are_misspelt_by_ear_sound_alike(one: str, other: str) -> None:
    assert phonetic_key(one) == phonetic_key(other)


# --- a question ----------------------------------------------------------------------------------

KNOWN = {
    "diabetes": 900, "blood": 700, "pressure": 500, "hypertension": 400, "hyper": 10, "tension": 15,
    "interactive": 90, "thyroid": 60, "health": 3000, "care": 3000, "healthcare": 800,
    "cancer": 999, "tinnitus": 3, "fluoxetine": 80, "infusion": 900, "lung": 600,
}  # fmt: skip


def corrected(question: str, **found: int) -> list[tuple[str, str]]:
    """What was typed and what is searched for; `found` are words that listings hold beside the
    known ones."""
    speller = Speller([SpellingWords.of_names(KNOWN.items())])
    by_term = {term(word): listings for word, listings in (KNOWN | found).items()}
    words = question.split()
    made = corrections(words, speller, Knowledge(lambda word: by_term.get(term(word), 0)))
    return [(" ".join(words[one.first : one.last]), " ".join(one.meant)) for one in made]


def test_a_word_that_finds_nothing_is_corrected() -> None:
    assert corrected("my diabetis and tinitus") == [
        ("diabetis", "diabetes"), ("tinitus", "tinnitus"),
    ]  # fmt: skip


def test_a_word_that_finds_enough_is_left_as_it_is() -> None:
    assert corrected("diabetis", diabetis=3) == []


def test_a_word_that_finds_little_is_corrected_only_by_what_sounds_like_it() -> None:
    assert corrected("fluoxitine illusion", fluoxitine=2, illusion=2) == [
        ("fluoxitine", "fluoxetine")
    ]
    # Not twenty times as many.
    assert corrected("tinitus", tinitus=1) == []


def test_a_far_word_must_begin_alike() -> None:
    assert corrected("underactive") == []


def test_a_lost_space_is_put_back() -> None:
    assert corrected("bloodpressure of lungcancer") == [
        ("bloodpressure", "blood pressure"), ("lungcancer", "lung cancer"),
    ]  # fmt: skip


def test_a_space_too_many_is_taken_out_where_one_word_is_much_commoner() -> None:
    assert corrected("hyper tension") == [("hyper tension", "hypertension")]
    assert corrected("health care") == []


def test_the_listings_of_a_correction_are_told() -> None:
    speller = Speller([SpellingWords.of_names(KNOWN.items())])
    found = corrections(
        ["type", "bloodpressure"], speller, Knowledge(lambda word: KNOWN.get(word, 0))
    )
    assert found == (Corrected(1, 2, ("blood", "pressure"), 500),)
