"""The box that completes what is typed, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, SMALLEST, Open
from tests.browser.test_site import WCAG_ONLY

# As in test_site.py: what was loading when the browser went elsewhere is closed when collected.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <_io.FileIO name=.*web.static"
    ":pytest.PytestUnraisableExceptionWarning"
)


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="What are you looking for?")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def typed(page: Page, text: str) -> Locator:
    """The options, once they are there."""
    box(page).press_sequentially(text)
    expect(options(page).first).to_be_visible()
    return options(page)


def asked(page: Page) -> list[str]:
    """The completions that the page asks for from now on."""
    found: list[str] = []
    page.on(
        "request",
        lambda request: (
            found.append(urlsplit(request.url).query)
            if "/complete" in urlsplit(request.url).path and "/api/" in request.url
            else None
        ),
    )
    return found


def test_names_are_listed_while_somebody_types_and_are_told(open_page: Open) -> None:
    page = open_page("/")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    some = typed(page, "asth")
    expect(some.first).to_have_text("Asthma Condition, 3 listings")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    count = some.count()
    told = f"{count} suggestion" + ("s" if count != 1 else "")
    expect(page.get_by_role("status")).to_have_text(told)
    box(page).press_sequentially("qqq")
    expect(page.get_by_role("status")).to_have_text("No suggestions")
    expect(box(page)).to_have_attribute("aria-expanded", "false")


def test_the_keyboard_picks_a_name_and_searches_for_it(open_page: Open) -> None:
    page = open_page("/")
    some = typed(page, "asth")
    page.keyboard.press("ArrowDown")
    expect(some.first).to_have_attribute("aria-selected", "true")
    first = some.first.get_attribute("id")
    assert first
    expect(box(page)).to_have_attribute("aria-activedescendant", first)
    page.keyboard.press("ArrowUp")
    assert box(page).get_attribute("aria-activedescendant") is None
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(some.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    expect(page.locator("#q")).to_have_value("Asthma")


def test_enter_without_a_choice_searches_for_what_was_typed(open_page: Open) -> None:
    page = open_page("/")
    typed(page, "asth")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    expect(page.locator("#q")).to_have_value("asth")


def test_escape_closes_the_list_and_keeps_what_was_typed(open_page: Open) -> None:
    page = open_page("/")
    typed(page, "asth")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("asth")
    typed(page, "m")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_place_is_asked_for_as_a_place_and_filters_are_kept(open_page: Open) -> None:
    page = open_page("/search?q=sleep&kind=trial")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("georg")
    options(page).filter(has_text=re.compile("^Georgia Place")).click()
    page.wait_for_url("**q=in+Georgia**")
    assert "kind=trial" in page.url


def test_nothing_is_sent_before_the_second_letter(open_page: Open) -> None:
    page = open_page("/")
    sent = asked(page)
    box(page).press_sequentially("a - ")
    page.wait_for_timeout(400)
    assert sent == []
    box(page).fill("")
    box(page).press_sequentially("asthm", delay=10)
    expect(options(page).first).to_be_visible()
    assert sent == ["q=asthm"], "typed without a pause, it is asked for once"


def test_without_a_script_the_box_is_a_plain_one(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    plain = page.get_by_role("searchbox", name="What are you looking for?")
    plain.fill("asthma")
    expect(page.get_by_role("listbox")).to_have_count(0)
    plain.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("4 listings for “asthma”")


def test_a_failing_answer_leaves_a_plain_box(open_page: Open) -> None:
    page = open_page("/")
    page.route("**/api/v1/complete**", lambda route: route.fulfill(status=503, body="{}"))
    with page.expect_response("**/api/v1/complete**"):
        box(page).press_sequentially("asth")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")


@pytest.mark.parametrize("path", ["/", "/search?q=sleep"])
@pytest.mark.parametrize(
    ("screen", "scheme"),
    [
        pytest.param(DESKTOP, "light", id="desktop-light"),
        pytest.param(PHONE, "dark", id="phone-dark"),
        pytest.param(SMALLEST, "light", id="smallest-light"),
        pytest.param(DESKTOP, "dark", id="desktop-dark", marks=pytest.mark.thorough),
        pytest.param(PHONE, "light", id="phone-light", marks=pytest.mark.thorough),
        pytest.param(SMALLEST, "dark", id="smallest-dark", marks=pytest.mark.thorough),
    ],
)
def test_the_open_list_meets_wcag_aa_and_fits(
    open_page: Open, path: str, scheme: str, screen: dict[str, int]
) -> None:
    page = open_page(path, viewport=screen, color_scheme=scheme, bypass_csp=True)
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("as")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    found = Axe().run(page, options=WCAG_ONLY)
    wrong = [
        (violation["id"], node["html"][:200], node["failureSummary"])
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    assert wrong == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


def test_nothing_moves_for_who_wants_no_motion(open_page: Open) -> None:
    page = open_page("/", reduced_motion="reduce")
    typed(page, "asth")
    moving = (
        "e => { const s = getComputedStyle(e); return [s.transitionDuration, s.animationName]; }"
    )
    assert page.get_by_role("listbox").evaluate(moving) == ["0s", "none"]
    assert options(page).first.evaluate(moving) == ["0s", "none"]
