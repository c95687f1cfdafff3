"""The catalogue of words against the sources, and a German report against the English one: no word without German, no
entry that nothing says, no English left over, figures with a comma. Closing line: N passed, N failed."""
import csv
import glob
import html
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
BUILTIN = os.environ["LODEWAY_BUILTIN"]
results = {"passed": 0, "failed": 0}

# ---- the catalogue ----------------------------------------------------------------------------------------------

LITERALS = r'"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*'


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what} {detail}")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def joined(literals):
    """Neighbours are one text, as the compiler has it."""
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))


def catalogue():
    pairs = {}
    for path in sorted(glob.glob(os.path.join(SOURCE, "src", "base", "words_de*.h"))):
        for english, german in re.findall(r'^\s*\{"((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"\},', read(path), re.M):
            pairs[english] = german
    return pairs


def sources():
    """File name and text of each C source that may say a word, comments left out."""
    for path in sorted(glob.glob(os.path.join(SOURCE, "src", "**", "*.[ch]"), recursive=True)):
        if not os.path.basename(path).startswith("words_de"):
            yield os.path.relpath(path, SOURCE), re.sub(r"/\*.*?\*/", "", read(path), flags=re.S)


def said_by(text):
    """Literals that go straight to the catalogue."""
    call = r"lode_(?:report_i_)?word\(\s*[\w.>\-]+,\s*"
    for first, second in re.findall(call + r"(?:[^;\"]*?\?\s*)?(" + LITERALS + r")(?:\s*:\s*(" + LITERALS + r"))?", text):
        for literal in (first, second):
            if literal:
                yield joined(literal)


def headings(text):
    """Titles of the columns of page tables: the renderers say them."""
    return re.findall(r'\{"\w+", LODE_(?:TEXT|LIST|INT|REAL), "[^"]*", "([^"]+)", ""', text)


def check_catalogue():
    pairs, spoken = catalogue(), set()
    missing = []
    for name, text in sources():
        spoken.update(joined(literal) for literal in re.findall(LITERALS, text))
        if name.startswith(("src/report", "src/app")):
            words = list(said_by(text)) + (headings(text) if name.startswith("src/report") else [])
            missing += [f"{name}: {word}" for word in words if word not in pairs and re.search("[A-Za-z]{2}", word)]
    check("every word that is said is in the catalogue", not missing, "\n  ".join(missing))
    with open(os.path.join(SOURCE, "layers", "occurrences.csv"), encoding="utf-8", newline="") as file:
        spoken.update(row["deposit_type"] for row in csv.DictReader(file))
    for path in glob.glob(os.path.join(SOURCE, "styles", "*.qml")):  # what QGIS says
        spoken.update(re.findall(r' label="([^"]*)"', read(path)) + re.findall(r"\{\{([^{}]*)\}\}", read(path)))
    results = set(re.findall(r'^    \{"(\w+)", "[^"]+", "', read(os.path.join(SOURCE, "src", "core", "columns.c")), re.M))
    legends = [f"{os.path.basename(path)}: {word}" for path in glob.glob(os.path.join(SOURCE, "styles", "*.qml"))
               if re.split("[@.]", os.path.basename(path))[0] in results
               for word in re.findall(r' label="([^"]*)"', read(path)) + re.findall(r"\{\{([^{}]*)\}\}", read(path))
               if word not in pairs and word != "main"]
    check("every word of a result layer in QGIS is in the catalogue", not legends, "\n  ".join(legends))
    web = "".join(read(path) for path in glob.glob(os.path.join(SOURCE, "src", "report", "web", "*")))
    idle = [word for word in pairs if word not in spoken and word not in web]
    check("every entry of the catalogue is said somewhere", not idle, "\n  ".join(idle))


def check_german(pairs):
    """House words: one term for one thing."""
    wrong = {
        r"[Ss]chnittmenge": "Sperrgruppe",
        r"[Gg]efangen": "abgeschnitten",
        r"\bTREO\b(?!\))": "SEO",
        r"\b[Ss]pur(wechsel|bruch)": "Spurweitenwechsel",
        r"Generalisierte Kosten": "verallgemeinerte Kosten",
        r"\bProspekte?\b": "Explorationsprojekt",
        r"\d\.\d": "a decimal comma",
    }
    for pattern, right in wrong.items():
        bad = [german for german in pairs.values() if re.search(pattern, german)]
        check(f"German says {right}", not bad, "\n  ".join(bad))


# ---- a report in both languages ---------------------------------------------------------------------------------

# The same in both languages although the catalogue does not say so: states and formats.
ALIKE = set("Belarus Ukraine Vietnam Afghanistan Markdown JSON CSV".split())
# Of the provenance only what cannot be said in another way: the program with its libraries, the command.
FACTS = re.compile(r'"value": "(lodeway [^"]*)"')
ENGLISH = re.compile(r"\b(the|of|with|which|is|are|and|by|from|where|when|than)\b")


def visible(path):
    """What a reader sees of an HTML page, an element a line, with the texts of attributes that are read out."""
    text = re.sub(r"<(style|script)\b.*?</\1>", "", read(path), flags=re.S)
    read_out = re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
    lines = re.sub(r"<[^>]*>", "\n", text).split("\n") + read_out
    return [html.unescape(line).strip() for line in lines if line.strip()]


def figureless(line):
    return re.sub(r"[\d.,\u202f\u00a0\u2212+]+", "#", line)


def texts_of(package):
    """Names, ids, sources and remarks: what the results carry over from the case."""
    texts = set()
    with sqlite3.connect(f"file:{package}?mode=ro", uri=True) as base:
        tables = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents")]
        for table in tables:
            for column in base.execute(f'PRAGMA table_info("{table}")').fetchall():
                name, kind = column[1], column[2]
                if kind.startswith("TEXT") and name not in CODES and table != "provenance":
                    texts.update(row[0] for row in base.execute(f'SELECT DISTINCT "{name}" FROM "{table}"') if row[0])
    return texts


# Columns of words of the program: these must not be alike.
CODES = {"status", "kind", "mode", "modes", "confidence", "role", "ree_role", "measure", "severity", "origin", "help",
         "what", "advice", "cause", "deposit_type", "sentence_en", "sentence_de", "words_en", "words_de", "method",
         "relation", "own", "same_country", "target_kind", "rule", "detail"}


def is_code(line):
    """Ids of domains, actors, layers, columns and files; figures with a unit."""
    signs = r"[A-Z0-9_+./:|>;-]+|[a-z0-9]+(?:[-_:|/.*][a-z0-9*_.:-]+)+|[A-Z]?[a-z]{1,2}|USD/[ta]"
    words = re.findall(r"[^\W\d_]+(?:[-_:|./+][^\W\d_]+)*", line)
    return re.fullmatch("[0-9a-f]{64}", line) or all(re.fullmatch(signs, word) for word in words)


def items_of(line):
    """What stands behind the words before a colon: names, joined by arrows."""
    return [part.strip() for part in re.sub("^[^:]*: ", "", line).split("\u2192")]


def left_over(english, german, known):
    """Lines of the German page that stand in the English one too and are neither names nor signs, or hold English."""
    before = {figureless(line) for line in visible(english)}
    for line in visible(german):
        if ENGLISH.search(line) and line not in known and not all(item in known for item in items_of(line)):
            yield line
        if figureless(line) not in before or not re.search("[A-Za-z]{3}", line) or line.startswith("/"):
            continue
        whole = re.sub(r" \u2013 Lodeway$|: [\d.,\u202f\u2212]+\s*%?$", "", line)
        items = [part.strip() for part in re.split("[\u2192\u00b7,;]", whole)]
        if whole not in known and not is_code(whole) and not all(item in known for item in items):
            yield line


def run(case, out, language, *more):
    subprocess.run([PROGRAM, "run", case, "-o", out, "--lang", language, "-q", *more], check=True, capture_output=True)


def pages_of(report):
    """The pages of the report but for those of corridors and of scripts."""
    names = [os.path.relpath(path, report) for path in glob.glob(os.path.join(report, "**", "*.html"), recursive=True)]
    return sorted(name for name in names if not name.startswith("corridor") and name != "explore.html")


def check_report(what, folder, case, same, *more):
    english, german = (os.path.join(folder, f"{what}-{language}") for language in ("en", "de"))
    run(case, english, "en", *more)
    run(case, german, "de", *more)
    known = set(FACTS.findall(read(os.path.join(english, "report", "annex.json")))) | texts_of(os.path.join(english, "lodeway.gpkg")) | texts_of(case) | ALIKE | same
    english, german = os.path.join(english, "report"), os.path.join(german, "report")
    names = pages_of(german)
    check(f"{what}: the same pages", names == pages_of(english) and len(names) > 4, str(names))
    left = {}
    for name in names:
        page = read(os.path.join(german, name))
        check(f"{what}: {name} says its language", '<html lang="de">' in page)
        for line in left_over(os.path.join(english, name), os.path.join(german, name), known):
            left.setdefault(line, name)
    check(f"{what}: no English is left", not left, "".join(f"\n  {name}: {line}" for line, name in left.items()))
    check_figures(what, english, german, names)


def check_figures(what, english, german, names):
    """The figures of the pages are the same but for the comma, JSON and CSV have the same keys and points."""
    for name in names:
        stem = name[: -len(".html")]
        both = [visible(os.path.join(folder, name)) for folder in (english, german)]
        figures = [sorted(re.fullmatch(r"\u2212?[\d\u202f]+([.,]\d+)?", line)[0] for line in lines
                          if re.fullmatch(r"\u2212?[\d\u202f]+([.,]\d+)?", line)) for lines in both]
        check(f"{what}: {name}: the same figures", sorted(f.replace(".", ",") for f in figures[0]) == figures[1])
        check(f"{what}: {name}: no decimal point", not any("." in f for f in figures[1]))
        documents = [json.loads(read(os.path.join(folder, stem + ".json"))) for folder in (english, german)]
        check(f"{what}: {stem}.json: the same keys and figures", skeleton(documents[0]) == skeleton(documents[1]))
        lines = [list(csv.reader(open(os.path.join(folder, stem + ".csv"), encoding="utf-8", newline="")))
                 for folder in (english, german)]
        check(f"{what}: {stem}.csv: the same rows and columns",
              [line[:4] for line in lines[0]] == [line[:4] for line in lines[1]])


def skeleton(value):
    if isinstance(value, dict):
        # A page shows the words of its own language; detail is an English text, left out of German pages.
        return {re.sub("_(en|de)$", "", key): skeleton(item) for key, item in value.items() if key != "detail"}
    if isinstance(value, list):
        return [skeleton(item) for item in value]
    return "text" if isinstance(value, str) else value


def main():
    pairs = catalogue()
    check_catalogue()
    check_german(pairs)
    same = {english for english, german in pairs.items() if english == german}
    with tempfile.TemporaryDirectory() as folder:
        worked = os.path.join(folder, "worked.gpkg")
        subprocess.run([PROGRAM, "import", os.path.join(SOURCE, "tests", "worked"), "-o", worked], check=True,
                       capture_output=True)
        check_report("worked", folder, worked, same, "--full", "--draws", "50", "--years", "20")
        check_report("built-in", folder, BUILTIN, same, "--market", "EU", "--scenario", "open")
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
