"""Listings with all that a record can state: stopped, with results, with people at sites, with
groups and measures; a center with its parts; a trial and the grant that pays for it; and one for
each row of the table of statuses."""

from __future__ import annotations

from index.listing.codes import (
    AccessKind,
    ArmKind,
    Certainty,
    InterventionKind,
    Kind,
    LinkKind,
    Origin,
    Phase,
    PublicationKind,
    ResearcherRole,
    Sex,
    SponsorKind,
    Status,
)
from index.listing.model import Listing
from index.listing.parts import (
    Arm,
    Contact,
    Funding,
    Intervention,
    Link,
    Outcome,
    Publication,
    Researcher,
    Site,
    Sponsor,
)

_LONG = (
    "Each person fills in the same questionnaire of twelve questions before the first visit and "
    "again at its end. A nurse who does not know the groups adds up the answers. Scores run from 0 "
    "to 48; a lower score is better. Who misses a visit is asked by phone within a week."
)

STOPPED = Listing(
    id="NCT03000001",
    kind=Kind.TRIAL,
    source=Origin.CLINICALTRIALS,
    url="https://clinicaltrials.gov/study/NCT03000001",
    title="A cooling vest against tiredness in multiple sclerosis",
    official_title="A Randomized Trial of Torso Cooling in Heat-Sensitive Multiple Sclerosis",
    summary="People whose tiredness grows in the heat wear a vest with cold packs.",
    condition=("Multiple Sclerosis",),
    status=Status.TERMINATED,
    why_stopped="Fewer people took part than were planned, and the vest is no longer made.",
    sex=Sex.FEMALE,
    gender="People who live as women can take part, whatever their papers say.",
    minimum_age=18,
    intervention=(
        Intervention("Cooling vest", InterventionKind.DEVICE, "A vest with four cold packs."),
        Intervention("Vest without packs", InterventionKind.DEVICE, _LONG),
    ),
    arm=(
        Arm(
            label="Cooled",
            kind=ArmKind.EXPERIMENTAL,
            description="The vest is worn for an hour each afternoon.",
            intervention=("Cooling vest",),
        ),
        Arm(
            label="Not cooled",
            kind=ArmKind.SHAM_COMPARATOR,
            description=_LONG,
            intervention=("Vest without packs",),
        ),
    ),
    primary_outcome=(
        Outcome(
            measure="Tiredness", time_frame="Before, and after 12 weeks of wear", description=_LONG
        ),
    ),
    phase=(Phase.NOT_APPLICABLE,),
    sponsor=Sponsor("Lakeside Clinic", SponsorKind.OTHER),
    site=(
        Site(
            facility="Lakeside Clinic",
            city="Chicago",
            state="Illinois",
            country="United States",
            status=Status.TERMINATED,
            contact=(Contact(name="Rosa Lindqvist", phone="312-555-0142"),),
        ),
    ),
    researcher=(
        Researcher("Rosa Lindqvist", ResearcherRole.PRINCIPAL_INVESTIGATOR, "Lakeside Clinic"),
    ),
    contact=(Contact(name="Vest study office", phone="312-555-0140", email="vest@example.org"),),
    enrollment=31,
    enrollment_certainty=Certainty.ACTUAL,
    start_date="2021-04-12",
    start_certainty=Certainty.ACTUAL,
    primary_completion_date="2023-01-30",
    primary_completion_certainty=Certainty.ACTUAL,
    completion_date="2023-02-28",
    completion_certainty=Certainty.ACTUAL,
    first_posted="2021-02-01",
    results_posted="2023-12-06",
    verified="2023-12",
    updated="2023-12-06",
    copied="2024-01-31",
    link=(
        Link(
            label="Study protocol and analysis plan, June 2, 2021",
            url="https://example.org/protocol.pdf",
            kind=LinkKind.DOCUMENT,
        ),
        Link(label="The vest, explained", url="http://example.org/vest", kind=LinkKind.PAGE),
    ),
    publication=(
        Publication(
            citation="Old Q. Heat and nerves. J Warm Med. 1998.",
            pmid="123",
            kind=PublicationKind.BACKGROUND,
        ),
        Publication(
            citation="Lindqvist R. Cooling in multiple sclerosis. J Cool Med. 2023;4:12-19.",
            pmid="99999999",
            kind=PublicationKind.RESULT,
        ),
    ),
)

PEOPLED = Listing(
    id="NCT03000002",
    kind=Kind.TRIAL,
    source=Origin.CLINICALTRIALS,
    url="https://clinicaltrials.gov/study/NCT03000002",
    title="Earlier walking after a new hip",
    summary="People walk on the day of the operation, or on the day after.",
    condition=("Hip Arthritis",),
    status=Status.RECRUITING,
    intervention=(Intervention("Walking on the first day", InterventionKind.BEHAVIORAL),),
    sponsor=Sponsor("Harbor Hospital", SponsorKind.OTHER),
    site=(
        Site(
            facility="Harbor Hospital",
            city="Boston",
            state="Massachusetts",
            country="United States",
            status=Status.RECRUITING,
            contact=(
                Contact(
                    name="Theo Marchetti",
                    role=ResearcherRole.PRINCIPAL_INVESTIGATOR,
                    phone="617-555-0171 ext. 12",
                    email="hips@example.org",
                ),
                Contact(name="Hip desk", phone="617-555-0172"),
                Contact(name="Night desk", phone="617-555-0173 or 617-555-0174"),
            ),
        ),
        Site(
            facility="Hôpital du Quai",
            city="Lyon",
            country="France",
            status=Status.COMPLETED,
            contact=(Contact(name="Inès Aubert", phone="+33 4 65 55 01 00"),),
        ),
    ),
    grant=("NIH-13000002", "NIH-13009999"),
    enrollment=120,
    enrollment_certainty=Certainty.ESTIMATED,
    start_date="2023-10",
    start_certainty=Certainty.ACTUAL,
    primary_completion_date="2024-09",
    primary_completion_certainty=Certainty.ESTIMATED,
    completion_date="2024-12",
    completion_certainty=Certainty.ESTIMATED,
    verified="2024-02",
    updated="2024-02-20",
    copied="2024-03-10",
)

ACCESS = Listing(
    id="NCT03000003",
    kind=Kind.EXPANDED_ACCESS,
    source=Origin.CLINICALTRIALS,
    url="https://clinicaltrials.gov/study/NCT03000003",
    title="Early access to a medicine against a rare anemia",
    condition=("Diamond-Blackfan Anemia",),
    status=Status.AVAILABLE,
    access=(AccessKind.INDIVIDUAL, AccessKind.INTERMEDIATE),
    contact=(Contact(phone="1-800-CALL-NOW"),),
    verified="2023-11",
    updated="2023-11-02",
)

CENTER = Listing(
    id="NIH-13000001",
    kind=Kind.FUNDED_PROJECT,
    source=Origin.NIH_REPORTER,
    url="https://reporter.nih.gov/project-details/13000001",
    title="A center for healthy joints",
    summary="Teams of one university study bone, cartilage and movement.",
    status=Status.DOES_NOT_ENROLL,
    sponsor=Sponsor("Harbor University", SponsorKind.OTHER),
    funding=Funding(mechanism="P30", institute="AR", cofunded_by=("AG", "ZZ"), fiscal_year=2024),
    subproject=tuple(f"NIH-1300010{number}" for number in range(9)),
    updated="2024-01-05",
)

SUBPROJECTS = tuple(
    Listing(
        id=f"NIH-1300010{number}",
        kind=Kind.FUNDED_PROJECT,
        source=Origin.NIH_REPORTER,
        title=f"Core {number} of the center for healthy joints",
        status=Status.DOES_NOT_ENROLL,
        funding=Funding(mechanism="P30", institute="AR"),
        center="NIH-13000001",
    )
    for number in range(8)
)
"""Its ninth is not in the index."""

GRANT = Listing(
    id="NIH-13000002",
    kind=Kind.FUNDED_PROJECT,
    source=Origin.NIH_REPORTER,
    url="https://reporter.nih.gov/project-details/13000002",
    title="Movement after joint surgery",
    summary="A team asks how soon people should move after an operation.",
    status=Status.DOES_NOT_ENROLL,
    sponsor=Sponsor("Harbor University", SponsorKind.OTHER),
    funding=Funding(mechanism="R01", institute="AR", fiscal_year=2023, amount=500_000),
    trial=("NCT03000002", "NCT03000001", "NCT09999998"),
    related=("NCT03000002",),
    updated="2023-09-01",
)


def _aged(number: int, title: str, status: Status, **dates: object) -> Listing:
    return Listing(
        id=f"NCT0310000{number}",
        kind=Kind.TRIAL,
        source=Origin.CLINICALTRIALS,
        url=f"https://clinicaltrials.gov/study/NCT0310000{number}",
        title=title,
        condition=("Tinnitus",),
        status=status,
        contact=(Contact(name="Tinnitus desk", phone="555-0150"),),
        site=(
            Site(
                facility="Quiet Clinic",
                city="Boston",
                state="Massachusetts",
                country="United States",
                status=status,
            ),
        ),
        **dates,  # type: ignore[arg-type]
    )


AGED = {
    "recruits": _aged(
        1,
        "Sounds at night: it recruits",
        Status.RECRUITING,
        verified="2024-01",
        completion_date="2025-06",
    ),
    "not confirmed for a year": _aged(
        2, "Sounds at night: not confirmed for a year", Status.RECRUITING, verified="2022-11"
    ),
    "planned end passed": _aged(
        3,
        "Sounds at night: its planned end has passed",
        Status.RECRUITING,
        verified="2023-11",
        completion_date="2023-12",
        completion_certainty=Certainty.ESTIMATED,
    ),
    "not confirmed for two years": _aged(
        4, "Sounds at night: not confirmed for years", Status.RECRUITING, verified="2020-08"
    ),
    "planned start passed": _aged(
        5,
        "Sounds at night: its start has passed",
        Status.NOT_YET_RECRUITING,
        verified="2023-06",
        start_date="2023-09",
    ),
    "by invitation": _aged(
        6, "Sounds at night: by invitation", Status.ENROLLING_BY_INVITATION, verified="2024-01"
    ),
    "paused": _aged(
        7,
        "Sounds at night: paused",
        Status.SUSPENDED,
        verified="2024-01",
        why_stopped="The device is being repaired",
    ),
    "unknown": _aged(
        8,
        "Sounds at night: unknown",
        Status.UNKNOWN,
        last_known_status=Status.RECRUITING,
        verified="2019-05",
    ),
    "completed": _aged(9, "Sounds at night: completed", Status.COMPLETED, verified="2023-01"),
}
"""By the row of the table that each stands for, on the day of the tests."""

FURNISHED: tuple[Listing, ...] = (
    STOPPED,
    PEOPLED,
    ACCESS,
    CENTER,
    GRANT,
    *SUBPROJECTS,
    *AGED.values(),
)
