"""The HTML report in a real browser: it works by mouse and keyboard, asks nothing of the network, and is accessible."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from checker.check import check
from checker.model import Report
from checker.report.html import render
from checker.report.look import Look, Verdict
from checker.report.wording import GAPS
from tests.report_sample import DECIDED, REPORT
from tests.test_report_formats import poisoned

pytestmark = pytest.mark.slow

DESK, PHONE = (1280, 900), (390, 844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window, that logs its console and every request."""
    selenium = pytest.importorskip("selenium.webdriver")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("no chromium and chromedriver on this machine")
    from selenium.webdriver.chrome.service import Service

    options = selenium.ChromeOptions()
    options.binary_location = chromium
    for word in ("headless=new", "no-sandbox", "disable-gpu", "disable-background-networking", "disable-dev-shm-usage"):
        options.add_argument(f"--{word}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    window = selenium.Chrome(options=options, service=Service(driver))
    yield window
    window.quit()


@pytest.fixture(scope="module")
def supplier(samples: Path) -> Report:
    """The report on the supplier's paper, with the coverage of a regulation."""
    return check(samples / "supplier-paper.pdf", regulations=["dora"])


@pytest.fixture(scope="module")
def files(supplier: Report, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages by name as addresses: of a sample, of the made-up report, of one with decisions, of a hostile one."""
    folder = tmp_path_factory.mktemp("pages")
    look = Look(verdict=Verdict(False, "FAIL: 44 findings"), contracts=(samples / "supplier-paper.pdf",))
    pages = {
        "supplier": render(supplier, look), "sample": render(REPORT, look), "decided": render(DECIDED),
        "hostile": render(poisoned(REPORT), look),
    }  # fmt: skip
    for name, data in pages.items():
        (folder / f"{name}.html").write_bytes(data)
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


class Shown:
    """A page that is shown, and what a person does with it."""

    def __init__(self, browser: Any, address: str, size: tuple[int, int] = DESK, scheme: str = "light") -> None:
        self.browser = browser
        browser.get_log("browser"), browser.get_log("performance")
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        browser.get(address)

    def js(self, code: str, *values: Any) -> Any:
        """What the code returns in the page."""
        return self.browser.execute_script(code, *values)

    def all(self, selector: str) -> list[Any]:
        """The elements that fit."""
        return list(self.browser.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        """The first element that fits."""
        return self.browser.find_element("css selector", selector)

    def rows(self) -> list[str]:
        """The ids of the findings in sight."""
        return list(self.js("return [...document.querySelectorAll('.f:not([hidden])')].map((row) => row.id.slice(2))"))

    def in_sight(self, element: Any) -> bool:
        """Whether the element stands in the window, not below the bar of filters."""
        return bool(self.js(
            "const [box] = arguments[0].getClientRects();"
            "const top = document.elementFromPoint(box.left + 4, box.top + Math.min(8, box.height / 2));"
            "return !!top && (arguments[0].contains(top) || top.contains(arguments[0]))", element,
        ))  # fmt: skip

    def press(self, key: str) -> None:
        """Press a key by its name in selenium (TAB, ENTER) on what has the focus."""
        from selenium.webdriver.common.keys import Keys

        self.browser.switch_to.active_element.send_keys(getattr(Keys, key))


def test_filters_and_search(browser: Any, files: dict[str, str], supplier: Report) -> None:
    """Chips, families and words narrow the findings, together; the count tells, and one button clears all."""
    page = Shown(browser, files["supplier"])
    every = page.rows()
    assert len(every) == len(supplier.findings)
    page.one("[data-group=severity][data-value=critical]").click()
    page.one("[data-group=status][data-value=missing]").click()
    wanted = {each.id for each in supplier.findings if (each.severity, each.status) == ("critical", "missing")}
    assert set(page.rows()) == wanted
    assert page.one("#shown").text == f"{len(wanted)} of {len(every)}"
    assert page.one("[data-group=status][data-value=missing]").get_attribute("aria-pressed") == "true"
    page.one("#q").send_keys("exit-PLAN")
    assert page.rows() == ["exit-plan"]
    page.one("#q").send_keys(" no such words")
    assert page.rows() == []
    assert page.one("#none").is_displayed()
    page.one("#clear").click()
    assert page.rows() == every
    assert page.one("#q").get_attribute("value") == ""
    page.js("const s = document.getElementById('family'); s.value = 'exit'; s.dispatchEvent(new Event('change'))")
    assert set(page.rows()) == {each.id for each in supplier.findings if each.family == "exit"}


def test_the_heat_map_filters(browser: Any, files: dict[str, str], supplier: Report) -> None:
    """A cell of the heat map shows its findings, a second click shows all again."""
    page = Shown(browser, files["supplier"])
    cell = page.one(".heat [data-family=data-security][data-status=missing]")
    cell.click()
    wanted = {each.id for each in supplier.findings if (each.family, each.status) == ("data-security", "missing")}
    assert set(page.rows()) == wanted
    assert cell.text == str(len(wanted))
    assert cell.get_attribute("aria-pressed") == "true"
    page.js("arguments[0].click()", cell)
    assert len(page.rows()) == len(supplier.findings)


def test_what_is_set_aside_can_be_left_out(browser: Any, files: dict[str, str]) -> None:
    """A chip shows only what counts."""
    page = Shown(browser, files["decided"])
    page.one("[data-group=aside][data-value='']").click()
    assert set(page.rows()) == {each.id for each in DECIDED.findings if not each.set_aside}


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_jump_to_the_evidence_and_back(browser: Any, files: dict[str, str], supplier: Report, size: Any) -> None:
    """From a quote to its place in the contract, which is marked, and back to the finding, which is open."""
    page = Shown(browser, files["supplier"], size)
    finding = next(each for each in supplier.findings if each.status == "harmful")
    page.js("document.getElementById(arguments[0]).querySelector('summary').click()", f"f-{finding.id}")
    link = page.one(f"#f-{finding.id} a.jump")
    page.js("arguments[0].click()", link)
    place = page.one("#" + str(link.get_attribute("href")).rsplit("#", 1)[1])
    assert page.in_sight(place)
    evidence = next(each for each in finding.evidence if place.get_attribute("id") == f"t{each.start}")
    marked = page.js("return [...document.querySelectorAll('.here')].map((each) => each.textContent).join('')")
    assert marked.split() == evidence.quote.split()
    page.js("arguments[0].click()", page.one("#back"))
    row = page.one(f"#f-{finding.id} summary")
    assert page.in_sight(row)
    assert browser.switch_to.active_element == row


def test_from_the_contract_to_the_finding(browser: Any, files: dict[str, str]) -> None:
    """A note beside a clause, and a click on the marked words, open the finding even if a filter had hidden it."""
    page = Shown(browser, files["supplier"])
    page.one("[data-group=status][data-value=present]").click()
    note = page.one(".on a[href='#f-data-customer-ownership']")
    page.js("arguments[0].click()", note)
    assert page.one("#f-data-customer-ownership details").get_attribute("open")
    assert page.in_sight(page.one("#f-data-customer-ownership summary"))
    words = page.one("mark[data-f=term-for-convenience]")
    page.js("arguments[0].click()", words)
    assert page.one("#f-term-for-convenience details").get_attribute("open")


def test_go_to_a_clause(browser: Any, files: dict[str, str]) -> None:
    """The list of clauses brings one into sight."""
    page = Shown(browser, files["supplier"])
    value = page.js(
        "const s = document.getElementById('goto');"
        "const o = [...s.options].find((each) => each.text.startsWith('Article X'));"
        "s.value = o.value; s.dispatchEvent(new Event('change')); return o.value"
    )
    assert page.in_sight(page.one(f"#{value}"))


def test_an_address_with_a_place_opens_it(browser: Any, files: dict[str, str]) -> None:
    """A link to a finding from outside opens it."""
    page = Shown(browser, files["supplier"] + "#f-exit-plan")
    assert page.one("#f-exit-plan details").get_attribute("open")


def test_by_keyboard(browser: Any, files: dict[str, str]) -> None:
    """From the first key press one comes to the findings, opens one, walks to the next, and sees where one is."""
    page = Shown(browser, files["supplier"])
    page.press("TAB")
    assert browser.switch_to.active_element.text == "To the findings"
    first, second = page.all(".f > details > summary")[:2]
    page.js("arguments[0].focus()", first)
    page.press("ENTER")
    assert page.one(".f details").get_attribute("open")
    page.press("ARROW_DOWN")
    assert browser.switch_to.active_element == second
    page.press("TAB")
    page.press("ARROW_UP")
    assert page.js("return getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_copy_what_to_ask_for(browser: Any, files: dict[str, str], supplier: Report) -> None:
    """The button of a finding copies what to ask for, that of the list all that are shown."""
    page = Shown(browser, files["supplier"])
    granted = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    browser.execute_cdp_cmd("Browser.grantPermissions", {"permissions": granted})
    read = "const done = arguments[0]; navigator.clipboard.readText().then(done, (fault) => done(String(fault)))"
    page.js("document.querySelector('#f-exit-plan summary').click()")
    button = page.one("#f-exit-plan .copy")
    button.click()
    finding = next(each for each in supplier.findings if each.id == "exit-plan")
    assert browser.execute_async_script(read) == finding.ask
    assert button.text == "Copied"
    page.js("const s = document.getElementById('family'); s.value = 'exit'; s.dispatchEvent(new Event('change'))")
    page.one("#asks").click()
    told = browser.execute_async_script(read)
    assert told.count("\n\n") == sum(each.family == "exit" for each in supplier.findings) - 1
    assert f"{finding.title} ({finding.severity}, {finding.status})\n{finding.ask}" in told


def test_light_and_dark(browser: Any, files: dict[str, str]) -> None:
    """The page follows the system, and the button goes before it."""
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = Shown(browser, files["sample"], scheme="light").js(ground)
    page = Shown(browser, files["sample"], scheme="dark")
    dark = page.js(ground)
    assert light != dark
    page.one("#theme").click()
    assert page.js(ground) == light
    page.one("#theme").click()
    assert page.js(ground) == dark
    page.js("localStorage.clear()")


@pytest.mark.parametrize("name", ["supplier", "sample", "decided", "hostile"])
def test_nothing_leaves_the_page_and_the_console_is_silent(browser: Any, files: dict[str, str], name: str) -> None:
    """Opening everything asks for no address but the file and its data, and the console has no word of complaint."""
    page = Shown(browser, files[name])
    page.js("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.js("document.querySelectorAll('.f').forEach((each) => each.scrollIntoView())")
    asked = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [each["params"]["request"]["url"] for each in asked if each["method"] == "Network.requestWillBeSent"]
    assert files[name] in urls
    assert all(url.startswith((files[name], "data:image/png;base64,")) for url in urls), urls
    assert browser.get_log("browser") == []
    assert page.js("return document.scripts.length") == 1


def test_hostile_text_runs_nothing(browser: Any, files: dict[str, str]) -> None:
    """Text that is a script, a formula or turns the reading direction is text: shown, harmless, and in its place."""
    page = Shown(browser, files["hostile"])
    assert "<script>" in page.one("h1").text
    assert "=cmd|" in page.js("return document.body.textContent")
    assert not set(page.js("return document.body.textContent")) & set("\u202e\u202d\u2066\x1b\x07")
    assert page.js("return [...document.querySelectorAll('*')].every((each) => !each.onclick && !each.onerror)")
    assert page.js("return document.querySelectorAll('.f').length") == len(REPORT.findings)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("name", ["supplier", "decided"])
def test_accessible(browser: Any, files: dict[str, str], name: str, size: Any, scheme: str) -> None:
    """axe-core finds nothing at all, everything open, in both schemes, on a desk and on a phone."""
    found = find_spec("axe_core_python")
    axe = Path(found.origin).parent / "axe.min.js" if found and found.origin else None
    if axe is None or not axe.is_file():
        pytest.skip("axe-core is not installed")
    page = Shown(browser, files[name], size, scheme)
    page.js("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    browser.execute_script(axe.read_text("utf-8"))
    browser.set_script_timeout(120)
    result = browser.execute_async_script(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done, (fault) => done(String(fault)))"
    )
    told = [
        (each["id"], each["impact"], [node["html"][:120] + str(node["any"][:1]) for node in each["nodes"][:3]])
        for each in result["violations"]
    ]
    assert not told


#: For every element with text of its own that is shown: its words, and the contrast (WCAG 2) with what it stands on.
CONTRAST = """
const sheet = Object.assign(document.createElement("canvas"), {width: 1, height: 1});
const pen = sheet.getContext("2d", {willReadFrequently: true});
const known = new Map();
const rgba = (colour) => {
  if (!known.has(colour)) {
    pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    known.set(colour, [...pen.getImageData(0, 0, 1, 1).data]);
  }
  return known.get(colour);
};
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
  .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const colour = rgba(getComputedStyle(each).backgroundColor);
    if (colour[3] > 250) return colour;
  }
  return [255, 255, 255, 255];
};
return [...document.body.querySelectorAll("*")]
  .filter((each) => each.checkVisibility() && !each.disabled && !each.closest("svg, .sr, option") &&
    [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((each) => {
    const [a, b] = [light(rgba(getComputedStyle(each).color)), light(ground(each))];
    return [each.tagName + "." + each.className + " " + each.textContent.trim().slice(0, 40),
            (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  });
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["supplier", "sample", "decided"])
def test_contrast(browser: Any, files: dict[str, str], name: str, scheme: str) -> None:
    """Every word stands out from its ground by 4.5 to 1 at least (WCAG AA), marked words and pressed buttons too."""
    page = Shown(browser, files[name], DESK, scheme)
    page.js("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.one("[data-group=severity]").click()
    page.js("document.querySelector('.f:not([hidden]) a.jump').click()")
    measured = page.js(CONTRAST)
    assert len(measured) > 200
    assert not [each for each in measured if each[1] < 4.5]


@pytest.mark.parametrize("name", ["supplier", "decided", "hostile"])
def test_readable_on_a_phone(browser: Any, files: dict[str, str], name: str) -> None:
    """At 390 pixels nothing sticks out of the page sideways."""
    page = Shown(browser, files[name], PHONE)
    page.js("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.js("return document.documentElement.scrollWidth") <= PHONE[0]


def test_prints_what_asks_for_action(browser: Any, files: dict[str, str], supplier: Report, tmp_path: Path) -> None:
    """On paper every finding that asks for action is open, with its ask, and buttons and contract are left out."""
    import pypdfium2

    page = Shown(browser, files["supplier"])
    made = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    (tmp_path / "x.pdf").write_bytes(base64.b64decode(made["data"]))
    pdf = pypdfium2.PdfDocument(tmp_path / "x.pdf")
    text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in pdf).split())
    pdf.close()
    squeezed = "".join(text.split())
    for finding in supplier.findings:
        assert "".join(finding.title.split()) in squeezed
        if finding.status in GAPS:
            assert "".join(finding.ask.split()) in squeezed
    assert "Copy" not in text
    assert "Go to clause" not in text
    assert page.js("return document.querySelectorAll('.f details[open]').length") == page.js(
        "return document.querySelectorAll('.f .page[open]').length"
    )


def test_a_long_contract_opens_at_once(browser: Any, samples: Path, tmp_path: Path) -> None:
    """The page of a contract of 100 pages is smaller than 5 MB and paints within 2 seconds."""
    text = "\n\n".join((samples / "source" / f"{name}.md").read_text("utf-8").split("---\n", 2)[2]
                       for name in ("supplier-paper", "balanced-bpo-agreement"))  # fmt: skip
    long = "\n\n".join([text] * (300_000 // len(text) + 1))
    (tmp_path / "long.txt").write_text(long)
    report = check(tmp_path / "long.txt")
    assert len(report.document.text) > 250_000  # 100 pages of 2,500 characters
    data = render(replace(report, terms=report.terms[:50]))
    assert len(data) < 5_000_000
    (tmp_path / "long.html").write_bytes(data)
    page = Shown(browser, (tmp_path / "long.html").as_uri())
    paint = page.js("return performance.getEntriesByName('first-contentful-paint').map((each) => each.startTime)")
    assert paint
    assert paint[0] < 2000
