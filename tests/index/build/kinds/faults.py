"""One fault each, as staff meet it: what they are told is in docs/messages.md."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.index.build.kinds.shapes import (
    archive,
    award,
    download,
    exported,
    legacy,
    study,
    table,
    text,
    workbook,
)


class Fault(NamedTuple):
    """What is wrong, in words, and the files that show it."""

    what: str
    files: Mapping[str, bytes]


def _study(what: str, **modules: Any) -> Fault:
    return Fault(what, {"studies.json": text(study(1, **modules))})


def _award(what: str, **fields: Any) -> Fault:
    return Fault(what, {"projects.json": text([award(1, **fields)])})


def _row(what: str, **columns: str) -> Fault:
    return Fault(what, {"ctg-studies.csv": table([download(1, **columns)])})


def _yaml(what: str, *lines: str) -> Fault:
    return Fault(what, {"ours.yml": "\n".join(lines).encode()})


_PAGE = {"studies": [study(1), study(2)]}
_OURS = ("- id: OURS-1", "  kind: trial", "  source: editorial", "  title: A study of ours")

FILES = (
    Fault("an empty file", {"studies.json": b""}),
    Fault("a page without records", {"studies.json": text({"studies": []})}),
    Fault("a page of many", {"studies.json": text({"totalCount": 4213, **_PAGE})}),
    Fault("a page of RePORTER, of many",
          {"projects.json": text({"meta": {"total": 912}, "results": [award(1)]})}),
    Fault("a download that broke off", {"studies.json": text(_PAGE)[:-90]}),
    Fault("a line that is torn",
          {"studies.jsonl": text(study(1)) + b"\n" + text(study(2))[:70] + b"\n" + text(study(3))}),
    Fault("words after the last bracket", {"studies.json": text(_PAGE) + b"\nThe end."}),
    Fault("a number among the records", {"studies.json": text([study(1), 7])}),
    Fault("an object that is no record", {"studies.json": text([study(1), {"name": "x"}])}),
    Fault("JSON of something else", {"odd.json": text({"name": "x", "size": 3})}),
    Fault("words that are no listing", {"letter.txt": b"Dear team, the list is below."}),
    Fault("a table of something else", {"sums.csv": b"month,sum\n1,2\n2,3\n"}),
    Fault("a gzip file that was cut", {"studies.jsonl.gz": gzip.compress(
        b"\n".join(text(study(n)) for n in range(1, 40)))[:400]}),
    Fault("letters of an older encoding", {"studies.json": text({"studies": [study(
        1, sponsorCollaboratorsModule={"leadSponsor": {"name": "Universität Köln"}})]}
    ).decode().encode("latin-1")}),
    Fault("documents in a folder", {"notes.docx": archive({"word/document.xml": b"<w/>"}),
                                    "paper.pdf": b"%PDF-1.7", "studies.json": text(_PAGE)}),
    Fault("an archive of nothing", {"all.zip": archive({})}),
    Fault("an archive that was cut", {"all.zip": archive({"a.json": text(_PAGE)})[:-30]}),
    Fault("an archive three deep", {"all.zip": archive(
        {"b.zip": archive({"c.zip": archive({"a.json": text(_PAGE)})})})}),
    Fault("a workbook of something else", {"sums.xlsx": workbook([{"month": 1, "sum": 2}])}),
    Fault("a row with too many cells", {"ctg-studies.csv": table([download(1), download(2)])
        + b"NCT91000003" + b",x" * 40 + b"\n"}),
    Fault("a quotation mark that is not closed", {"ctg-studies.csv": table([download(1)])
        + b'NCT91000002,"Study 2\n'}),
    Fault("XML of something else", {"feed.xml": b"<rss><channel/></rss>"}),
    Fault("XML with entities", {"study.xml": b"<!DOCTYPE a [<!ENTITY b 'x'>]>"
                                + legacy(1).replace("Study 1", "&b;").encode()}),
    Fault("XML that was cut", {"study.xml": legacy(1).encode()[:200]}),
)  # fmt: skip

RECORDS = (
    Fault(
        "a study without an id",
        {"studies.json": text(study(1, identificationModule={"nctId": None}))},
    ),
    _study("a study with another id", identificationModule={"nctId": "ISRCTN123"}),
    _study("a study without a title", identificationModule={"briefTitle": ""}),
    Fault("a row without an id", {"ctg-studies.csv": table([download(1, **{"NCT Number": ""})])}),
    _award("a project without a title", project_title=None),
    _award("a project without any number", appl_id=None, project_num=None, core_project_num=None),
    _study("a text that never ends", descriptionModule={"briefSummary": "word " * 50_000}),
    Fault(
        "an abstract without its project",
        {"abstracts.csv": table([{"APPLICATION_ID": "10500009", "ABSTRACT_TEXT": "We study."}])},
    ),
    Fault(
        "a trial and a project that are not there",
        {
            "links.csv": table(
                [
                    {
                        "Core Project Number": "R01HL910009",
                        "ClinicalTrials.gov ID": "NCT91000009",
                        "Study": "Study",
                        "Study Status": "COMPLETED",
                    }
                ]
            )
        },
    ),
    Fault(
        "two pages of ours about one record",
        {"a.yml": "\n".join(_OURS).encode(), "b.yml": "\n".join(_OURS).encode()},
    ),
    _yaml("a key that there is not", *_OURS, "  conditon: [Asthma]"),
    _yaml("a value that there is not", *_OURS, "  status: open"),
    _yaml("a listing of ours without a title", *_OURS[:3]),
    _yaml("ages the wrong way round", *_OURS, "  minimum_age: 60", "  maximum_age: 18"),
)

VALUES = (
    _study("a status that there is not", statusModule={"overallStatus": "OPEN"}),
    _study("a date that there is not", statusModule={"startDateStruct": {"date": "2024-13"}}),
    _study("an age that is none", eligibilityModule={"minimumAge": "grown-up"}),
    _study("ages the wrong way round",
           eligibilityModule={"minimumAge": "60 Years", "maximumAge": "18 Years"}),
    _study("a number that is none", designModule={"enrollmentInfo": {"count": "some"}}),
    _study("a list in place of an object", contactsLocationsModule={"locations": [["Athens"]]}),
    _study("an object in place of a list", conditionsModule={"conditions": {"a": 1}}),
    _study("an address that is none", referencesModule={
        "seeAlsoLinks": [{"label": "Odd", "url": "javascript:alert(1)"}]}),
    _row("a date whose order is not known", **{"Start Date": "03/04/2024",
         "Primary Completion Date": "", "Completion Date": "", "First Posted": "",
         "Last Update Posted": ""}),
    _row("a phase that there is not", Phases="PHASE9"),
    _row("a place whose country is not known", Locations="Clinic, Somewhere, Nowhereland"),
    _award("an organization that is none", organization=7),
    _award("a state that there is not", organization={
        "org_name": "HEATH UNIVERSITY", "org_state": "ZZ", "org_country": "UNITED STATES"}),
    _award("an amount that is none", award_amount="lots"),
    _award("a year that is none", fiscal_year=20),
    _award("a type of award that is not known", activity_code="Q99"),
    Fault("a fiscal year in words", {"SearchResult.csv": table([
        exported(1, **{"Fiscal Year": "last year"})])}),
)  # fmt: skip
