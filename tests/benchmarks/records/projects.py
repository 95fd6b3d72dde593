"""NIH projects as the version 2 API of RePORTER serves them, at the size that real ones have.

Some 5 kB of JSON; nine in ten with an abstract. Every twelfth is a later year of an earlier one.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.benchmarks.records.words import Words, Writer

SEED = 20260302

_WITH_ABSTRACT = 0.9
_EVERY_RENEWAL = 12
_INSTITUTES = ("CA", "HL", "AI", "MH", "DK", "NS", "AG", "GM")
_ACTIVITIES = ("R01", "R21", "K23", "U01", "P30", "F31")


def project(number: int, words: Words) -> dict[str, Any]:
    """Project `number` of every corpus of these words."""
    chance = Random(SEED + number)
    write = Writer(words, number, chance)
    institute, city = chance.choice(_INSTITUTES), write.city()
    award, year = number, 1
    if number % _EVERY_RENEWAL == _EVERY_RENEWAL - 1:
        award, year = number - 5, 2
    # The institute and the activity belong to the award and not to its year.
    core = f"{_ACTIVITIES[award % 6]}{_INSTITUTES[award % 8]}{100_000 + award:06d}"
    person = write.person()
    first, _, last = person.partition(" ")
    fiscal = chance.randint(2010, 2026)
    return {
        "appl_id": 20_000_000 + number,
        "subproject_id": None,
        "fiscal_year": fiscal,
        "project_num": f"{year}{core}-{year:02d}",
        "project_serial_num": f"{100_000 + award:06d}",
        "organization": {
            "org_name": f"UNIVERSITY OF {city.name.upper()}",
            "city": None,
            "country": None,
            "org_city": city.name.upper(),
            "org_country": city.country.upper(),
            "org_state": city.state[:2].upper() or None,
            "org_state_name": None,
            "dept_type": "INTERNAL MEDICINE/MEDICINE",
            "org_zipcode": f"{chance.randint(10_000, 99_999)}",
        },
        "award_type": str(year),
        "activity_code": core[:3],
        "award_amount": chance.randint(50_000, 900_000),
        "is_active": fiscal > 2024,
        "project_num_split": {
            "appl_type_code": str(year),
            "activity_code": core[:3],
            "ic_code": core[3:5],
            "serial_num": core[5:],
            "support_year": f"{year:02d}",
            "full_support_year": f"{year:02d}",
            "suffix_code": "",
        },
        "principal_investigators": [
            {
                "profile_id": chance.randint(1_000_000, 9_999_999),
                "first_name": first,
                "middle_name": "",
                "last_name": last,
                "is_contact_pi": True,
                "full_name": person,
                "title": "",
            }
        ],
        "contact_pi_name": f"{last.upper()}, {first.upper()}",
        "program_officers": [],
        "agency_ic_admin": {
            "code": core[3:5],
            "abbreviation": "NCI",
            "name": "National Cancer Institute",
        },
        "agency_ic_fundings": [
            {
                "fy": fiscal,
                "code": core[3:5],
                "name": "National Cancer Institute",
                "abbreviation": "NCI",
                "total_cost": float(chance.randint(50_000, 900_000)),
            }
        ],
        "cong_dist": "GA-05",
        "project_start_date": f"{fiscal - 1}-09-01T00:00:00",
        "project_end_date": f"{fiscal + 3}-08-31T00:00:00",
        "opportunity_number": f"PA-{fiscal % 100}-{chance.randint(100, 400)}",
        "award_notice_date": f"{fiscal}-07-15T00:00:00",
        "core_project_num": core,
        "project_title": write.title(75),
        "phr_text": write.sentences(chance.randint(150, 400)) if chance.random() < 0.6 else None,
        "pref_terms": ";".join(write.name().title() for _ in range(chance.randint(15, 30))),
        "abstract_text": (
            f"PROJECT SUMMARY\n{write.sentences(int(chance.gauss(2_500, 500)))}"
            if chance.random() < _WITH_ABSTRACT
            else None
        ),
        "project_detail_url": f"https://example.org/project-details/{20_000_000 + number}",
        "date_added": f"{fiscal}-08-05T16:15:57",
        "funding_mechanism": institute,
        "direct_cost_amt": chance.randint(50_000, 900_000),
        "indirect_cost_amt": chance.randint(20_000, 300_000),
    }
