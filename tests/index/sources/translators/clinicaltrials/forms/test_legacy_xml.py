from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.errors import RecordRefused
from index.listing import Kind, Phase, Status
from index.sources.files import Contents, read_xml_records
from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials import ClinicalTrials
from index.sources.translators.clinicaltrials.forms.legacy_xml import LegacyXml

_XML = """<clinical_study>
  <required_header>
    <download_date>ClinicalTrials.gov processed this data on May 14, 2018</download_date>
  </required_header>
  <id_info>
    <org_study_id>LARK-7</org_study_id>
    <secondary_id>2019-001-22</secondary_id>
    <secondary_id>2019-001-22</secondary_id>
    <nct_id>NCT90000001</nct_id>
    <nct_alias>NCT90000009</nct_alias>
  </id_info>
  <brief_title>Larkspur Drops for
     Hay Fever</brief_title>
  <acronym>LARK</acronym>
  <official_title>A Randomized Study of Larkspur Drops</official_title>
  <sponsors>
    <lead_sponsor>
      <agency>Heath University</agency><agency_class>U.S. Fed</agency_class>
    </lead_sponsor>
    <collaborator><agency>Petal Pharma</agency><agency_class>Industry</agency_class></collaborator>
  </sponsors>
  <brief_summary>
    <textblock>
      Do the drops help? The nose of everybody who takes part is counted twice a day, in the
      morning and in the
      evening.

      Tears are counted as well.
    </textblock>
  </brief_summary>
  <detailed_description><textblock>More.</textblock></detailed_description>
  <overall_status>Active, not recruiting</overall_status>
  <last_known_status>Recruiting</last_known_status>
  <why_stopped>Nobody sneezed.</why_stopped>
  <start_date type="Actual">August 12, 2015</start_date>
  <completion_date>June 2022</completion_date>
  <primary_completion_date type="Anticipated">June 30, 2021</primary_completion_date>
  <phase>Phase 1/Phase 2</phase>
  <study_type>Interventional</study_type>
  <expanded_access_info>
    <expanded_access_type_individual>Yes</expanded_access_type_individual>
    <expanded_access_nctid>NCT90000002</expanded_access_nctid>
  </expanded_access_info>
  <study_design_info><allocation>Randomized</allocation></study_design_info>
  <primary_outcome>
    <measure>Sneezes</measure><time_frame>4 weeks</time_frame><description>A day.</description>
  </primary_outcome>
  <secondary_outcome><measure>Sleep</measure></secondary_outcome>
  <enrollment type="Anticipated">6452</enrollment>
  <condition>Hay Fever</condition>
  <condition>Asthma</condition>
  <arm_group>
    <arm_group_label>Drops</arm_group_label><arm_group_type>Experimental</arm_group_type>
    <description>Twice a day.</description>
  </arm_group>
  <intervention>
    <intervention_type>Dietary Supplement</intervention_type>
    <intervention_name>Larkspur</intervention_name>
    <description>5 mg</description>
    <arm_group_label>Drops</arm_group_label>
    <other_name>Delphinium</other_name>
  </intervention>
  <eligibility>
    <study_pop><textblock>People who sneeze.</textblock></study_pop>
    <criteria>
      <textblock>
        Inclusion Criteria:

          -  Sneezes more than five times a day, in any of the four weeks before the first drops
             are taken

          -  Lives near Oslo

        Exclusion Criteria:

          -  Asthma
      </textblock>
    </criteria>
    <gender>Female</gender>
    <gender_based>Yes</gender_based>
    <gender_description>Noses of women.</gender_description>
    <minimum_age>18 Years</minimum_age>
    <maximum_age>N/A</maximum_age>
    <healthy_volunteers>Accepts Healthy Volunteers</healthy_volunteers>
  </eligibility>
  <overall_official>
    <first_name>Ada</first_name><last_name>Fern</last_name><degrees>MD, PhD</degrees>
    <role>Principal Investigator</role><affiliation>Heath University</affiliation>
  </overall_official>
  <overall_contact>
    <last_name>Kai Iris</last_name><phone>555-0100</phone><phone_ext>12</phone_ext>
    <email>kai@example.org</email>
  </overall_contact>
  <overall_contact_backup><last_name>Gus Iris</last_name></overall_contact_backup>
  <location>
    <facility>
      <name>Nose Clinic</name>
      <address><city>Oslo</city><state/><zip>0150</zip><country>Norway</country></address>
    </facility>
    <status>Recruiting</status>
    <contact><last_name>Uma Rowan</last_name><phone>555-0101</phone></contact>
    <investigator><last_name>Tess Sage</last_name><role>Sub-Investigator</role></investigator>
  </location>
  <link><url>https://example.org</url><description>Page</description></link>
  <reference><citation>Fern A. Drops.</citation><PMID>1</PMID></reference>
  <results_reference><citation>Fern A. More drops.</citation><PMID>2</PMID></results_reference>
  <verification_date>March 2018</verification_date>
  <study_first_posted type="Estimate">June 8, 2015</study_first_posted>
  <last_update_submitted>May 9, 2018</last_update_submitted>
  <last_update_posted type="Estimate">May 10, 2018</last_update_posted>
  <responsible_party>
    <responsible_party_type>Principal Investigator</responsible_party_type>
    <investigator_affiliation>Heath University</investigator_affiliation>
    <investigator_full_name>Ada Fern</investigator_full_name>
  </responsible_party>
  <keyword>pollen</keyword>
  <condition_browse><mesh_term>Rhinitis</mesh_term></condition_browse>
  <intervention_browse><mesh_term>Delphinium</mesh_term></intervention_browse>
  <provided_document_section>
    <provided_document>
      <document_type>Study Protocol</document_type>
      <document_has_protocol>Yes</document_has_protocol>
      <document_date>May 3, 2017</document_date>
      <document_url>https://example.org/ProvidedDocs/01/NCT90000001/Prot_000.pdf</document_url>
    </provided_document>
  </provided_document_section>
  <clinical_results><x/></clinical_results>
</clinical_study>
"""
_VERSION_2: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {
            "nctId": "NCT90000001", "nctIdAliases": ["NCT90000009"],
            "orgStudyIdInfo": {"id": "LARK-7"}, "secondaryIdInfos": [{"id": "2019-001-22"}],
            "briefTitle": "Larkspur Drops for Hay Fever", "acronym": "LARK",
            "officialTitle": "A Randomized Study of Larkspur Drops",
        },
        "statusModule": {
            "overallStatus": "ACTIVE_NOT_RECRUITING", "lastKnownStatus": "RECRUITING",
            "whyStopped": "Nobody sneezed.", "statusVerifiedDate": "2018-03",
            "expandedAccessInfo": {"nctId": "NCT90000002"},
            "startDateStruct": {"date": "2015-08-12", "type": "ACTUAL"},
            "primaryCompletionDateStruct": {"date": "2021-06-30", "type": "ESTIMATED"},
            "completionDateStruct": {"date": "2022-06"},
            "studyFirstPostDateStruct": {"date": "2015-06-08", "type": "ESTIMATED"},
            "lastUpdateSubmitDate": "2018-05-09",
            "lastUpdatePostDateStruct": {"date": "2018-05-10", "type": "ESTIMATED"},
        },
        "sponsorCollaboratorsModule": {
            "leadSponsor": {"name": "Heath University", "class": "FED"},
            "collaborators": [{"name": "Petal Pharma", "class": "INDUSTRY"}],
            "responsibleParty": {
                "type": "PRINCIPAL_INVESTIGATOR", "investigatorFullName": "Ada Fern",
                "investigatorAffiliation": "Heath University",
            },
        },
        "descriptionModule": {
            "briefSummary": "Do the drops help? The nose of everybody who takes part is counted "
            "twice a day, in the morning and in the evening.\n\nTears are counted as well.",
            "detailedDescription": "More.",
        },
        "conditionsModule": {"conditions": ["Hay Fever", "Asthma"], "keywords": ["pollen"]},
        "designModule": {
            "studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"],
            "expandedAccessTypes": {"individual": "Yes"},
            "enrollmentInfo": {"count": "6452", "type": "ESTIMATED"},
        },
        "armsInterventionsModule": {
            "armGroups": [{"label": "Drops", "type": "EXPERIMENTAL",
                           "description": "Twice a day."}],
            "interventions": [{"type": "DIETARY_SUPPLEMENT", "name": "Larkspur",
                               "description": "5 mg", "armGroupLabels": ["Drops"],
                               "otherNames": ["Delphinium"]}],
        },
        "outcomesModule": {
            "primaryOutcomes": [{"measure": "Sneezes", "timeFrame": "4 weeks",
                                 "description": "A day."}],
            "secondaryOutcomes": [{"measure": "Sleep"}],
        },
        "eligibilityModule": {
            "studyPopulation": "People who sneeze.",
            "eligibilityCriteria": "Inclusion Criteria:\n\n* Sneezes more than five times a day, "
            "in any of the four weeks before the first drops are taken\n* Lives near Oslo\n\n"
            "Exclusion Criteria:\n\n* Asthma",
            "sex": "FEMALE", "genderBased": True, "genderDescription": "Noses of women.",
            "minimumAge": "18 Years", "healthyVolunteers": True,
        },
        "contactsLocationsModule": {
            "centralContacts": [
                {"name": "Kai Iris", "role": "CONTACT", "phone": "555-0100", "phoneExt": "12",
                 "email": "kai@example.org"},
                {"name": "Gus Iris", "role": "CONTACT"},
            ],
            "overallOfficials": [{"name": "Ada Fern, MD, PhD", "role": "PRINCIPAL_INVESTIGATOR",
                                  "affiliation": "Heath University"}],
            "locations": [
                {"facility": "Nose Clinic", "status": "RECRUITING", "city": "Oslo",
                 "zip": "0150", "country": "Norway",
                 "contacts": [{"name": "Uma Rowan", "role": "CONTACT", "phone": "555-0101"},
                              {"name": "Tess Sage", "role": "SUB_INVESTIGATOR"}]},
            ],
        },
        "referencesModule": {
            "references": [
                {"pmid": "1", "type": "BACKGROUND", "citation": "Fern A. Drops."},
                {"pmid": "2", "type": "RESULT", "citation": "Fern A. More drops."},
            ],
            "seeAlsoLinks": [{"label": "Page", "url": "https://example.org"}],
        },
    },
    "derivedSection": {
        "miscInfoModule": {"versionHolder": "2018-05-14"},
        "conditionBrowseModule": {"meshes": [{"term": "Rhinitis"}]},
        "interventionBrowseModule": {"meshes": [{"term": "Delphinium"}]},
    },
    "documentSection": {
        "largeDocumentModule": {
            "largeDocs": [{"label": "Study Protocol", "hasProtocol": True, "date": "2017-05-03",
                           "filename": "Prot_000.pdf"}]
        }
    },
    "hasResults": True,
}  # fmt: skip


def _raw(path: Path, xml: str = _XML) -> Raw:
    path.write_text(xml, encoding="utf-8")
    (raw,) = read_xml_records(Contents(path), "f.xml")
    assert isinstance(raw, Raw)
    return raw


def _translated(path: Path, *changes: tuple[str, str]) -> Translation:
    xml = _XML
    for old, new in changes:
        assert old in xml
        xml = xml.replace(old, new)
    return LegacyXml().translate(_raw(path, xml))


def test_a_study_in_xml_is_the_same_listing_as_that_of_version_2(tmp_path: Path) -> None:
    raw = _raw(tmp_path / "f")
    assert LegacyXml().recognises(raw.value)
    found = LegacyXml().translate(raw)
    expected = ClinicalTrials().translate(Raw("f.xml, record 1", _VERSION_2))
    assert found.problems == ()
    assert found.listing == expected.listing


def test_its_facts_are_where_they_belong(tmp_path: Path) -> None:
    listing = _translated(tmp_path / "f").listing
    assert (listing.id, listing.kind) == ("NCT90000001", Kind.TRIAL)
    assert listing.title == "Larkspur Drops for Hay Fever"
    assert listing.status is Status.ACTIVE_NOT_RECRUITING
    assert listing.phase == (Phase.PHASE_1, Phase.PHASE_2)
    assert listing.good_fit == (
        "- Sneezes more than five times a day, in any of the four weeks before the first drops are "
        "taken\n- Lives near Oslo"
    )
    assert listing.healthy_volunteers is True
    assert listing.site[0].city == "Oslo"


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("Phase 1/Phase 2", "N/A", "phase", (Phase.NOT_APPLICABLE,)),
        ("Phase 1/Phase 2", "Early Phase 1", "phase", (Phase.EARLY_PHASE_1,)),
        ("<phase>Phase 1/Phase 2</phase>", "", "phase", ()),
        ("Active, not recruiting", "No longer available", "status", Status.NO_LONGER_AVAILABLE),
        ("Active, not recruiting", "Unknown status", "status", Status.UNKNOWN),
        ("Interventional", "Observational [Patient Registry]", "kind", Kind.OBSERVATIONAL),
        ("Interventional", "Expanded Access", "kind", Kind.EXPANDED_ACCESS),
        ("Interventional", "N/A", "kind", Kind.STUDY),
        ("Accepts Healthy Volunteers", "No", "healthy_volunteers", False),
        ("last_update_submitted>", "lastchanged_date>", "updated", "2018-05-09"),
    ],
)
def test_words_of_older_years_are_known(
    tmp_path: Path, old: str, new: str, field: str, value: object
) -> None:
    assert getattr(_translated(tmp_path / "f", (old, new)).listing, field) == value


def test_problems_name_the_elements(tmp_path: Path) -> None:
    problems = _translated(
        tmp_path / "f",
        ("Active, not recruiting", "Closed"),
        ("August 12, 2015", "soon"),
        ("18 Years", "grown"),
    ).problems
    assert sorted(one.where for one in problems) == [
        "f.xml, record 1, NCT90000001, eligibility, minimum_age",
        "f.xml, record 1, NCT90000001, overall_status",
        "f.xml, record 1, NCT90000001, start_date",
    ]
    with pytest.raises(RecordRefused) as refusal:
        _translated(tmp_path / "f", ("<nct_id>NCT90000001</nct_id>", ""))
    assert refusal.value.problems[0].where == "f.xml, record 1, nct_id"


@pytest.mark.parametrize("value", [{}, {"id_info": ["x"]}, {"id_info": "x"}, {"brief_title": [{}]}])
def test_a_study_without_its_id_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(RecordRefused):
        LegacyXml().translate(Raw("f.xml, record 1", {"clinical_study": value}))
    assert not LegacyXml().recognises(value)
