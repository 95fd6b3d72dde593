from __future__ import annotations

from index.listing.codes import ResearcherRole
from index.listing.parts import Contact, Researcher
from web.views.listing.people import contact_rows, researcher_rows


def test_a_contact_has_a_role_in_words_and_a_number_that_dials() -> None:
    (row,) = contact_rows(
        [
            Contact(
                name="Theo Marchetti",
                role=ResearcherRole.PRINCIPAL_INVESTIGATOR,
                phone="617-555-0171 ext. 12",
                email="hips@example.org",
            )
        ]
    )
    assert row.role == "Principal investigator"
    assert row.phone == "617-555-0171 ext. 12"
    assert row.phone_url == "tel:6175550171;ext=12"


def test_an_empty_contact_and_one_named_twice_leave_no_trace() -> None:
    desk = Contact(name="Desk", phone="555-0100")
    assert len(contact_rows([desk, Contact(), desk])) == 1


def test_who_leads_at_several_places_is_named_once_with_all_of_them() -> None:
    (row,) = researcher_rows(
        [
            Researcher("Ada Winter", ResearcherRole.PRINCIPAL_INVESTIGATOR, "Peachtree University"),
            Researcher("Ada Winter", ResearcherRole.STUDY_CHAIR, "Harbor Hospital"),
            Researcher("Ada Winter", ResearcherRole.STUDY_CHAIR, "Harbor Hospital"),
        ]
    )
    assert row.roles == "Principal investigator, Study chair"
    assert row.affiliations == ("Peachtree University", "Harbor Hospital")
