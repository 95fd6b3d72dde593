"""The listings of the web tests: one of each kind, and the awkward ones."""

from __future__ import annotations

from index.listing.codes import (
    InterventionKind,
    Kind,
    Origin,
    Phase,
    ResearcherRole,
    Sex,
    SponsorKind,
    Status,
)
from index.listing.model import Listing
from index.listing.parts import Contact, Funding, Intervention, Place, Researcher, Site, Sponsor

HOSTILE = '<script>alert("x")</script> & </title> “asthma” {{ 7 * 7 }} <b onclick=x>'


def _atlanta(status: Status | None = None) -> Site:
    return Site(
        facility="Peachtree Lung Center",
        city="Atlanta",
        state="Georgia",
        country="United States",
        postal_code="30308",
        status=status,
        latitude=33.77,
        longitude=-84.38,
    )


TRIAL = Listing(
    id="NCT01000001",
    kind=Kind.TRIAL,
    source=Origin.CLINICALTRIALS,
    url="https://clinicaltrials.gov/study/NCT01000001",
    title="An inhaler taken twice a day for children with asthma",
    official_title="A Randomized Trial of Twice-Daily Inhaled Brevacort in Pediatric Asthma",
    summary="Children with asthma try a new inhaler. Half of them use the usual one.",
    description="Asthma narrows the airways.\n\nVisits:\n- a breath test\n- a diary\n  kept daily",
    good_fit="- Ages 6 months to 17 years\n- Asthma for a year or more\n  - seen by a doctor",
    not_a_fit="- Another lung disease",
    condition=("Asthma", "Wheezing in Children"),
    keyword=("inhaler", "lung"),
    intervention=(Intervention("Brevacort inhaler", InterventionKind.DRUG),),
    phase=(Phase.PHASE_2, Phase.PHASE_3),
    status=Status.RECRUITING,
    sex=Sex.ALL,
    minimum_age=0.5,
    maximum_age=17,
    healthy_volunteers=False,
    sponsor=Sponsor("Northfield Therapeutics", SponsorKind.INDUSTRY),
    collaborator=(Sponsor("Peachtree University"),),
    site=(
        Site(city="Boston", state="Massachusetts", country="United States"),
        _atlanta(Status.RECRUITING),
        Site(city="Toronto", state="Ontario", country="Canada", status=Status.COMPLETED),
        Site(city="Paris", country="France", status=Status.NOT_YET_RECRUITING),
    ),
    researcher=(
        Researcher("Ada Winter", ResearcherRole.PRINCIPAL_INVESTIGATOR, "Peachtree University"),
    ),
    contact=(Contact(name="Study office", phone="555-0100", email="office@example.org"),),
    enrollment=1_240,
    start_date="2023-09-04",
    completion_date="2026",
    updated="2024-03",
    related=("NCT01000002", "NCT09999999"),
)

OBSERVATIONAL = Listing(
    id="NCT01000002",
    kind=Kind.OBSERVATIONAL,
    source=Origin.CLINICALTRIALS,
    url="https://clinicaltrials.gov/study/NCT01000002",
    title="Air quality and asthma at home",
    summary="Families measure the air at home for a year.",
    eligibility="Inclusion Criteria:\n\n- Lives in Georgia\n\nExclusion Criteria:\n\n- Smokes",
    condition=("asthma",),
    status=Status.COMPLETED,
    sex=Sex.FEMALE,
    minimum_age=18,
    healthy_volunteers=True,
    sponsor=Sponsor("Peachtree University", SponsorKind.OTHER),
    site=(_atlanta(),),
    updated="2022",
)

EXPANDED_ACCESS = Listing(
    id="NCT01000003",
    kind=Kind.EXPANDED_ACCESS,
    source=Origin.CLINICALTRIALS,
    url="https://clinicaltrials.gov/study/NCT01000003",
    title="Early access to a medicine for a rare muscle disease",
    summary="Doctors can ask for the medicine for people who cannot join a trial.",
    condition=("Pompe Disease",),
    status=Status.AVAILABLE,
    updated="2024-01-09",
)

# Its site claims that it recruits: no page may repeat that.
FUNDED = Listing(
    id="NIH-10000001",
    kind=Kind.FUNDED_PROJECT,
    source=Origin.NIH_REPORTER,
    url="https://reporter.nih.gov/project-details/10000001",
    title="How airway cells remember asthma",
    official_title="Epigenetic Memory of Airway Epithelium",
    other_id=("NIH-9000001", "R21HL000001"),
    summary="A laboratory asks why airway cells stay irritable after an attack.",
    description="The team grows airway cells and watches which genes stay switched on.",
    good_fit="People with severe asthma.",
    not_a_fit="People whose breathing trouble comes from the heart.",
    potential_benefit="Treatments that calm the airway for longer.",
    condition=("Asthma",),
    status=Status.DOES_NOT_ENROLL,
    sex=Sex.ALL,
    sponsor=Sponsor("Peachtree University", SponsorKind.OTHER),
    site=(_atlanta(Status.RECRUITING),),
    funding=Funding(mechanism="R21", institute="HL", fiscal_year=2024, amount=412_500),
    updated="2024-02-01",
    reviewed="2024-05-15",
)

# What the gazetteer adds, and what it calls otherwise.
INFERRED = Site(
    facility="Riverside Gym",
    city="Savannah",
    country="United States",
    place=Place(
        country="United States",
        state="Georgia",
        city="Savannah",
        latitude=32.08,
        longitude=-81.09,
        inferred=("state",),
    ),
)
SPELLED = Site(
    city="München",
    country="Germany",
    place=Place(country="Germany", state="Bavaria", city="Munich", inferred=("state",)),
)

SAMPLE = Listing(
    id="SAMPLE-1",
    kind=Kind.TRIAL,
    source=Origin.EDITORIAL,
    sample=True,
    title="Walking groups for people with heart failure",
    summary="A sample: people walk together three times a week.",
    condition=("Heart Failure",),
    status=Status.ACTIVE_NOT_RECRUITING,
    site=(INFERRED, SPELLED),
    phase=(Phase.NOT_APPLICABLE,),
    url="https://example.org/never-shown",
)

AWKWARD = Listing(
    id="NCT01000004",
    kind=Kind.TRIAL,
    source=Origin.CLINICALTRIALS,
    title=HOSTILE,
    official_title=HOSTILE,
    summary=f"{HOSTILE}\n- {HOSTILE}",
    good_fit=f"- {HOSTILE}",
    condition=(HOSTILE,),
    keyword=(HOSTILE,),
    sponsor=Sponsor(HOSTILE),
    site=(Site(facility=HOSTILE, city=HOSTILE, country="Nowhere"),),
    researcher=(Researcher(HOSTILE, None, HOSTILE),),
    contact=(Contact(name=HOSTILE, phone=HOSTILE, email=HOSTILE),),
)


def many_sites(count: int = 1_400) -> Listing:
    """A trial with sites in two countries, most of them in fifty states of one."""
    return Listing(
        id="NCT01000005",
        kind=Kind.TRIAL,
        source=Origin.CLINICALTRIALS,
        url="https://clinicaltrials.gov/study/NCT01000005",
        title="A vaccine against winter colds in many cities",
        condition=("Common Cold",),
        status=Status.RECRUITING,
        site=tuple(
            Site(
                facility=f"Clinic {number}",
                city=f"Town {number % 200}",
                state=f"State {number % 50}" if number % 10 else "",
                country="United States" if number % 10 else "Japan",
                status=Status.RECRUITING if number % 2 else Status.COMPLETED,
            )
            for number in range(count)
        ),
    )


def _more() -> tuple[Listing, ...]:
    return tuple(
        Listing(
            id=f"NCT02{number:06}",
            kind=Kind.TRIAL,
            source=Origin.CLINICALTRIALS,
            url=f"https://clinicaltrials.gov/study/NCT02{number:06}",
            title=f"Sleep and blood pressure, part {number}",
            summary="People wear a watch that measures sleep.",
            condition=("High Blood Pressure", f"Condition {number}"),
            status=Status.COMPLETED,
            sponsor=Sponsor(f"Hospital {number}", SponsorKind.OTHER),
            site=(Site(city="Lyon", country="France"),),
        )
        for number in range(45)
    )


LISTINGS: tuple[Listing, ...] = (
    TRIAL,
    OBSERVATIONAL,
    EXPANDED_ACCESS,
    FUNDED,
    SAMPLE,
    AWKWARD,
    many_sites(),
    *_more(),
)
