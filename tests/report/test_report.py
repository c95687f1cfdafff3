"""The report through the program: four formats of the same rows, hostile names, self-contained pages, same bytes twice.
Closing line: N passed, N failed."""
import csv
import glob
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
HOSTILE = '<script>alert(1)</script> & "x" | \'y\''
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what} {detail}")


def run(*words):
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True)


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8", newline="") as file:
        return file.read()


def make_case(folder):
    """The worked example with a deposit whose name tries to break out of each format."""
    copy = os.path.join(folder, "csv")
    shutil.copytree(os.path.join(SOURCE, "tests", "worked"), copy)
    path = os.path.join(copy, "occurrences.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["name"] = HOSTILE
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    run("import", copy, "-o", os.path.join(folder, "case.gpkg"))
    return os.path.join(folder, "case.gpkg")


def documents(report):
    """The pages to read; the interactive one has a test of its own (test_explore.py)."""
    return [page for page in glob.glob(os.path.join(report, "**", "*.html"), recursive=True) if os.path.basename(page) != "explore.html"]


def check_pages(report):
    pages = documents(report)
    check("a page and a sheet a deposit, a page a corridor, and those at the root", len(pages) == 3 + 3 + 3 + 5, str(len(pages)))
    for page in pages:
        html = read(page)
        name = os.path.relpath(page, report)
        check(f"{name}: no script", "<script" not in html)
        check(f"{name}: no network", not re.search(r'(src|href)="(https?:)?//', html))
        check(f"{name}: language", '<html lang="en"' in html)
        for picture in re.findall(r"<svg.*?</svg>", html, re.S):
            check(f"{name}: pictures say what they show", "<title" in picture or "viewBox" in picture)
        for link in re.findall(r'href="([^"#]+)"', html):
            check(f"{name}: link {link} leads somewhere", os.path.exists(os.path.join(os.path.dirname(page), link)))


def check_formats(report):
    for page in glob.glob(os.path.join(report, "**", "*.json"), recursive=True):
        stem = page[: -len(".json")]
        check(f"{stem}: all four formats", all(os.path.exists(stem + "." + kind) for kind in ("html", "md", "csv")))
        json.loads(read(page))
        list(csv.reader(io.StringIO(read(stem + ".csv"))))
    d1 = os.path.join(report, "deposit", "d1")
    for kind in ("html", "md", "json", "csv"):
        text = read(d1 + "." + kind)
        check(f"d1.{kind} gives G", re.search(r"272[.,]7", text) is not None)
    check("Markdown: no raw tag of a name", "<script" not in read(d1 + ".md"))
    check("HTML: the name is there, escaped", "&lt;script&gt;alert(1)" in read(d1 + ".html"))
    check("JSON: the name is whole", HOSTILE in json.dumps(json.loads(read(d1 + ".json")), ensure_ascii=False).replace('\\"', '"'))


def outer_pictures(html):
    """Whole <svg> elements, those inside others included in them."""
    start, depth = 0, 0
    for tag in re.finditer(r"<svg\b|</svg>", html):
        if tag.group() == "<svg":
            start = tag.start() if depth == 0 else start
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield html[start:tag.end()]


def check_pictures(report):
    for page in documents(report):
        for picture in outer_pictures(read(page)):
            try:
                tree.fromstring(picture.replace("&nbsp;", " "))
                fault = ""
            except tree.ParseError as parse_error:
                fault = str(parse_error)
            check(f"{os.path.basename(page)}: pictures are well-formed", not fault, fault)


def main():
    folder = tempfile.mkdtemp()
    try:
        case = make_case(folder)
        report = os.path.join(folder, "a", "report")
        again = ("run", case, "-o", os.path.join(folder, "a"), "--market", "m1", "--overwrite")
        run(*again)
        shutil.copytree(report, os.path.join(folder, "before"))
        run(*again)
        check_pages(report)
        check_formats(report)
        check_pictures(report)
        for page in glob.glob(os.path.join(report, "**", "*.*"), recursive=True):
            other = page.replace(report, os.path.join(folder, "before"))
            check(f"{os.path.basename(page)}: same bytes twice", read(page) == read(other))
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
