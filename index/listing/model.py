"""What a listing is: the one declaration of every field, its words and its uses.

The Whoosh schema, the facets, the sorts, YAML validation, JSON Schema, the API
and the field table of the documents are all read from here (see `index.listing.schema`).
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from index.listing.codes import Kind, Origin, Phase, Sex, Status
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
    Facet,
    Sort,
)
from index.listing.parts import (
    Contact,
    Funding,
    Identifier,
    Intervention,
    PartialDate,
    Researcher,
    Site,
    Sponsor,
    Years,
)


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine does with a field."""

    weight: float = 0.0
    """How much one occurrence counts in ranking; 0 = not searched."""
    facets: tuple[Facet, ...] = ()
    sort: Sort | None = None
    """The order of results over this field, if there is one."""
    editorial: bool = False
    """Words of ours that an official record must not replace when the two are merged."""
    paragraphs: bool = False
    """Whether it is a text in paragraphs, which may be long."""
    snippet: bool = False
    """Whether a passage of it may be shown under a hit."""
    counts_once: bool = False
    """Whether a word counts once however often it recurs: fifty clinics with *asthma* in their
    names say where a study is, not what it is about."""


def _field(
    label: str,
    help: str,  # noqa: A002  the word the declaration, the README and the forms share
    *,
    weight: float = 0.0,
    facets: tuple[Facet, ...] = (),
    sort: Sort | None = None,
    editorial: bool = False,
    paragraphs: bool = False,
    snippet: bool = False,
    counts_once: bool = False,
) -> Meta:
    use = Use(
        weight=weight,
        facets=facets,
        sort=sort,
        editorial=editorial,
        paragraphs=paragraphs,
        snippet=snippet,
        counts_once=counts_once,
    )
    return Meta(title=label, description=help, extra={"use": use})


class Listing(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One trial, study, program or funded project: everything a page shows."""

    id: Annotated[
        Identifier, _field("Id", "The id of the record, as its source writes it.", weight=1)
    ]
    kind: Annotated[Kind, _field("Kind of record", "What sort of record this is.", facets=(KIND,))]
    source: Annotated[Origin, _field("Source", "Where the record comes from.")]
    title: Annotated[
        str,
        Meta(min_length=1),
        _field(
            "Title",
            "The title, in plain words where there is one.",
            weight=3,
            sort=Sort(name="title", label="Title, A to Z", descending=False),
            editorial=True,
        ),
    ]
    url: Annotated[
        Annotated[str, Meta(pattern=r"^(https://[^\s<>\"]+)?$")],
        _field("Official record", "The address of the official record."),
    ] = ""
    sample: Annotated[
        bool, _field("Sample", "Whether this is a sample written to show how listings look.")
    ] = False
    other_id: Annotated[
        tuple[str, ...],
        _field(
            "Other ids",
            "Other ids that find this record: earlier awards, registry numbers.",
            weight=1,
        ),
    ] = ()
    official_title: Annotated[
        str, _field("Official title", "The scientific title.", weight=1.5)
    ] = ""
    summary: Annotated[
        str,
        _field(
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
        _field(
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
        _field(
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
        _field(
            "Not a fit",
            "Who the research leaves out. Not searched: a study that "
            "excludes an illness is not about it.",
            paragraphs=True,
            editorial=True,
        ),
    ] = ""
    potential_benefit: Annotated[
        str,
        _field(
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
        _field(
            "How similar studies have performed",
            "What earlier research found.",
            weight=0.3,
            paragraphs=True,
            editorial=True,
        ),
    ] = ""
    eligibility: Annotated[
        str,
        _field(
            "Who can take part",
            "The criteria in full, where they cannot be told apart into who fits and who does not.",
            weight=0.3,
            paragraphs=True,
            snippet=True,
        ),
    ] = ""
    condition: Annotated[
        tuple[str, ...],
        _field("Conditions", "The illnesses or topics studied.", weight=3, facets=(CONDITION,)),
    ] = ()
    keyword: Annotated[
        tuple[str, ...], _field("Keywords", "Other words for what is studied.", weight=1)
    ] = ()
    intervention: Annotated[
        tuple[Intervention, ...],
        _field(
            "Treatments",
            "What is given, done or tested.",
            weight=1.5,
            facets=(INTERVENTION_KIND,),
        ),
    ] = ()
    phase: Annotated[
        tuple[Phase, ...],
        _field("Phase", "How far the treatment has come.", facets=(PHASE,), weight=1),
    ] = ()
    status: Annotated[
        Status | None, _field("Status", "Whether people can take part.", facets=(STATUS,))
    ] = None
    sex: Annotated[Sex | None, _field("Sex", "Who can take part, by sex.", facets=(SEX,))] = None
    minimum_age: Annotated[
        Years | None,
        _field("Youngest age", "In years; six months is 0.5.", facets=(AGE_GROUP,)),
    ] = None
    maximum_age: Annotated[Years | None, _field("Oldest age", "In years.")] = None
    healthy_volunteers: Annotated[
        bool | None,
        _field(
            "Healthy volunteers",
            "Whether people without the condition can take part.",
            facets=(HEALTHY,),
        ),
    ] = None
    sponsor: Annotated[
        Sponsor | None,
        _field(
            "Sponsor",
            "The organization responsible.",
            weight=0.5,
            facets=(SPONSOR, SPONSOR_KIND),
        ),
    ] = None
    collaborator: Annotated[
        tuple[Sponsor, ...],
        _field("Collaborators", "Organizations that help.", weight=0.3, counts_once=True),
    ] = ()
    site: Annotated[
        tuple[Site, ...],
        _field(
            "Sites",
            "Where the research happens.",
            weight=0.3,
            facets=(PLACE,),
            counts_once=True,
        ),
    ] = ()
    researcher: Annotated[
        tuple[Researcher, ...],
        _field("Researchers", "Who leads the research.", weight=0.3, counts_once=True),
    ] = ()
    contact: Annotated[
        tuple[Contact, ...], _field("Contacts", "Whom to ask about the research.")
    ] = ()
    funding: Annotated[
        Funding | None, _field("Funding", "NIH funding: type of grant, institute, year, amount.")
    ] = None
    enrollment: Annotated[
        Annotated[int, Meta(ge=0)] | None, _field("Participants", "How many people take part.")
    ] = None
    start_date: Annotated[
        PartialDate | None,
        _field(
            "Start",
            "When it started or will start.",
            sort=Sort(name="start_date", label="Newest start", descending=True),
        ),
    ] = None
    completion_date: Annotated[
        PartialDate | None, _field("End", "When it ended or should end.")
    ] = None
    verified: Annotated[
        PartialDate | None,
        _field(
            "Last updated by the source",
            "When the source last updated the record.",
            sort=Sort(name="verified", label="Newest update", descending=True),
        ),
    ] = None
    reviewed: Annotated[
        PartialDate | None,
        _field(
            "Last reviewed by our editors", "When an editor last read the page.", editorial=True
        ),
    ] = None
    related: Annotated[tuple[Identifier, ...], _field("Related", "Ids of related records.")] = ()

    def __post_init__(self) -> None:
        """Raises ValueError where a funded project could be taken for a study to join."""
        if (self.kind is Kind.FUNDED_PROJECT) != (self.status is Status.DOES_NOT_ENROLL):
            raise ValueError(
                f"status must be {Status.DOES_NOT_ENROLL.value} for a {Kind.FUNDED_PROJECT.value}, "
                "and for nothing else"
            )
