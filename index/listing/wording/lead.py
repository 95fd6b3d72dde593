"""A plain lead sentence for a listing, built by rule from its own fields; nothing is made up."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from datetime import date

from index.analysis import without_shouting
from index.listing.codes import InterventionKind, Kind, Phase, Recruitment, Sex, Status
from index.listing.facets import JOINABLE, Standing, open_on
from index.listing.model import Listing
from index.listing.wording.grants import UNKNOWN, institute_words
from index.listing.wording.recruitment import month_words, planned_words

_SHOWN = {
    Recruitment.RECRUITING: "It is recruiting participants.",
    Recruitment.NOT_YET_RECRUITING: "It is not recruiting yet.",
    Recruitment.ENROLLING_BY_INVITATION: "It enrolls people by invitation only.",
    Recruitment.AVAILABLE: "The treatment is available through it: a doctor must apply.",
    Recruitment.TEMPORARILY_NOT_AVAILABLE: "It is temporarily not available.",
    Recruitment.NO_LONGER_AVAILABLE: "It is no longer available.",
    Recruitment.APPROVED_FOR_MARKETING: "The treatment has been approved for marketing.",
    Recruitment.ACTIVE_NOT_RECRUITING: "It is under way, but closed to new participants.",
    Recruitment.SUSPENDED: "It is stopped for now.",
    Recruitment.TERMINATED: "It was stopped early.",
    Recruitment.WITHDRAWN: "It was withdrawn before anyone took part.",
    Recruitment.COMPLETED: "It is completed.",
    Recruitment.WITHHELD: "Its status has not been made public.",
    Recruitment.DOES_NOT_ENROLL: "It does not enroll participants.",
}
_OPEN = {*JOINABLE, Recruitment.NOT_YET_RECRUITING, Recruitment.MAY_BE_OPEN}
_KIND_OF_TREATMENT = {
    InterventionKind.DRUG: "a drug",
    InterventionKind.BIOLOGICAL: "a biological product or vaccine",
    InterventionKind.DEVICE: "a device",
    InterventionKind.PROCEDURE: "a procedure",
    InterventionKind.RADIATION: "radiation",
    InterventionKind.BEHAVIORAL: "a behavioral program",
    InterventionKind.GENETIC: "a gene or cell therapy",
    InterventionKind.DIETARY_SUPPLEMENT: "a dietary supplement",
    InterventionKind.COMBINATION_PRODUCT: "a combination product",
    InterventionKind.DIAGNOSTIC_TEST: "a diagnostic test",
}
# Longer names are descriptions, which would make a sentence nobody can read.
_LONGEST_NAME = 60
_COMPARISON = re.compile(
    r"\b(?:placebos?|sham|no (?:treatment|intervention)|standard of care)\b", re.I
)

# Words that are no names of people or places, so that they may stand in small letters.
_COMMON_WORDS = """
    abdominal abuse acid acne acquired acute addiction adenoma adolescent adolescents adult
    adults advanced age aging airway alcohol allergic allergy anemia anemias aneurysm ankle
    anxiety aortic apnea arterial artery asthma atrial attack attention aura autism autoimmune
    back bacterial benign bipolar birth bladder bleeding blood body bone bowel brain breast
    breathing bronchial burden burn burns cancer cancers carcinoma cardiac care cataract celiac
    cell cells central cerebral cervical child childhood children chronic cirrhosis cluster
    cognitive cold colon colorectal complications condition congenital congestive connective
    coronary coronavirus cough crisis cystic deficiency deficit degeneration delirium dementia
    dental dependence depression depressive dermatitis diabetes diabetic diarrhea diet
    disability disease diseases disorder disorders distress drug duct due dysfunction ear
    eclampsia eczema edema elderly embolism endometrial endometriosis epilepsy episodic essential
    eye failure falls fatigue fever fibrillation fibroids fibrosis flu follicular food foot fracture
    fractures gallbladder gastric genetic glaucoma gout graft growth head headache healing
    health healthy hearing heart heartburn hemorrhage hepatic hepatitis hepatocellular hernia
    herpes high hip hormone host human hypertension idiopathic illness immune impairment infant
    infarction infection infections infectious infertility inflammation inflammatory influenza
    injuries injury insomnia insufficiency intestinal intestine intolerance iron irritable
    ischemic joint juvenile kidney knee large lesion lesions leukemia life lip liver loss low lumbar
    lung lupus lymphoblastic lymphocytic lymphoma macular major malignancy malignant mellitus
    memory menopause mental metabolic metastatic migraine mild moderate mouth multiple muscle
    muscular mutation myeloid myeloma myocardial nasal nausea neck neonatal neoplasm neoplasms
    nerve nervous non obesity obsessive obstructive occlusion oncology opioid oral organ ovarian
    ovary overactive overweight pain pancreatic panic partial patent pediatric pelvic peripheral
    platelet pneumonia polycystic positive post postoperative postpartum posttraumatic
    preeclampsia pregnancy premature pressure preterm primary progressive prostate prostatic
    psoriasis psoriatic psychosis pulmonary quality rash rectal recurrent refractory relapsed
    remitting renal resistance resistant respiratory retinal rheumatic rheumatoid schizophrenia
    sclerosis secondary seizure seizures sepsis septic severe shock shoulder sickle simplex
    sinus skin sleep small smoking solid spinal spine sprain squamous stable stage stem stomach
    strain stress stroke substance sudden suicide surgery symptom symptoms syndrome syndromes
    systemic therapy throat thrombosis thyroid tissue tobacco tract transplant transplantation
    trauma traumatic treatment tumor tumors type ulcer ulcerative ulcers unstable upper urinary
    use uterine vaginal valve vascular vein venous ventricular viral virus vision vitamin
    vomiting weight wound wounds young
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_COMMON_ENDING = re.compile(
    r".{3,}(?:itis|osis|oses|oma|omas|emia|aemia|pathy|pathies|algia|penia|plasia|phrenia|nesia"
    r"|plegia|paresis|pnea|trophy|ectomy|uria|thermia|phagia|exia|lepsy|tension|ation|tism|ency"
    r"|ness|ology|scular|ular|ity|[^aeiou]ive|[^aeiou]ed|[^aeiou]ing|ic|al)"
)
# They end like common words, or hurried records write them small, but they are names.
_NAME_WORDS = (
    "alzheimer arctic asiatic atlantic beijing catholic cov covid crohn cushing hispanic holter"
    " islamic montreal nanjing nepal nordic olympic oriental pacific parkinson portugal senegal"
    " slavic tourette"
)
_NAMES = frozenset(_NAME_WORDS.split())
_ILLNESS = re.compile(
    r"(?:diseases?|disorders?|syndromes?|cancers?|tumou?rs?|infections?|injur(?:y|ies)|failure"
    r"|pain|\w*aches?|diabetes|asthma|stroke|depression|anxiety|hiv|aids|covid.*|sars.*|coronavirus|copd|adhd|ptsd|als|fibrosis|cirrhosis"
    r"|sclerosis|dementia|epilepsy|migraine|obesity|hypertension|psoriasis|eczema|gout|lupus|acne"
    r"|autism|schizophrenia|fractures?|ulcers?|allerg(?:y|ies)|insomnia|apnea|fever|anemia"
    r"|leukemia|lymphomas?|myeloma|melanomas?|glaucoma|cataracts?|influenza|malaria|tuberculosis"
    r"|deficienc(?:y|ies)|insufficiency|impairment|dependence|addiction|psychosis|sepsis|seizures?"
    r"|\w{3,}(?:itis|osis|omas?|emia|aemia|path(?:y|ies)|eclampsia|algia|penia|plasia|plegia|uria|trophy|pnea))",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’]s)?")
_WORD_ENDS = re.compile(r"\b")
_SORTS = re.compile(
    r"Sickle Cell|Type \d+|Acute|Chronic|(?:[\w-]+ )?[\w-]+(?:ic|al|ar|ary|ous|ive|oid)", re.I
)
_DIVIDERS = re.compile(r"[\s/(),-]+")
_HEALTHY = re.compile(r"healthy(?: (?:volunteers?|subjects?|participants?|people|adults?))?", re.I)
_WITH_ARTICLE = re.compile(
    r"(?:univ(?:ersity)?|college|institute|school|hospital|state university|trustees"
    r"|medical (?:university|college)|children's hosp(?:ital)?|national institutes?) (?:of|for)\b",
    re.I,
)


def in_a_sentence(name: str, written: Container[str] = ()) -> str:
    """The name of a condition as it stands inside a sentence.

    *Breast Cancer* → *breast cancer*, *Crohn Disease* → *Crohn disease*, *Anemia, Aplastic* →
    *aplastic anemia*; where a word might be a name or an abbreviation it stays as it is.
    `written` holds words that are certain to be none: the record itself writes them small.
    """
    name = without_shouting(name)
    first, *sorts = re.split(r", +", name)
    if sorts and len(sorts) <= 3 and all(_SORTS.fullmatch(sort) for sort in sorts):
        name = " ".join([*reversed(sorts), first])
    return _without_capitals(name, lambda word: word in written or _is_common(word))


def _without_capitals(name: str, is_no_name: Callable[[str], bool]) -> str:
    """The name with every word small that is no name; as it was where that gives a mixture."""

    def small(match: re.Match[str]) -> str:
        word = match.group()
        plain = word.lower()
        # One letter alone is a label: type A, vitamin D, DeltaRex-G.
        if len(word) == 1 or word != word.capitalize() or plain.removesuffix("'s") in _NAMES:
            return word
        return plain if is_no_name(plain) else word

    said = _WORD.sub(small, name)
    # A word in doubt at the front is often a person (Crohn disease); one further on leaves a
    # mixture (Ocular herpes Simplex), which reads worse than the name as it was written.
    later = _WORD.findall(said)[1:]
    return name if said != name and any(map(_in_doubt, later)) else said


def _in_doubt(word: str) -> bool:
    return len(word) > 3 and word == word.capitalize()


def _is_common(word: str) -> bool:
    return word in _COMMON or _COMMON_ENDING.fullmatch(word) is not None


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


class _Written:
    """The words of a text: those that `_WORD` finds in it. A name has few words to be looked for,
    and a text has thousands: to make a set of these took a quarter of the time of a page of hits.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or not word:
            return False
        text, at = self._text, self._text.find(word)
        while at >= 0:
            end = at + len(word)
            apart = not (_is_letter(text[at - 1 : at]) or _is_letter(text[end : end + 1]))
            if apart and text[end : end + 2] not in ("'s", "’s"):
                return True
            at = text.find(word, end)
        return False


def _stands_in_a_sentence(name: str, text: str) -> bool:
    """Whether a small letter or a comma stands before a name somewhere, and no word goes on behind
    it. An expression made of each name cost more than all else in the sentence."""
    at = text.find(f" {name}", 1)
    while at >= 0:
        before, behind = text[at - 1], text[at + len(name) : at + len(name) + 2]
        if (before == "," or "a" <= before <= "z") and _WORD_ENDS.match(behind, 1):
            return True
        at = text.find(f" {name}", at + 1)
    return False


class _Prose:
    """How the record itself writes words: small where they are no names.

    *Paclitaxel* becomes *paclitaxel* if the text says *paclitaxel* somewhere; a person's or a
    product's name never stands there small.
    """

    def __init__(self, listing: Listing) -> None:
        texts = (listing.title, listing.official_title, listing.summary, listing.description)
        self._text = "\n".join(texts)
        self._written = _Written(self._text)

    def condition(self, name: str) -> str:
        """The name of a condition as it stands inside a sentence."""
        return in_a_sentence(name, self._written)

    def treatment(self, name: str) -> str:
        """The name of a treatment, small where the record writes all of its words so.

        A name of several words that stands in a sentence with its capitals is a product's.
        """
        if " " in name and _stands_in_a_sentence(name, self._text):
            return name
        return _without_capitals(name, self._written.__contains__)


def _listed(names: Sequence[str], most: int, more: str) -> str:
    """*A*, *A and B*, *A, B, and C*, or *A, B, and 3 more conditions*."""
    names = list(dict.fromkeys(names))
    if len(names) > most:
        left = len(names) - most + 1
        names = [*names[: most - 1], f"{left} more {more}"]
    if len(names) <= 2:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _people(listing: Listing) -> str:
    low, high = listing.minimum_age, listing.maximum_age
    child = high is not None and high < 18
    grown = low is not None and low >= 18
    if listing.sex is Sex.FEMALE:
        return "girls" if child else "women" if grown else "women and girls"
    if listing.sex is Sex.MALE:
        return "boys" if child else "men" if grown else "men and boys"
    if low is not None and low >= 65:
        return "older adults"
    return "children" if child else "adults" if grown else "people"


def _whom(listing: Listing, prose: _Prose) -> tuple[str, str]:
    """Who takes part, and a sentence about the topic where it is no illness to live with."""
    people = _people(listing)
    names = [one for one in listing.condition if not _HEALTHY.fullmatch(one)]
    if not names:
        return (f"healthy {people}" if listing.condition else people), ""
    said = [prose.condition(name) for name in names if len(name) <= _LONGEST_NAME]
    illnesses = [one for one in said if any(map(_ILLNESS.fullmatch, _DIVIDERS.split(one)))]
    if len(illnesses) == len(names):
        return f"{people} with {_listed(said, 3, 'conditions')}", ""
    if not said:
        return people, ""
    topics = _listed(said, 3, "topics")
    return people, f"It is about {topics}."


def _phase(phases: Sequence[Phase]) -> str:
    if Phase.EARLY_PHASE_1 in phases:
        return "An early phase 1 trial"
    numbers = [phase.value[-1] for phase in phases if phase is not Phase.NOT_APPLICABLE]
    if not numbers:
        return "A clinical trial"
    return f"A phase {' and '.join(numbers)} trial"


def _treatments(listing: Listing, prose: _Prose) -> str:
    tested = [one for one in listing.intervention if not _COMPARISON.search(one.name)]
    said: list[str] = []
    for one in tested or listing.intervention:
        if len(one.name) <= _LONGEST_NAME:
            said.append(prose.treatment(one.name.rstrip(" .,;")))
        elif one.kind in _KIND_OF_TREATMENT:
            said.append(_KIND_OF_TREATMENT[one.kind])
    return _listed(said, 3, "treatments")


def _with_article(name: str) -> str:
    bare = name.removeprefix("The ").removeprefix("the ")
    return f"the {bare}" if bare != name or _WITH_ARTICLE.match(name) else name


def payer(listing: Listing) -> str:
    """Who pays for a project, by name; empty where the record does not say.

    Not all projects of NIH RePORTER are the NIH's: some are of the FDA, the CDC or the VA.
    """
    institute = listing.funding.institute if listing.funding else ""
    known = institute_words(institute)
    if known != UNKNOWN:
        return known
    return institute if " " in institute else ""


def _project(listing: Listing) -> str:
    name = payer(listing).removeprefix("the ")
    paid = f"funded by the {name}" if name else "paid for with public money"
    place = _with_article(listing.sponsor.name) if listing.sponsor else ""
    prose = _Prose(listing)
    topics = [prose.condition(one) for one in listing.condition if len(one) <= _LONGEST_NAME]
    about = f" on {_listed(topics, 3, 'topics')}" if topics else ""
    at = f" at {place}," if place else ""
    return f"Research{about}{at} {paid}. {_SHOWN[Recruitment.DOES_NOT_ENROLL]}"


def _status(standing: Standing) -> str:
    """Whether people can take part, in a sentence."""
    confirmed, start = standing.confirmed, standing.dates.start
    when = f" in {month_words(confirmed)}" if confirmed else ""
    match standing.shown:
        case None:
            return ""
        case Recruitment.CHECK_FIRST:
            return f"It said that it was recruiting{when}; check first whether it still is."
        case Recruitment.MAY_HAVE_CLOSED if standing.known is Status.RECRUITING:
            return f"It said that it was recruiting{when}, and may have closed."
        case Recruitment.MAY_HAVE_CLOSED:
            return "Whether it is still going on is not known, and it may have closed."
        case Recruitment.MAY_BE_OPEN if start and standing.has_ended:
            return f"{planned_words(standing)}; whether it opened is not known."
        case Recruitment.MAY_BE_OPEN:
            planned = f" in {month_words(start)}" if start else ""
            return f"It was to start recruiting{planned}, and may be open by now."
        case shown:
            return _SHOWN[shown]


def lead_sentence(listing: Listing, day: date | None = None) -> str:
    """What a listing is, in one to three short sentences, from its own fields alone, as it is on a
    day; None: as its record states it.

    *A phase 3 trial testing Civamide in adults with episodic cluster headache. It is
    completed.* For a funded project it says who pays and that nobody can enroll.
    """
    if listing.kind is Kind.FUNDED_PROJECT:
        return _project(listing)
    prose = _Prose(listing)
    whom, topic = _whom(listing, prose)
    treatments = _treatments(listing, prose)
    match listing.kind:
        case Kind.OBSERVATIONAL:
            first = f"An observational study of {whom}."
        case Kind.EXPANDED_ACCESS:
            first = f"An expanded access program offering {treatments or 'a treatment'} to {whom}."
        case Kind.STUDY:
            tested = f" of {treatments}" if treatments else ""
            first = f"A clinical study{tested} in {whom}."
        case _:
            tested = f" testing {treatments}" if treatments else ""
            first = f"{_phase(listing.phase)}{tested} in {whom}."
    standing = open_on(listing, None, day)
    last = _status(standing)
    healthy = ""
    if listing.healthy_volunteers and standing.shown in _OPEN and "healthy" not in whom:
        healthy = "Healthy volunteers can take part."
    return " ".join(part for part in (first, topic, last, healthy) if part)
