"""The command report: pages of results by another way than run, in both languages; every figure the same in all formats;
valid HTML; hostile texts in every text column; empty results; bad templates and choices. Closing line: N passed, N failed."""
import csv
import glob
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pages

PROGRAM, SOURCE = os.environ["LODEWAY"], os.environ["LODEWAY_SOURCE"]
HOSTILE = "<script>alert(1)</script>\"'&|"
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what} {detail}")


def lodeway(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True)


def must(*words):
    done = lodeway(*words)
    check(" ".join(words[:2]) + " runs", done.returncode == 0, done.stderr)
    return done


def files_of(folder):
    found = glob.glob(os.path.join(folder, "**", "*"), recursive=True)
    return {os.path.relpath(path, folder): open(path, "rb").read() for path in found if os.path.isfile(path)}


# ---- cases

FREE = {"name", "name_local", "source", "operator", "line_name", "remarks", "title_en", "title_de", "deposit_type", "elements",
        "minerals", "commodities", "surface_note"}


def make_case(folder, name, change):
    """The worked example, each row of each table changed."""
    copy = os.path.join(folder, name)
    shutil.copytree(os.path.join(SOURCE, "tests", "worked"), copy)
    for path in glob.glob(os.path.join(copy, "*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            head, rows = reader.fieldnames, list(reader)
        rows = change(os.path.basename(path)[:-4], rows)
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, head)
            writer.writeheader()
            writer.writerows(rows)
    case = copy + ".gpkg"
    must("import", copy, "-o", case)
    return case


def plant(layer, rows):
    """Markup, quotes, right-to-left text, and one name of 5,000 letters."""
    for i, row in enumerate(rows):
        for column in row:
            if column in FREE and row[column] is not None:
                row[column] = f"{row[column]} {HOSTILE} \u202eשלום"
        if layer == "occurrences" and i == 1:
            row["name"] = "long " * 1000
    return rows


def first_only(layer, rows):
    return rows[:1] if layer == "occurrences" else rows


# ---- checks of a report

def check_links(report, what):
    for page in pages.all_pages(report, "html"):
        text = pages.read(page)
        for link in set(re.findall(r'href="([^"#]+)"', text)):
            there = os.path.exists(os.path.join(os.path.dirname(page), link))
            check(f"{what}: {os.path.relpath(page, report)}: link {link} leads somewhere", there)
        check(f"{what}: {os.path.relpath(page, report)}: nothing from outside", not re.search(r'(src|href)="(https?:)?//', text))


def check_safe(report, what):
    planted = 0
    for kind in ("html", "md"):
        for page in pages.all_pages(report, kind):
            text = pages.read(page)
            planted += text.count("&lt;script&gt;")
            check(f"{what}: {os.path.relpath(page, report)}: no script", not re.search(r"<script(?! type=\"application/json\")(?!>\n?/\* lodeway)", text))
            check(f"{what}: {os.path.relpath(page, report)}: no turning of direction", "\u202e" not in text)
    check(f"{what}: the planted text is there, escaped", planted > 20, str(planted))
    for page in pages.all_pages(report, "json"):
        json.loads(pages.read(page))


def check_html(report, what):
    """tidy, without the pictures, which are read as XML."""
    html = pages.all_pages(report, "html")
    folder = tempfile.mkdtemp()
    for page in html:
        text = pages.read(page)
        plain = pages.without_pictures(text)
        for picture in re.findall(r"<svg.*</svg>", text, re.S):
            try:
                tree.fromstring("<x>" + re.sub(r"</svg>.*?(?=<svg)", "</svg>", picture, flags=re.S) + "</x>") if "<figure" not in picture else None
            except tree.ParseError as fault:
                check(f"{what}: {page}: picture is well-formed", False, str(fault))
        name = os.path.relpath(page, report).replace(os.sep, "__")
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(plain)
    if shutil.which("tidy"):
        done = subprocess.run(["tidy", "-q", "-e", "-utf8", "--drop-empty-elements", "no", *sorted(glob.glob(folder + "/*.html"))],
                              capture_output=True, text=True)
        faults = [line for line in done.stderr.split("\n") if "Warning" in line or "Error" in line]
        check(f"{what}: {len(html)} pages are valid HTML", not faults, "\n".join(faults[:5]))
    shutil.rmtree(folder)


def check_figures(report, what):
    documents, cells = {}, 0
    for path in pages.all_pages(report, "json"):
        stem = path[: -len(".json")]
        document = json.loads(pages.read(path))
        if "tables" not in document or "page" not in document:
            continue
        documents[document["path"]] = document
        html, markdown = pages.html_tables(stem + ".html"), pages.markdown_tables(stem + ".md")
        check(f"{what}: {os.path.relpath(stem, report)}: as many tables in Markdown", len(html) == len(markdown), f"{len(html)} {len(markdown)}")
        check(f"{what}: {os.path.relpath(stem, report)}: every table of JSON is shown", set(document["tables"]) == {t[0] for t in html if t[0]})
        also = [(table[0], table[1], rows) for table, rows in zip(html, markdown)]
        for shown, suffix in ((html, "html"), (also, "md")):
            faults, n = pages.compare_tables(shown, document["tables"])
            cells += n
            check(f"{what}: {os.path.relpath(stem, report)}.{suffix}: figures as in JSON", not faults, "; ".join(faults[:3]))
        faults = pages.compare_csv(pages.csv_tables(stem + ".csv"), document["tables"])
        check(f"{what}: {os.path.relpath(stem, report)}.csv: figures as in JSON", not faults, "; ".join(faults[:3]))
    faults, n = pages.compare_book(os.path.join(report, "report.xlsx"), documents)
    check(f"{what}: workbook: figures as in JSON", not faults, "; ".join(faults[:3]))
    check(f"{what}: figures were compared", cells > 400 and n > 200, f"{cells} {n}")


# ---- parts

def check_same_as_run(folder, out):
    """The same pages from rows read back; then in two languages with a workbook, for figures and HTML."""
    must("report", out, "-o", os.path.join(folder, "again"))
    before, after = files_of(os.path.join(out, "report")), files_of(os.path.join(folder, "again", "report"))
    different = [name for name in set(before) | set(after) if before.get(name) != after.get(name)]
    check("the report of report has the bytes of that of run", not different and len(before) > 20, str(different[:5]))
    both = os.path.join(folder, "both")
    must("report", out, "-o", both, "--lang", "en,de", "--format", "html,md,json,csv,xlsx")
    first = files_of(both)
    must("report", out, "-o", both, "--lang", "de,en", "--format", "xlsx,csv,json,md,html", "--overwrite")
    check("the same bytes twice, the workbook too", first == files_of(both))
    for language in ("en", "de"):
        report = os.path.join(both, "report", language)
        check_figures(report, language)
        check_html(report, language)
        check_links(report, language)
        check(f"{language}: the page says so", f'<html lang="{language}"' in pages.read(os.path.join(report, "brief.html")))
    check("German is German", "Kurzbericht" in pages.read(os.path.join(both, "report", "de", "brief.html")))


def check_choice(folder, out):
    target = os.path.join(folder, "some")
    must("report", out, "-o", target, "--brief", "--deposits", "d1", "--format", "html")
    found = sorted(files_of(os.path.join(target, "report")))
    check("a brief and one deposit", found == ["annex.html", "brief.html", "deposit/d1.html", "index.html", "sheet/d1.html"], str(found))
    check_links(os.path.join(target, "report"), "brief")
    must("report", out, "-o", target, "--deposits", "none", "--corridors", "none", "--format", "md", "--overwrite")
    found = sorted(files_of(os.path.join(target, "report")))
    check("no rows chosen: the pages at the root", all("/" not in name and name.endswith(".md") for name in found) and "countries.md" in found, str(found))


def refuse(what, code, words, *expected):
    done = lodeway(*words)
    check(f"{what}: exit {code}", done.returncode == code, f"{done.returncode} {done.stderr}")
    check(f"{what}: one clear line", done.stderr.count("\n") == 1 and all(part in done.stderr for part in expected), done.stderr)


def check_refusals(folder, out, other):
    report = ("report", out, "-o", os.path.join(folder, "refused"))
    refuse("unknown deposit", 2, (*report, "--deposits", "d11"), '"d11"', "d1")
    refuse("unknown corridor", 2, (*report, "--corridors", "nowhere"), '"nowhere"')
    refuse("unknown format", 2, (*report, "--format", "pdf"), '"pdf"', "xlsx")
    refuse("unknown language", 2, (*report, "--lang", "fr"), '"fr"', "de")
    refuse("another case", 3, (*report, "--case", other), "SHA-256", "--case")
    refuse("no output", 3, ("report", os.path.join(folder, "nothing")), "no such file")
    refuse("a report is there", 2, ("report", out), "--overwrite")
    before = files_of(os.path.join(out, "report"))
    refuse("a failure", 2, ("report", out, "--overwrite", "--deposits", "d11"), '"d11"')
    check("after a failure the old report is whole", before == files_of(os.path.join(out, "report")))
    check("nothing is left beside it", sorted(os.listdir(out)) == ["lodeway.gpkg", "report"], str(os.listdir(out)))


TEMPLATE = {"title": {"en": "Ways out of <b>Asia</b>", "de": "Wege"}, "organisation": "A & B", "footer": "Footer's \"own\" <i>",
            "logo": "logo.svg", "colours": {"head": "#204060"}}


def check_template(folder, out):
    look = os.path.join(folder, "look")
    os.mkdir(look)

    def write(template, logo='<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'):
        with open(os.path.join(look, "template.json"), "w", encoding="utf-8") as file:
            file.write(template if isinstance(template, str) else json.dumps(template))
        with open(os.path.join(look, "logo.svg"), "w", encoding="utf-8") as file:
            file.write(logo)

    write(TEMPLATE)
    words = ("report", out, "-o", os.path.join(folder, "looked"), "--brief", "--template", look, "--format", "html")
    must(*words)
    report = os.path.join(folder, "looked", "report")
    index = pages.read(os.path.join(report, "index.html"))
    for part in ("Ways out of &lt;b&gt;Asia", "A &amp; B", "Footer&#39;s &quot;own&quot; &lt;i&gt;", "--head:#204060;", "data:image/svg+xml;base64,"):
        check(f"template: {part}", part in index)
    check_html(report, "template")
    for bad, *expected in (("{", "line 1"), ("[]", "object"), ({"titel": "x"}, "titel", "title"), ({"title": 7}, "title"),
                           ({"colours": {"head": "red;}body{display:none"}}, "head", "#rrggbb"), ({"colours": {"heat": "#fff"}}, "heat", "head"),
                           ({"logo": "../x.svg"}, "logo"), ({"logo": "none.png"}, "none.png")):
        write(bad)
        done = lodeway(*words, "--overwrite")
        check(f"bad template {bad}: refused", done.returncode in (2, 3) and all(part in done.stderr for part in expected), done.stderr)
    write(TEMPLATE, "no picture")
    refuse("a logo that is none", 3, (*words, "--overwrite"), "logo.svg")


def plant_in_rows(package, spare):
    """Every text of every result layer ends in markup, keys alike, so that rows still find each other."""
    base = sqlite3.connect(package)
    for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
        base.create_function(name, 1, lambda shape: 0)
    layers = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents")]
    for layer in layers:
        if layer in ("layer_styles", "provenance"):
            continue
        for column in [row[1] for row in base.execute(f'PRAGMA table_info("{layer}")') if row[2].startswith("TEXT")]:
            if column not in spare and not (spare and column.endswith("status")):
                base.execute(f'UPDATE "{layer}" SET "{column}" = "{column}" || ?', (HOSTILE,))
    base.commit()
    base.close()


def check_rows(folder, out, case):
    meaning = {"base", "destination", "role", "kind", "target_kind", "measure", "severity", "closed", "cut_set", "domains", "domain"}
    for what, spare in (("texts", meaning), ("all", set())):
        copy = os.path.join(folder, "rows-" + what)
        shutil.copytree(out, copy)
        plant_in_rows(os.path.join(copy, "lodeway.gpkg"), spare)
        must("report", copy, "--case", case, "--overwrite")
        check_safe(os.path.join(copy, "report"), "rows, " + what)
        check_links(os.path.join(copy, "report"), "rows, " + what)
        check_html(os.path.join(copy, "report"), "rows, " + what)


def empty_rows(package):
    """Results without a row but for what they were made from."""
    base = sqlite3.connect(package)
    for layer in [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents")]:
        if layer not in ("layer_styles", "provenance"):
            base.execute(f'DELETE FROM "{layer}"')
    base.commit()
    base.close()


def check_small(folder):
    case, out = make_case(folder, "one", first_only), os.path.join(folder, "out-one")
    must("run", case, "-o", out, "--market", "m1")
    for name, deposits in (("one", 1), ("empty", 0)):
        must("report", out, "-o", os.path.join(folder, "small-" + name), "--format", "html,md,json,csv,xlsx")
        report = os.path.join(folder, "small-" + name, "report")
        check(f"{name}: pages of deposits", len(glob.glob(os.path.join(report, "sheet", "*.html"))) == deposits)
        check_links(report, name)
        check_html(report, name)
        empty_rows(os.path.join(out, "lodeway.gpkg"))


def main():
    folder = tempfile.mkdtemp()
    try:
        plain, hostile = make_case(folder, "plain", lambda layer, rows: rows), make_case(folder, "hostile", plant)
        out, bad = os.path.join(folder, "out"), os.path.join(folder, "out-hostile")
        must("run", plain, "-o", out, "--market", "m1")
        must("run", hostile, "-o", bad, "--market", "m1")
        check_same_as_run(folder, out)
        check_choice(folder, out)
        check_refusals(folder, out, hostile)
        check_template(folder, out)
        check_safe(os.path.join(bad, "report"), "case")
        check_links(os.path.join(bad, "report"), "case")
        check_html(os.path.join(bad, "report"), "case")
        check_rows(folder, out, plain)
        check_small(folder)
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
