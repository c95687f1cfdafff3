"""Reads the pages of a report: tables of HTML, Markdown, JSON, CSV and XLSX as rows of text, for tests that compare them."""
import csv
import glob
import html.parser
import io
import json
import math
import os
import re
import zipfile
import xml.etree.ElementTree as tree

MISSING = {"–", "NA", "k. A.", ""}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


class Tables(html.parser.HTMLParser):
    """Each table with the key of its rows (data-rows), its class, and its cells without the head."""

    def __init__(self):
        super().__init__()
        self.tables, self.cell, self.in_head = [], None, False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "table":
            self.tables.append((attributes.get("data-rows") or "", attributes.get("class") or "", []))
        elif tag == "thead":
            self.in_head = True
        elif tag == "tr" and self.tables and not self.in_head:
            self.tables[-1][2].append([])
        elif tag in ("td", "th") and not self.in_head:
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag == "thead":
            self.in_head = False
        elif tag in ("td", "th") and self.cell is not None:
            self.tables[-1][2][-1].append(self.cell)
            self.cell = None


def html_tables(path):
    parser = Tables()
    parser.feed(read(path))
    return parser.tables


def markdown_cells(line):
    return [re.sub(r"\\(.)", r"\1", cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def markdown_tables(path):
    """The cells of each table without the head; they come in the order of the HTML page."""
    tables, lines = [], read(path).split("\n")
    for i, line in enumerate(lines):
        if re.match(r"\|( ?-+:? ?\|)+$", line):
            rows = []
            for row in lines[i + 1:]:
                if not row.startswith("|"):
                    break
                rows.append(markdown_cells(row))
            tables.append(rows)
    return tables


def json_tables(path):
    return json.loads(read(path))["tables"]


def csv_tables(path):
    tables = {}
    for line in list(csv.reader(io.StringIO(read(path))))[1:]:
        tables.setdefault(line[0], {}).setdefault(int(line[1]), {})[line[2]] = line[4]
    return {key: [rows[i] for i in sorted(rows)] for key, rows in tables.items()}


def shown_number(text):
    """A figure as a reader sees it: value and half of its last digit; None where there is none."""
    plain = re.sub(r"[\u202f\u00a0 ]", "", text).replace("−", "-")
    plain = re.sub(r"e$", "", plain)
    match = re.match(r"-?\d+([.,]\d+)?", plain)
    if not match:
        return None
    number = match.group().replace(",", ".")
    decimals = len(number.split(".")[1]) if "." in number else 0
    return float(number), 0.5 * 10.0 ** -decimals


def agrees(value, text):
    """The cell shown is the value: numbers rounded, nothing where there is nothing; words are not looked at."""
    if value is None:
        return text.strip() in MISSING
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        shown = shown_number(text)
        return shown is not None and abs(shown[0] - value) <= shown[1] * (1 + 1e-9) + 1e-12
    return True


def compare_tables(shown, tables):
    """Faults between tables shown (key, class, rows) and those of JSON; and how many cells were compared."""
    faults, cells = [], 0
    for key, kind, rows in shown:
        if not key or kind == "heat":
            continue
        values = tables.get(key)
        if values is None or (kind != "facts" and len(rows) != len(values)):
            faults.append(f"the table {key} is not that of JSON")
            continue
        for i, value in enumerate(values):
            texts = [row[1] for row in rows] if kind == "facts" else rows[i]
            if len(texts) != len(value):
                faults.append(f"{key}, row {i + 1}: {len(texts)} cells, JSON has {len(value)}")
            for (column, exact), text in zip(value.items(), texts):
                cells += 1
                if not agrees(exact, text):
                    faults.append(f"{key}, row {i + 1}, {column}: {exact} shown as {text!r}")
    return faults, cells


def compare_csv(from_csv, tables):
    faults = []
    if list(from_csv) != [key for key in tables if tables[key]]:
        faults.append("other tables in CSV")
    for key, values in tables.items():
        for i, value in enumerate(values):
            row = from_csv.get(key, [])[i] if i < len(from_csv.get(key, [])) else {}
            for column, exact in value.items():
                text = row.get(column)
                if exact is None:
                    same = text == ""
                elif isinstance(exact, (int, float)):
                    same = text is not None and text != "" and float(text) == exact
                else:
                    same = text is not None
                if not same:
                    faults.append(f"CSV {key}, row {i + 1}, {column}: {exact} and {text!r}")
    return faults


NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def workbook(path):
    """Sheets by name: rows of cells, numbers as floats, empty ones None."""
    book = zipfile.ZipFile(path)
    words = []
    if "xl/sharedStrings.xml" in book.namelist():
        for item in tree.fromstring(book.read("xl/sharedStrings.xml")).findall("m:si", NAMES):
            words.append("".join(t.text or "" for t in item.iter("{%s}t" % NAMES["m"])))
    sheets = {}
    for i, sheet in enumerate(tree.fromstring(book.read("xl/workbook.xml")).find("m:sheets", NAMES)):
        rows = []
        for row in tree.fromstring(book.read(f"xl/worksheets/sheet{i + 1}.xml")).iter("{%s}row" % NAMES["m"]):
            cells = {}
            for cell in row.findall("m:c", NAMES):
                letters = re.match(r"[A-Z]+", cell.get("r")).group()
                at = 0
                for letter in letters:
                    at = 26 * at + ord(letter) - 64
                value = cell.find("m:v", NAMES)
                if value is not None and value.text is not None:
                    cells[at - 1] = words[int(value.text)] if cell.get("t") == "s" else float(value.text)
            rows.append(cells)
        sheets[sheet.get("name")] = rows
    return sheets


def compare_book(path, pages):
    """pages: {path of the page: its JSON document}. Each row of a sheet is a row of a table, in order."""
    faults, cells, sheets = [], 0, workbook(path)
    expected = {}
    for page, document in pages.items():
        for key, rows in document["tables"].items():
            for row in rows:
                expected.setdefault(f"{document['page']} {key}"[:28], []).append((page, row))
    for name, rows in expected.items():
        found = [row for sheet in sheets for row in sheets[sheet][1:] if sheet == name or re.fullmatch(re.escape(name) + r" \d+", sheet)]
        if len(found) != len(rows):
            faults.append(f"sheet {name}: {len(found)} rows, JSON has {len(rows)}")
            continue
        by_page = sorted(rows, key=lambda r: r[0])
        for (page, row), cell in zip(by_page, sorted(found, key=lambda c: c.get(0, ""))):
            for c, exact in enumerate(row.values()):
                if isinstance(exact, (int, float)) or exact is None:
                    cells += 1
                    same = cell.get(c + 1) is None if exact is None else isinstance(cell.get(c + 1), float) and math.isclose(cell.get(c + 1), exact, rel_tol=1e-14)
                    if not same:
                        faults.append(f"sheet {name}, {page}, column {c + 1}: {exact} and {cell.get(c + 1)}")
    return faults, cells


def all_pages(report, kind):
    """All but the interactive page, which has tests of its own."""
    found = glob.glob(os.path.join(report, "**", "*." + kind), recursive=True)
    return sorted(path for path in found if os.path.basename(path) != "explore.html")


def without_pictures(text):
    """SVG is checked as XML; a checker of HTML does not know it."""
    parts, depth, start, at = [], 0, 0, 0
    for tag in re.finditer(r"<svg\b|</svg>", text):
        if tag.group() == "<svg":
            if depth == 0:
                start = tag.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                parts.append(text[at:start] + '<img alt="picture" src="x.png">')
                at = tag.end()
    return "".join(parts) + text[at:]
