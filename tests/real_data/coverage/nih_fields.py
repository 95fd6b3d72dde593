"""What is meant to become of each field of an award of NIH RePORTER."""

from __future__ import annotations

from index.reference import US_STATES, country_name
from tests.real_data.coverage.purposes import LeftOut, Purpose, kept


def _zip_code(value: str) -> str:
    return value.removesuffix(".0")


def _without_stars(value: str) -> str:
    return value.replace("*", "")


NIH: dict[str, Purpose] = {
    "appl_id": kept("id other_id", read=lambda value: f"NIH-{value}"),
    "project_num": kept("other_id", read=lambda value: value.split(" ")[0]),
    "core_project_num": kept("other_id"),
    "project_title": kept("title"),
    "abstract_text": kept(
        "description summary",
        note="without the form's own headings; nothing of a supplement",
    ),
    "phr_text": kept(
        "summary keyword", note="without the form's own headings; nothing of a supplement"
    ),
    "pref_terms": kept(
        "keyword",
        read=_without_stars,
        note="without the terms of data/nih/administrative_terms.yml",
    ),
    "spending_categories_desc": kept("keyword", read=_without_stars),
    "activity_code": kept("funding"),
    "agency_ic_admin.code": kept("funding"),
    "agency_ic_admin": LeftOut("names the institute of the code, and stands in for it"),
    "fiscal_year": kept("funding"),
    "award_amount": kept("funding"),
    "organization.org_name": kept("sponsor"),
    "organization.org_city": kept("site"),
    "organization.org_state": kept("site", read=lambda value: US_STATES.get(value.upper(), value)),
    "organization.org_country": kept("site", read=country_name),
    "organization.org_zipcode": kept("site", read=_zip_code),
    "principal_investigators.is_contact_pi": LeftOut("who is the contact stands first"),
    "principal_investigators.full_name": kept("researcher"),
    "principal_investigators": kept("researcher", within=True),
    "project_start_date": kept("start_date", read=lambda value: value[:10]),
    "project_end_date": kept("completion_date", read=lambda value: value[:10]),
    "award_notice_date": kept("updated", read=lambda value: value[:10]),
    "budget_start": LeftOut("of one budget year; start and end of the project are kept"),
    "budget_end": LeftOut("of one budget year; start and end of the project are kept"),
    "funding_mechanism": LeftOut("said by the type of grant, in plainer words"),
    "opportunity_number": LeftOut("the call that the grant answered"),
}
