"""Pages in a real browser: nothing is fetched, nothing overflows, nothing lacks its words."""

import shutil
from pathlib import Path

import pytest

from analysis import reports

NOTEBOOKS = Path(__file__).parents[1] / "reports" / "notebooks"
REPORTS = Path(__file__).parents[2] / "reports"
PAGES = ("index", "share", "passes", "prints_hostile_html")
WIDTHS = (400, 1400)
CONTRAST = """(() => {
  const light = c => { const f = c.match(/[\\d.]+/g).slice(0, 3).map(v => (v /= 255) <= .03928
    ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126*f[0] + .7152*f[1] + .0722*f[2] };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  const ratio = c => { const l = light(c);
    return (Math.max(l, ground) + .05) / (Math.min(l, ground) + .05) };
  return Math.min(...[...document.body.querySelectorAll('*')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => ratio(getComputedStyle(e).color))) })()"""
"""The least contrast of an element that holds text itself, by the WCAG formula."""


@pytest.fixture(scope="session")
def report(tmp_path_factory, on_servers):
    """A report of a tiny corpus."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "harbour").mkdir()
    (folder / "harbour" / "a.txt").write_text("Port opens\n\nThe port of Senn opened today.\n")
    (folder / "notebooks").mkdir()
    for name in PAGES[2:]:
        shutil.copy(NOTEBOOKS / f"{name}.ipynb", folder / "notebooks")
    with on_servers():
        return reports.report(
            folder / "harbour", out=folder / "out", notebooks=folder / "notebooks", check=False
        )


@pytest.fixture(params=PAGES)
def page(request, browser, report):  # noqa: ARG001 - no browser, no report
    return report / f"{request.param}.html"


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows_and_nothing_is_fetched(browser, page, width):
    view = browser.open(page, width=width)

    assert view.run("document.documentElement.scrollWidth") <= width
    assert [url for url in view.requests if not url.startswith("data:")] == [page.as_uri()]
    assert view.errors == []
    assert view.run("document.scripts.length") == 0


def test_dark_mode_is_dark_and_light_mode_light(browser, page):
    script = (
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    )

    assert max(browser.open(page, dark=True).run(script)) < 50
    assert min(browser.open(page).run(script)) > 235


def test_text_stands_out_from_its_ground(browser, page):
    assert browser.open(page).run(CONTRAST) >= 4.5
    assert browser.open(page, dark=True).run(CONTRAST) >= 4.5


def test_every_image_says_what_it_shows(browser, page):
    alts = browser.open(page).run("[...document.images].map(image => image.alt)")

    assert all(len(alt) > 20 for alt in alts)
    assert not [alt for alt in alts if "No description" in alt]


def test_what_can_be_folded_is_folded(browser, page):
    view = browser.open(page)

    assert view.run("document.querySelectorAll('details[open]').length") == 0


def test_the_page_has_language_title_landmarks_and_one_question(browser, page):
    view = browser.open(page)

    assert view.run("document.documentElement.lang") == "en"
    assert view.run("document.title.length") > 5
    assert view.run("document.querySelectorAll('h1').length") == 1
    for landmark in ("main", "header", "footer"):
        assert view.run(f"document.querySelectorAll('{landmark}').length") == 1


def test_links_lead_somewhere(browser, page, report):
    view = browser.open(page)
    links = view.run("[...document.links].map(link => link.getAttribute('href'))")

    for link in links:
        name, _, anchor = link.partition("#")
        assert not name or (report / name).is_file(), link
        if anchor and not name:
            assert view.run(f"document.getElementById(decodeURIComponent('{anchor}')) !== null")


def test_a_figure_is_drawn_and_described(browser, report):
    view = browser.open(report / "passes.html", width=400)

    assert view.run("document.images[0].naturalWidth") == 900
    assert "the first is 'Port'" in view.run("document.querySelector('figcaption').innerText")


def test_contents_stand_at_the_side_if_there_is_room(browser, report):
    script = "getComputedStyle(document.querySelector('.toc')).display"

    assert browser.open(report / "passes.html").run(script) == "block"
    assert browser.open(report / "passes.html", width=400).run(script) == "none"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_number_leads_to_its_lines_and_unfolds_them(browser, width):
    page = REPORTS / "estuary" / "frequency.html"
    view = browser.open(page, width=width)
    lines = "[...document.querySelectorAll('.behind')].filter(e => e.checkVisibility())"

    assert view.run("document.documentElement.scrollWidth") <= width
    assert view.run(f"{lines}.length") == 0
    view.run(
        "[...document.querySelectorAll('td.num a')].find(a => a.hash === '#term-port').click()"
    )
    assert view.run(f"{lines}.map(e => e.id)") == ["term-port"]
    assert view.run("document.querySelectorAll('details[open]').length") == 1
    assert 0 < view.run("document.querySelector(':target').getBoundingClientRect().top") < 200
    assert view.run("document.querySelector(':target td.node').innerText").lower() == "port"
    assert view.run("document.documentElement.scrollWidth") <= width
    assert view.errors == []
    assert [url for url in view.requests if not url.startswith(("data:", page.as_uri()))] == []


def test_the_page_of_terms_stands_out_from_its_ground(browser):
    page = REPORTS / "estuary" / "frequency.html"

    assert browser.open(page).run(CONTRAST) >= 4.5
    assert browser.open(page, dark=True).run(CONTRAST) >= 4.5
