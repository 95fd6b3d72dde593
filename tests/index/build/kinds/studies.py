"""What a record of the registry states beside its topic."""

from __future__ import annotations

from tests.index.build.kinds.case import Case
from tests.index.build.kinds.json_files import ONE
from tests.index.build.kinds.shapes import study, text

_SITE = {
    "facility": "Heath Clinic",
    "city": "Athens",
    "state": "Georgia",
    "country": "United States",
}

CASES = (
    Case(
        name="contacts at sites",
        files={
            "one.json": text(
                study(
                    1,
                    contactsLocationsModule={
                        "locations": [
                            {
                                **_SITE,
                                "contacts": [
                                    {
                                        "name": "Ann Lee",
                                        "role": "CONTACT",
                                        "phone": "706-555-0100",
                                        "phoneExt": "12",
                                        "email": "ann@example.org",
                                    },
                                    {"name": "Bo Ray, MD", "role": "PRINCIPAL_INVESTIGATOR"},
                                    {
                                        "name": "Cy Roux",
                                        "role": "CONTACT",
                                        "phone": "1 70 55 01 00",
                                        "phoneExt": "+33",
                                    },
                                ],
                            }
                        ]
                    },
                )
            )
        },
        listings={
            ONE: {
                "site.0.contact.0.name": "Ann Lee",
                "site.0.contact.0.phone": "706-555-0100 ext. 12",
                "site.0.contact.0.email": "ann@example.org",
                "site.0.contact.2.phone": "+33 1 70 55 01 00",
                "researcher.0.name": "Bo Ray, MD",
                "researcher.0.affiliation": "Heath Clinic",
                "contact": None,
            }
        },
    ),
    Case(
        name="why it was stopped, and results",
        files={
            "one.json": text(
                {
                    **study(
                        1,
                        statusModule={
                            "overallStatus": "TERMINATED",
                            "whyStopped": "Too few people joined",
                            "resultsFirstPostDateStruct": {"date": "2024-05-03", "type": "ACTUAL"},
                            "studyFirstPostDateStruct": {"date": "2020-01-02", "type": "ACTUAL"},
                        },
                    ),
                    "hasResults": True,
                }
            )
        },
        listings={
            ONE: {
                "why_stopped": "Too few people joined",
                "results_posted": "2024-05-03",
                "first_posted": "2020-01-02",
            }
        },
    ),
    Case(
        name="what was known before the status was not",
        files={
            "one.json": text(
                study(
                    1,
                    statusModule={
                        "overallStatus": "UNKNOWN",
                        "lastKnownStatus": "RECRUITING",
                        "statusVerifiedDate": "2020-08",
                    },
                )
            )
        },
        listings={
            ONE: {"status": "unknown", "last_known_status": "recruiting", "verified": "2020-08"}
        },
    ),
    Case(
        name="dates apart, each with whether it came true",
        files={
            "one.json": text(
                study(
                    1,
                    statusModule={
                        "startDateStruct": {"date": "2022-03-01", "type": "ACTUAL"},
                        "primaryCompletionDateStruct": {"date": "2026-01", "type": "ESTIMATED"},
                        "completionDateStruct": {"date": "2027-01", "type": "ESTIMATED"},
                        "lastUpdateSubmitDate": "2025-02-03",
                        "statusVerifiedDate": "2025-01",
                    },
                    designModule={"enrollmentInfo": {"count": 120, "type": "ESTIMATED"}},
                )
            )
        },
        listings={
            ONE: {
                "start_date": "2022-03-01",
                "start_certainty": "actual",
                "primary_completion_date": "2026-01",
                "primary_completion_certainty": "estimated",
                "completion_date": "2027-01",
                "completion_certainty": "estimated",
                "updated": "2025-02-03",
                "verified": "2025-01",
                "enrollment": 120,
                "enrollment_certainty": "estimated",
            }
        },
    ),
    Case(
        name="a main end is not the end",
        files={
            "one.json": text(
                study(1, statusModule={"primaryCompletionDateStruct": {"date": "2026-01"}})
            )
        },
        listings={ONE: {"primary_completion_date": "2026-01", "completion_date": None}},
    ),
    Case(
        name="groups, what they are given, and main measures",
        files={
            "one.json": text(
                study(
                    1,
                    armsInterventionsModule={
                        "armGroups": [
                            {
                                "label": "Drops",
                                "type": "EXPERIMENTAL",
                                "description": "Twice a day",
                                "interventionNames": ["Drug: Larkspur"],
                            },
                            {"label": "No drops", "type": "PLACEBO_COMPARATOR"},
                        ],
                        "interventions": [
                            {"type": "DRUG", "name": "Larkspur", "description": "Two drops"}
                        ],
                    },
                    outcomesModule={
                        "primaryOutcomes": [
                            {
                                "measure": "Sneezes a day",
                                "timeFrame": "4 weeks",
                                "description": "Counted",
                            }
                        ]
                    },
                )
            )
        },
        listings={
            ONE: {
                "arm.0.label": "Drops",
                "arm.0.kind": "experimental",
                "arm.0.description": "Twice a day",
                "arm.0.intervention": ("Larkspur",),
                "arm.1.kind": "placebo-comparator",
                "intervention.0.description": "Two drops",
                "primary_outcome.0.measure": "Sneezes a day",
                "primary_outcome.0.time_frame": "4 weeks",
                "primary_outcome.0.description": "Counted",
            }
        },
    ),
    Case(
        name="whom an observational study looks among, and what it says of gender",
        files={
            "one.json": text(
                study(
                    1,
                    designModule={"studyType": "OBSERVATIONAL"},
                    eligibilityModule={
                        "studyPopulation": "People of a village clinic",
                        "sex": "FEMALE",
                        "genderBased": True,
                        "genderDescription": "Trans women are welcome",
                    },
                )
            )
        },
        listings={
            ONE: {
                "kind": "observational-study",
                "population": "People of a village clinic",
                "sex": "female",
                "gender": lambda said: "Trans women are welcome" in said,
            }
        },
    ),
    Case(
        name="kinds of expanded access",
        files={
            "one.json": text(
                study(
                    1,
                    statusModule={"overallStatus": "AVAILABLE"},
                    designModule={
                        "studyType": "EXPANDED_ACCESS",
                        "expandedAccessTypes": {"individual": True, "treatment": True},
                    },
                )
            )
        },
        listings={ONE: {"kind": "expanded-access", "access": ("individual", "treatment")}},
    ),
    Case(
        name="links, documents and publications",
        files={
            "one.json": text(
                study(
                    1,
                    referencesModule={
                        "references": [
                            {
                                "pmid": "12345678",
                                "type": "RESULT",
                                "citation": "Lee A. Drops. 2024.",
                            }
                        ],
                        "seeAlsoLinks": [
                            {"label": "Sign up", "url": "https://example.org/join"},
                            {"label": "Odd", "url": "javascript:alert(1)"},
                        ],
                    },
                )
            )
        },
        listings={
            ONE: {
                "publication.0.pmid": "12345678",
                "publication.0.kind": "result",
                "publication.0.citation": "Lee A. Drops. 2024.",
                "link.0.label": "Sign up",
                "link.0.url": "https://example.org/join",
                "link.1": None,
            }
        },
        told=("seeAlsoLinks",),
    ),
    Case(
        name="the day of the copy",
        files={
            "one.json": text(
                {**study(1), "derivedSection": {"miscInfoModule": {"versionHolder": "2026-10-21"}}}
            )
        },
        listings={ONE: {"copied": "2026-10-21"}},
    ),
    Case(
        name="criteria that end in a line for both sides",
        files={
            "one.json": text(
                study(
                    1,
                    eligibilityModule={
                        "eligibilityCriteria": "Inclusion Criteria:\n\n* Hay fever\n\n"
                        "Exclusion Criteria:\n\n* Asthma\n\n"
                        "Other protocol-defined inclusion/exclusion criteria may apply"
                    },
                )
            )
        },
        listings={
            ONE: {
                "good_fit": lambda said: "Hay fever" in said and "Asthma" not in said,
                "not_a_fit": lambda said: "Asthma" in said and "Hay fever" not in said,
            }
        },
    ),
    Case(
        name="links and powers in Markdown",
        files={
            "one.json": text(
                study(
                    1,
                    descriptionModule={
                        "briefSummary": "See [our page](https://example.org/drops). "
                        "A dose of 5 mg/m^2."
                    },
                )
            )
        },
        listings={
            ONE: {"summary": lambda said: "our page" in said and "](" not in said and "m²" in said}
        },
    ),
)
