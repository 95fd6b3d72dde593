"""A study in each other form that the registry gives it in, and in archives."""

from __future__ import annotations

from tests.index.build.kinds.case import Case
from tests.index.build.kinds.json_files import ONE, TWO
from tests.index.build.kinds.shapes import archive, download, legacy, study, table, text

CASES = (
    Case(
        name="the CSV download",
        files={"ctg-studies.csv": table([download(1), download(2, Age="CHILD")])},
        listings={
            ONE: {
                "kind": "trial",
                "status": "completed",
                "condition": ("Hay Fever", "Asthma"),
                "intervention.0.name": "Larkspur",
                "intervention.0.kind": "drug",
                "phase": ("phase-2", "phase-3"),
                "enrollment": 40,
                "sex": "all",
                "minimum_age": None,
                "maximum_age": None,
                "start_date": "2024-03",
                "primary_completion_date": "2025-12",
                "completion_date": "2026-02-28",
                "first_posted": "2024-01-15",
                "updated": "2025-01-09",
                "sponsor.name": "Heath University",
                "collaborator.0.name": "Petal Pharma",
                "site.0.facility": "Heath Clinic",
                "site.0.city": "Athens",
                "site.0.state": "Georgia",
                "site.0.postal_code": "30601",
                "site.0.country": "United States",
                "summary": "Do the drops help?",
                "other_id": ("LARK-7", "R01HL910001"),
            },
            TWO: {"minimum_age": None, "maximum_age": None},
        },
    ),
    Case(
        name="the CSV download, saved again by a spreadsheet",
        files={
            "again.csv": b"\xef\xbb\xbf"
            + table(
                [
                    {
                        name.replace(" ", "_"): value
                        for name, value in download(
                            1, **{"Start Date": "28-02-2024", "First Posted": "2024-01"}
                        ).items()
                    }
                ]
            )
        },
        listings={ONE: {"title": "Study 1", "start_date": "2024-02-28", "first_posted": "2024-01"}},
    ),
    Case(
        name="the CSV download with semicolons, in Latin-1",
        files={
            "again.csv": table([download(1, Sponsor="Universität Köln")], ";")
            .decode()
            .encode("latin-1")
        },
        listings={ONE: {"sponsor.name": "Universität Köln"}},
    ),
    Case(
        name="a record in JSON wins over the same one in a table",
        files={
            "a.json": text(
                study(
                    1,
                    statusModule={
                        "overallStatus": "RECRUITING",
                        "lastUpdateSubmitDate": "2024-01-01",
                    },
                )
            ),
            "b.csv": table([download(1, **{"Last Update Posted": "2025-01-09"})]),
        },
        listings={ONE: {"status": "recruiting", "sponsor": None}},
        collapsed=1,
    ),
    Case(
        name="a row of a table that lacks its id",
        files={"some.csv": table([download(1), download(2, **{"NCT Number": ""})])},
        listings={ONE: {}},
        refused=1,
        told=("some.csv, line 3",),
    ),
    Case(
        name="a site whose name holds commas",
        files={
            "one.csv": table(
                [
                    download(
                        1,
                        Locations="Clinic of Nose, Ear, and Throat, Athens, Georgia, 30601, "
                        "United States|"
                        "Clinique du Nez, Lyon, 69003, France",
                    )
                ]
            )
        },
        listings={
            ONE: {
                "site.0.facility": "Clinic of Nose, Ear, and Throat",
                "site.0.city": "Athens",
                "site.0.state": "Georgia",
                "site.1.facility": "Clinique du Nez",
                "site.1.city": "Lyon",
                "site.1.country": "France",
                "site.1.postal_code": "69003",
            }
        },
    ),
    Case(
        name="the classic site's XML",
        files={
            "NCT91000001.xml": (
                "<?xml version='1.0' encoding='UTF-8'?>"
                + legacy(
                    1,
                    """
  <why_stopped>Too few people joined</why_stopped>
  <start_date type="Actual">March 1, 2014</start_date>
  <primary_completion_date type="Actual">May 2016</primary_completion_date>
  <phase>Phase 1/Phase 2</phase><enrollment type="Actual">40</enrollment>
  <brief_summary><textblock>
      Do the drops help people
      who sneeze?
  </textblock></brief_summary>
  <primary_outcome><measure>Sneezes a day</measure><time_frame>4 weeks</time_frame>
  </primary_outcome>
  <intervention><intervention_type>Drug</intervention_type>
    <intervention_name>Larkspur</intervention_name></intervention>
  <eligibility><gender>Female</gender><minimum_age>18 Years</minimum_age>
    <maximum_age>N/A</maximum_age></eligibility>
  <location><facility><name>Heath Clinic</name><address><city>Athens</city><state>Georgia</state>
    <zip>30601</zip><country>United States</country></address></facility>
    <status>Completed</status><contact><last_name>Ann Lee</last_name>
    <phone>706-555-0100</phone><phone_ext>12</phone_ext></contact></location>
  <verification_date>May 2018</verification_date>""",
                )
            ).encode()
        },
        listings={
            ONE: {
                "kind": "trial",
                "status": "completed",
                "why_stopped": "Too few people joined",
                "start_date": "2014-03-01",
                "start_certainty": "actual",
                "primary_completion_date": "2016-05",
                "phase": ("phase-1", "phase-2"),
                "enrollment": 40,
                "summary": "Do the drops help people who sneeze?",
                "primary_outcome.0.measure": "Sneezes a day",
                "intervention.0.name": "Larkspur",
                "sex": "female",
                "minimum_age": 18.0,
                "site.0.city": "Athens",
                "site.0.contact.0.phone": "706-555-0100 ext. 12",
                "verified": "2018-05",
            }
        },
    ),
    Case(
        name="several studies of the classic site in one XML file",
        files={"all.xml": f"<studies>{legacy(1)}{legacy(2)}</studies>".encode()},
        listings={ONE: {"title": "Study 1"}, TWO: {"title": "Study 2"}},
    ),
    Case(
        name="XML that would grow without end",
        files={
            "bomb.xml": b"<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]>"
            + legacy(1).replace("Study 1", "&c;").encode(),
            "one.json": text(study(2)),
        },
        listings={TWO: {}},
        refused=1,
        told=("bomb.xml",),
    ),
    Case(
        name="an archive with a study a file",
        files={
            "all.zip": archive(
                {
                    "NCT9100xxxx/NCT91000001.json": text(study(1)),
                    "NCT9100xxxx/NCT91000002.json": text(study(2)),
                }
            )
        },
        listings={ONE: {}, TWO: {}},
    ),
    Case(
        name="an archive with files of several kinds",
        files={
            "all.zip": archive(
                {
                    "a.csv": table([download(1)]),
                    "b.xml": legacy(2).encode(),
                    "__MACOSX/._a.csv": b"\x00\x05\x16\x07",
                    "notes.md": b"# hm",
                }
            )
        },
        listings={ONE: {}, TWO: {}},
        told=("notes.md",),
    ),
    Case(
        name="an archive whose names lead out of it",
        files={"all.zip": archive({"../../etc/one.json": text(study(1))})},
        listings={ONE: {}},
    ),
    Case(
        name="a study without its outermost object",
        files={"one.json": text(study(1)["protocolSection"])},
        listings={ONE: {"title": "Study 1", "condition": ("Hay Fever",)}},
    ),
    Case(
        name="studies in flat fields, as a table",
        files={
            "flat.csv": table(
                [
                    {
                        "": "0",
                        "protocolSection.identificationModule.nctId": ONE,
                        "protocolSection.identificationModule.briefTitle": "Study 1",
                        "protocolSection.conditionsModule.conditions": "['Hay Fever', 'Asthma']",
                    }
                ]
            )
        },
        listings={ONE: {"title": "Study 1", "condition": ("Hay Fever", "Asthma")}},
    ),
    Case(
        name="every value in a list of its own, as R writes it",
        files={
            "r.json": text(
                {
                    "protocolSection": {
                        "identificationModule": {"nctId": [ONE], "briefTitle": ["Study 1"]},
                        "designModule": {"enrollmentInfo": {"count": [40]}},
                        "eligibilityModule": {"healthyVolunteers": [True]},
                    }
                }
            )
        },
        listings={ONE: {"title": "Study 1", "enrollment": 40, "healthy_volunteers": True}},
    ),
)
