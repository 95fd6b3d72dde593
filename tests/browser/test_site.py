from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request, expect

from index.listing.codes import Kind
from tests.browser.conftest import DESKTOP, PHONE, SMALLEST, Open
from tests.web.furnished import ACCESS, AGED, CENTER, GRANT, PEOPLED, STOPPED

# A browser that goes elsewhere breaks off what it was loading, and the server that these tests run
# closes the file only when it is collected.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <_io.FileIO name=.*web.static"
    ":pytest.PytestUnraisableExceptionWarning"
)

PAGES = {
    "home": "/",
    "results": "/search?q=asthma&status=recruiting&place=United+States%2FGeorgia",
    "paging": "/search?q=sleep&size=10&page=3",
    "no results": "/search?q=inhaler&status=completed&sex=female",
    "past the end": "/search?q=sleep&page=99",
    "near": "/search?q=asthma&near=30308&within=25&sort=distance",
    "nothing near": "/search?q=asthma&near=Munich&sex=female",
    "read": "/search?q=asthma+near+Atlanta",
    "asked": "/search?q=asthma&near=Portland",
    "asked of a question": "/search?q=asthma+in+Georgia",
    "read as two things": "/search?q=high+blood+pressure+in+France",
    "close": "/search?q=asthma+inhaler",
    "relaxed": "/search?q=inhaler+zebra",
    "why": "/why?q=asthma+half+in+Atlanta&id=NCT01000001",
    "why close": "/why?q=asthma+half&id=NCT01000002",
    "facet": "/search/facet/place?q=asthma",
    "places": "/places",
    "country": "/places/united-states",
    "state": "/places/united-states/georgia",
    "trial": "/listing/NCT01000001",
    "funded project": "/listing/NIH-10000001",
    "sample": "/listing/SAMPLE-1",
    "many sites": "/listing/NCT01000005",
    "hostile": "/listing/NCT01000004",
    "stopped, with results": f"/listing/{STOPPED.id}",
    "contacts at sites": f"/listing/{PEOPLED.id}",
    "expanded access": f"/listing/{ACCESS.id}",
    "center": f"/listing/{CENTER.id}",
    "subproject": "/listing/NIH-13000100",
    "grant": f"/listing/{GRANT.id}",
    "statuses": "/search?q=sounds+at+night",
    **{f"status: {row}": f"/listing/{one.id}" for row, one in AGED.items()},
    "about": "/about",
    "bad request": "/search?colour=red",
    "not found": "/nowhere",
}

INHALER = re.compile("^An inhaler taken twice a day")
UNDO_NAME = re.compile("undo.*“high blood pressure”")

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

WCAG_ONLY = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
"""What the checker looks for; what is right is not told element by element, which takes longer."""

EACH_PAGE = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


# Each page is seen on both screens and in both schemes; what is left of the pairs costs as much
# again, and is for the thorough run.
SEEN = [
    pytest.param(DESKTOP, "light", id="desktop-light"),
    pytest.param(PHONE, "dark", id="phone-dark"),
    pytest.param(DESKTOP, "dark", id="desktop-dark", marks=pytest.mark.thorough),
    pytest.param(PHONE, "light", id="phone-light", marks=pytest.mark.thorough),
]


@EACH_PAGE
@pytest.mark.parametrize(("screen", "scheme"), SEEN)
def test_every_page_meets_wcag_aa(
    open_page: Open, path: str, scheme: str, screen: dict[str, int]
) -> None:
    # The policy of the site refuses the checker's own script, as it should.
    page = open_page(path, viewport=screen, color_scheme=scheme, bypass_csp=True)
    if page.locator(".filters > summary").is_visible():
        page.locator(".filters > summary").click()
    for closed in page.locator("details:not([open]) > summary").all()[:4]:
        if closed.is_visible():
            closed.click()
    found = Axe().run(page, options=WCAG_ONLY)
    wrong = [
        (violation["id"], node["html"][:200], node["failureSummary"])
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    assert wrong == []


@EACH_PAGE
@pytest.mark.parametrize("screen", [SMALLEST, PHONE, DESKTOP], ids=["320", "360", "1280"])
def test_no_page_scrolls_sideways(open_page: Open, path: str, screen: dict[str, int]) -> None:
    page = open_page(path, viewport=screen)
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


@EACH_PAGE
def test_no_page_asks_another_host_or_breaks_the_policy(
    browser: Browser, site: str, path: str
) -> None:
    asked: list[Request] = []
    said: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request))
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + path, wait_until="networkidle")
    assert asked
    assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(site).netloc}
    assert context.cookies() == []
    assert [text for text in said if "404" not in text and "400" not in text] == []
    context.close()


def test_the_whole_way_needs_no_script(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("What are you looking for?").fill("asthma")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 listings for “asthma”")
    page.get_by_role("link", name="Recruiting, 1 listing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 listing for “asthma”")
    page.get_by_role("link", name="Recruiting, 1 listing, chosen; remove").click()
    page.get_by_role("link", name=INHALER).click()
    expect(page.get_by_role("heading", name="Quick facts")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name=re.compile("^Air quality and asthma at home")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Air quality and asthma at home")


def test_a_place_needs_no_script(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("What are you looking for?").fill("asthma")
    page.get_by_label("Near", exact=True).fill("30308")
    page.get_by_label("Within").select_option("25 miles")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "3 listings for “asthma” within 25 miles of Atlanta, Georgia"
    )
    expect(page.get_by_label("Near", exact=True)).to_have_value("30308")
    page.get_by_role("link", name="Nearest first").click()
    page.get_by_role("link", name="Near: 30308 (Atlanta, Georgia), within 25 miles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 listings for “asthma”")
    page.goto(page.url.partition("/search")[0] + "/places")
    page.get_by_role("link", name="Georgia: 4 listings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 listings in Georgia")


def test_the_table_behind_the_map_opens_without_a_script(open_page: Open) -> None:
    page = open_page("/places", java_script_enabled=False)
    expect(page.get_by_role("row", name="Georgia")).to_be_hidden()
    page.get_by_text("The same numbers as a table", exact=True).click()
    expect(page.get_by_role("row", name="Georgia")).to_be_visible()


def test_many_sites_open_without_a_script(open_page: Open) -> None:
    page = open_page("/listing/NCT01000005", java_script_enabled=False)
    expect(page.get_by_text("Clinic 30", exact=True)).to_be_hidden()
    page.get_by_text("Japan", exact=True).click()
    expect(page.get_by_text("Clinic 30", exact=True)).to_be_visible()


def test_the_keyboard_alone_goes_from_the_box_to_a_listing(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("What are you looking for?")).to_be_focused()
    page.keyboard.type("inhaler")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 listing for “inhaler”")
    page.locator("main").focus()
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(e => ({href: e.getAttribute('href'), outline: getComputedStyle(e).outlineStyle}))"
            "(document.activeElement)"
        )
        assert focused["outline"] != "none", "the focus cannot be seen"
        if (focused["href"] or "").startswith("/listing/"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Quick facts")).to_be_visible()


def test_the_second_skip_link_goes_past_the_filters_to_the_first_result(open_page: Open) -> None:
    page = open_page("/search?q=inhaler")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the results")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    page.keyboard.press("Tab")
    expect(
        page.get_by_role("navigation", name="Order of results").get_by_role("link").first
    ).to_be_focused()


def test_filters_fold_on_a_phone_and_stand_open_on_a_desk(open_page: Open) -> None:
    path = "/search?q=asthma"
    phone = open_page(path, viewport=PHONE)
    value = "Completed, 1 listing"
    expect(phone.get_by_role("link", name=value)).to_be_hidden()
    phone.get_by_text("Filters", exact=True).click()
    expect(phone.get_by_role("link", name=value)).to_be_visible()
    desk = open_page(path)
    expect(desk.get_by_role("link", name=value)).to_be_visible()
    expect(desk.get_by_text("Filters", exact=True)).to_be_hidden()


def test_the_results_come_before_the_fold_on_a_phone(open_page: Open) -> None:
    page = open_page("/search?q=inhaler", viewport=PHONE)
    expect(page.get_by_role("link", name=INHALER)).to_be_in_viewport()


def test_what_was_read_takes_little_room_on_a_phone(open_page: Open) -> None:
    phone = open_page("/search?q=high+blood+pressure+in+France", viewport=PHONE)
    expect(phone.get_by_role("link", name=UNDO_NAME)).to_be_hidden()
    summary = phone.get_by_text("Read as: Hypertension; in France")
    line = summary.evaluate("e => parseFloat(getComputedStyle(e).lineHeight)")
    box = summary.bounding_box()
    assert box is not None
    assert box["height"] < 3 * line
    summary.click()
    expect(phone.get_by_role("link", name=UNDO_NAME)).to_be_visible()
    desk = open_page("/search?q=high+blood+pressure+in+France")
    expect(desk.get_by_role("link", name=UNDO_NAME)).to_be_visible()


def test_the_keyboard_alone_finds_out_why(open_page: Open) -> None:
    page = open_page("/search?q=asthma+half", java_script_enabled=False)
    expect(page.get_by_role("region", name="Close to what you asked for")).to_be_visible()
    page.get_by_role("link", name="Why this result? An inhaler taken twice a day").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Why this result?")
    expect(page.get_by_role("row", name="“half”")).to_contain_text("25")
    page.get_by_role("link", name="Back to the results").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 listing for “asthma half”")


def test_a_printed_listing_is_the_listing_alone(open_page: Open) -> None:
    page = open_page("/listing/NCT01000001")
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    shown = page.locator(".official").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert "attr(href)" in shown or "https://clinicaltrials.gov/study/NCT01000001" in shown
    expect(page.get_by_text("Not medical advice.")).to_be_visible()
    many = open_page("/listing/NCT01000005")
    many.emulate_media(media="print")
    expect(many.get_by_text("Clinic 30", exact=True)).to_be_visible()


def test_the_first_screen_of_a_phone_says_why_and_that_there_are_results(open_page: Open) -> None:
    page = open_page(f"/listing/{STOPPED.id}", viewport={"width": 390, "height": 844})
    expect(page.get_by_text("Stopped early: the sponsor’s reason is")).to_be_in_viewport()
    expect(
        page.get_by_role("link", name="See the results on ClinicalTrials.gov")
    ).to_be_in_viewport()


def test_people_at_a_site_open_without_a_script_and_are_dialled(open_page: Open) -> None:
    page = open_page(f"/listing/{PEOPLED.id}", java_script_enabled=False)
    number = page.get_by_role("link", name="617-555-0171 ext. 12")
    expect(number).to_be_hidden()
    page.get_by_text("3 contacts").press("Enter")
    expect(number).to_be_visible()
    assert number.get_attribute("href") == "tel:6175550171;ext=12"


def test_the_keyboard_goes_from_a_trial_to_its_grant_and_back(open_page: Open) -> None:
    page = open_page(f"/listing/{PEOPLED.id}", java_script_enabled=False)
    page.get_by_role("link", name=GRANT.title).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(GRANT.title)
    page.get_by_role("link", name=PEOPLED.title).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(PEOPLED.title)


def test_subprojects_beyond_the_first_are_a_key_away(open_page: Open) -> None:
    page = open_page(f"/listing/{CENTER.id}", java_script_enabled=False)
    last = page.get_by_role("link", name="Core 7 of the center")
    expect(last).to_be_hidden()
    page.get_by_text("and 3 more").press("Enter")
    expect(last).to_be_visible()


def test_a_printed_listing_holds_what_is_folded(open_page: Open) -> None:
    for path, said in (
        (f"/listing/{PEOPLED.id}", "617-555-0171 ext. 12"),
        (f"/listing/{STOPPED.id}", "A nurse who does not know the groups"),
        (f"/listing/{CENTER.id}", "Core 7 of the center"),
    ):
        page = open_page(path)
        page.emulate_media(media="print")
        expect(page.get_by_text(said).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_can_be_joined_differs_from_the_rest_in_words_icon_and_color(
    open_page: Open, scheme: str
) -> None:
    page = open_page("/about", color_scheme=scheme)
    looks = {}
    for words in ("Recruiting", "Check first", "May be open by now: ask", "Completed"):
        badge = page.locator(".badge.status").get_by_text(words, exact=True)
        looks[words] = badge.evaluate(
            "b => [getComputedStyle(b).color, getComputedStyle(b).backgroundColor,"
            " b.querySelector('svg').innerHTML]"
        )
    for one in range(3):
        assert len({look[one] for look in looks.values()}) == len(looks)


def test_the_kinds_differ_in_color_and_outline(open_page: Open) -> None:
    page = open_page("/about")
    looks = page.locator(".badge.kind").evaluate_all(
        "badges => badges.map(b => { const s = getComputedStyle(b);"
        " return [s.color, s.borderRadius + s.borderStyle, b.querySelector('svg').innerHTML]; })"
    )
    assert len(looks) == len(Kind)
    for column in range(3):
        assert len({look[column] for look in looks}) == len(Kind)
