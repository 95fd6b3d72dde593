"""What a listing is: the one declaration of every field, its words and its uses.

The Whoosh schema, the facets, the sorts, YAML validation, JSON Schema, the API
and the field table of the documents are all read from here (see `index.listing.schema`).
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from index.listing.codes import AccessKind, Certainty, Kind, Origin, Phase, Sex, Status
from index.listing.facets import (
    AGE_GROUP,
    CONDITION,
    HEALTHY,
    INTERVENTION_KIND,
    KIND,
    PHASE,
    PLACE,
    SEX,
    SPONSOR,
    SPONSOR_KIND,
    STATUS,
    Sort,
)
from index.listing.parts import (
    Arm,
    Contact,
    Funding,
    Identifier,
    Intervention,
    Link,
    Outcome,
    PartialDate,
    Publication,
    Researcher,
    Site,
    Sponsor,
    Years,
)
from index.listing.use import declared


class Listing(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
):
    """One trial, study, program or funded project: everything a page shows."""

    id: Annotated[
        Identifier, declared("Id", "The id of the record, as its source writes it.", weight=1)
    ]
    kind: Annotated[
        Kind, declared("Kind of record", "What sort of record this is.", facets=(KIND,))
    ]
    source: Annotated[Origin, declared("Source", "Where the record comes from.")]
    title: Annotated[
        str,
        Meta(min_length=1),
        declared(
            "Title",
            "The title, in plain words where there is one.",
            weight=3,
            sort=Sort(name="title", label="Title, A to Z", descending=False),
            editorial=True,
        ),
    ]
    url: Annotated[
        Annotated[str, Meta(pattern=r"^(https://[^\s<>\"]+)?$")],
        declared("Official record", "The address of the official record."),
    ] = ""
    sample: Annotated[
        bool, declared("Sample", "Whether this is a sample written to show how listings look.")
    ] = False
    other_id: Annotated[
        tuple[str, ...],
        declared(
            "Other ids",
            "Other ids that find this record: earlier awards, registry numbers.",
            weight=1,
        ),
    ] = ()
    official_title: Annotated[
        str, declared("Official title", "The scientific title.", weight=1.5)
    ] = ""
    summary: Annotated[
        str,
        declared(
            "Summary",
            "What the research is about, in a paragraph.",
            weight=1,
            paragraphs=True,
            editorial=True,
            snippet=True,
        ),
    ] = ""
    description: Annotated[
        str,
        declared(
            "What this research studies",
            "The longer description.",
            weight=0.5,
            paragraphs=True,
            editorial=True,
            snippet=True,
        ),
    ] = ""
    good_fit: Annotated[
        str,
        declared(
            "Good fit",
            "Who the research is about or looking for.",
            weight=0.5,
            paragraphs=True,
            editorial=True,
            snippet=True,
        ),
    ] = ""
    not_a_fit: Annotated[
        str,
        declared(
            "Not a fit",
            "Who the research leaves out. Not searched: a study that "
            "excludes an illness is not about it.",
            paragraphs=True,
            editorial=True,
        ),
    ] = ""
    potential_benefit: Annotated[
        str,
        declared(
            "Potential benefit",
            "What could come of it if it succeeds.",
            weight=0.5,
            paragraphs=True,
            editorial=True,
            snippet=True,
        ),
    ] = ""
    similar_studies: Annotated[
        str,
        declared(
            "How similar studies have performed",
            "What earlier research found.",
            weight=0.3,
            paragraphs=True,
            editorial=True,
        ),
    ] = ""
    eligibility: Annotated[
        str,
        declared(
            "Who can take part",
            "The criteria in full, where they cannot be told apart into who fits and who does not.",
            weight=0.3,
            paragraphs=True,
            snippet=True,
        ),
    ] = ""
    population: Annotated[
        str,
        declared(
            "Who is studied",
            "The people among whom an observational study looks for its participants.",
            weight=0.3,
            paragraphs=True,
            snippet=True,
        ),
    ] = ""
    condition: Annotated[
        tuple[str, ...],
        declared("Conditions", "The illnesses or topics studied.", weight=3, facets=(CONDITION,)),
    ] = ()
    keyword: Annotated[
        tuple[str, ...], declared("Keywords", "Other words for what is studied.", weight=1)
    ] = ()
    intervention: Annotated[
        tuple[Intervention, ...],
        declared(
            "Treatments",
            "What is given, done or tested.",
            weight=1.5,
            facets=(INTERVENTION_KIND,),
        ),
    ] = ()
    arm: Annotated[
        tuple[Arm, ...],
        # Not searched: what is given has its own field, and the rest only lengthens a listing.
        declared("Groups", "The groups of the study, and what each is given."),
    ] = ()
    primary_outcome: Annotated[
        tuple[Outcome, ...],
        declared("Main measures", "What the study is there to find out, and when.", weight=0.3),
    ] = ()
    phase: Annotated[
        tuple[Phase, ...],
        declared("Phase", "How far the treatment has come.", facets=(PHASE,), weight=1),
    ] = ()
    status: Annotated[
        Status | None, declared("Status", "Whether people can take part.", facets=(STATUS,))
    ] = None
    last_known_status: Annotated[
        Status | None, declared("Last known status", "What it was before it became unknown.")
    ] = None
    why_stopped: Annotated[
        str, declared("Why it stopped", "The reason that the sponsor gives.", weight=0.3)
    ] = ""
    access: Annotated[
        tuple[AccessKind, ...],
        declared("Kinds of access", "For whom expanded access is open."),
    ] = ()
    sex: Annotated[Sex | None, declared("Sex", "Who can take part, by sex.", facets=(SEX,))] = None
    gender: Annotated[
        str, declared("Gender", "What the record says of gender identity.", weight=0.3)
    ] = ""
    minimum_age: Annotated[
        Years | None,
        declared("Youngest age", "In years; six months is 0.5.", facets=(AGE_GROUP,)),
    ] = None
    maximum_age: Annotated[Years | None, declared("Oldest age", "In years.")] = None
    healthy_volunteers: Annotated[
        bool | None,
        declared(
            "Healthy volunteers",
            "Whether people without the condition can take part.",
            facets=(HEALTHY,),
        ),
    ] = None
    sponsor: Annotated[
        Sponsor | None,
        declared(
            "Sponsor",
            "The organization responsible.",
            weight=0.5,
            facets=(SPONSOR, SPONSOR_KIND),
        ),
    ] = None
    collaborator: Annotated[
        tuple[Sponsor, ...],
        declared("Collaborators", "Organizations that help.", weight=0.3, counts_once=True),
    ] = ()
    site: Annotated[
        tuple[Site, ...],
        declared(
            "Sites",
            "Where the research happens.",
            weight=0.3,
            facets=(PLACE,),
            counts_once=True,
        ),
    ] = ()
    researcher: Annotated[
        tuple[Researcher, ...],
        declared("Researchers", "Who leads the research.", weight=0.3, counts_once=True),
    ] = ()
    contact: Annotated[
        tuple[Contact, ...], declared("Contacts", "Whom to ask about the research.")
    ] = ()
    funding: Annotated[
        Funding | None, declared("Funding", "NIH funding: type of grant, institute, year, amount.")
    ] = None
    enrollment: Annotated[
        Annotated[int, Meta(ge=0)] | None, declared("Participants", "How many people take part.")
    ] = None
    enrollment_certainty: Annotated[
        Certainty | None, declared("Participants, counted", "Whether they were counted or planned.")
    ] = None
    start_date: Annotated[
        PartialDate | None,
        declared(
            "Start",
            "When it started or will start.",
            sort=Sort(name="start_date", label="Newest start", descending=True),
        ),
    ] = None
    start_certainty: Annotated[
        Certainty | None, declared("Start, come true", "Whether it started, or should.")
    ] = None
    primary_completion_date: Annotated[
        PartialDate | None,
        declared("End of main measures", "When the main measures of all were or will be taken."),
    ] = None
    primary_completion_certainty: Annotated[
        Certainty | None,
        declared("End of main measures, come true", "Whether they were taken, or should be."),
    ] = None
    completion_date: Annotated[
        PartialDate | None, declared("End", "When it ended or should end.")
    ] = None
    completion_certainty: Annotated[
        Certainty | None, declared("End, come true", "Whether it ended, or should.")
    ] = None
    first_posted: Annotated[
        PartialDate | None, declared("First posted", "When the record was first made public.")
    ] = None
    results_posted: Annotated[
        PartialDate | None, declared("Results posted", "When results were first made public.")
    ] = None
    verified: Annotated[
        PartialDate | None,
        declared("Verified by its team", "When the study's own team last said that it holds."),
    ] = None
    updated: Annotated[
        PartialDate | None,
        declared(
            "Last updated by the source",
            "When the source last updated the record.",
            sort=Sort(name="updated", label="Newest update", descending=True),
        ),
    ] = None
    copied: Annotated[
        PartialDate | None,
        declared("Day of our copy", "The day of the source's data that this was taken from."),
    ] = None
    reviewed: Annotated[
        PartialDate | None,
        declared(
            "Last reviewed by our editors", "When an editor last read the page.", editorial=True
        ),
    ] = None
    link: Annotated[
        tuple[Link, ...], declared("Links", "Pages and documents that the record names.")
    ] = ()
    publication: Annotated[
        tuple[Publication, ...], declared("Publications", "Publications that the record names.")
    ] = ()
    center: Annotated[
        Identifier | None, declared("Center", "Id of the project that this is a part of.")
    ] = None
    subproject: Annotated[
        tuple[Identifier, ...], declared("Subprojects", "Ids of the projects that are part of it.")
    ] = ()
    grant: Annotated[
        tuple[Identifier, ...], declared("Paid for by", "Ids of the projects that pay for it.")
    ] = ()
    trial: Annotated[
        tuple[Identifier, ...], declared("Trials it pays for", "Ids of the trials it pays for.")
    ] = ()
    related: Annotated[tuple[Identifier, ...], declared("Related", "Ids of related records.")] = ()

    def __post_init__(self) -> None:
        """Raises ValueError where a funded project could be taken for a study to join."""
        if (self.kind is Kind.FUNDED_PROJECT) != (self.status is Status.DOES_NOT_ENROLL):
            raise ValueError(
                f"status must be {Status.DOES_NOT_ENROLL.value} for a {Kind.FUNDED_PROJECT.value}, "
                "and for nothing else"
            )
