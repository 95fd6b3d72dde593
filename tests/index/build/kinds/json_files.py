"""JSON in every way that people save, join and cut it."""

from __future__ import annotations

import gzip

from tests.index.build.kinds.case import Case, Fields
from tests.index.build.kinds.shapes import award, full_studies, full_study, study, text

ONE, TWO, THREE = "NCT91000001", "NCT91000002", "NCT91000003"
_P1, _P2 = "NIH-10500001", "NIH-10500002"
_HAY: Fields = {"kind": "trial", "condition": ("Hay Fever",), "status": "completed"}
_BOTH = {ONE: _HAY, TWO: _HAY}


def _page(*numbers: int) -> dict[str, object]:
    return {"studies": [study(number) for number in numbers]}


CASES = (
    Case(
        name="two pages joined, as `cat page*.json` gives them",
        files={"all.json": text(_page(1)) + text(_page(2, 3))},
        listings={ONE: _HAY, TWO: _HAY, THREE: _HAY},
    ),
    Case(
        name="two pages joined with a line between them",
        files={"all.json": text(_page(1), 2) + b"\n" + text(_page(2), 2) + b"\n"},
        listings=_BOTH,
    ),
    Case(
        name="two arrays joined",
        files={"all.json": text([study(1)]) + b"\n" + text([study(2)])},
        listings=_BOTH,
    ),
    Case(
        name="single records, each over many lines, joined",
        files={"all.json": text(study(1), 4) + b"\n" + text(study(2), 4)},
        listings=_BOTH,
    ),
    Case(
        name="single records joined without anything between them",
        files={"all.json": text(study(1)) + text(study(2))},
        listings=_BOTH,
    ),
    Case(
        name="records joined by commas without a bracket around them",
        files={"all.json": text(study(1), 2) + b",\n" + text(study(2), 2)},
        listings=_BOTH,
    ),
    Case(
        name="an array of pages",
        files={"all.json": text([_page(1), _page(2)])},
        listings=_BOTH,
    ),
    Case(
        name="pages in a container",
        files={"all.json": text({"data": {"studies": [study(1), study(2)]}, "status": 200})},
        listings=_BOTH,
    ),
    Case(
        name="studies by their ids",
        files={"all.json": text({ONE: study(1), TWO: study(2)})},
        listings=_BOTH,
    ),
    Case(
        name="JSON lines under another ending",
        files={"all.ndjson": text(study(1)) + b"\n\n" + text(study(2)) + b"\n"},
        listings=_BOTH,
    ),
    Case(
        name="JSON without any ending to its name",
        files={"download": text(_page(1, 2))},
        listings=_BOTH,
    ),
    Case(
        name="a page in UTF-16",
        files={
            "page.json": text(
                {
                    "studies": [
                        study(
                            1,
                            sponsorCollaboratorsModule={
                                "leadSponsor": {"name": "Universität Köln"}
                            },
                        )
                    ]
                }
            )
            .decode()
            .encode("utf-16")
        },
        listings={ONE: {"sponsor.name": "Universität Köln"}},
    ),
    Case(
        name="a page in Latin-1",
        files={
            "page.json": text(
                {
                    "studies": [
                        study(
                            1,
                            sponsorCollaboratorsModule={
                                "leadSponsor": {"name": "Universität Köln"}
                            },
                        )
                    ]
                }
            )
            .decode()
            .encode("latin-1")
        },
        listings={ONE: {"sponsor.name": "Universität Köln"}},
    ),
    Case(
        name="a page with a byte order mark, gzipped",
        files={"page.json.gz": gzip.compress(b"\xef\xbb\xbf" + text(_page(1, 2)))},
        listings=_BOTH,
    ),
    Case(
        name="two gzipped files joined",
        files={
            "all.jsonl.gz": gzip.compress(text(study(1)) + b"\n")
            + gzip.compress(text(study(2)) + b"\n")
        },
        listings=_BOTH,
    ),
    Case(
        name="a torn record among whole ones",
        files={"all.jsonl": text(study(1)) + b"\n" + text(study(2))[:60] + b"\n" + text(study(3))},
        listings={ONE: _HAY, THREE: _HAY},
        refused=1,
        told=("all.jsonl, line 2",),
    ),
    Case(
        name="a download that broke off",
        files={"page.json": text(_page(1, 2))[:-80]},
        listings={ONE: _HAY},
        refused=1,
        told=("page.json",),
    ),
    Case(
        name="words after the last bracket",
        files={"page.json": text(_page(1)) + b"\nand that is all\n"},
        listings={ONE: _HAY},
        refused=1,
        told=("page.json", "line 2"),
    ),
    Case(
        name="an empty page beside a full one",
        files={"a.json": text({"totalCount": 0, "studies": []}), "b.json": text(_page(1))},
        listings={ONE: _HAY},
        told=("a.json", "no records"),
    ),
    Case(
        name="one page of many",
        files={"page.json": text({"totalCount": 4213, "nextPageToken": "x9", **_page(1)})},
        listings={ONE: _HAY},
        told=("page.json", "4,213"),
    ),
    Case(
        name="one page of many of RePORTER",
        files={"page.json": text({"meta": {"total": 912, "offset": 0}, "results": [award(1)]})},
        listings={_P1: {"kind": "funded-project", "title": "Project 1"}},
        told=("page.json", "912"),
    ),
    Case(
        name="studies and projects in one file",
        files={"all.jsonl": text(study(1)) + b"\n" + text(award(1))},
        listings={ONE: _HAY, _P1: {"kind": "funded-project", "title": "Project 1"}},
    ),
    Case(
        name="version 1 of the registry's API: full studies",
        files={
            "full.json": text(
                full_studies(
                    full_study(
                        1,
                        StatusModule={
                            "OverallStatus": "Terminated",
                            "WhyStopped": "Too few people joined",
                            "StatusVerifiedDate": "July 2021",
                            "StartDateStruct": {
                                "StartDate": "August 1, 2021",
                                "StartDateType": "Anticipated",
                            },
                            "CompletionDateStruct": {
                                "CompletionDate": "December 2022",
                                "CompletionDateType": "Actual",
                            },
                        },
                        EligibilityModule={
                            "Gender": "Female",
                            "MinimumAge": "18 Years",
                            "HealthyVolunteers": "No",
                        },
                        ArmsInterventionsModule={
                            "InterventionList": {
                                "Intervention": [
                                    {"InterventionType": "Drug", "InterventionName": "Larkspur"}
                                ]
                            }
                        },
                        DesignModule={
                            "StudyType": "Interventional",
                            "PhaseList": {"Phase": ["Phase 2"]},
                            "EnrollmentInfo": {"EnrollmentCount": "40", "EnrollmentType": "Actual"},
                        },
                        ContactsLocationsModule={
                            "LocationList": {
                                "Location": [
                                    {
                                        "LocationFacility": "Heath Clinic",
                                        "LocationCity": "Athens",
                                        "LocationState": "Georgia",
                                        "LocationCountry": "United States",
                                    }
                                ]
                            }
                        },
                    )
                )
            )
        },
        listings={
            ONE: {
                "status": "terminated",
                "why_stopped": "Too few people joined",
                "verified": "2021-07",
                "start_date": "2021-08-01",
                "start_certainty": "estimated",
                "completion_date": "2022-12",
                "completion_certainty": "actual",
                "sex": "female",
                "minimum_age": 18.0,
                "healthy_volunteers": False,
                "phase": ("phase-2",),
                "enrollment": 40,
                "intervention.0.name": "Larkspur",
                "intervention.0.kind": "drug",
                "site.0.facility": "Heath Clinic",
                "site.0.city": "Athens",
            }
        },
    ),
    Case(
        name="version 1 of the registry's API: study fields",
        files={
            "fields.json": text(
                {
                    "StudyFieldsResponse": {
                        "StudyFields": [
                            {
                                "Rank": 1,
                                "NCTId": [ONE],
                                "BriefTitle": ["Study 1"],
                                "Condition": ["Hay Fever"],
                                "OverallStatus": ["Completed"],
                                "Phase": ["Phase 2", "Phase 3"],
                                "LeadSponsorName": ["Heath University"],
                                "StudyType": ["Interventional"],
                            }
                        ]
                    }
                }
            )
        },
        listings={
            ONE: _HAY | {"phase": ("phase-2", "phase-3"), "sponsor.name": "Heath University"}
        },
    ),
    Case(
        name="an id in small letters",
        files={"one.json": text(study(1, identificationModule={"nctId": "nct91000001"}))},
        listings={ONE: _HAY},
    ),
    Case(
        name="a record twice, the later update wins",
        files={
            "all.jsonl": b"\n".join(
                text(study(1, statusModule={"overallStatus": status, "lastUpdateSubmitDate": day}))
                for status, day in (("COMPLETED", "2025-05-01"), ("RECRUITING", "2023-05-01"))
            )
        },
        listings={ONE: {"status": "completed", "updated": "2025-05-01"}},
        collapsed=1,
    ),
    Case(
        name="values that are no number, as Python writes them",
        files={"one.json": text(study(1)).replace(b'"COMPLETED"', b"NaN")},
        listings={ONE: {"condition": ("Hay Fever",), "status": None}},
    ),
)
