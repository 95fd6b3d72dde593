from __future__ import annotations

import pytest

from index.errors import FileRefused
from index.reference.vocabulary.compile.files import (
    FileKind,
    Meaning,
    NoKind,
    Written,
    WrittenVocabulary,
)
from index.reference.vocabulary.compile.merge import merged
from index.reference.vocabulary.compile.packages import SourceEntry
from index.reference.vocabulary.concepts import Concept, ConceptKind, SourceName
from tests.compiled_vocabularies import entry, ours, texts

MESH, HPO, DRUGS, BRANDS = SourceName.MESH, SourceName.HPO, SourceName.DRUGS, SourceName.BRANDS
DRUG = ConceptKind.DRUG


def concepts(*entries: SourceEntry, written: WrittenVocabulary | None = None) -> dict[str, Concept]:
    return {one.name: one for one in merged(texts(*entries), written or WrittenVocabulary())}


def names(concept: Concept) -> set[str]:
    return {name.text for name in concept.names}


def test_what_two_sources_prefer_is_one_concept() -> None:
    (one,) = concepts(entry(MESH, "Lung Neoplasms"), entry(HPO, "Neoplasm of the lung")).values()
    assert one.sources == (MESH, HPO)
    assert one.kind is ConceptKind.CONDITION


def test_what_one_source_prefers_and_another_has_exactly_is_one_concept() -> None:
    for entries in (
        (entry(MESH, "Dyspnea", "breathlessness"), entry(HPO, "Breathlessness")),
        (entry(MESH, "Dyspnea"), entry(HPO, "Breathlessness", "Dyspnea")),
    ):
        assert [*concepts(*entries)] == ["Dyspnea"]


def test_of_several_that_fit_one_concept_each_is_a_kind_of_it() -> None:
    found = concepts(
        entry(MESH, "Seizures", "absence fit", "tonic fit"),
        entry(HPO, "Absence fit"),
        entry(HPO, "Tonic fit"),
    )
    kinds = {found["Absence fit"].number, found["Tonic fit"].number}
    assert set(found["Seizures"].narrower) == kinds
    assert names(found["Seizures"]) == {"Seizures"}


def test_a_condition_never_joins_a_medicine() -> None:
    found = merged(texts(entry(MESH, "Iron"), entry(DRUGS, "Iron", kind=DRUG)), WrittenVocabulary())
    assert [one.sources for one in found] == [(MESH,), (DRUGS,)]


def test_a_brand_joins_the_medicine_without_its_salt_and_no_other_is_kept() -> None:
    found = concepts(
        entry(DRUGS, "Minocycline", kind=DRUG),
        entry(BRANDS, "Minocycline hydrochloride", "Solodyn", kind=DRUG),
        entry(BRANDS, "Laureth-15", "Jeecol", kind=DRUG),
    )
    assert {name: names(one) for name, one in found.items()} == {
        "Minocycline": {"Minocycline", "Solodyn"}
    }


def test_a_name_that_another_concept_prefers_is_dropped() -> None:
    found = concepts(entry(MESH, "Epilepsy"), entry(HPO, "Seizure", "Fit of epilepsy", "Epilepsy"))
    assert names(found["Epilepsy"]) >= {"Epilepsy"}
    both = concepts(
        entry(MESH, "Epilepsy"), entry(MESH, "Seizures"), entry(HPO, "Seizure", "Epilepsy")
    )
    assert names(both["Seizures"]) == {"Seizures", "Seizure"}


def test_two_headings_of_one_source_stay_two_whatever_we_call_the_same() -> None:
    found = concepts(
        entry(MESH, "Brain Neoplasms"),
        entry(MESH, "Nervous System Neoplasms"),
        written=ours(
            Meaning("brain neoplasms", (), "same", also=("nervous system neoplasms",)),
        ),
    )
    assert found["Brain Neoplasms"].narrower == (found["Nervous System Neoplasms"].number,)


def test_what_another_entry_means_stays_apart() -> None:
    found = concepts(
        entry(MESH, "Syncope"),
        entry(HPO, "Vasovagal episode"),
        written=ours(
            Meaning("syncope", ("fainting",), "said", also=("vasovagal episode",)),
            Meaning("vasovagal episode", ("swooning",), "said"),
        ),
    )
    assert set(found) == {"Syncope", "Vasovagal episode"}


def test_what_is_done_is_no_medicine_that_has_the_name() -> None:
    found = concepts(
        entry(DRUGS, "Estradiol", "estrogen therapy", kind=DRUG),
        written=ours(Meaning("estrogen therapy", ("HRT",), "said"), kind=FileKind.DRUG_CLASS),
    )
    assert found["estrogen therapy"].kind is ConceptKind.TREATMENT
    assert "HRT" not in names(found["Estradiol"])


def test_a_list_of_what_is_done_says_so_whichever_list_names_it_first() -> None:
    jab, shot = (Meaning("vaccination", (said,), "said") for said in ("jab", "shot"))
    written = WrittenVocabulary(
        (
            Written("british.yml", FileKind.BRITISH, jab),
            Written("procedures.yml", FileKind.DRUG_CLASS, shot),
        )
    )
    assert concepts(written=written)["vaccination"].kind is ConceptKind.TREATMENT
    found = concepts(entry(MESH, "Vaccination"), written=written)
    assert found["Vaccination"].kind is ConceptKind.CONDITION, "a source knows better"


def test_a_word_of_ours_has_two_meanings_at_most() -> None:
    several = [Meaning(name, ("AS",), "short") for name in ("one thing", "other", "third thing")]
    assert len(concepts(written=ours(*several[:2]))) == 2
    with pytest.raises(FileRefused, match=r"words\.yml, entry “third thing”, said: “AS”"):
        concepts(written=ours(*several))


def test_concepts_are_numbered_alike_whatever_order_the_sources_come_in() -> None:
    entries = [entry(MESH, "Gout"), entry(HPO, "Hives", "Urticaria"), entry(MESH, "Urticaria")]
    assert merged(texts(*entries), WrittenVocabulary()) == merged(
        texts(*reversed(entries)), WrittenVocabulary()
    )


def test_a_circle_of_kinds_ends() -> None:
    found = concepts(
        entry(MESH, "Pain", broader=["Ache"]),
        entry(MESH, "Ache", broader=["Pain"]),
        entry(MESH, "Sore"),
        written=ours(Meaning("pain", (), "same", also=("sore", "ache"))),
    )
    assert found["Pain"].number in found["Ache"].narrower


def test_a_cancer_is_the_neoplasm_that_another_source_calls_so() -> None:
    found = concepts(
        entry(MESH, "Prostatic Neoplasms", "prostate cancer"),
        entry(HPO, "Prostatic neoplasm"),
        entry(HPO, "Prostate cancer"),
    )
    assert [*found] == ["Prostatic Neoplasms"]


def test_a_concept_knows_what_it_is_a_kind_of() -> None:
    found = concepts(
        entry(MESH, "Arthritis"),
        entry(MESH, "Joint Diseases"),
        entry(MESH, "Gout", broader=["Joint Diseases", "Arthritis"]),
    )
    above = [found[name].number for name in ("Arthritis", "Joint Diseases")]
    assert found["Gout"].broader == tuple(sorted(above))
    assert found["Arthritis"].broader == ()
    edges = {(one.number, kind) for one in found.values() for kind in one.narrower}
    assert edges == {(above, one.number) for one in found.values() for above in one.broader}


def test_what_is_wrong_with_a_whole_system_is_no_malformation_of_it() -> None:
    found = concepts(
        entry(MESH, "Nervous System Malformations", "nervous system abnormality"),
        entry(MESH, "Eye Abnormalities"),
        entry(HPO, "Abnormality of the nervous system"),
        entry(HPO, "Abnormality of the eye"),
    )
    assert set(found) == {
        "Nervous System Malformations",
        "Eye Abnormalities",
        "Abnormality of the nervous system",
        "Abnormality of the eye",
    }


def test_a_source_says_nothing_of_what_an_earlier_one_alone_has_as_a_kind() -> None:
    found = concepts(
        entry(MESH, "Infections"),
        entry(MESH, "Immunodeficiency", broader=["Infections"]),
        entry(HPO, "Recurrent infections"),
        entry(HPO, "Recurrent colds", broader=["Recurrent infections"]),
        entry(HPO, "Immunodeficiency", broader=["Recurrent infections"]),
    )
    assert found["Recurrent infections"].narrower == (found["Recurrent colds"].number,)
    assert found["Immunodeficiency"].broader == (found["Infections"].number,)


def test_no_later_source_puts_above_what_an_earlier_one_has_below() -> None:
    found = concepts(
        entry(MESH, "Dyslipidemia"),
        entry(MESH, "High cholesterol", broader=["Dyslipidemia"]),
        entry(HPO, "Dyslipidemia", broader=["High cholesterol"]),
        entry(HPO, "High cholesterol"),
        written=ours(Meaning("high cholesterol", (), "said", narrower=("dyslipidemia",))),
    )
    assert found["High cholesterol"].narrower == ()


def test_a_medicine_cedes_what_a_condition_prefers() -> None:
    found = concepts(
        entry(MESH, "Hypoglycemia"),
        entry(DRUGS, "Hypoglycemic Agents", "hypoglycemic", kind=DRUG),
    )
    assert names(found["Hypoglycemic Agents"]) == {"Hypoglycemic Agents"}


def test_a_reader_sees_our_word_for_a_cancer_and_what_we_say_is_shown() -> None:
    found = concepts(
        entry(MESH, "Lung Neoplasms"),
        entry(MESH, "Nerve Neoplasms", "nerve cancer"),
        entry(MESH, "Sleep Initiation and Maintenance Disorders"),
        written=ours(
            Meaning("lung neoplasms", ("cancer of the lung",), "said"),
            Meaning("sleep initiation and maintenance disorders", (), "plainer", shown="insomnia"),
        ),
    )
    assert set(found) == {"cancer of the lung", "Nerve Neoplasms", "insomnia"}
    assert "insomnia" in names(found["insomnia"])


def test_what_a_source_has_below_another_and_nobody_means_is_no_kind_of_it() -> None:
    entries = (
        entry(MESH, "Neuroendocrine Tumors"),
        entry(MESH, "Melanoma", broader=["Neuroendocrine Tumors"]),
        entry(MESH, "Carcinoid Tumor", broader=["Neuroendocrine Tumors"]),
    )
    written = WrittenVocabulary(no_kinds=(NoKind("melanoma", "neuroendocrine tumor", "by origin"),))
    found = concepts(*entries, written=written)
    assert found["Neuroendocrine Tumors"].narrower == (found["Carcinoid Tumor"].number,)
    assert found["Melanoma"].broader == ()


@pytest.mark.parametrize(("name", "of"), [("gout", "arthritis"), ("arthritis", "nothing known")])
def test_what_no_source_has_below_another_is_refused(name: str, of: str) -> None:
    entries = (entry(MESH, "Gout"), entry(MESH, "Arthritis"))
    with pytest.raises(FileRefused, match=f"no kind “{name}”: no source has it right below “{of}”"):
        concepts(*entries, written=WrittenVocabulary(no_kinds=(NoKind(name, of, "other"),)))
