from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import FileRefused
from search.understanding.entities.language.language import (
    WORDS_FILE,
    is_spanish,
    is_spanish_word,
    question_groups,
    read_languages,
)
from search.understanding.question.text import normal, open_text

SPANISH = """
cáncer de seno en Texas; cancer de mama; tratamiento para diabetes; me duele la cabeza; epoc
dolor de rodilla; dolor; no puedo dormir; mi mamá tiene diabetes; mi mama tiene cancer
tengo 45 años y asma; ensayos clínicos de lupus; ensayos clinicos para asma en Houston
qué es la fibromialgia; ¿hay algún estudio?; hay estudios para el autismo; asma; tos
azúcar en la sangre; azucar alta; me falta el aire; niños con asma; ninos con leucemia
asma sin tos; asma o epoc; asma y alergias; diabetes tipo 2 sin insulina; pie diabético
pie diabetico; once años con asma; son hereditarias las migrañas; cómo puedo participar
quiero participar en un estudio; me diagnosticaron lupus; mi hijo tiene autismo
Parkinson en Texas; enfermedad de Parkinson; enfermedad de Crohn; mujeres con endometriosis
hombres mayores de 65 con diabetes; depresión; depresion; ansiedad; hipertensión; hipertension
presión alta; quimioterapia; CÁNCER DE COLON; DOLOR DE ESPALDA; VIH; lupus en mujeres
estudios sobre COVID; reclutando; diabetes gestacional en embarazadas; cerca de mí
dolor en el pie; real dolor de muelas; vacuna contra el VPH; Los Angeles ensayos de cancer
¿Humira para artritis?; Ozempic para bajar de peso; insuficiencia renal; mareos; tristeza
cáncer de próstata not metastatic; ensayos clinicos cancer de pulmon MD Anderson
tratamiento con Keytruda; estudios de Alzheimer cerca de Miami; cirugía bariátrica; comezón
""".replace("\n", ";")

ENGLISH = """
breast cancer; breast cancer in Texas; diabetes; lupus; asthma; cancer; hospital; color; real
mi; post mi depression; MI; diabetes MI; heart failure after mi; mi and stroke
sin; sin nombre virus; once; once weekly insulin; semaglutide once a week; son; my son has autism
my son is 6 and has asthma; me; help me; me/cfs; pie; pie chart; pie in the face; no
no sense of smell; no chemo; real world data; real time glucose; once in remission; total knee
asthma in LA; asthma la; LA asthma; lung cancer Los Angeles; diabetes Las Vegas; El Paso lupus
depression San Antonio; torsades de pointes; Cornelia de Lange syndrome; de Quervain; de novo AML
roux-en-Y; Gilles de la Tourette; Ménière's disease; Guillain-Barré; Sjögren syndrome; café au lait
del(17p); DEL 17p; Humira; Enbrel; Ozempic; Dupixent; Paxlovid; Zepbound; Keytruda lung; Lantus
Epoch; EPOCH; R-EPOCH lymphoma; colon; colon cancer; hernia; anemia; leukemia; hepatitis B or C
diabetes o; vitamin e; type o blood; alcohol; tumor; CON artist; TOS; tos in English is TOS
Santa Fe arthritis; Puerto Rico dengue; Costa Rica malaria; San Jose asthma; Mexico; mexico diabetes
Colorado; Nevada; Florida diabetes; psoriasis; Parkinson; Alzheimer; covid; HIV; HER2; NCT00496977
"me duele la cabeza"; -dolor; general anesthesia; fatal insomnia; oral cancer; musical therapy
how do I say dolor de cabeza in English; what is asma; clinical trials for asma; a; ; 500; ???
avocado allergy; libido; torso pain; tan skin; papa has dementia; chat; control; sole of foot pain
""".replace("\n", ";")


@pytest.mark.parametrize("question", [one.strip() for one in SPANISH.split(";") if one.strip()])
def test_a_question_in_spanish_is_told(question: str) -> None:
    assert is_spanish(open_text(normal(question)))


@pytest.mark.parametrize("question", [one.strip() for one in ENGLISH.split(";")])
def test_all_else_is_english(question: str) -> None:
    assert not is_spanish(open_text(normal(question)))


def test_capitals_tell_nothing_but_of_short_forms() -> None:
    assert is_spanish("VIH")
    assert is_spanish("tratamiento EPOC")
    assert not is_spanish("TOS surgery")


def test_words_of_spanish_are_known_with_and_without_accents() -> None:
    assert all(map(is_spanish_word, ("dolor", "riñón", "rinon", "epoc", "EPOC", "mi", "para")))
    assert not any(map(is_spanish_word, ("color", "diabetis", "the", "epoch", "neuropatía")))


def test_and_and_or_are_no_letters_in_spanish() -> None:
    def said(text: str, spanish: bool) -> list[tuple[str, bool]]:
        return [(text[one.start : one.end], one.stop) for one in question_groups(text, spanish)]

    assert said("hepatitis o asma", True) == [("hepatitis", False), ("asma", False)]
    assert said("hepatitis o asma", False) == [("hepatitis o", False), ("asma", False)]
    assert said("tos y fiebre", True) == [("tos", False), ("fiebre", False)]
    assert said("hepatitis e", True) == [("hepatitis e", False)]
    assert said("cáncer de la piel", True) == [
        ("cáncer", False), ("de", True), ("la", True), ("piel", False)
    ]  # fmt: skip


def test_stop_words_of_english_are_words_in_spanish_and_the_other_way_round() -> None:
    (he, had) = question_groups("he tenido", True)
    assert he.stop
    assert not had.stop
    assert not any(one.stop for one in question_groups("once son", True) if one.start == 0)
    assert not any(one.stop for one in question_groups("de la que", False))


@pytest.mark.parametrize(
    "wrong",
    ["both: mi", "both: mí", "french: le"],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, wrong: str) -> None:
    text = WORDS_FILE.read_text(encoding="utf-8")
    key = wrong.partition(":")[0]
    added = (
        text.replace("both: >-\n", f"both: >-\n  tengo {wrong[6:]}\n")
        if key == "both"
        else (f"{text}\n{wrong}\n")
    )
    (tmp_path / "words.yml").write_text(added, encoding="utf-8")
    with pytest.raises(FileRefused):
        read_languages(tmp_path / "words.yml")
