"""The interactive page against the command depend: for every deposit, destination, base and set of closed actors the
first way of the page that needs none of them is the best way, to the micro-dollar. Then what a stranger's case must not
do to it, and the same bytes on repeat. Closing line: N passed, N failed."""
import base64
import csv
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
BUILTIN = os.environ["LODEWAY_BUILTIN"]
HOSTILE = '</script><script>alert(1)</script><!-- & "x" \' {{!data}} \u2028'
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what} {str(detail)[:300]}")


def run(*words):
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True).stdout


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8", newline="") as file:
        return file.read()


def scripts(html):
    return re.findall(r"<script([^>]*)>(.*?)</script>", html, re.S)


def data_of(html):
    return json.loads(next(text for head, text in scripts(html) if 'id="data"' in head))


def page_of(out):
    return read(out, "report", "explore.html")


# ---- exactness --------------------------------------------------------------------------------------------------------

def answers(data, destination, base):
    """By deposit: players, K, cut sets and ways with names in place of numbers."""
    place = [(c[0], c[2]) for c in data["cases"]].index((destination, base))
    actors = [a[0] for a in data["actors"]]
    gates = [g[0] for g in data["gates"] + data["other_gates"]]
    names = lambda mask: {a for i, a in enumerate(actors) if mask >> i & 1}
    found = {}
    for deposit in data["deposits"]:
        players, own, outside, cut_status, cuts, ways, cause = deposit[10][place]
        found[deposit[0]] = {
            "players": names(players), "own": names(own), "outside": outside, "cut_status": cut_status,
            "cuts": {frozenset(names(cut)) for cut in cuts},
            "ways": [{"needs": names(w[0]), "g": w[1], "gates": [gates[i] for i in data["gate_lists"][w[7]]],
                      "domains": [data["domains"][i][0] for i in data["domain_lists"][w[8]]]} for w in ways]}
    return found


def differences(answer, row):
    """What the page says against what depend says, for one closed set."""
    closed = set(row["closed"] or [])
    way = next((w for w in answer["ways"] if not w["needs"] & closed), None)
    first = answer["ways"][0] if answer["ways"] else None
    if (row["g_usd_t"] is None) != (way is None):
        return "a way, or none"
    if way is None:
        return None
    if way["g"] != round(row["g_usd_t"] * 1e6) or way["g"] / 1e6 != row["g_usd_t"]:
        return f"G {way['g']}, {row['g_usd_t']}"
    if (way["g"] - first["g"]) / 1e6 != row["penalty_usd_t"]:
        return f"penalty {way['g'] - first['g']}, {row['penalty_usd_t']}"
    if way["gates"] != (row["gates"] or []) or way["domains"] != row["domains"]:
        return "gates or domains"
    return None


def check_exact(data, case, base, *which):
    rows = json.loads(run("depend", *case, "--all", "--format", "json", "--scenario", base, *which))["rows"]
    said = {}
    faults, sets = [], 0
    for row in rows:
        key = row["destination"]
        said.setdefault(key, answers(data, key, base))
        answer = said[key][row["deposit"]]
        if answer["players"] != set(row["players"] or []):
            faults.append((row["deposit"], key, "players", answer["players"], row["players"]))
        if answer["cut_status"] != row["cut_status"] or answer["cuts"] != cuts_of(row):
            faults.append((row["deposit"], key, "cut sets", answer["cuts"]))
        if row["outside_usd_t"] is not None and answer["outside"] != row["outside_usd_t"] and row["players"]:
            faults.append((row["deposit"], key, "K", answer["outside"], row["outside_usd_t"]))
        for closure in row["coalitions"]:
            sets += 1
            wrong = differences(answer, closure)
            if wrong:
                faults.append((row["deposit"], key, closure["closed"], wrong))
    check(f"base {base}: {len(rows)} deposits and destinations, {sets} closed sets", not faults and sets > 0, faults[:3])


def cuts_of(row):
    """The cut sets of depend as sets of names; names may hold a '+', so they are put together from those of the players."""
    found = set()
    for cut in row["cut_sets"]:
        text = cut["cut_set"]
        if not text:
            continue
        names = set()
        while text:
            name = max((p for p in row["players"] if text == p or text.startswith(p + "+")), key=len)
            names.add(name)
            text = text[len(name) + 1:]
        found.add(frozenset(names))
    return found


# ---- what the page is -------------------------------------------------------------------------------------------------

def check_policy(html, name):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1)
    for head, text in scripts(html):
        if "application/json" in head:
            continue
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        check(f"{name}: the policy knows the script", f"'sha256-{digest}'" in policy)
    for text in re.findall(r"<style>(.*?)</style>", html, re.S):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        check(f"{name}: the policy knows the style", f"'sha256-{digest}'" in policy)
    check(f"{name}: nothing else", "default-src 'none'" in policy and "unsafe" not in policy, policy)
    own = "".join(text for head, text in scripts(html) if "leafletjs.com" in text) # Leaflet names its home in a control that is off
    check(f"{name}: no address", not re.search(r'(?:src|href)=\\?"(?:https?:)?//|url\(|@import', html.replace(own, "")))
    check(f"{name}: no source map", "sourceMappingURL" not in html)
    check(f"{name}: no data as markup", "innerHTML" not in read(SOURCE, "src", "report", "web", "explore.js"))


def check_words():
    """Every word of the page is in the catalogue."""
    base = os.path.join(SOURCE, "src", "base")
    catalogue = "".join(read(base, name) for name in sorted(os.listdir(base)) if name.startswith("words_de"))
    script, page = (read(SOURCE, "src", "report", "web", name) for name in ("explore.js", "explore.html"))
    words = re.findall(r'say\("([^"]*)"', script) + re.findall(r"\{\{([^!}][^}]*)\}\}", page)
    missing = [w for w in words if f'{{"{w}", "' not in catalogue]
    check("every word has its German", len(words) > 80 and not missing, missing)
    check("no word is said but from the catalogue", not re.search(r"say\((?!\"|english)", script))


def edit(folder, table, change):
    path = os.path.join(folder, table)
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = change(rows)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def make_case(folder, name, changes):
    copy = os.path.join(folder, name)
    shutil.copytree(os.path.join(SOURCE, "tests", "worked"), copy)
    for table, change in changes.items():
        edit(copy, table, change)
    run("import", copy, "-o", copy + ".gpkg")
    return copy + ".gpkg"


def set_text(**texts):
    return lambda rows: [{**row, **{k: v for k, v in texts.items() if k in row}} for row in rows]


def check_stranger(folder):
    """Names that try to break out, in every column of words."""
    case = make_case(folder, "hostile", {
        "occurrences.csv": set_text(name=HOSTILE, name_local=HOSTILE, operator=HOSTILE), "countries.csv": set_text(name=HOSTILE),
        "crossings.csv": set_text(name=HOSTILE), "places.csv": set_text(name=HOSTILE), "markets.csv": set_text(name=HOSTILE),
        "corridors.csv": set_text(title_en=HOSTILE, title_de=HOSTILE), "rail.csv": set_text(line_name=HOSTILE)})
    out = os.path.join(folder, "hostile.out")
    run("run", case, "-o", out, "-q", "--lang", "de")
    html = page_of(out)
    data = data_of(html)
    check("hostile: four scripts and no more", len(scripts(html)) == 4 and html.count("<script") == 4, html.count("<script"))
    check("hostile: no way out of the data", "alert(1)</script>" not in html and "<!-- &" not in html)
    check("hostile: the name arrives whole", data["deposits"][0][1] == HOSTILE.replace("\u2028", " "), data["deposits"][0][1])
    check("hostile: German", data["language"] == "de" and '<html lang="de">' in html and "Wer den Weg sperren kann" in html)
    check_policy(html, "hostile")


def check_same(folder):
    """Same bytes on repeat, for any --jobs, for rows in another order."""
    case = make_case(folder, "plain", {})
    turned = make_case(folder, "turned", {name: lambda rows: rows[::-1] for name in os.listdir(os.path.join(SOURCE, "tests", "worked"))
                                          if name.endswith(".csv") and name != "expected.csv"})
    pages = []
    for k, words in enumerate(([case, "--jobs", "1"], [case, "--jobs", "3"], [turned])):
        out = os.path.join(folder, f"same{k}")
        run("run", *words, "-o", out, "-q")
        pages.append(page_of(out))
    check("same bytes for any number of threads", pages[0] == pages[1])
    check("same bytes for rows in another order", pages[0] == pages[2])
    check_exact(data_of(pages[0]), [case], "open")
    check("the index leads there", 'href="explore.html"' in read(folder, "same0", "report", "index.html"))
    check("so does its Markdown", "(explore.html)" in read(folder, "same0", "report", "index.md"))
    check_drawn(data_of(pages[0]), os.path.join(folder, "same0"))


def check_drawn(data, out):
    """The links of each way, in the chain of the page, are those of its row, and meet end to end."""
    db = sqlite3.connect(os.path.join(out, "lodeway.gpkg"))
    rows = db.execute("SELECT deposit, destination, base, rank, links FROM ways").fetchall()
    places = [(c[0], c[2]) for c in data["cases"]]
    deposits = {d[0]: d for d in data["deposits"]}
    lines, grid = data["lines"], data["line_grid"]
    gaps = broken = 0
    for deposit, destination, base, rank, links in rows:
        at, ends, n = deposits[deposit][10][places.index((destination, base))][5][rank - 1][10], [], 0
        while at >= 0:
            link, at = data["chain"][2 * at], data["chain"][2 * at + 1]
            steps = lines[abs(link) - 1][2][0]
            first, last = (steps[0], steps[1]), (sum(steps[::2]), sum(steps[1::2]))
            ends.append((first, last) if link > 0 else (last, first))
            n += 1
        gaps += n != len((links or "").split(">")) if links else n != 0
        broken += sum(max(abs(a[1][0] - b[0][0]), abs(a[1][1] - b[0][1])) * grid > 3 for a, b in zip(ends, ends[1:]))
    check("every link of every way is drawn", rows and gaps == 0, (len(rows), gaps))
    check("links follow each other", broken == 0, broken)


def many(rows):
    return [{**rows[0], "id": f"d{i:05d}", "name": f"Deposit {i}"} for i in range(1001)]


def check_sizes(folder):
    """Too many deposits: no page, and the index says why."""
    out = os.path.join(folder, "many.out")
    run("run", make_case(folder, "many", {"occurrences.csv": many}), "-o", out, "-q", "--market", "ALL")
    check("too many: no page, and the index says why", not os.path.exists(os.path.join(out, "report", "explore.html"))
          and "up to 1,000 deposits" in read(out, "report", "index.html"))


def main():
    check_words()
    with tempfile.TemporaryDirectory() as folder:
        check_stranger(folder)
        check_same(folder)
        check_sizes(folder)
        out = os.path.join(folder, "builtin")
        run("run", BUILTIN, "-o", out, "-q")
        html = page_of(out)
        data = data_of(html)
        check("the built-in page is small", len(html.encode()) < 3_000_000, len(html))
        check_policy(html, "built-in")
        check_exact(data, [BUILTIN], "open")
        check_exact(data, [BUILTIN, *(d[0] for d in data["deposits"][::3])], "eu_2025", "--market", "EU")
        check_drawn(data, out)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
