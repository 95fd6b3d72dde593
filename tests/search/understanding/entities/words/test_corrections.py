"""Which words are corrected, which are offered, and which are left alone."""

from __future__ import annotations

import pytest

from index.generation.spelling import SpellingWords
from search.understanding.entities.words.corrections import Knowledge, corrections
from search.understanding.entities.words.speller import Speller

SAID_NAMES = """
asthma diabetes psoriasis migraine tonsils prostate hypertension fibromyalgia arthritis eczema
pneumonia bronchitis cholecystitis hemorrhoids depression anxiety epilepsy leukemia melanoma
tinnitus glaucoma insomnia neuropathy scoliosis dialysis bite mumps scar wales leak severe
"""
SAID_MEDICINES = """
celexa celebrex zantac xanax lamictal lamisil metformin ibuprofen hydroxyzine hydralazine
prozac zoloft lipitor imatinib nivolumab rituximab ozempic clonidine klonopin zyrtec zyprexa
losartan lorazepam alprazolam tramox tramol
"""
REAL_WORDS = """
waffles leaky gut prostrate plague coarse sever bike pros bumps scary google walmart facebook
mayoclinic kombucha vaping keto whales dolor cabeza embarazo rodilla seno cuello pulmon niños
chicago houston garcia smith some times hyper tension with out clinic knee feeling broken heart
wheels chair birthday hunger tired stairs coughing sneeze garden kitchen weather
"""
NAMES = dict.fromkeys(SAID_NAMES.split(), 60)
MEDICINES = dict.fromkeys(SAID_MEDICINES.split(), 30)
WORDS = {
    "blood": 900,
    "pressure": 800,
    "steroid": 90,
    "treatment": 900,
    "course": 400,
    "plaque": 90,
}
KNOWN = NAMES | MEDICINES | WORDS
REAL = frozenset(REAL_WORDS.split())


def said_of(question: str) -> str:
    speller = Speller([SpellingWords.of_names(KNOWN.items())])
    known = Knowledge(
        found=lambda word: KNOWN.get(word, 0),
        is_real=REAL.__contains__,
        is_name=lambda word: word in NAMES or word in MEDICINES,
        medicines=lambda word: frozenset({word} if word in MEDICINES else ()),
    )
    words = question.split()
    return "; ".join(
        f"{' '.join(words[one.first : one.last])} {'=' if one.taken else '?'} {' '.join(one.meant)}"
        for one in corrections(words, speller, known)
    )


RIGHT = """
diabetis        diabetis = diabetes
diabeties       diabeties = diabetes
athsma          athsma = asthma
psoryasis       psoryasis = psoriasis
migrane         migrane = migraine
toncils         toncils = tonsils
fybromyalgia    fybromyalgia = fibromyalgia
artheritis      artheritis = arthritis
exzema          exzema = eczema
numonia         numonia = pneumonia
bronkitis       bronkitis = bronchitis
colecystitis    colecystitis = cholecystitis
depresion       depresion = depression
anxity          anxity = anxiety
epilepsi        epilepsi = epilepsy
leukemea        leukemea = leukemia
melenoma        melenoma = melanoma
tinitus         tinitus = tinnitus
glaucomma       glaucomma = glaucoma
insomnea        insomnea = insomnia
neuropathie     neuropathie = neuropathy
scoliosys       scoliosys = scoliosis
dyalysis        dyalysis = dialysis
steriod         steriod = steroid
bloodpressure   bloodpressure = blood pressure
hyper tension   hyper tension = hypertension
metforman       metforman = metformin
ibuprophen      ibuprophen = ibuprofen
prozak          prozak = prozac
zoloff          zoloff = zoloft
lipator         lipator = lipitor
ozempik         ozempik = ozempic
imatinip        imatinip = imatinib
nivolumub       nivolumub = nivolumab
hydroxizine     hydroxizine = hydroxyzine
lamictil        lamictil = lamictal
celebrix        celebrix = celebrex
"""

LEFT_ALONE = """
waffles
leaky gut
mayoclinic
plague
coarse
sever
bike
pros
bumps
scary
google
walmart
facebook
kombucha
vaping
keto
dolor cabeza
embarazo
rodilla
seno
chicago
garcia
some times
with out
celexa
celebrex
zantac
xanax
lamictal
lamisil
asthma
gut
broken heart
wheels
birthday
tired
coughing
weather
il6
nct01234567
"""

OFFERED = """
prostrate       prostrate ? prostate
tramos          tramos ? tramol; tramos ? tramox
celebrexa       celebrexa = celebrex
xantac          xantac = zantac
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    return [
        (question.strip(), meant.strip())
        for question, _, meant in (line.partition("   ") for line in table.strip().splitlines())
    ]


@pytest.mark.parametrize(("question", "meant"), _pairs(RIGHT))
def test_a_word_that_no_language_has_is_corrected(question: str, meant: str) -> None:
    assert said_of(question) == meant


@pytest.mark.parametrize("question", LEFT_ALONE.strip().splitlines())
def test_a_real_word_and_a_medicine_are_left_alone(question: str) -> None:
    assert said_of(question) == ""


@pytest.mark.parametrize(("question", "meant"), _pairs(OFFERED))
def test_what_may_be_two_things_is_offered(question: str, meant: str) -> None:
    assert said_of(question) == meant


def test_more_than_sixty_words_are_tried() -> None:
    assert len(_pairs(RIGHT + OFFERED.lstrip())) + len(LEFT_ALONE.strip().splitlines()) > 60


def test_a_word_that_ends_as_medicines_do_may_be_one_that_is_not_known() -> None:
    assert said_of("rituxomob") == "rituxomob = rituximab"
    assert said_of("satuzimab") in ("", "satuzimab ? rituximab")
