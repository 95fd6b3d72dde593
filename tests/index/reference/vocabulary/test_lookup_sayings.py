"""What people say, and what of it the whole vocabulary reads as which concept.

Tables of sayings by kind; none is from a judged set.
"""

from __future__ import annotations

import pytest

from index.reference.vocabulary.compile.files import FileKind, read_vocabulary
from index.reference.vocabulary.lookup import Vocabulary


def names_of(vocabulary: Vocabulary, said: str) -> list[str]:
    return [concept.name for concept in vocabulary.named(said)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("baby blues", "Postpartum Depression"),
        ("blue baby", "Tetralogy of Fallot"),
        ("IHD", "Coronary Artery Disease"),
        ("brain mets", "brain metastases"),
        ("secondary brain tumor", "brain metastases"),
        ("benign brain tumor", "benign brain tumor"),
        ("brain tumor benign", "benign brain tumor"),
        ("noncancerous tumor", "benign tumor"),
        ("brain tumor", "brain tumor"),
        ("migrane", "Migraine Disorders"),
        ("hearing aid", "hearing aid"),
        ("non-melanoma skin cancer", "non-melanoma skin cancer"),
        ("LEMS", "Lambert-Eaton Myasthenic Syndrome"),
        ("lambert eaton", "Lambert-Eaton Myasthenic Syndrome"),
        ("epoc", "Chronic Obstructive Pulmonary Disease"),
        ("bleach", "sodium hypochlorite"),
        ("cirrhosis", "Liver Cirrhosis"),
        ("crvo", "Central retinal vein occlusion"),
        ("suicide", "Suicide"),
        ("suicidal", "Suicidal Ideation"),
        ("sty", "Hordeolum"),
        ("bullying", "bullying"),
        ("ebv", "Epstein-Barr Virus Infections"),
        ("not getting pregnant", "Infertility"),
        ("mindfulness", "mindfulness"),
        ("Versed", "Midazolam"),
        ("cancer of the blood", "haematological cancer"),
    ],
)
def test_a_name_is_read_as_what_people_mean_by_it(
    vocabulary: Vocabulary, said: str, meant: str
) -> None:
    assert names_of(vocabulary, said)[:1] == [meant]


@pytest.mark.parametrize(
    "said",
    [
        "stem cells knee",
        "smokers with lung",
        "amplification",
        "fit",
        "mind",
        "pants",
        "verse",
        "Ukraine",
        "pudding",
        "doctrine",
        "intersection",
        "gifted",
        "crowd",
        "catastrophe",
        "feminism",
        "masculine",
        "boiling water",
        "tires",
        "pension",
        "perseverance",
        "temper",
        "arrangement",
        "bending",
        "chilling",
        "stroking",
        "luminous",
        "crested",
        "pacify",
        "tangential",
        "gamification",
        "carton",
        "lotus",
        "jasmine",
        "reconcile",
        "tabloid",
        "cheque",
        "sonata",
        "fargo",
        "zodiac",
        "modus",
        "incel",
        "puberty",
        "lapse",
        "aspire",
        "groom",
        "meteor",
        "tranquil",
        "nebulous",
        "all clear",
        "multiple system",
        "heavy water",
        "aura",
        "calculus",
        "plethora",
        "coenzyme",
        "apron",
        "rebate",
        "supplemental",
        "dialectical",
        "fist",
    ],
)
def test_an_everyday_word_is_no_name(vocabulary: Vocabulary, said: str) -> None:
    assert names_of(vocabulary, said.strip()) == []


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("blood cancer", False),
        ("cancer blood", True),
        ("cancer of the blood", False),
        ("lung cancer", False),
        ("cancer of the lung", False),
        ("type 2 diabetes", False),
        ("tumor in the brain", False),
        ("high blood pressure", False),
        ("pressure blood high", True),
    ],
)
def test_a_name_says_whether_it_is_in_the_order_people_say_it(
    vocabulary: Vocabulary, said: str, turned: bool
) -> None:
    naming = vocabulary.naming(said)
    assert naming.concepts
    assert naming.turned is turned


@pytest.mark.parametrize(
    ("said", "senses"),
    [
        ("MS", ["Multiple Sclerosis", "Mitral Valve Stenosis"]),
        ("MG", ["Myasthenia Gravis"]),
        ("NETs", ["Neuroendocrine Tumors"]),
        ("PANS", ["pediatric acute-onset neuropsychiatric syndrome"]),
        ("APS", ["Antiphospholipid Syndrome"]),
        ("RA", ["Rheumatoid Arthritis"]),
        ("PD", ["Parkinson Disease", "peritoneal dialysis", "Panic Disorder"]),
        ("CP", ["Cerebral Palsy", "Chest Pain", "Chronic Pancreatitis"]),
        ("SCD", ["Sickle cell disease", "Cardiac Sudden Death"]),
        ("DM", ["Diabetes Mellitus", "Dermatomyositis", "Myotonic Dystrophy"]),
        ("HD", ["Huntington Disease", "hemodialysis", "Hodgkin Disease"]),
        ("BP", ["blood pressure", "Bipolar Disorder"]),
        ("MI", ["Myocardial Infarction", "motivational interviewing"]),
        ("CAD", ["Coronary Artery Disease"]),
        ("CF", ["Cystic Fibrosis"]),
        ("TS", ["Tourette Syndrome", "Tuberous Sclerosis", "Turner Syndrome"]),
        ("OCD", ["Obsessive-Compulsive Disorder"]),
        ("BPD", ["Borderline Personality Disorder", "Bronchopulmonary Dysplasia"]),
        ("AD", ["Alzheimer Disease", "Atopic Dermatitis"]),
        ("ED", ["Erectile Dysfunction", "emergency department"]),
        ("PE", ["Pulmonary Embolism", "Pre-Eclampsia"]),
        ("ALL", ["acute lymphoblastic leukemia"]),
    ],
)
def test_of_a_short_form_the_sense_that_people_mean_comes_first(
    vocabulary: Vocabulary, said: str, senses: list[str]
) -> None:
    assert names_of(vocabulary, said)[: len(senses)] == senses


@pytest.mark.parametrize(
    "said",
    [
        "copd",
        "ibs",
        "adhd",
        "ptsd",
        "gerd",
        "afib",
        "chf",
        "ckd",
        "uti",
        "tbi",
        "mds",
        "cll",
        "aml",
        "nafld",
        "pcos",
        "ibd",
        "osa",
        "dvt",
        "tia",
        "lbd",
        "ftd",
        "psp",
        "cte",
        "sle",
        "sjs",
        "itp",
        "ttp",
        "gvhd",
        "utis",
        "ocd",
        "gad",
        "mdd",
        "bph",
        "hpv",
        "hsv",
        "dka",
        "cgm",
        "mrsa",
        "rsv",
    ],
)
def test_a_short_form_that_is_no_word_is_read_in_small_letters(
    vocabulary: Vocabulary, said: str
) -> None:
    assert names_of(vocabulary, said)


@pytest.mark.parametrize(
    "said",
    [
        "ms",
        "ra",
        "cf",
        "pots",
        "als",
        "pad",
        "pe",
        "msa",
        "eds",
        "uc",
        "pd",
        "cp",
        "hd",
        "add",
        "asd",
        "mg",
        "hs",
        "nash",
        "aids",
        "pans",
        "ts",
    ],
)
def test_a_short_form_that_is_a_word_is_read_alone_and_not_beside_words_of_no_kind(
    vocabulary: Vocabulary, said: str
) -> None:
    short = vocabulary.short_form(said)
    assert short is not None
    assert short.meant()
    assert short.meant(frozenset(("window", "green"))) == vocabulary.named(said) == ()


def test_what_stands_beside_a_short_form_chooses_its_sense(vocabulary: Vocabulary) -> None:
    chosen = {
        ("pd", "cathet"): "peritoneal dialysis",
        ("ad", "skin"): "Atopic Dermatitis",
        ("AS", "valv"): "Aortic Valve Stenosis",
        ("psa", "joint"): "Psoriatic Arthritis",
        ("bpd", "infant"): "Bronchopulmonary Dysplasia",
        ("AA", "hair"): "Alopecia Areata",
    }
    for (said, beside), name in chosen.items():
        short = vocabulary.short_form(said)
        assert short is not None
        assert short.meant(frozenset((beside,)))[0].name == name


def test_there_are_many_short_forms() -> None:
    assert len(read_vocabulary().short_forms) >= 150


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("can't catch my breath", "Dyspnea"),
        ("burning when I pee", "Dysuria"),
        ("throwing up blood", "Hematemesis"),
        ("my heart skips", "Palpitations"),
        ("room is spinning", "Vertigo"),
        ("pins and needles", "Paresthesia"),
        ("tummy ache", "Abdominal Pain"),
        ("sugar is high", "Hyperglycemia"),
        ("water on the knee", "Hydrarthrosis"),
        ("pinched nerve", "Radiculopathy"),
        ("pink eye", "Conjunctivitis"),
        ("shingles pain that won't go away", "Postherpetic Neuralgia"),
        ("memory is going", "Memory Disorders"),
        ("feel down all the time", "Depression"),
        ("always tired", "Fatigue"),
        ("can't keep food down", "Vomiting"),
        ("ringing ears", "Tinnitus"),
        ("hair falling out in clumps", "Alopecia"),
        ("period won't stop", "Menorrhagia"),
        ("trying to get pregnant", "Infertility"),
        ("leaking when I cough", "Urinary Incontinence"),
        ("swollen glands", "Lymphadenopathy"),
        ("can't sit still", "attention deficit hyperactivity disorder"),
        ("hooked on pain pills", "Opioid-Related Disorders"),
        ("nosebleeds", "Epistaxis"),
        ("heel hurts in the morning", "Plantar Fasciitis"),
        ("me arde al orinar", "Dysuria"),
        ("presión alta", "Hypertension"),
        ("mal de riñón", "Kidney Diseases"),
        ("ataque al corazón", "Myocardial Infarction"),
        ("dolor de pecho", "Chest Pain"),
        ("falta de aire", "Dyspnea"),
        ("derrame cerebral", "Stroke"),
        ("me duele la espalda", "Back Pain"),
        ("se me cae el pelo", "Alopecia"),
        ("no puedo dormir", "insomnia"),
    ],
)
def test_what_people_say_is_read(vocabulary: Vocabulary, said: str, meant: str) -> None:
    assert names_of(vocabulary, said)[:1] == [meant]


def test_what_we_write_of_sayings_is_read_as_the_concept_that_it_is_written_for(
    vocabulary: Vocabulary,
) -> None:
    spoken = [
        one for one in read_vocabulary().entries if "_spoken" in one.file and one.kind in _SPOKEN
    ]
    wrong = [
        (said, one.meaning.means)
        for one in spoken
        for said in one.meaning.said
        if not {c.number for c in vocabulary.named(said)}
        & {c.number for c in vocabulary.named(one.meaning.means)}
    ]
    assert wrong == []
    assert sum(len(one.meaning.said) for one in spoken) >= 500


_SPOKEN = (FileKind.IDIOM, FileKind.SPANISH)
