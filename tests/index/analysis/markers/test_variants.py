"""Changes of genes and chromosomes as single terms with their known spellings."""

from __future__ import annotations

import pytest

from index.analysis.analyzer import analyse
from index.analysis.query_analyzer import term_groups


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("t(9;22)", "t(9;22)"),
        ("t(9;22)(q34;q11.2)", "t(9;22)"),
        ("inv(16)", "inv(16)"),
        ("del(17p)", "17p=lost"),
        ("del(17p13)", "17p13=lost"),
        ("dup(15q)", "15q=gained"),
        ("22q11.2", "22q11.2"),
        ("p.Gly12Cys", "g12c"),
        ("p.G12C", "g12c"),
        ("G12C", "g12c"),
        ("p.(Val600Glu)", "v600e"),
        ("c.68_69del", "c68_69del"),
        ("c.68_69delAG", "c68_69del"),
        ("c.1521_1523delCTT", "c1521_1523del"),
        ("c.35G>T", "c35g>t"),
        ("HLA-B*57:01", "hlab5701"),
        ("HLA-B*5701", "hlab5701"),
    ],
)
def test_a_change_is_one_term(text: str, term: str) -> None:
    assert term in {one.term for one in analyse(f"with {text}.")}
    (group,) = term_groups(text)
    assert (term,) in group.alternatives


@pytest.mark.parametrize("text", ["t(9;22)", "del(17p)", "22q11.2", "c.68_69del", "HLA-B*57:01"])
def test_digits_of_a_change_are_no_terms(text: str) -> None:
    assert not any(one.term.isdigit() for one in analyse(text))


def test_a_band_is_found_by_the_wider_name_as_well() -> None:
    assert {"22q11.2", "22q11"} <= {one.term for one in analyse("22q11.2 syndrome")}
    assert {"17p=lost", "17p"} <= {one.term for one in analyse("del(17p) CLL")}


@pytest.mark.parametrize("text", ["at 9.5 mg", "(2;3)", "in 1.2.3", "e.g. 5", "part (3)"])
def test_other_numbers_stay_as_they_are(text: str) -> None:
    assert not any(set(one.term) & set("=.;_") for one in analyse(text))
