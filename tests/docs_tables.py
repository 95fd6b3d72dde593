"""The tables of the documents that are derived from the code. `make docs` writes them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

import click

from cli import main
from index.listing.facets.recruitment import JOINABLE, RULES
from index.listing.schema import FIELDS, is_many_valued
from index.reference.vocabulary.sources import SOURCES
from index.sources.files.kinds import KINDS
from tests import rooms as layout
from tests.conftest import REPOSITORY
from tests.contract.conftest import ENGINES, SKIPS
from tests.index.build.kinds.faults import FILES, RECORDS, VALUES, Fault
from tests.index.build.kinds.telling import told
from tests.test_contract import behaviours

README = REPOSITORY / "README.md"
DOCS = REPOSITORY / "docs"


def commands() -> str:
    """Every command as it is called, with what it does."""
    rows = ["| command | what it does |", "|---|---|"]
    for name, command in main.commands.items():
        context = click.Context(command, info_name=f"listings {name}")
        arguments = [
            p.make_metavar(context) for p in command.params if isinstance(p, click.Argument)
        ]
        options = [
            _option(p, context)
            for p in command.params
            if isinstance(p, click.Option) and not p.hidden
        ]
        call = " ".join([f"listings {name}", *arguments, *options])
        summary = (command.help or "").split("\n\n")[0].replace("\n", " ")
        rows.append(f"| `{call}` | {summary} |".replace("[|", "["))
    return "\n".join(rows)


def _option(option: click.Option, context: click.Context) -> str:
    shown = option.opts[0]
    if not option.is_flag:
        value = option.make_metavar(context)
        shown += f" {'…' if '|' in value else value}"
    shown = shown if option.required else f"[{shown}]"
    return f"{shown}…" if option.multiple else shown


def fields() -> str:
    """Every field of a listing with what is declared of it."""
    rows = [
        "| field | label | what it holds | weight | facets | sort |",
        "|---|---|---|---|---|---|",
    ]
    for field in FIELDS:
        name = f"`{field.name}`{' (many)' if is_many_valued(field) else ''}"
        name += " **required**" if field.required else ""
        facets = ", ".join(f"`{facet.name}`" for facet in field.use.facets)
        weight = f"{field.use.weight:g}" if field.use.weight else ""
        sort = f"`{field.use.sort.name}`" if field.use.sort else ""
        rows.append(f"| {name} | {field.label} | {field.help} | {weight} | {facets} | {sort} |")
    return "\n".join(rows)


def statuses() -> str:
    """What each status is shown as, in which circumstances."""
    rows = [
        "| stated | and | shown, filtered and counted as | can be joined |",
        "|---|---|---|---|",
    ]
    for rule in RULES:
        joined = "yes" if rule.shown in JOINABLE else ""
        stated, shown = rule.stated.words, rule.shown.words
        rows.append(f"| {stated} | {rule.words} | {shown} (`{rule.shown.value}`) | {joined} |")
    return "\n".join(rows)


def sources() -> str:
    """Every source of medical names with what it asks for."""
    rows = ["| source | what | whose | terms | package |", "|---|---|---|---|---|"]
    for one in SOURCES:
        title = f"[{one.title}]({one.url})" if one.url else one.title
        rows.append(f"| {title} | {one.what} | {one.owner} | {one.terms} | {one.package} |")
    return "\n".join(rows)


def rooms() -> str:
    """Every room with its size and what it may import."""
    return "\n".join(layout.table())


def contract() -> str:
    """Every engine with how many behaviours of the contract it is asked for, and which it lacks;
    `tests/contract/` holds it to all others."""
    rows = ["| engine | behaviours | shown | skipped |", "|---|---|---|---|"]
    for engine in ENGINES:
        lacking: dict[str, int] = {}
        for skip in SKIPS:
            if skip.engine == engine:
                lacking[skip.reason] = lacking.get(skip.reason, 0) + 1
        said = "; ".join(f"{count}: {reason}" for reason, count in lacking.items())
        told = len(behaviours())
        shown = told - sum(lacking.values())
        rows.append(f"| {engine} | {told} | {shown} | {said or 'none'} |")
    return "\n".join(rows)


def _told(faults: Iterable[Fault]) -> str:
    """What staff are told of each fault, as it is told."""
    rows = ["| what is wrong | what is said |", "|---|---|"]
    for fault in faults:
        said = "<br>".join(map(_as_cell, told(fault.files)))
        rows.append(f"| {fault.what} | {said} |")
    return "\n".join(rows)


def _as_cell(text: str) -> str:
    return html.escape(text, quote=False).replace("|", "\\|")


def kinds() -> str:
    """Every kind of file that is known by name and not read, and what to do instead."""
    rows = ["| a file that is | what to do |", "|---|---|"]
    rows += [f"| {kind.name} | {_as_cell(kind.instead)} |" for kind in KINDS]
    return "\n".join(rows)


TABLES = {
    DOCS / "architecture.md": {"rooms": rooms, "contract": contract},
    DOCS / "commands.md": {"commands": commands},
    DOCS / "fields.md": {"fields": fields},
    DOCS / "messages.md": {
        "files": lambda: _told(FILES),
        "records": lambda: _told(RECORDS),
        "values": lambda: _told(VALUES),
        "kinds": kinds,
    },
    DOCS / "statuses.md": {"statuses": statuses},
    DOCS / "vocabulary.md": {"sources": sources},
}


def with_tables(page: Path) -> str:
    """A page with its derived tables as they should be."""
    text = page.read_text(encoding="utf-8")
    for name, make in TABLES[page].items():
        table = make()
        block = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        text, found = block.subn(lambda m, table=table: f"{m[1]}{table}\n{m[2]}", text)
        assert found == 1, name
    return text


if __name__ == "__main__":
    for page in TABLES:
        page.write_text(with_tables(page), encoding="utf-8")
