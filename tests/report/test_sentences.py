#!/usr/bin/env python3
"""Every sentence of the built-in and the worked case: whole, in both languages, and of no figure that the rows have not."""
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

SOURCE = os.environ["LODEWAY_SOURCE"]
LODEWAY = os.environ["LODEWAY"]
LAYERS = ("deposits", "routes", "dependency", "cut_sets", "zone_statistics", "calibration", "attribution", "chokepoints",
          "corridor_summary", "country_comparison", "risk")
MUST_SPEAK = ("deposits", "routes", "dependency", "cut_sets")
faults = []


def fault(text):
    faults.append(text)


def run(*arguments):
    done = subprocess.run([LODEWAY, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"lodeway {' '.join(arguments)}: {done.stderr}")


def numbers(sentence):
    """(figure, decimals) of each number; digits in a word (TR-12, Atyrau2) are no number."""
    for match in re.finditer(r"(?<![\w.,-])(\d[\d\u202f]*)(?:[.,](\d+))?(?![\w-])", sentence):
        digits = match.group(1).replace("\u202f", "")
        yield float(digits + "." + (match.group(2) or "0")), len(match.group(2) or "")


def counts(value):
    """How many items a text lists: what "and 2 more" may count."""
    return len(re.split(r"[>;]|\} ", value))


def allowed(row, others):
    """All figures that a sentence on the row may round: its own, in hours or days, as a share, in millions."""
    figures, lists = [], 0
    for each in [row, *others]:
        for key, value in each.items():
            if isinstance(value, str) and not key.startswith("sentence"):
                lists = max(lists, counts(value))
            if isinstance(value, (int, float)) and key != "fid":
                value = abs(value)
                figures += [value, value / 24, 24 * value, 100 * value, value / 1e6, 100 * abs(value - 1)]
    return figures, lists


def check_numbers(layer, row, others, sentence):
    texts = " ".join(str(v) for k, v in row.items() if isinstance(v, str) and not k.startswith("sentence"))
    figures, lists = allowed(row, others)
    for number, decimals in numbers(sentence):
        near = 0.5000001 * 10 ** -decimals
        if number == 0.01 and ("less than" in sentence or "weniger als" in sentence):
            continue
        if number == int(number) and number <= lists or re.search(rf"(?<!\d){number:g}(?!\d)", texts):
            continue
        if layer == "zone_statistics" and number == row["n_deposits"] + row["n_prospects"] + row["n_occurrences"]:
            continue
        if not any(abs(figure - number) <= near + 1e-9 * number or abs(round(figure, decimals + 1) - number) <= near
                   for figure in figures):
            fault(f"{layer}: {number:g} is not in the row: {sentence}")


def check_text(layer, sentence):
    for bad in ("nan", "null", "none ", "(null)", "{", "}", "  ", " ,", " .", "..", "inf "):
        if bad in sentence.lower() and not (bad == "none " and "without both none" in sentence):
            if bad not in ("nan", "none ") or re.search(r"\bnan\b|\bNone\b", sentence):
                fault(f"{layer}: {bad!r} in: {sentence}")
    if not sentence.endswith(".") or not (sentence[0].isupper() or sentence[0].isdigit()):
        fault(f"{layer}: no whole sentence: {sentence}")


def check_german(layer, sentence, name):
    """The name of a row is the case's and stays as it is; what is said of it is German."""
    sentence = sentence.replace(name, "»") if name else sentence
    if re.search(r"\d\.\d", re.sub(r"\S*[A-Za-z]\S*", "", sentence)):
        fault(f"{layer}: a decimal point in German: {sentence}")
    for word in (" and ", " the ", "goods", "closing", " der der ", " die die "):
        if word in sentence.lower() and layer != "calibration":
            if not (word in (" and ", " the ") and layer in ("routes", "deposits", "country_comparison")):
                fault(f"{layer}: {word!r} in German: {sentence}")


def singles_of(rows):
    by_key = {}
    for row in rows:
        if row.get("n_closed") == 1:
            by_key.setdefault((row["deposit"], row["destination"], row["base"]), []).append(row)
    return by_key


def headline_row(row):
    """The main destination only: the first prefix of the table."""
    prefix = next(key for key in row if key.endswith("_g_usd_t"))[:-len("_g_usd_t")]
    return {key: value for key, value in row.items() if key.startswith(prefix) or key in ("name", "sentence_en")}


def check_layer(package, layer):
    columns = {row[1] for row in package.execute(f'PRAGMA table_info("{layer}")')}
    if not {"sentence_en", "sentence_de"} <= columns:
        if layer in MUST_SPEAK:
            fault(f"{layer}: has no sentences")
        return 0
    rows = [dict(row) for row in package.execute(f'SELECT * FROM "{layer}"')]
    rows = [{key: value for key, value in row.items() if key != "geom"} for row in rows]
    singles, spoken = singles_of(rows), 0
    for row in rows:
        english, german = row["sentence_en"], row["sentence_de"]
        if (english is None) != (german is None):
            fault(f"{layer}: one language only: {english} / {german}")
        if english is None:
            if layer in MUST_SPEAK:
                fault(f"{layer}: nothing is said of {row}")
            continue
        spoken += 1
        others = singles.get((row.get("deposit"), row.get("destination"), row.get("base")), []) if row.get("n_closed", 1) > 1 \
            else []
        figures = headline_row(row) if layer == "deposits" else row
        for sentence in (english, german):
            check_text(layer, sentence)
            check_numbers(layer, figures, others, sentence)
        check_german(layer, german, row.get("name"))
    return spoken


def check_statuses(package):
    """What a sentence says of a closure agrees with the status of its row."""
    signs = {"captive": "no way|none", "reroute": "costs|cost|together", "unaffected": "changes nothing",
             "own": "not counted", "unreachable": "There is no way", "uneconomic": "more than the product can bear"}
    for status, sentence in package.execute("SELECT status, sentence_en FROM dependency"):
        if not re.search(signs[status], sentence, re.I):
            fault(f"dependency: {status}, but: {sentence}")


def check_case(name, folder, *arguments):
    out = os.path.join(folder, name)
    run("run", *arguments, "-o", out, "--quiet")
    package = sqlite3.connect(os.path.join(out, "lodeway.gpkg"))
    package.row_factory = sqlite3.Row
    spoken = {layer: check_layer(package, layer) for layer in LAYERS}
    check_statuses(package)
    print(f"{name}: " + ", ".join(f"{n} of {layer}" for layer, n in spoken.items() if n))
    return out


def check_language(folder):
    """--lang chooses the sentence of a report and beneath a table."""
    en, de = ({lang: open(os.path.join(folder, lang, "report", "index.md"), encoding="utf-8").read() for lang in ("en", "de")}[x]
              for x in ("en", "de"))
    if "From " not in en or "Von " not in de:
        fault("the report's first findings are not in the language asked for")
    for lang, word in (("en", "Goods leave"), ("de", "Die Ware geht")):
        done = subprocess.run([LODEWAY, "route", "Khotgor", "EU", "--format", "table", "--lang", lang], capture_output=True,
                              text=True)
        last = done.stdout.rstrip().splitlines()[-1]
        if not last.startswith(word):
            fault(f"route --lang {lang} ends with: {last}")
    bad = subprocess.run([LODEWAY, "route", "Khotgor", "EU", "--lang", "fr"], capture_output=True, text=True)
    if bad.returncode != 2 or "en or de" not in bad.stderr:
        fault("--lang fr is no usage error")


def main():
    folder = tempfile.mkdtemp()
    try:
        worked = os.path.join(folder, "worked.gpkg")
        run("import", os.path.join(SOURCE, "tests", "worked"), "-o", worked)
        check_case("worked", folder, worked)
        check_case("en", folder)
        check_case("de", folder, "--lang", "de")
        check_language(folder)
    finally:
        shutil.rmtree(folder)
    for text in faults[:20]:
        print(text)
    print(f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
