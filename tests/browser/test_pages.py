"""Runs pages.mjs, the browser tests, over the report of the built-in case; what is expected comes from the program's own
JSON and GeoPackage. Skipped where node, Chromium or the packages of package-lock.json are missing, except in CI.
Closing line: N passed, N failed."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
BUILTIN = os.environ["LODEWAY_BUILTIN"]
HERE = os.path.join(SOURCE, "tests", "browser")
MOST_ROWS = 180


def missing():
    """What the tests need and the machine lacks, or None."""
    node = shutil.which("node")
    if not node:
        return "node"
    major = int(subprocess.run([node, "--version"], capture_output=True, text=True).stdout.lstrip("v").split(".")[0])
    if major < 20:
        return "node 20 or later"
    if not os.path.exists(os.environ.get("CHROMIUM", "/usr/bin/chromium")):
        return "Chromium"
    if not os.path.isdir(os.path.join(HERE, "node_modules", "playwright-core")):
        return "playwright-core and axe-core (`.ci/setup test` installs them)"
    return None


def run(*words):
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True).stdout


def table(out, query):
    db = sqlite3.connect(os.path.join(out, "lodeway.gpkg"))
    db.row_factory = sqlite3.Row
    return [dict(row) for row in db.execute(query)]


def of_depend(answers):
    for answer in answers:
        key = {name: answer[name] for name in ("deposit", "deposit_name", "destination", "base")}
        for row in answer["coalitions"]:
            yield {**key, **{name: row[name] for name in ("status", "g_usd_t", "penalty_usd_t", "penalty_pct")}, "closed": row["closed"] or []}


def of_run(out, deposits):
    """Rows of dependency with their sentences, and the best routes. Actors that own an end only in part are left out: run
    closes what is left of them, the measures of joint closures do not count them at all."""
    names = [row["actor"] for row in table(out, "SELECT DISTINCT actor FROM attribution")]
    own = {(r["deposit"], r["destination"], r["base"], r["actor"]) for r in table(out, "SELECT * FROM attribution WHERE status = 'own'")}
    whole = {(r["deposit"], r["destination"], r["base"], r["closed"]) for r in table(out, "SELECT * FROM dependency WHERE status = 'own'")}
    for row in table(out, "SELECT * FROM dependency"):
        if row["deposit"] not in deposits:
            continue
        key, closed, text = (row["deposit"], row["destination"], row["base"]), [], row["closed"]
        while text:
            name = max((n for n in names if text == n or text.startswith(n + "+")), key=len)
            closed.append(name)
            text = text[len(name) + 1:]
        if any((*key, name) in own and (*key, name) not in whole for name in closed):
            continue
        yield {**{n: row[n] for n in ("deposit", "deposit_name", "destination", "base", "status", "g_usd_t", "penalty_usd_t", "penalty_pct")},
               "closed": closed, "sentence": row["sentence_en"], "sentence_de": row["sentence_de"]}
    for row in table(out, "SELECT * FROM routes WHERE role = 'best'"):
        if row["deposit"] in deposits:
            yield {**{n: row[n] for n in ("deposit", "deposit_name", "destination", "base", "status", "g_usd_t")}, "closed": [],
                   "penalty_usd_t": 0, "penalty_pct": 0, "days": row["days"], "km": row["length_km"], "money": row["money_usd_t"]}


def some(rows, n):
    """At most n of them, spread evenly."""
    rows = list(rows)
    return rows[::max(1, -(-len(rows) // n))]


def spread(rows, n):
    """The same for each status by itself, so that none is missed."""
    by_status = {}
    for row in rows:
        by_status.setdefault(row["status"], []).append(row)
    return [row for status in sorted(by_status) for row in some(by_status[status], n // len(by_status))]


def expect(folder, out):
    deposits = [row["id"] for row in table(out, "SELECT id FROM deposits ORDER BY id")]
    few = set(deposits[::7])
    answers = json.loads(run("depend", BUILTIN, *sorted(few), "--all", "--format", "json"))["rows"]
    joint = spread(of_depend(answers), MOST_ROWS // 2)
    single = list(of_run(out, set(deposits)))
    rows = joint + spread([r for r in single if "sentence" in r], MOST_ROWS // 3) + some([r for r in single if "days" in r], MOST_ROWS // 6)
    pairs = [r for r in of_depend(answers) if r["status"] == "captive" and len(r["closed"]) == 2]
    minimal = {(a["deposit"], a["destination"], cut["cut_set"]) for a in answers for cut in a["cut_sets"]}
    with open(os.path.join(folder, "expected.json"), "w", encoding="utf-8") as file:
        json.dump({"rows": rows, "cut": next(r for r in pairs if (r["deposit"], r["destination"], "+".join(r["closed"])) in minimal),
                   "keyboard": next(r for r in joint if r["status"] == "reroute" and len(r["closed"]) > 1)}, file)
    return os.path.join(folder, "expected.json")


def add_actors(path, out, german):
    """Ids of check boxes, and what they are called."""
    with open(os.path.join(out, "report", "explore.html"), encoding="utf-8") as file:
        text = file.read()
    data = json.loads(text.split('<script type="application/json" id="data">')[1].split("</script>")[0])
    with open(path, encoding="utf-8") as file:
        expected = json.load(file)
    expected["names"] = {a[0]: a[1][0].upper() + a[1][1:] for a in data["actors"]}
    expected["bits"] = {a[0]: 1 << i for i, a in enumerate(data["actors"])}
    expected["german"] = next(r for r in of_run(german, {row["id"] for row in table(german, "SELECT id FROM deposits")})
                              if r["status"] == "reroute" and r.get("sentence_de"))
    with open(path, "w", encoding="utf-8") as file:
        json.dump(expected, file)


def main():
    lacking = missing()
    if lacking and not os.environ.get("CI"):
        print(f"skipped: this machine lacks {lacking}\n0 passed, 0 failed")
        return 0
    if lacking:
        print(f"failed: this machine lacks {lacking}\n0 passed, 1 failed")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        out, german = os.path.join(folder, "out"), os.path.join(folder, "german")
        run("run", BUILTIN, "-o", out, "-q")
        run("import", os.path.join(SOURCE, "tests", "worked"), "-o", os.path.join(folder, "worked.gpkg"), "-q")
        run("run", os.path.join(folder, "worked.gpkg"), "-o", german, "-q", "--lang", "de")
        path = expect(folder, out)
        add_actors(path, out, german)
        return subprocess.run(["node", os.path.join(HERE, "pages.mjs"), os.path.join(out, "report"), os.path.join(german, "report"), path],
                              check=False).returncode


sys.exit(main())
