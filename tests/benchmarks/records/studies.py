"""Registry studies as the version 2 API serves them, at the size that real ones have.

17 kB of JSON on average. How many sites: none in 15 %, one at the median, 17 at the 90th
percentile, hundreds in a few; every second study names contacts at them.
"""

from __future__ import annotations

from math import exp
from random import Random
from typing import Any

from tests.benchmarks.records.words import Words, Writer

SEED = 20260301

_WITHOUT_SITES = 0.15
_MOST_SITES = 1_400
# Of a normal distribution of the logarithm, from the median and the 90th percentile.
_SITES_MIDDLE, _SITES_SPREAD = 0.79, 1.75
_SIZE_SPREAD = 0.55
_STATUSES = ("COMPLETED", "COMPLETED", "COMPLETED", "RECRUITING", "UNKNOWN", "TERMINATED")
_KINDS = ("INTERVENTIONAL", "INTERVENTIONAL", "INTERVENTIONAL", "OBSERVATIONAL")
_INTERVENTIONS = ("DRUG", "DEVICE", "BEHAVIORAL", "PROCEDURE", "BIOLOGICAL", "OTHER")
_ARMS = ("EXPERIMENTAL", "ACTIVE_COMPARATOR", "PLACEBO_COMPARATOR", "NO_INTERVENTION")
_HOUSES = ("University", "Hospital", "Medical Center", "Institute", "Clinic", "Cancer Center")
_CLASSES = ("OTHER", "INDUSTRY", "NIH", "OTHER_GOV")


def study(number: int, words: Words) -> dict[str, Any]:
    """Study `number` of every corpus of these words."""
    return _Study(number, words).record()


class _Study:
    """One study in the making."""

    def __init__(self, number: int, words: Words) -> None:
        self._number = number
        self._chance = Random(SEED + number)
        self._write = Writer(words, number, self._chance)
        # Long in one part, long in the others.
        self._size = exp(self._chance.gauss(-(_SIZE_SPREAD**2) / 2, _SIZE_SPREAD))

    def record(self) -> dict[str, Any]:
        started = self._write.day(2004, 2026)
        conditions = [self._write.name().capitalize() for _ in range(self._few(1.6, 12))]
        return {
            "protocolSection": {
                "identificationModule": self._identification(),
                "statusModule": self._status(started),
                "sponsorCollaboratorsModule": self._sponsors(),
                "oversightModule": {
                    "oversightHasDmc": self._chance.random() < 0.4,
                    "isFdaRegulatedDrug": self._chance.random() < 0.3,
                    "isFdaRegulatedDevice": False,
                },
                "descriptionModule": {
                    "briefSummary": self._write.paragraphs(self._long(700)),
                    "detailedDescription": self._write.paragraphs(self._long(1_900)),
                },
                "conditionsModule": {
                    "conditions": conditions,
                    "keywords": [self._write.name() for _ in range(self._few(3, 20))],
                },
                "designModule": self._design(),
                "armsInterventionsModule": self._arms(),
                "outcomesModule": {
                    "primaryOutcomes": [self._outcome() for _ in range(self._few(1.8, 14))],
                    "secondaryOutcomes": [self._outcome() for _ in range(self._few(7, 89))],
                },
                "eligibilityModule": self._eligibility(),
                "contactsLocationsModule": self._places(),
                "referencesModule": {
                    "references": [
                        {
                            "pmid": str(self._chance.randint(10_000_000, 39_000_000)),
                            "type": "BACKGROUND",
                            "citation": self._write.title(230),
                        }
                        for _ in range(self._few(2.6, 76) - 1)
                    ]
                },
                "ipdSharingStatementModule": {"ipdSharing": "NO"},
            },
            "derivedSection": {
                "miscInfoModule": {"versionHolder": "2026-02-27"},
                "conditionBrowseModule": self._browse(7),
                "interventionBrowseModule": self._browse(4),
            },
            "hasResults": self._chance.random() < 0.12,
        }

    def _few(self, mean: float, most: int) -> int:
        """One at least; about `mean` on average."""
        return min(most, 1 + int(self._chance.expovariate(1 / max(mean - 0.5, 0.1))))

    def _long(self, length: int) -> int:
        return max(40, int(length * self._size * exp(self._chance.gauss(-0.125, 0.5))))

    def _identification(self) -> dict[str, Any]:
        acronym = {"acronym": self._write.coined()[:6].upper()}
        return {
            "nctId": f"NCT{70_000_000 + self._number}",
            "orgStudyIdInfo": {"id": f"{self._write.coined()[:4].upper()}-{self._number:06d}"},
            "organization": {"fullName": self._house(), "class": "OTHER"},
            "briefTitle": self._write.title(75),
            "officialTitle": self._write.title(130),
            **(acronym if self._chance.random() < 0.3 else {}),
        }

    def _status(self, started: str) -> dict[str, Any]:
        first = self._write.day(2004, 2026)
        return {
            "statusVerifiedDate": self._write.day(2010, 2026)[:7],
            "overallStatus": self._chance.choice(_STATUSES),
            "expandedAccessInfo": {"hasExpandedAccess": False},
            "startDateStruct": {"date": started, "type": "ACTUAL"},
            "primaryCompletionDateStruct": {"date": f"{int(started[:4]) + 2}-06", "type": "ACTUAL"},
            "completionDateStruct": {"date": f"{int(started[:4]) + 3}-01", "type": "ESTIMATED"},
            "studyFirstSubmitDate": first,
            "studyFirstSubmitQcDate": first,
            "studyFirstPostDateStruct": {"date": first, "type": "ESTIMATED"},
            "lastUpdateSubmitDate": self._write.day(2010, 2026),
            "lastUpdatePostDateStruct": {"date": self._write.day(2010, 2026), "type": "ACTUAL"},
        }

    def _house(self) -> str:
        return f"{self._write.city().name} {self._chance.choice(_HOUSES)}"

    def _sponsors(self) -> dict[str, Any]:
        return {
            "responsibleParty": {
                "type": "PRINCIPAL_INVESTIGATOR",
                "investigatorFullName": self._write.person(),
                "investigatorTitle": "Professor",
                "investigatorAffiliation": self._house(),
            },
            "leadSponsor": {"name": self._house(), "class": self._chance.choice(_CLASSES)},
            "collaborators": [
                {"name": self._house(), "class": self._chance.choice(_CLASSES)}
                for _ in range(self._few(1.5, 20) - 1)
            ],
        }

    def _design(self) -> dict[str, Any]:
        return {
            "studyType": self._chance.choice(_KINDS),
            "phases": [self._chance.choice(("NA", "PHASE1", "PHASE2", "PHASE3", "PHASE4"))],
            "designInfo": {
                "allocation": "RANDOMIZED",
                "interventionModel": "PARALLEL",
                "primaryPurpose": "TREATMENT",
                "maskingInfo": {"masking": "DOUBLE", "whoMasked": ["PARTICIPANT", "INVESTIGATOR"]},
            },
            "enrollmentInfo": {"count": self._chance.randint(5, 900), "type": "ESTIMATED"},
        }

    def _arms(self) -> dict[str, Any]:
        interventions = [
            {
                "type": self._chance.choice(_INTERVENTIONS),
                "name": self._write.name().capitalize(),
                "description": self._write.sentences(self._long(190)),
                "armGroupLabels": [self._write.title(25)],
                "otherNames": [self._write.coined() for _ in range(self._few(1.2, 9) - 1)],
            }
            for _ in range(self._few(1.8, 9))
        ]
        arms = [
            {
                "label": self._write.title(25),
                "type": self._chance.choice(_ARMS),
                "description": self._write.sentences(self._long(190)),
                "interventionNames": [f"Drug: {one['name']}" for one in interventions[:2]],
            }
            for _ in range(self._few(2, 16))
        ]
        return {"armGroups": arms, "interventions": interventions}

    def _outcome(self) -> dict[str, Any]:
        return {
            "measure": self._write.title(self._chance.randint(30, 140)),
            "description": self._write.sentences(self._long(230)),
            "timeFrame": f"{self._chance.randint(1, 60)} months",
        }

    def _eligibility(self) -> dict[str, Any]:
        inside, outside = self._write.items(self._long(1_100)), self._write.items(self._long(1_500))
        return {
            "eligibilityCriteria": (
                f"Inclusion Criteria:\n\n{inside}\n\nExclusion Criteria:\n\n{outside}"
            ),
            "healthyVolunteers": self._chance.random() < 0.2,
            "sex": "ALL",
            "minimumAge": f"{self._chance.randint(1, 65)} Years",
            **({"maximumAge": "80 Years"} if self._chance.random() < 0.4 else {}),
            "stdAges": ["ADULT", "OLDER_ADULT"],
        }

    def _contact(self, role: str) -> dict[str, Any]:
        return {
            "name": self._write.person(),
            "role": role,
            "phone": f"+1 (555) 555-01{self._chance.randint(0, 99):02d}",
            "phoneExt": str(self._chance.randint(1, 999)),
            "email": "contact@example.org",
        }

    def _site(self, with_contacts: bool) -> dict[str, Any]:
        city = self._write.city()
        contacts = {"status": "RECRUITING", "contacts": [self._contact("CONTACT")]}
        house = self._chance.randrange(len(_HOUSES))
        return {
            "facility": f"{city.name} {_HOUSES[house]}",
            **(contacts if with_contacts else {}),
            "city": city.name,
            "state": city.state,
            # A hospital has the code of its street, and is named in many studies.
            "zip": f"{int(city.latitude * 997) % 89_000 + 10_000 + house}",
            "country": city.country,
            "geoPoint": {"lat": city.latitude, "lon": city.longitude},
        }

    def _places(self) -> dict[str, Any]:
        chance = self._chance
        sites = 0
        if chance.random() >= _WITHOUT_SITES:
            drawn = exp(chance.gauss(_SITES_MIDDLE, _SITES_SPREAD))
            sites = min(_MOST_SITES, max(1, round(drawn)))
        with_contacts = chance.random() < 0.5
        return {
            **({"centralContacts": [self._contact("CONTACT")]} if chance.random() < 0.5 else {}),
            "overallOfficials": [
                {
                    "name": f"{self._write.person()}, MD",
                    "affiliation": self._house(),
                    "role": "PRINCIPAL_INVESTIGATOR",
                }
            ],
            "locations": [self._site(with_contacts) for _ in range(sites)],
        }

    def _browse(self, leaves: int) -> dict[str, Any]:
        def named() -> dict[str, Any]:
            return {"id": f"D{self._chance.randint(1, 99_999):06d}", "term": self._write.name()}

        return {
            "meshes": [named() for _ in range(self._few(1.2, 6))],
            "ancestors": [named() for _ in range(leaves)],
            "browseLeaves": [
                {
                    "id": f"M{self._chance.randint(1, 99_999)}",
                    "name": self._write.name(),
                    "relevance": "LOW",
                }
                for _ in range(leaves)
            ],
            "browseBranches": [{"abbrev": "All", "name": "All Conditions"}],
        }
