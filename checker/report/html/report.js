"use strict";
(() => {
  const one = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const list = one("list"), rows = all(".f", list), bar = one("bar"), pane = one("pane"), back = one("back");
  const chosen = { severity: new Set(), status: new Set(), aside: new Set(), family: "", words: [] };
  const texts = new Map();

  // What works only with this script is shown only by it.
  all("#theme, #print, #goto, .tools, .chips, .acts, .copy").forEach((each) => { each.hidden = false; });

  // ------------------------------------------------------------------ filters
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };
  const fits = (row) =>
    (!chosen.severity.size || chosen.severity.has(row.dataset.severity)) &&
    (!chosen.status.size || chosen.status.has(row.dataset.status)) &&
    (!chosen.aside.size || chosen.aside.has(row.dataset.aside)) &&
    (!chosen.family || chosen.family === row.dataset.family) &&
    chosen.words.every((word) => textOf(row).includes(word));
  const show = () => {
    let count = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      count += row.hidden ? 0 : 1;
    }
    one("shown").textContent = count === rows.length ? `${count}` : `${count} of ${rows.length}`;
    one("none").hidden = count > 0;
    all("[data-group]").forEach((chip) =>
      chip.setAttribute("aria-pressed", String(chosen[chip.dataset.group].has(chip.dataset.value))));
    const only = (set, value) => (value ? set.size === 1 && set.has(value) : !set.size);
    all(".cell").forEach((cell) => {
      const { severity, status, family } = cell.dataset;
      cell.setAttribute("aria-pressed", String(
        only(chosen.status, status) && only(chosen.severity, severity) && chosen.family === (family || "")));
    });
    one("family").value = chosen.family;
    one("clear").disabled = count === rows.length;
  };
  const clear = () => {
    chosen.severity.clear();
    chosen.status.clear();
    chosen.aside.clear();
    chosen.family = "";
    chosen.words = [];
    one("q").value = "";
    show();
  };
  one("q").addEventListener("input", (event) => {
    chosen.words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    show();
  });
  one("q").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.target.value = ""; chosen.words = []; show(); }
  });
  one("family").addEventListener("change", (event) => { chosen.family = event.target.value; show(); });
  one("clear").addEventListener("click", clear);
  bar.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-group]");
    if (!chip) return;
    const set = chosen[chip.dataset.group];
    if (!set.delete(chip.dataset.value)) set.add(chip.dataset.value);
    show();
  });
  all(".cell").forEach((cell) => cell.addEventListener("click", () => {
    const again = cell.getAttribute("aria-pressed") === "true";
    clear();
    if (!again) {
      chosen.status.add(cell.dataset.status);
      if (cell.dataset.severity) chosen.severity.add(cell.dataset.severity);
      chosen.family = cell.dataset.family || "";
      show();
      one("findings").scrollIntoView({ block: "start" });
    }
  }));

  // ------------------------------------------------------------------ open and close, arrow keys from row to row
  const open = (row, yes) => { row.querySelector("details").open = yes; };
  one("all").addEventListener("click", (event) => {
    const yes = event.target.getAttribute("aria-pressed") !== "true";
    event.target.setAttribute("aria-pressed", String(yes));
    event.target.textContent = yes ? "Close all" : "Open all";
    rows.forEach((row) => open(row, yes));
  });
  list.addEventListener("keydown", (event) => {
    const row = event.target.matches(".f > details > summary") && event.target.closest(".f");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!row || !step) return;
    const seen = rows.filter((each) => !each.hidden);
    const next = seen[seen.indexOf(row) + step];
    if (next) { event.preventDefault(); next.querySelector("summary").focus(); }
  });

  // ------------------------------------------------------------------ jumps between findings and contract
  const mark = (place, length) => {
    all(".here").forEach((each) => each.classList.remove("here"));
    place.classList.add("here");
    for (let node = place; node && length > 0; node = node.nextSibling) {
      if (node.nodeType === 1 && node.className === "pg") continue;
      if (node.nodeType === 1) node.classList.add("here");
      length -= node.textContent.length;
    }
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  };
  const within = (place) => getComputedStyle(pane).overflowY === "auto" && pane.contains(place);
  const reach = (place) => {
    if (within(place)) {
      // Clauses out of sight have estimated heights: the second step corrects what the first one made real.
      for (let step = 0; step < 2; step += 1) {
        const room = pane.clientHeight / 3;
        pane.scrollTop += place.getBoundingClientRect().top - pane.getBoundingClientRect().top - room;
      }
      if (pane.getBoundingClientRect().top > innerHeight / 2) pane.scrollIntoView({ block: "start" });
    } else {
      place.scrollIntoView({ block: "center" });
      place.scrollIntoView({ block: "center" });
    }
  };
  const toContract = (place, from, length) => {
    if (from && back) {
      back.href = `#${from.id}`;
      back.hidden = false;
    }
    reach(place);
    mark(place, length);
  };
  const toFinding = (row) => {
    if (row.hidden) clear();
    open(row, true);
    row.scrollIntoView({ block: "start" });
    row.querySelector("summary").focus({ preventScroll: true });
  };
  const go = (id, from, length = 0) => {
    const place = id && one(id);
    if (!place) return false;
    if (place.classList.contains("f")) toFinding(place);
    else if (pane && pane.contains(place)) toContract(place, from, length);
    else return false;
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const passage = event.target.closest("mark[data-f]");
    if (link && go(link.hash.slice(1), link.closest(".f"), Number(link.dataset.length || 0))) {
      event.preventDefault();
      history.replaceState(null, "", link.hash);
    } else if (passage && !String(getSelection())) {
      go(`f-${passage.dataset.f}`);
    }
  });
  addEventListener("hashchange", () => go(location.hash.slice(1)));
  if (one("goto")) {
    one("goto").addEventListener("change", (event) => { go(event.target.value); event.target.value = ""; });
  }

  // ------------------------------------------------------------------ copy
  const tell = (text) => { one("live").textContent = text; };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "sr";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  const said = (button, text) => {
    const before = button.textContent;
    button.textContent = text;
    tell(text);
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  list.addEventListener("click", async (event) => {
    if (!event.target.matches(".copy")) return;
    await copy(event.target.closest(".ask").querySelector("p").textContent);
    said(event.target, "Copied");
  });
  one("asks").addEventListener("click", async (event) => {
    const asks = rows.filter((row) => !row.hidden && row.querySelector(".ask")).map((row) =>
      `${row.querySelector("h3").textContent} (${row.dataset.severity}, ${row.dataset.status.replace("-", " ")})\n` +
      row.querySelector(".ask p").textContent);
    await copy(asks.join("\n\n"));
    said(event.target, `Copied ${asks.length}`);
  });

  // ------------------------------------------------------------------ theme and print
  const theme = one("theme"), root = document.documentElement;
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const label = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  try { const kept = localStorage.getItem("bpo-check-theme"); if (kept) root.dataset.theme = kept; } catch { /* no storage */ }
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("bpo-check-theme", root.dataset.theme); } catch { /* no storage */ }
    label();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  label();
  one("print").addEventListener("click", () => print());
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all('.f:not([data-status="present"], [data-status="not-applicable"]) > details:not([open])');
    closed.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((each) => { each.open = false; }));

  // The bar of filters stays in sight: what is jumped to comes to rest below it.
  const measure = () => root.style.setProperty("--bar", getComputedStyle(bar).position === "sticky" ? `${bar.offsetHeight + 4}px` : "8px");
  addEventListener("resize", measure);
  measure();
  show();
  if (location.hash) go(location.hash.slice(1));
})();
