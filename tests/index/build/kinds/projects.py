"""Awards: parents, supplements, subprojects, the tables they come in, and what they pay for."""

from __future__ import annotations

from tests.index.build.kinds.case import Case
from tests.index.build.kinds.json_files import ONE
from tests.index.build.kinds.shapes import award, exported, exporter, study, table, text, workbook

_FIRST, _SECOND, _THIRD = "NIH-10500001", "NIH-10500002", "NIH-10500003"
_BANNER = "NIH RePORTER\nExported: 11/30/2026\n\n"

CASES = (
    Case(
        name="a supplement beside its parent",
        files={
            "all.json": text(
                [
                    award(1, project_title="Pollen and noses", award_amount=400_000),
                    award(
                        2,
                        project_num="3R01HL910001-03S1",
                        core_project_num="R01HL910001",
                        project_title="Buy a freezer",
                        fiscal_year=2025,
                        award_amount=9_000,
                        phr_text="A freezer keeps samples.",
                    ),
                ]
            )
        },
        listings={
            _FIRST: {
                "title": "Pollen and noses",
                "funding.amount": 400_000,
                "funding.fiscal_year": 2024,
                "summary": None,
            }
        },
        collapsed=1,
    ),
    Case(
        name="a center and its core",
        files={
            "all.json": text(
                [
                    award(
                        1,
                        project_num="5P01HL910009-02",
                        core_project_num="P01HL910009",
                        activity_code="P01",
                        project_title="A center for pollen",
                    ),
                    award(
                        2,
                        project_num="5P01HL910009-02",
                        core_project_num="P01HL910009",
                        activity_code="P01",
                        subproject_id="5678",
                        fiscal_year=2025,
                        project_title="Administrative Core",
                        abstract_text="We run the center.",
                    ),
                ]
            )
        },
        listings={
            _FIRST: {"title": "A center for pollen", "description": None, "subproject": (_SECOND,)},
            _SECOND: {
                "title": "Administrative Core",
                "center": _FIRST,
                "description": "We run the center.",
            },
        },
    ),
    Case(
        name="a project in flat keys",
        files={
            "all.json": text(
                [
                    {
                        "appl_id": 10_500_001,
                        "project_title": "Project 1",
                        "project_num": "5r01hl910001-02",
                        "org_name": "HEATH UNIVERSITY",
                        "org_city": "ATHENS",
                        "org_state": "GA",
                        "org_country": "UNITED STATES",
                        "contact_pi_name": "LARCH, FINN B",
                        "terms": "<Asthma><Pollen>",
                        "agency_ic_fundings": [
                            {"abbreviation": "NHLBI", "total_cost": 1},
                            {"abbreviation": "NIAID", "total_cost": 2},
                        ],
                    }
                ]
            )
        },
        listings={
            _FIRST: {
                "sponsor.name": "Heath University",
                "site.0.state": "Georgia",
                "researcher.0.name": lambda said: "Larch" in said and "Finn" in said,
                "keyword": ("Asthma", "Pollen"),
                "funding.cofunded_by": lambda found: len(found) == 1,
                "other_id": lambda found: "R01HL910001" in found,
            }
        },
    ),
    Case(
        name="an organization that is a plain name",
        files={"all.json": text([award(n, organization="HEATH UNIVERSITY") for n in (1, 2)])},
        listings={
            _FIRST: {"sponsor.name": "Heath University"},
            _SECOND: {"sponsor.name": "Heath University"},
        },
    ),
    Case(
        name="keywords of the office are no topics",
        files={"all.json": text([award(1, pref_terms="Asthma;Goals;Grant;Helix (Snails)")])},
        listings={_FIRST: {"keyword": ("Asthma",)}},
    ),
    Case(
        name="an abstract and a narrative in one text",
        files={
            "all.json": text(
                [
                    award(
                        1,
                        abstract_text="PROJECT SUMMARY We study how noses take to inhibitors "
                        "of pollen in the spring."
                        "Project Narrative This helps people whose noses run in the spring.",
                    )
                ]
            )
        },
        listings={
            _FIRST: {
                "description": "We study how noses take to inhibitors of pollen in the spring.",
                "summary": "This helps people whose noses run in the spring.",
            }
        },
    ),
    Case(
        name="the web export as a table",
        files={"SearchResult.csv": table([exported(1)], banner=_BANNER)},
        listings={
            _FIRST: {
                "title": "Project 1",
                "keyword": ("Asthma", "Pollen"),
                "summary": None,
                "description": "We study pollen.",
                "updated": "2024-07-15",
                "start_date": "2023-04-01",
                "completion_date": "2028-03-31",
                "funding.amount": 400_000,
                "funding.fiscal_year": 2024,
                "funding.mechanism": "R01",
                "researcher.2.name": lambda said: "Cedar" in said,
                "site.0.city": "Athens",
                "site.0.postal_code": "30601-0001",
            }
        },
    ),
    Case(
        name="the web export as a workbook",
        files={
            "SearchResult.xlsx": workbook(
                [
                    exported(
                        1,
                        **{
                            "Project Abstract": "No abstract available",
                            "Public Health Relevance": "Noses_x000D_\nmatter.",
                        },
                    )
                ],
                ["NIH RePORTER", ""],
            )
        },
        listings={
            _FIRST: {
                "title": "Project 1",
                "description": None,
                "summary": lambda said: "_x" not in said and said.startswith("Noses"),
            }
        },
    ),
    Case(
        name="an application once for each institute that pays",
        files={
            "SearchResult.csv": table(
                [
                    exported(1, **{"Total Cost IC": "300000", "Funding IC(s)": "NHLBI:300000\\"}),
                    exported(1, **{"Total Cost IC": "100000", "Funding IC(s)": "NIAID:100000\\"}),
                ]
            )
        },
        listings={_FIRST: {"funding.amount": 400_000}},
        collapsed=1,
    ),
    Case(
        name="ExPORTER's projects, in Latin-1",
        files={
            "RePORTER_PRJ_C_FY2024.csv": table(
                [exporter(1, PI_NAMEs="LARCH, RENÉ (contact); SAGE, BEN;")]
            )
            .decode()
            .encode("latin-1")
        },
        listings={
            _FIRST: {
                "title": "Project 1",
                "researcher.0.name": lambda said: "Ren" in said and "contact" not in said,
                "researcher.1.name": lambda said: "Sage" in said,
                "funding.amount": 400_000,
                "start_date": "2023-04-01",
                "keyword": ("Asthma", "Pollen"),
            }
        },
    ),
    Case(
        name="ExPORTER's abstracts beside its projects, whichever is read first",
        files={
            "a.csv": table([{"APPLICATION_ID": "10500001", "ABSTRACT_TEXT": "We study pollen."}]),
            "b.csv": table([exporter(1)]),
        },
        listings={_FIRST: {"description": "We study pollen."}},
        collapsed=1,
    ),
    Case(
        name="an abstract whose project is not there",
        files={
            "a.csv": table([{"APPLICATION_ID": "10500009", "ABSTRACT_TEXT": "We study."}]),
            "b.csv": table([exporter(1)]),
        },
        listings={_FIRST: {"description": None}},
        refused=1,
        told=("a.csv", "projects"),
    ),
    Case(
        name="a trial that cites a project",
        files={
            "all.jsonl": text(award(1))
            + b"\n"
            + text(
                study(
                    1,
                    identificationModule={
                        "secondaryIdInfos": [{"id": "5R01HL910001-01A1", "type": "NIH"}]
                    },
                )
            )
        },
        listings={_FIRST: {"trial": (ONE,)}, ONE: {"grant": (_FIRST,)}},
    ),
    Case(
        name="a trial that cites a project with spaces",
        files={
            "all.jsonl": text(
                study(1, identificationModule={"secondaryIdInfos": [{"id": "1 R01 HL910001-01"}]})
            )
            + b"\n"
            + text(award(1))
        },
        listings={_FIRST: {"trial": (ONE,)}, ONE: {"grant": (_FIRST,)}},
    ),
    Case(
        name="a number that only looks like an award",
        files={
            "all.jsonl": text(award(1))
            + b"\n"
            + text(
                study(
                    1,
                    identificationModule={
                        "secondaryIdInfos": [{"id": "XR01HL9100012"}, {"id": "HL910001"}]
                    },
                )
            )
        },
        listings={_FIRST: {"trial": None}, ONE: {"grant": None}},
    ),
    Case(
        name="the table that joins projects to trials",
        files={
            "links.csv": table(
                [
                    {
                        "Core Project Number": "R01HL910001",
                        "ClinicalTrials.gov ID": ONE,
                        "Study": "Study 1",
                        "Study Status": "COMPLETED",
                    }
                ]
            ),
            "p.json": text([award(1)]),
            "s.json": text(study(1)),
        },
        listings={_FIRST: {"trial": (ONE,)}, ONE: {"grant": (_FIRST,)}},
        collapsed=1,
    ),
    Case(
        name="warnings of many records are one line",
        files={"all.json": text([award(n, organization=7) for n in (1, 2, 3)])},
        listings={_FIRST: {"sponsor": None}, _SECOND: {}, _THIRD: {}},
        told=("organization: 3 records",),
    ),
)
