"""Measures of the whole network against dumb recomputation: every gate closed by hand, every pair of ends asked alone, every
planned work opened alone. Argument: the layers folder (not used). Closing line: N passed, N failed."""
import csv
import io
import json
import math
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
WORKED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worked")
OUTPUT = {"d1": 20000, "d2": 10000}
OUTSIDE = 2000
LAYERS = ("chokepoints", "links_used", "corridor_summary", "corridor_gates", "legs", "capacity", "country_comparison", "scenarios", "access_grid")
SCENARIOS = """scenario,action,target,value,title_en,title_de,source
no_nor,close,NOR,,Without the north,Ohne Norden,s
no_nor_sou,close,NOR,,Without both,Ohne beide,s
no_nor_sou,close,SOU,,Without both,Ohne beide,s
dear_sea,price,mode:sea,2,Dear sea,Teure See,s
"""
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def near(what, got, wanted, width=1e-6):
    both = got in (None, "") and wanted is None
    check(what, both or (got not in (None, "") and wanted is not None and abs(float(got) - wanted) <= width * max(1, abs(wanted))), (got, wanted))


def lodeway(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=300)


def rows(*words):
    done = lodeway(*words, "--format", "csv", "-q")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def case_of(folder, name, files=None, more=None, without=(), reverse=False):
    """The worked example with files added, lines appended, layers left out."""
    layers = os.path.join(folder, name)
    shutil.copytree(WORKED, layers, ignore=shutil.ignore_patterns("expected.csv", *without))
    for file, text in (files or {}).items():
        with open(os.path.join(layers, file), "w", encoding="utf-8") as f:
            f.write(text)
    for file, lines in (more or {}).items():
        with open(os.path.join(layers, file), "a", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")
    if reverse:
        for file in os.listdir(layers):
            with open(os.path.join(layers, file), encoding="utf-8", newline="") as f:
                head, *body = list(csv.reader(f))
            with open(os.path.join(layers, file), "w", encoding="utf-8", newline="") as f:
                csv.writer(f, lineterminator="\n").writerows([head, *reversed(body)])
    path = os.path.join(folder, name + ".gpkg")
    done = lodeway("import", layers, "-o", path)
    assert done.returncode == 0, done.stderr
    return path


def run(case, out, *words):
    done = lodeway("run", case, "-o", out, "-q", *words)
    assert done.returncode == 0, done.stderr
    database = sqlite3.connect(os.path.join(out, "lodeway.gpkg"))
    database.row_factory = sqlite3.Row
    return database


def route(case, start, end, *words):
    return json.loads(lodeway("route", case, *words, "--format", "json", "-q", "--", start, end).stdout)["rows"][0]


def ids(file):
    with open(os.path.join(WORKED, file), encoding="utf-8", newline="") as f:
        return [row["id"] for row in csv.DictReader(f)]


def loss(base, shut):
    shut = OUTSIDE if shut is None else min(shut, OUTSIDE)
    return max(0, shut - base)


def test_chokepoints(case, out):
    found = {(r["kind"], r["id"]): r for r in out.execute("SELECT * FROM chokepoints WHERE destination = 'm1'")}
    things = [("crossing", i) for i in ids("crossings.csv")] + [("terminal", i) for i in ids("terminals.csv")] \
        + [("link", i) for i in ids("rail.csv") + ids("sea.csv") + ids("air.csv")]
    base = {d: route(case, d, "m1") for d in OUTPUT}
    impacts = {}
    for kind, name in things:
        impact = cut_off = used = 0
        for d, tonnes in OUTPUT.items():
            without = route(case, d, "m1", "--close", f"{kind}:{name}").get("g_usd_t")
            impact += tonnes * loss(base[d]["g_usd_t"], without)
            cut_off += tonnes if without is None else 0
            used += tonnes if any(leg["element"] == name for leg in base[d]["legs"]) else 0
        row = found.pop((kind, name), None)
        check(f"{kind} {name} is a candidate where a way uses it", (row is not None) == (used > 0), (row and dict(row), used))
        near(f"impact of {kind} {name}", row["impact_usd_a"] if row else 0, impact)
        near(f"cut off by {kind} {name}", row["cut_off_t_a"] if row else 0, cut_off)
        near(f"tonnes on {kind} {name}", row["used_t_a"] if row else 0, used)
        impacts[kind, name] = impact
    check("nothing else is a chokepoint", not found, list(found))
    order = [impacts[r["kind"], r["id"]] for r in out.execute("SELECT * FROM chokepoints ORDER BY rank")]
    check("ranks fall with impact", order == sorted(order, reverse=True), order)
    sections = {r["id"]: r["section"] for r in out.execute("SELECT * FROM chokepoints")}
    check("gate and link in series are one section", sections["west"] == sections["rail_nw"] != sections["north"] == sections["rail_on"], sections)
    breaks = {r["id"]: r["break_of_gauge"] for r in out.execute("SELECT * FROM chokepoints")}
    check("breaks of gauge are named", breaks["west"] == "yes" and breaks["north"] == "no", breaks)
    shapes = out.execute("SELECT count(*) FROM chokepoints WHERE geom IS NULL").fetchone()[0]
    check("every chokepoint has its place", shapes == 0, shapes)


def test_links_used(case, out):
    tonnes, n = {}, {}
    for d in ("d1", "d2", "d3"):
        for leg in route(case, d, "m1")["legs"]:
            if leg["kind"] == "link":
                tonnes[leg["element"]] = tonnes.get(leg["element"], 0) + OUTPUT.get(d, 0)
                n[leg["element"]] = n.get(leg["element"], 0) + 1
    got = {r["id"]: (r["used_t_a"], r["n_deposits"]) for r in out.execute("SELECT * FROM links_used")}
    check("links used", got == {i: (tonnes[i], n[i]) for i in tonnes}, (got, tonnes, n))


def test_corridors(out):
    got = {r["corridor"]: dict(r) for r in out.execute("SELECT * FROM corridor_summary")}
    check("closers by hand", {c: r["closed_by"] for c, r in got.items()} == {"north": "NOR", "ocean": "SEA;SOU", "bridge": "NOR;SOU"}, got)
    near("least G along the north", got["north"]["g_min_usd_t"], 237.5)
    near("median days along the north", got["north"]["median_days"], 229 / 24)
    near("median buffer along the north", got["north"]["buffer_median_d"], 96 / 24)
    # d2 lies in NOR: its own domain is not closed to it, so only d1 loses
    near("impact of the north's closure", got["north"]["impact_usd_a"], 20000 * 46.86)
    check("how each stands", [got[c]["status"] for c in ("north", "ocean", "bridge")] == ["followed", "possible", "possible"], got)


def test_corridor_gates(out):
    """The case's own tables say what a gate takes; published indicators say how a way is summed up."""
    with open(os.path.join(WORKED, "crossings.csv"), encoding="utf-8", newline="") as f:
        crossings = {row["id"]: row for row in csv.DictReader(f)}
    gates = out.execute("SELECT * FROM corridor_gates").fetchall()
    borders = [g for g in gates if g["kind"] == "crossing"]
    check("gates are there", {g["gate"] for g in borders} >= {"north", "west", "south"}, [dict(g) for g in gates])
    for g in borders:
        row = crossings[g["gate"]]
        change = row["gauge_a_mm"] != row["gauge_b_mm"]
        hours = float(row["dwell_h"]) + (float(row["gauge_h"]) if change else 0)
        usd = float(row["cost_usd_t"]) + (float(row["gauge_usd_t"]) if change else 0)
        near(f"{g['corridor']} {g['gate']}: hours", g["hours"], hours)
        near(f"{g['corridor']} {g['gate']}: buffer", g["buffer_h"], float(row["dwell_p90_h"]) - float(row["dwell_h"]))
        near(f"{g['corridor']} {g['gate']}: TFI1 is one side", g["tfi1_h"], hours / 2)
        near(f"{g['corridor']} {g['gate']}: TFI2 is 20 t at one side", g["tfi2_usd"], 20 * usd / 2)
        near(f"{g['corridor']} {g['gate']}: 20 t at both", g["usd_20t"], 20 * usd)
    ways = out.execute("SELECT * FROM routes WHERE role = 'corridor'").fetchall()
    for g in borders:
        passed = sum(w["corridor"] == g["corridor"] and g["gate"] in w["gates"].split(">") for w in ways)
        check(f"{g['corridor']} {g['gate']}: ways through it", g["n_ways"] == passed, (g["n_ways"], passed))
    for summary in out.execute("SELECT * FROM corridor_summary"):
        mine = sorted((w for w in ways if w["corridor"] == summary["corridor"]), key=lambda w: (w["g_usd_t"], w["deposit"]))
        best = {d["id"] for d in out.execute("SELECT id, m1_open_corridor AS c FROM deposits") if d["c"] == summary["corridor"]}
        chosen = [w for w in mine if w["deposit"] in best] or mine
        way = chosen[(len(chosen) - 1) // 2]
        check(f"{summary['corridor']}: typical way", summary["typical_way"] == way["id"], (summary["typical_way"], way["id"]))
        legs = out.execute("SELECT * FROM legs WHERE route = ? ORDER BY seq", (way["id"],)).fetchall()
        for column in ("g_usd_t", "money_usd_t", "hours", "length_km"):
            near(f"{summary['corridor']}: legs sum to {column}", sum(leg[column] for leg in legs), way[column])
        indicators = []
        for w in mine:
            indicators.append(20 * 500 * w["money_usd_t"] / w["length_km"])
        indicators.sort()
        middle = len(indicators) // 2
        near(f"{summary['corridor']}: TFI3", summary["tfi3_usd"], indicators[middle] if len(indicators) % 2 else sum(indicators[middle - 1:middle + 1]) / 2)
        hit = {"NOR": ("nor", "both"), "SOU": ("sou", "both"), "SEA": ("sea",)}
        shocks = sorted({s for d in way["domains"].split(">") for s in hit.get(d, ())})
        check(f"{summary['corridor']}: shocks", summary["shocks"] == ";".join(shocks), (summary["shocks"], shocks))


def test_scenarios(case, out):
    for r in out.execute("SELECT * FROM scenarios"):
        deposits = {"ORI": ("d1", "d3"), "NOR": ("d2",)}[r["country"]]
        open_ways = [route(case, d, "m1") for d in deposits]
        ways = [route(case, d, "m1", "--scenario", r["scenario"]) for d in deposits]
        lost = sum(w["status"] != "reachable" for w in ways)
        check(f"{r['scenario']} {r['country']}: captive", r["n_captive"] == lost, (dict(r), lost))
        both = [(w["g_usd_t"] - o["g_usd_t"], w["days"] - o["days"]) for w, o in zip(ways, open_ways) if w["status"] == "reachable"]
        near(f"{r['scenario']} {r['country']}: median change", r["delta_g_median_usd_t"], sum(b[0] for b in both) / len(both) if both else None)
        near(f"{r['scenario']} {r['country']}: median days", r["delta_median_days"], sum(b[1] for b in both) / len(both) if both else None)


def test_grid(folder):
    case = case_of(folder, "grid", more={"parameters.csv": ["grid_km,200,km"]})
    out = run(case, os.path.join(folder, "grid_out"), "--market", "m1", "--grid", "ORI,SOU")
    points = out.execute("SELECT * FROM access_grid ORDER BY country, lat, lon").fetchall()
    check("points in both countries", {p["country"] for p in points} == {"ORI", "SOU"} and len(points) > 20, len(points))
    for p in points[::9]:
        way = route(case, f"{p['lon']!r},{p['lat']!r}", "m1")
        near(f"G at {p['lon']},{p['lat']}", p["g_usd_t"], way.get("g_usd_t"))
        near(f"days at {p['lon']},{p['lat']}", p["days"], way.get("days"))
        lost = [s for s in ("NOR", "SOU", "SEA", "NOR+SOU", "NOR+SEA", "SEA+SOU") if s != p["country"] and all(
            route(case, f"{p['lon']!r},{p['lat']!r}", "m1", *[w for a in s.split("+") if a != p["country"] for w in ("--close", a)])["status"] != "reachable" for _ in "1")]
        named = (p["captive_to"] or "").split(";")
        check(f"captors at {p['lon']},{p['lat']}", p["country"] != "ORI" or sorted(named) == ["NOR+SEA", "NOR+SOU"] == sorted(lost), (named, lost))


def test_matrix(case):
    starts, ends = ("d1", "d2", "d3", "adit", "3.6,0.1"), ("m1", "m2", "hafen", "ALL")
    for words in ((), ("--close", "NOR"), ("--close", "NOR", "--close", "SOU"), ("--by", "time"), ("--by", "money"), ("--by", "safe")):
        got = {(r["from"], r["to"]): r for r in rows("matrix", case, *starts, "--to", "m1;m2", "--to", "hafen", "--to", "ALL", *words)}
        check(f"matrix {words}: a row a pair", len(got) == len(starts) * len(ends), len(got))
        for key, r in got.items():
            way = route(case, *key, *words)
            check(f"matrix {words} {key}: status", r["status"] == way["status"], (r, way["status"]))
            for column in ("g_usd_t", "money_usd_t", "days", "length_km", "open_pct"):
                near(f"matrix {words} {key}: {column}", r[column], way.get(column))
    usual = {(r["from"], r["to"]) for r in rows("matrix", case)}
    check("by default all deposits to all markets", usual == {(d, m) for d in ("d1", "d2") for m in ("m1", "m2")}, usual)
    country = {r["from"] for r in rows("matrix", case, "ORI", "--to", "m1")}
    check("a country stands for its occurrences", country == {"d1", "d3"}, country)
    table = lodeway("matrix", case, "--to", "m1", "--format", "table", "-q").stdout
    check("people get a pivot", "272.7" in table and table.splitlines()[0].split()[:2] == ["from", "m1"], table)


def test_safe(case):
    with open(os.path.join(WORKED, "shocks.csv"), encoding="utf-8", newline="") as f:
        shocks = [(set(r["actors"].split(";")), -math.log(1 - float(r["p_year"])) * float(r["mean_days"]) / 365) for r in csv.DictReader(f)]
    way = route(case, "d1", "m1", "--by", "safe")
    closures = {1: [], 2: ["crossing:north"], 3: ["NOR"], 4: ["crossing:west", "link:rail_os"]}
    open_pct = {}
    for n, shut in closures.items():
        r = route(case, "d1", "m1", *[w for s in shut for w in ("--close", s)])
        risk = sum(weight for targets, weight in shocks if targets & set(r["domains"]))
        near(f"share of time that route {n} is open", r["open_pct"], 100 * math.exp(-risk))
        open_pct[n] = r["open_pct"]
    near("the safest is the safest of all", way["open_pct"], max(open_pct.values()))
    near("it is the ocean", way["g_usd_t"], 319.56)


def test_plan(folder):
    case = case_of(folder, "plan", more={
        "rail.csv": ["short,north_n,west_n,NOR,4000,1520,planned,,invented", "short2,south_s,port_s,SOU,900,1435,planned,,invented"],
        "crossings.csv": ["far,south_o,hafen,rail,1520,1520,2000,,90,,,,planned,invented"]})
    got = {(r["project"], r["other"]): r for r in rows("plan", case, "--market", "m1")}
    targets = {"short": "link:short", "short2": "link:short2", "far": "crossing:far"}
    base = {d: route(case, d, "m1") for d in OUTPUT}
    saved = {}
    for names in (("far",), ("short",), ("short2",), ("far", "short"), ("far", "short2"), ("short", "short2")):
        opened = [w for n in names for w in ("--open", targets[n])]
        change = {d: base[d]["g_usd_t"] - route(case, d, "m1", *opened)["g_usd_t"] for d in OUTPUT}
        saved[names] = sum(OUTPUT[d] * change[d] for d in OUTPUT)
        row = got.pop((names[0], names[1] if len(names) > 1 else ""), None)
        if row is None:
            check(f"{names}: left out only where nothing changes and they do not meet", len(names) == 2, names)
            continue
        near(f"{names}: saved in a year", row["saved_usd_a"], saved[names])
        near(f"{names}: saved a tonne", row["saved_usd_t"], saved[names] / 30000)
        near(f"{names}: most", row["saved_most_usd_t"], max([*change.values(), base["d1"]["g_usd_t"] - route(case, "d1", "m1", *opened)["g_usd_t"]]))
        if len(names) == 2:
            synergy = saved[names] - saved[names[:1]] - saved[names[1:]]
            near(f"{names}: synergy", row["synergy_usd_a"], synergy)
            check(f"{names}: verdict", row["verdict"] == ("independent" if abs(synergy) < 1e-3 else "synergy" if synergy > 0 else "rivalry"), (row["verdict"], synergy))
    check("no other projects", not got, list(got))
    alone = {r["project"]: r for r in rows("plan", case, "--market", "m1") if r["kind"] == "project"}
    # the far crossing leads from ORI to the market's country: nobody is left who could close d1's way
    check("dependency lost is counted", int(alone["far"]["n_cut_grows"]) >= 1 and "NOR" in alone["far"]["frees_from"], alone["far"])
    check("a cheaper line frees nobody", alone["short"]["n_cut_grows"] == "0" and alone["short"]["frees_from"] == "", alone["short"])
    done = lodeway("plan", case, "--market", "m1", "--open", "planned", "--format", "csv", "-q")
    status = {r["status"] for r in csv.DictReader(io.StringIO(done.stdout)) if r["kind"] == "project"}
    check("what is open already says so", status == {"open_already"}, status)
    capped = [r for r in rows("plan", case, "--market", "m1", "--pairs", "1") if r["kind"] == "pair"]
    check("--pairs caps them", len(capped) == 1, len(capped))


def test_bad_input(folder, case):
    for what, words, code, said in (
            ("unknown country of the grid", ("run", case, "-o", os.path.join(folder, "bad"), "--grid", "ORX"), 2, "ORX"),
            ("unknown start", ("matrix", case, "dx", "--to", "m1"), 2, "dx"),
            ("unknown end", ("matrix", case, "d1", "--to", "mx"), 2, "mx"),
            ("unknown objective", ("matrix", case, "d1", "--by", "beauty"), 2, "beauty"),
            ("unknown objective of a route", ("route", case, "d1", "m1", "--by", "beauty"), 2, "safe"),
            ("unknown scenario", ("plan", case, "--scenario", "dream"), 2, "dream"),
            ("unknown market", ("plan", case, "--market", "mx"), 2, "mx"),
            ("no pairs at all", ("plan", case, "--pairs", "0"), 2, "pairs"),
            ("nothing planned", ("plan", case), 0, "no planned")):
        done = lodeway(*words)
        check(f"{what}: exit {code} and named", done.returncode == code and said in done.stderr, (done.returncode, done.stderr))
    check("nothing is left of a refused run", not os.path.exists(os.path.join(folder, "bad", "lodeway.gpkg")))
    bare = case_of(folder, "bare", without=("shocks.csv", "trade.csv", "corridors.csv"))
    done = lodeway("route", bare, "d1", "m1", "--by", "safe")
    check("the safest way without shocks: exit 3 and why", done.returncode == 3 and "shocks" in done.stderr, (done.returncode, done.stderr))
    out = run(bare, os.path.join(folder, "bare_out"), "--market", "m1")
    words = {r["measure"]: r["words_en"] for r in out.execute("SELECT * FROM country_comparison WHERE country = 'ORI'")}
    check("without trade and corridors the rows say so", words["main_market"] == "no trade in the case" and words["corridors"] == "limited", words)


def plain(database, layer):
    return [tuple(r)[1:] for r in database.execute(f"SELECT * FROM {layer} ORDER BY fid")]


def test_same(folder, out):
    case = case_of(folder, "turned", {"scenarios.csv": SCENARIOS}, reverse=True)
    turned = run(case, os.path.join(folder, "turned_out"), "--market", "m1")
    for layer in LAYERS:
        check(f"{layer} does not depend on the order of rows", plain(out, layer) == plain(turned, layer), (plain(out, layer)[:3], plain(turned, layer)[:3]))
        for row in plain(out, layer):
            check(f"{layer} has no NaN", not any(isinstance(v, float) and v != v for v in row), row)


def main():
    with tempfile.TemporaryDirectory() as folder:
        case = case_of(folder, "case", {"scenarios.csv": SCENARIOS})
        out = run(case, os.path.join(folder, "out"), "--market", "m1")
        test_chokepoints(case, out)
        test_links_used(case, out)
        test_corridors(out)
        test_corridor_gates(out)
        test_scenarios(case, out)
        test_grid(folder)
        test_matrix(case)
        test_safe(case)
        test_plan(folder)
        test_bad_input(folder, case)
        test_same(folder, out)
    print(f"{results['passed']} passed, {results['failed']} failed")
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
