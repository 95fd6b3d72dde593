"""Reads a page as strictly as a careful person would: every tag closed, every id once."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from werkzeug.test import TestResponse

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
VOID_IN_SVG = frozenset(["path", "circle", "rect"])


class Page(HTMLParser):
    """A parsed page: its links, headings, texts, and what is wrong with its markup."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.forms: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.headings: list[int] = []
        self.text = ""
        self.visible = ""
        self._open: list[str] = []
        self._ids: set[str] = set()
        self.feed(html)
        self.close()
        if self._open:
            self.wrong.append(f"never closed: {self._open}")
        self._check()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        self._note(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID_IN_SVG:
            self.wrong.append(f"<{tag}/> closes nothing")
        self._note(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.wrong.append(f"</{tag}> where {self._open[-1:]} is open")
        else:
            self._open.pop()
        if tag not in {"mark", "em"}:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._open):
            self.text += data
            if "title" not in self._open:
                self.visible += data

    def _note(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if len(named) != len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, named))
        if named.get("id") in self._ids:
            self.wrong.append(f"id {named['id']} twice")
        if "id" in named:
            self._ids.add(named["id"])
        if tag == "a":
            self.links.append(named["href"])
        if tag == "form":
            self.forms.append(named["action"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def _check(self) -> None:
        for tag, named in self.elements:
            for attribute in ("for", "aria-labelledby", "aria-describedby"):
                if attribute in named and named[attribute] not in self._ids:
                    self.wrong.append(f"<{tag} {attribute}={named[attribute]}> points nowhere")
            if "style" in named or any(name.startswith("on") for name in named):
                self.wrong.append(f"<{tag}> holds style or script that the policy refuses")
        if self.headings.count(1) != 1:
            self.wrong.append(f"{self.headings.count(1)} h1")
        for before, after in zip(self.headings, self.headings[1:], strict=False):
            if after > before + 1:
                self.wrong.append(f"h{before} is followed by h{after}")

    def having(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """The attributes of the elements with a tag that hold all of these."""
        wanted = {name.replace("_", "-").strip("-"): value for name, value in attributes.items()}
        return [
            named
            for found, named in self.elements
            if found == tag and wanted.items() <= named.items()
        ]


def page_of(response: TestResponse) -> Page:
    """The page of a response, its markup checked."""
    page = Page(response.get_data(as_text=True))
    assert page.wrong == []
    return page


def words(text: str) -> str:
    """Text with its spaces as a reader sees them."""
    return " ".join(text.split())
