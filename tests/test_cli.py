"""The commands as staff call them."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner, Result

from cli import main
from search.evaluation.baseline import Baseline

GOOD = """
- id: SAMPLE-1
  kind: trial
  source: editorial
  sample: true
  title: An inhaler for asthma
  summary: A trial of an inhaler for children with asthma.
  status: recruiting
  condition: [Asthma]
- id: SAMPLE-2
  kind: funded-project
  source: editorial
  sample: true
  title: Mice and lungs
  status: does-not-enroll
  condition: [Asthma]
"""
BAD = """
- id: SAMPLE-3
  kind: trial
  source: editorial
  title: A study with mistakes
  sex: woman
  colour: blue
"""


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two listings, for all who only ask."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "good.yml").write_text(GOOD)
    assert run("rebuild", "--home", folder / "home", "--from", folder / "good.yml").exit_code == 0
    return folder / "home"


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    """The same two, for a test that may change what is served."""
    return Path(shutil.copytree(home, tmp_path / "home", symlinks=True))


class Samples(NamedTuple):
    """A home with all the samples, and what building it printed."""

    home: Path
    printed: str


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    home = tmp_path_factory.mktemp("samples") / "home"
    built = run("rebuild", "--home", home, "--strict", "--json")
    assert built.exit_code == 0
    return Samples(home, built.stdout)


def test_rebuild_search_show_and_status_work_together(home: Path) -> None:
    found = run("search", "asthma", "--home", home)
    assert found.exit_code == 0
    assert "2 listings" in found.stdout
    assert "Funded research project, does not enroll participants" in found.stdout
    shown = run("show", "sample-1", "--home", home)
    assert "Title: An inhaler for asthma\n" in shown.stdout
    assert "2 listings, 2 of them samples" in run("status", "--home", home).stdout


def test_search_writes_the_shape_that_machines_read(home: Path) -> None:
    answer = json.loads(run("search", "asthma inhaler", "--home", home, "--json").stdout)
    assert answer["total"] == 1
    assert {"id", "title", "kind", "score", "snippet"} <= set(answer["hits"][0])
    assert answer["hits"][0]["id"] == "SAMPLE-1"
    (condition,) = answer["facets"]["condition"]
    assert {"value": "asthma", "label": "Asthma", "count": 1, "chosen": False}.items() <= (
        condition.items()
    )
    assert answer["relaxed"] is False
    assert {"reading", "stamp"} <= set(answer)


AGED = """
- id: T-1
  kind: trial
  source: editorial
  title: An inhaler for asthma
  status: recruiting
  verified: "2020-08"
  site:
    - {city: Oslo, country: Norway, status: recruiting}
"""


def test_a_status_is_told_as_it_is_on_the_day_and_on_another_where_one_is_named(
    tmp_path: Path,
) -> None:
    (tmp_path / "aged.yml").write_text(AGED, encoding="utf-8")
    home = ["--home", tmp_path / "home"]
    assert run("rebuild", "--from", tmp_path / "aged.yml", *home).exit_code == 0
    asked = ["search", "asthma", *home]
    assert "may have closed: said recruiting in August 2020" in run(*asked).stdout
    assert "trial, recruiting" in run(*asked, "--day", "2020-09-01").stdout
    assert "check first: last confirmed August 2020" in run(*asked, "--day", "2022-02-01").stdout
    told = json.loads(run(*asked, "--day", "2022-02-01", "--json").stdout)
    assert (told["day"], told["hits"][0]["status"]) == ("2022-02-01", "check-first")
    recruiting = ["search", "recruiting asthma", *home]
    assert "0 listings" in run(*recruiting).stdout
    assert "1 listing\n" in run(*recruiting, "--day", "2020-09-01").stdout
    assert run("explain", "recruiting asthma", "T-1", *home).exit_code == 1
    assert run("explain", "recruiting asthma", "T-1", *home, "--day", "2020-09-01").exit_code == 0
    assert "Status: May have closed" in run("show", "T-1", *home).stdout
    assert "Status: Recruiting\n" in run("show", "T-1", *home, "--day", "2020-09-01").stdout
    assert run(*asked, "--day", "tomorrow").exit_code == 2


PLACES = """
- id: SAMPLE-1
  kind: trial
  source: editorial
  sample: true
  title: Asthma at Emory
  site:
    - {facility: Emory University, city: ATLANTA, country: UNITED STATES}
    - {city: Houston, state: Texas, country: United States}
- id: SAMPLE-2
  kind: trial
  source: editorial
  sample: true
  title: Asthma in Tbilisi
  site:
    - {city: Tbilisi, country: Georgia}
    - {city: Xyzzyville, country: Georgia}
"""


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("placed")
    (folder / "places.yml").write_text(PLACES)
    home = folder / "home"
    assert run("rebuild", "--home", home, "--from", folder / "places.yml").exit_code == 0
    return home


def test_search_near_a_place_says_how_near_each_listing_is(placed: Path) -> None:
    found = run("search", "asthma", "--near", "30322", "--sort", "distance", "--home", placed)
    assert "1 listing\n" in found.stdout
    assert (
        "2 sites, 1 within 50 miles; nearest: Emory University, Atlanta (5 miles)" in found.stdout
    )
    assert "0 listings" in run("search", "--near", "Macon, GA", "--home", placed).stdout
    wider = run("search", "--near", "Macon, GA", "--within", "100", "--home", placed)
    assert "1 listing\n" in wider.stdout


def test_search_says_what_eligibility_was_read_and_whom_to_call(placed: Path) -> None:
    found = run("search", "asthma recruiting for a 65 year old woman", "--home", placed).stdout
    for line in (
        "“recruiting” is read as recruiting, or check first",
        "“65 year old” is read as open to people aged 65",
        "“woman” is read as open to women and girls",
    ):
        assert line in found
    assert "988" not in found
    told = run("search", "asthma, i want to die", "--home", placed).stdout
    assert "text 988" in " ".join(told.split())


def test_search_says_what_it_read_and_asks_what_it_cannot_tell(placed: Path) -> None:
    found = run("search", "asthma near Atlanta", "--home", placed).stdout
    assert "“near Atlanta” is read as within 50 miles of Atlanta, Georgia" in found
    words = run("search", "asthma near Atlanta", "--words", "near Atlanta", "--home", placed)
    assert "is read as" not in words.stdout
    asked = run("search", "asthma in Georgia", "--home", placed).stdout
    assert "“in Georgia” was read as Georgia, United States; it may also mean:\n" in asked
    assert "Georgia (country): --facet place=Georgia\n" in asked
    asked = run("search", "--near", "Portland", "--home", placed).stdout
    assert "--near 'Portland, Maine, United States'\n" in asked


def test_a_bad_place_or_distance_is_told_and_the_rest_answered(placed: Path) -> None:
    found = run("search", "Tbilisi", "--near", "00000", "--home", placed)
    assert found.exit_code == 0
    assert "00000 is no US ZIP code that is known here." in found.stdout
    assert "1 listing\n" in found.stdout
    found = run("search", "asthma", "--near", "Atlanta", "--within", "-1", "--home", placed)
    assert "A distance can be from 5 to 500 miles, not -1." in found.stdout


def test_places_says_how_many_sites_were_found_and_which_were_not(placed: Path) -> None:
    said = run("places", "--home", placed)
    assert said.exit_code == 0
    assert "4 sites; 0 listings without any" in said.stdout
    assert "1  25.00%  not found, country known" in said.stdout
    assert "1  Xyzzyville, Georgia" in said.stdout
    shares = json.loads(run("places", "--most", "0", "--home", placed, "--json").stdout)
    assert (shares["sites"], shares["stated"], shares["inferred"]) == (4, 1, 2)
    assert shares["commonest_unresolved"] == []


def test_facets_narrow_and_say_what_is_chosen(home: Path) -> None:
    answer = json.loads(
        run("search", "asthma", "--home", home, "--facet", "kind=funded-project", "--json").stdout
    )
    assert [hit["id"] for hit in answer["hits"]] == ["SAMPLE-2"]
    kinds = {value["value"]: value for value in answer["facets"]["kind"]}
    assert kinds["funded-project"]["chosen"]
    assert kinds["trial"]["count"] == 1


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--facet", "color=blue"], "NAME=VALUE"),
        (["--facet", "status=RECRUITING"], "status: does not know"),
        (["--page", "0"], "page: must be 1 or more"),
        (["--size", "7"], "size: does not know"),
    ],
)
def test_a_bad_question_gets_a_sentence_and_exit_code_2(
    home: Path, args: list[str], sentence: str
) -> None:
    refused = run("search", "asthma", "--home", home, *args)
    assert refused.exit_code == 2
    assert sentence in refused.stderr


def test_a_malformed_record_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.yml").write_text(GOOD)
    (tmp_path / "bad.yml").write_text(BAD)
    sources = ["--from", tmp_path / "good.yml", "--from", tmp_path / "bad.yml"]
    done = run("rebuild", "--home", tmp_path / "home", *sources)
    assert done.exit_code == 1
    assert (
        "3 records read = 2 listings indexed + 0 collapsed into others + 1 refused" in done.stdout
    )
    assert "bad.yml, line 6" in done.stderr
    assert "bad.yml, line 7" in done.stderr
    report = json.loads(run("rebuild", "--home", tmp_path / "home", *sources, "--json").stdout)
    assert (report["read"], report["indexed"], report["refused"]) == (3, 2, 1)
    assert {problem["severity"] for problem in report["problems"]} == {"error"}


def test_strict_publishes_nothing_while_a_record_is_refused(own_home: Path, tmp_path: Path) -> None:
    before = run("status", "--home", own_home).stdout
    (tmp_path / "bad.yml").write_text(BAD + GOOD)
    refused = run("rebuild", "--home", own_home, "--from", tmp_path / "bad.yml", "--strict")
    assert refused.exit_code == 1
    assert "nothing published" in refused.stdout
    assert run("status", "--home", own_home).stdout == before


def test_nothing_to_publish_is_an_error_and_the_old_index_stays(
    own_home: Path, tmp_path: Path
) -> None:
    before = run("status", "--home", own_home).stdout
    (tmp_path / "bad.yml").write_text(BAD)
    refused = run("rebuild", "--home", own_home, "--from", tmp_path / "bad.yml")
    assert refused.exit_code == 2
    assert "nothing was published" in refused.stderr
    assert run("status", "--home", own_home).stdout == before


def test_semantic_without_its_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.installed_encoder", lambda: None)
    result = run("rebuild", "--semantic", "--home", tmp_path / "home")
    assert result.exit_code == 2
    assert "make semantic" in result.stderr
    assert not (tmp_path / "home").exists()


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused = run("rebuild", "--home", tmp_path, "--from", tmp_path / "nowhere.json")
    assert refused.exit_code == 2
    assert "nowhere.json" in refused.stderr


def test_the_kind_of_a_file_is_recognised_by_its_content(tmp_path: Path) -> None:
    study = {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT00000001", "briefTitle": "A study"},
            "designModule": {"studyType": "OBSERVATIONAL"},
            "statusModule": {"overallStatus": "COMPLETED"},
        }
    }
    disguised = tmp_path / "listings.yml"
    disguised.write_bytes(gzip.compress(json.dumps({"studies": [study]}).encode()))
    assert run("rebuild", "--home", tmp_path / "home", "--from", disguised).exit_code == 0
    shown = json.loads(run("show", "NCT00000001", "--home", tmp_path / "home", "--json").stdout)
    assert shown["kind"] == "observational-study"


@pytest.mark.parametrize(
    "command",
    [["search", "x"], ["explain", "x", "X1"], ["show", "X1"], ["status"], ["serve"]],
)
def test_without_an_index_every_command_says_what_to_run(
    tmp_path: Path, command: list[str]
) -> None:
    refused = run(*command, "--home", tmp_path / "empty")
    assert refused.exit_code == 2
    assert "Run: listings rebuild" in refused.stderr


def test_explain_says_what_each_word_adds_and_where_it_stands(home: Path) -> None:
    explained = run("explain", "asthma", "sample-1", "--home", home)
    assert explained.exit_code == 0
    assert explained.stdout.startswith("score ")
    assert "100%  “asthma”: " in explained.stdout
    assert "“asthma” in Title" in explained.stdout
    assert "about Asthma" in explained.stdout
    body = json.loads(run("explain", "asthma", "sample-1", "--home", home, "--json").stdout)
    assert body["score"] == pytest.approx(sum(share["score"] for share in body["shares"]))
    assert [share["clause"]["said"] for share in body["shares"]] == ["asthma"]
    refused = run("explain", "lupus", "sample-1", "--home", home)
    assert refused.exit_code == 1
    assert "No listing known as sample-1 is found by this question." in refused.stderr


def test_search_tells_what_is_close_and_what_would_find_more(home: Path) -> None:
    close = run("search", "asthma inhaler", "--size", "100", "--home", home).stdout
    assert close.count("These do not have everything that was asked for, but are close:") == 1
    relaxed = run("search", "asthma absentword", "--home", home).stdout
    assert "No listing has everything that you asked for, so these have some of it." in relaxed
    assert re.search(r"^   Without “absentword”: \d+ listings?$", relaxed, re.MULTILINE)


@pytest.mark.long
def test_any_number_of_processes_builds_the_same_index(tmp_path: Path) -> None:
    stamps = set()
    for processes, memory in ((1, 500), (2, 4_000)):
        home = tmp_path / str(processes)
        built = run("rebuild", "--home", home, "--processes", processes, "--memory", memory)
        assert built.exit_code == 0
        stamps.add(json.loads(run("status", "--home", home, "--json").stdout)["stamp"])
    assert len(stamps) == 1
    refused = run("rebuild", "--home", tmp_path, "--processes", 0)
    assert refused.exit_code == 2
    assert "--processes" in refused.stderr


def test_an_unknown_id_is_said_to_be_unknown(home: Path) -> None:
    refused = run("show", "NCT99999999", "--home", home)
    assert refused.exit_code == 1
    assert "No listing is known as NCT99999999" in refused.stderr


def test_a_grant_is_shown_in_words(samples: Samples) -> None:
    shown = run("show", "NIH-11114277", "--home", samples.home).stdout
    assert "Early-stage research grant, National Cancer Institute" in shown
    assert "R21" not in shown


def test_an_argument_that_is_no_text_is_an_unknown_id(home: Path) -> None:
    assert run("show", "\udcff", "--home", home).exit_code == 1
    assert run("search", "\udcff", "--home", home, "--json").exit_code == 0
    # What is read can be undone by a link, which such a text cannot stand in.
    assert run("search", "\udcff women", "--home", home).exit_code == 0
    assert run("search", "\udcff women", "--home", home, "--json").exit_code == 0


def test_evaluate_prints_the_measures(home: Path, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text("1\tinhaler\n")
    (tmp_path / "r.txt").write_text("1 0 SAMPLE-1 1\n")
    judged = ["--queries", tmp_path / "q.tsv", "--qrels", tmp_path / "r.txt"]
    measured = json.loads(run("evaluate", "--home", home, *judged, "--json").stdout)
    assert measured["measures"]["nDCG@10"] == 1
    assert measured["without_hit"] == 0
    assert "nDCG@10" in run("evaluate", "--home", home, *judged).stdout


def test_evaluate_compares_generations_and_names_those_there_are(
    own_home: Path, tmp_path: Path
) -> None:
    (tmp_path / "q.tsv").write_text("1\tinhaler\n")
    (tmp_path / "r.txt").write_text("1 0 SAMPLE-1 1\n")
    judged = ["--queries", tmp_path / "q.tsv", "--qrels", tmp_path / "r.txt"]
    first = json.loads(run("status", "--home", own_home, "--json").stdout)["generation"]
    (tmp_path / "other.yml").write_text(GOOD.replace("inhaler", "puffer"))
    assert run("rebuild", "--home", own_home, "--from", tmp_path / "other.yml").exit_code == 0
    call = ["evaluate", "--home", own_home, *judged, "--compare"]
    measured = json.loads(run(*call, first, "--json").stdout)
    (change,) = measured["comparison"]["changes"]
    assert (change["text"], change["before"], change["after"]) == ("inhaler", 1.0, 0.0)
    assert "losses in nDCG@10: 1" in run(*call, first).stdout
    unknown = run(*call, "gone")
    assert unknown.exit_code == 2
    assert first in unknown.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--queries", "q.tsv"], "go together"),
        (["--queries", "q.tsv", "--qrels", "r.txt", "--accept"], "for our own questions"),
        ([], "Our questions are about the sample listings"),
    ],
)
def test_evaluate_says_what_it_needs(home: Path, options: list[str], said: str) -> None:
    refused = run("evaluate", "--home", home, *options)
    assert refused.exit_code == 2
    assert said in refused.stderr


@pytest.mark.long
def test_figures_are_accepted_of_an_index_of_the_samples_alone(
    samples: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Baseline] = []
    monkeypatch.setattr("search.evaluation.baseline.write_baseline", written.append)
    home = Path(shutil.copytree(samples.home, tmp_path / "home", symlinks=True))
    assert run("evaluate", "--home", home, "--accept").exit_code == 0
    (baseline,) = written
    assert (
        baseline.listings == json.loads(run("status", "--home", home, "--json").stdout)["samples"]
    )
    real = tmp_path / "real.yml"
    real.write_text(GOOD.replace("sample: true", "sample: false"))
    run("rebuild", "--home", home, "--from", real)
    refused = run("evaluate", "--home", home, "--accept")
    assert refused.exit_code == 2
    assert "index of the samples alone" in refused.stderr


def test_nothing_is_printed_to_a_pipe_but_the_answer(own_home: Path, tmp_path: Path) -> None:
    (tmp_path / "good.yml").write_text(GOOD)
    done = run("rebuild", "--home", own_home, "--from", tmp_path / "good.yml", "--json")
    assert done.stderr == ""
    json.loads(done.stdout)


def test_every_command_and_option_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_the_sample_listings_are_valid_samples_of_every_kind(samples: Samples) -> None:
    home = samples.home
    report = json.loads(samples.printed)
    assert report["refused"] == 0
    assert report["warnings"] == []
    assert report["indexed"] >= 80
    everything = json.loads(run("search", "--home", home, "--json").stdout)
    facets = {
        name: {value["value"] for value in values} for name, values in everything["facets"].items()
    }
    status = json.loads(run("status", "--home", home, "--json").stdout)
    assert status["samples"] == status["listings"]
    assert facets["kind"] == {"trial", "observational-study", "expanded-access", "funded-project"}
    assert len(facets["phase"]) == 7
    assert len(facets["status"]) >= 14
    assert {"child", "adult", "older-adult"} <= facets["age_group"]
    assert len(facets["intervention_kind"]) >= 10


def test_vocabulary_says_what_a_term_is_read_as_and_why(tmp_path: Path) -> None:
    said = run("vocabulary", "heart attack", "--home", tmp_path)
    assert said.exit_code == 0
    assert "Myocardial Infarction (condition)" in said.stdout
    assert "Courtesy of the U.S. National Library of Medicine" in said.stdout
    told = json.loads(run("vocabulary", "heart attack", "--json", "--home", tmp_path).stdout)
    assert told["read"][0]["name"] == "Myocardial Infarction"


def test_vocabulary_says_why_a_term_is_not_read_and_what_comes_near(tmp_path: Path) -> None:
    said = run("vocabulary", "all", "--home", tmp_path)
    assert said.exit_code == 1
    assert "ALL is a short form. It is read in its capitals alone." in said.stdout
    assert "Near it: ALL" in said.stdout


@pytest.mark.long
def test_evaluate_sets_the_ranking_beside_one_that_reads_nothing(samples: Samples) -> None:
    lines = run("evaluate", "--home", samples.home, "--plain").stdout.splitlines()
    assert "compared with BM25 of any word: before, now, difference" in lines
    assert lines[-1].startswith("Better: mean nDCG@10 +")
