"""What the built-in case must say, and what every result must obey. Closing line: N passed, N failed."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from decimal import Decimal

PROGRAM = os.environ["LODEWAY"]
results = {"passed": 0, "failed": 0}
PARTS = ("haul", "sea", "border", "handling", "gauge", "time", "reliability")


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def run(*words):
    return subprocess.run([PROGRAM, *words, "--quiet"], check=True, capture_output=True, text=True).stdout


def rows(path, sql):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    return [dict(row) for row in database.execute(sql)]


def micro(value):
    return int((Decimal(repr(value)) * 1000000).to_integral_value())


def check_countries(path, what):
    mongolia = rows(path, "SELECT * FROM dependency WHERE country = 'MNG' AND destination = 'EU' AND closed = 'CHN+RUS'")
    free = [row["deposit"] for row in mongolia if row["status"] != "captive"]
    check(f"{what}: every deposit of Mongolia is captive to China and Russia", mongolia and not free, str(free))
    kazakhstan = rows(path, "SELECT * FROM dependency WHERE country = 'KAZ' AND destination = 'EU' AND base = 'open' AND closed = 'CHN+RUS'")
    captive = [row["deposit"] for row in kazakhstan if row["status"] == "captive"]
    ids = [row["id"] for row in rows(path, "SELECT id FROM deposits WHERE country = 'KAZ' ORDER BY id")]
    only = ("--close", "RUS", "--close", "CHN", "--close", "IRN", "--format", "json")
    ways = [json.loads(run("route", name, "EU", *only))["rows"][0] for name in ids[::3]]
    lost = [way["from"] for way in ways if way["status"] != "reachable" or "CASPIAN" not in way["domains"]]
    check(f"{what}: from Kazakhstan a way over the Caspian remains", ways and not lost, str(lost))


def domains_of(actors, closed):
    return set().union(*(actors[name] for name in sorted(closed)))


def split_actors(text, actors):
    """The names joined by + may hold a + themselves (AZE+GEO)."""
    names = set()
    for name in sorted(actors, key=len, reverse=True):
        if name in text:
            names.add(name)
            text = text.replace(name, "")
    return names


def check_closures(path, case):
    actors = {row["actor"]: set(row["domains"].replace(",", ";").split(";")) for row in rows(case, "SELECT actor, domains FROM actors")}
    bad, cheaper = [], []
    for row in rows(path, "SELECT * FROM dependency"):
        passed = set((row["domains"] or "").split(">")) - {row["country"]}
        shut = domains_of(actors, split_actors(row["closed"], actors)) if row["status"] not in ("own",) else set()
        if passed & (shut - {row["country"]}):
            bad.append((row["deposit"], row["closed"], row["domains"]))
        if row["penalty_usd_t"] is not None and row["penalty_usd_t"] < 0:
            cheaper.append((row["deposit"], row["closed"]))
        if row["status"] == "captive" and (row["g_usd_t"] is not None or not row["proof"] or not row["cause"]):
            bad.append((row["deposit"], row["closed"], "captive without proof"))
    check("no way under a closure passes what is closed", not bad, str(bad[:5]))
    check("closing is never cheaper", not cheaper, str(cheaper[:5]))


def check_sums(path):
    wrong = []
    for row in rows(path, "SELECT * FROM routes WHERE g_usd_t IS NOT NULL"):
        parts = sum(micro(row[part + "_usd_t"]) for part in PARTS)
        if parts != micro(row["g_usd_t"]):
            wrong.append((row["id"], parts, row["g_usd_t"]))
    check("parts sum to G, to the micro-dollar", not wrong, str(wrong[:3]))
    wrong = rows(path, """SELECT r.id, r.g_usd_t, sum(round(l.g_usd_t * 1000000)) AS legs, r.length_km, sum(l.length_km) AS km
        FROM routes r JOIN legs l ON l.route = r.id GROUP BY r.id
        HAVING abs(legs - r.g_usd_t * 1000000) > 0.01 OR abs(km - r.length_km) > 1e-6""")
    check("legs sum to their route", not wrong, str(wrong[:3]))
    wrong = rows(path, """SELECT r.id, r.money_usd_t, sum(round(e.money_usd_t * 1000000)) AS money, sum(e.length_share) AS share
        FROM routes r JOIN exposure e ON e.deposit = r.deposit AND e.destination = r.destination AND e.base = r.base
        WHERE r.role = 'best' GROUP BY r.id HAVING abs(money - r.money_usd_t * 1000000) > 0.01 OR abs(share - 1) > 1e-9""")
    check("domains sum to their route, shares to 1", not wrong, str(wrong[:3]))


def check_routes(path):
    """The command route says what run says, and obeys two closures at once."""
    ids = [row["id"] for row in rows(path, "SELECT id FROM deposits WHERE country IN ('MNG', 'KAZ') ORDER BY id")][::6]
    for name in ids:
        answer = json.loads(run("route", name, "EU", "--close", "RUS", "--close", "CHN", "--format", "json"))["rows"][0]
        row = rows(path, f"SELECT * FROM dependency WHERE deposit = '{name}' AND destination = 'EU' AND base = 'open' AND closed = 'CHN+RUS'")[0]
        check(f"{name}: route and run agree", answer["g_usd_t"] == row["g_usd_t"] and (answer["status"] == "captive") == (row["status"] == "captive"),
              f"{answer['g_usd_t']} {row['g_usd_t']} {answer['status']}")
        check(f"{name}: the closure is obeyed", not {"RUS", "CHN"} & set(answer["domains"]))
        if answer["status"] == "captive":
            check(f"{name}: the proof names both", answer["proof"] == "RUS+CHN" and answer["cause"] == "closure")


def main():
    folder = tempfile.mkdtemp()
    try:
        run("run", "-o", os.path.join(folder, "all"))
        run("run", "-o", os.path.join(folder, "surface"), "--mode", "rail,road,sea", "--market", "EU")
        path, surface = (os.path.join(folder, name, "lodeway.gpkg") for name in ("all", "surface"))
        check_countries(path, "with air, overflight counted")
        check_countries(surface, "without air")
        used = {word for row in rows(surface, "SELECT modes FROM routes WHERE modes IS NOT NULL") for word in row["modes"].split(">")}
        check("a mode that is closed is not used", "air" not in used and {"rail", "road", "sea"} <= used, str(used))
        check_closures(path, os.environ["LODEWAY_BUILTIN"])
        check_sums(path)
        check_routes(path)
        named = rows(path, "SELECT count(*) AS n FROM deposits WHERE source IS NULL OR confidence IS NULL")[0]["n"]
        check("every deposit names its source and confidence", named == 0, str(named))
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
