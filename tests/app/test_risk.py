"""Risk and ranges against figures worked out here: states of the world counted out in Python with the costs of the worked
example, tornado bars against cases whose tariffs were changed by hand, laws, threads, bad input.
Argument: the layers folder (not used). Closing line: N passed, N failed."""
import csv
import io
import itertools
import json
import math
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
WORKED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worked")
SEED = 5
K = 2000.0  # of the product concentrate
COST = {frozenset(): 272.70, frozenset(["NOR"]): 319.56, frozenset(["SOU"]): 272.70, frozenset(["SEA"]): 272.70, frozenset(["SOU", "SEA"]): 272.70}
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def lodeway(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=300)


def read(name):
    with open(os.path.join(WORKED, name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def case_of(folder, name, **tables):
    """The worked example with other rows in some tables; a list of dicts each, None leaves the table out."""
    layers = os.path.join(folder, name)
    shutil.copytree(WORKED, layers)
    os.remove(os.path.join(layers, "expected.csv"))
    for table, rows in tables.items():
        path = os.path.join(layers, table + ".csv")
        os.remove(path)
        if rows is not None:
            columns = list(dict.fromkeys(key for row in rows for key in row))
            with open(path, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    done = lodeway("import", layers, "-o", os.path.join(folder, name + ".gpkg"), "-q")
    assert done.returncode == 0, done.stderr
    return os.path.join(folder, name + ".gpkg")


def rows_of(case, part, *words):
    done = lodeway("risk", case, "--part", part, "--market", "m1", "--format", "json", "-q", *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["rows"]


def shock(name, targets, p, days, cv=""):
    return {"id": name, "targets": targets, "p_year": p, "mean_days": days, "cv": cv, "source": "invented"}


def near(what, got, wanted, slack=1e-6):
    check(what, got is not None and abs(got - wanted) <= slack, f"{got}, expected {wanted}")


# ---- state risk, counted out --------------------------------------------------------------------------------

def quantile(states, share):
    total = 0.0
    for cost, weight in states:
        total += weight
        if total >= share - 1e-12:
            return cost
    return states[-1][0]


def tail(states, share):
    left, total = 1 - share, 0.0
    for cost, weight in reversed(states):
        part = min(left, weight)
        total += part * cost
        left -= part
    return total / (1 - share)


def counted_out(shocks):
    """Deposit d1 to m1: every subset of shocks with its share of time."""
    shares = [1 - math.exp(math.log(1 - float(s["p_year"])) * float(s["mean_days"]) / 365) for s in shocks]
    states, figures = [], {"p_no_way": 0.0, "p_dearer": 0.0, "open": 0.0}
    for active in itertools.product((0, 1), repeat=len(shocks)):
        weight = math.prod(u if on else 1 - u for u, on in zip(shares, active))
        closed = frozenset(d for s, on in zip(shocks, active) if on for d in s["targets"].split(";"))
        cost = COST.get(closed)
        figures["p_no_way"] += weight if cost is None else 0
        figures["p_dearer"] += weight if cost is None or cost > 272.70 else 0
        figures["open"] += 0 if cost is None else weight * cost
        states.append((K if cost is None else cost, weight))
    states.sort()
    figures["expected_usd_t"] = sum(cost * weight for cost, weight in states)
    figures["expected_open_usd_t"] = figures.pop("open") / (1 - figures["p_no_way"])
    figures["p95_usd_t"], figures["p99_usd_t"] = quantile(states, 0.95), quantile(states, 0.99)
    figures["cvar95_usd_t"] = tail(states, 0.95)
    return figures


def test_state_risk(folder):
    sets = {"as given": [dict(row, targets=row.get("targets") or row["actors"]) for row in read("shocks")],
            "often": [shock("a", "NOR", 0.9, 90), shock("b", "SOU;SEA", 0.6, 120, 2), shock("c", "NOR;SOU", 0.3, 200)],
            "one": [shock("a", "NOR;SOU;SEA", 0.5, 60)],
            "never": [shock("a", "NOR", 0, 90), shock("b", "SOU", 0.5, 0)]}
    for name, shocks in sets.items():
        case = case_of(folder, "state " + name, shocks=shocks)
        row = rows_of(case, "state", "d1")[0]
        check(f"{name}: status", (row["status"], row["method"]) == ("known", "exact"), row)
        for column, wanted in counted_out(shocks).items():
            near(f"{name}: {column}", row[column], wanted)
        states = [r for r in rows_of(case, "states", "d1") if r["kind"] == "state"]
        near(f"{name}: states fill all time", sum(r["probability"] for r in states), 1, 1e-12)
        near(f"{name}: states give E[G]", sum(r["probability"] * (K if r["g_usd_t"] is None else min(K, r["g_usd_t"])) for r in states), row["expected_usd_t"])
        check(f"{name}: no way is said", all((r["g_usd_t"] is None) == (r["status"] == "no_way") for r in states), states)
    return sets


def test_other_states(folder):
    none = rows_of(case_of(folder, "no shocks", shocks=None), "risk", "d1")[0]
    check("no shocks: G is certain", none["expected_usd_t"] == none["cvar95_usd_t"] == none["year_mean_usd_t"] == 272.7 and none["p_no_way"] == none["captive_days"] == 0, none)
    shocks = [shock("a", "NOR", 0.9, 90), shock("b", "SOU;SEA", 0.6, 120)]
    gate = rows_of(case_of(folder, "gate", shocks=[shock("w", "crossing:west;link:rail_on", 0.5, 73)]), "state")
    share = 1 - math.exp(math.log(0.5) / 5)
    d1, d2 = ({r["deposit"]: r for r in gate}[d] for d in ("d1", "d2"))
    near("a gate and a link out of order: d1", d1["expected_usd_t"], 272.7 + share * 46.86)
    near("out of order for its owner too: d2", d2["expected_usd_t"], 237.5 + share * 57.66)
    named = [r["closed"] for r in rows_of(os.path.join(folder, "gate.gpkg"), "states", "d1") if r["kind"] == "state"]
    check("a state names what is no domain by its shock", sorted(named) == ["none", "shock:w"], named)
    many = shocks + [shock(f"z{i:02}", "SEA", 0, 1) for i in range(15)]
    case = case_of(folder, "many", shocks=many)
    sampled, exact = rows_of(case, "state", "d1", "--draws", "20000")[0], counted_out(shocks)
    check("more than 16 shocks are sampled", sampled["method"] == "sampled" and sampled["expected_error_usd_t"] > 0, sampled)
    for column, error in (("expected_usd_t", "expected_error_usd_t"), ("p_no_way", "p_no_way_error"), ("p_dearer", "p_dearer_error")):
        near(f"sampled {column} within its error", sampled[column], exact[column], 4.5 * sampled[error])
    check("too many for a list of states", all(r["kind"] == "shock" for r in rows_of(case, "states", "d1")))
    products = [dict(row, cost_usd_t="") for row in read("products")]
    unknown = rows_of(case_of(folder, "k unknown", shocks=shocks, products=products), "risk", "d1")[0]
    check("K unknown: a status, no money that rests on it", unknown["status"] == "k_unknown" and unknown["expected_usd_t"] is None and unknown["cvar95_usd_t"] is None, unknown)
    near("K unknown: time without a way", unknown["p_no_way"], exact["p_no_way"])
    near("K unknown: the mean where a way is left", unknown["expected_open_usd_t"], exact["expected_open_usd_t"])
    check("K unknown: the year needs none", unknown["year_status"] == "known" and unknown["year_mean_usd_t"] > 272.7, unknown)
    dear = rows_of(case_of(folder, "uneconomic", shocks=shocks, products=[dict(row, cost_usd_t="8600") for row in read("products")]), "risk", "d1")[0]
    check("uneconomic: no money", dear["status"] == dear["year_status"] == "uneconomic" and dear["expected_usd_t"] is None and dear["year_mean_usd_t"] is None, dear)


# ---- year risk ----------------------------------------------------------------------------------------------

def test_year_risk(folder):
    shocks = [shock("a", "NOR", 0.9, 90), shock("b", "SOU;SEA", 0.6, 120, 2), shock("c", "NOR;SOU", 0.3, 200)]
    parameters = [row for row in read("parameters") if row["key"] != "hold_extra_usd_t_d"]
    stuck = parameters + [{"key": "hold_extra_usd_t_d", "value": "9999"}]
    row = rows_of(case_of(folder, "no waiting", shocks=shocks, parameters=stuck), "risk", "d1", "--years", "3000")[0]
    near("where nobody can wait the year agrees with the state", row["year_mean_usd_t"], row["expected_usd_t"], 4.5 * row["year_mean_error_usd_t"])
    near("captive days are 365 P(no way)", row["captive_days"], 365 * row["p_no_way"], 4.5 * row["captive_error_days"])
    waits = rows_of(case_of(folder, "waiting", shocks=shocks), "risk", "d1", "--years", "3000")[0]
    check("waiting is never dearer", 272.7 < waits["year_mean_usd_t"] <= row["year_mean_usd_t"] and waits["captive_days"] == row["captive_days"], (waits, row))
    check("mean, P95 and CVaR95 are in order", waits["year_mean_usd_t"] < waits["year_p95_usd_t"] <= waits["year_cvar95_usd_t"] <= K, waits)
    more = rows_of(case_of(folder, "more", shocks=[dict(s, p_year=min(0.99, 1.5 * s["p_year"])) for s in shocks]), "risk", "d1", "--years", "3000")[0]
    check("closing more often is never cheaper", more["expected_usd_t"] > row["expected_usd_t"] and more["year_mean_usd_t"] > waits["year_mean_usd_t"] and more["p_no_way"] > row["p_no_way"])


def test_timeline(folder):
    case = os.path.join(folder, "waiting.gpkg")
    timeline = lambda events: rows_of(case, "timeline", "d1", "--timeline", events)[0]
    near("worked year", timeline("NOR=100-189;SOU=150-209")["mean_usd_t"], 272.7 + (50 * 46.86 + 2.4 * 820) / 365)
    near("one day of NOR", timeline("NOR=0-0")["mean_usd_t"], 272.7 + min(46.86, 2.4) / 365)
    near("waits until the next year", timeline("NOR=355-364;SOU=355-364")["mean_usd_t"], 272.7 + 2.4 * 55 / 365)
    long = timeline("NOR=0-364,actor:SOU=0-364")
    near("no tonne waits beyond K", long["mean_usd_t"], sum(min(K, 272.7 + 2.4 * w) for w in range(1, 366)) / 365)
    check("captive all year", long["captive_days"] == 365, long)
    check("nothing that matters", timeline("SEA=0-364")["mean_usd_t"] == 272.7)


# ---- ranges -------------------------------------------------------------------------------------------------

def g_with(folder, tariffs, row, factor):
    name = f"tariff {row} {factor}"
    case = case_of(folder, name, tariffs=[dict(t, usd=repr(float(t["usd"]) * factor)) if i == row else t for i, t in enumerate(tariffs)])
    return {d: json.loads(lodeway("route", case, d, "m1", "--format", "json", "-q").stdout)["rows"][0]["g_usd_t"] for d in ("d1", "d2", "d3")}


def test_ranges(folder, case):
    tariffs = read("tariffs")
    usd = "usd" if "usd" in tariffs[0] else "usd_tkm"
    tariffs = [dict(t, usd=t[usd]) for t in tariffs]
    for t in tariffs:
        if usd != "usd":
            t.pop(usd)
    bars = {(r["deposit"], r["tariff"]): r for r in rows_of(case, "tornado")}
    swings = {}
    for i, t in enumerate(tariffs):
        low, high = (float(t[k]) if t.get(k) else 1.0 for k in ("low", "high"))
        if low == high == 1 or not t["usd"]:
            continue
        at_low, at_high = g_with(folder, tariffs, i, low), g_with(folder, tariffs, i, high)
        name = ":".join(t[k] for k in ("mode", "domain", "surface", "traction", "basis") if t.get(k))
        for d in ("d1", "d2", "d3"):
            bar = bars.pop((d, name), None)
            if at_low[d] == at_high[d]:
                check(f"{d}: {name} moves nothing", bar is None, bar)
                continue
            swings.setdefault(d, []).append((-abs(at_high[d] - at_low[d]), name))
            check(f"{d}: {name} has a bar", bar is not None)
            if bar:
                near(f"{d}: {name} low", bar["low_usd_t"], at_low[d])
                near(f"{d}: {name} high", bar["high_usd_t"], at_high[d])
    check("no bar without a cause", not bars, bars)
    ranges = {r["deposit"]: r for r in rows_of(case, "ranges")}
    for d, r in ranges.items():
        check(f"{d}: the fact to check first has the widest swing", r["check_first"] == min(swings[d])[1], (r, swings[d]))
        check(f"{d}: P10, P90 and shares are in order", 0 < r["g_p10_usd_t"] < r["g_p90_usd_t"] and 0 <= r["best_stays_pct"] <= 100 and r["n_ways"] >= 1 and r["draws"] == 1000, r)
    fixed = case_of(folder, "sure", tariffs=[dict(t, low="", high="") for t in tariffs])
    for r in rows_of(fixed, "ranges"):
        check(f"{r['deposit']}: no factors, no range", r["g_p10_usd_t"] == r["g_p90_usd_t"] == r["g_usd_t"] and r["best_stays_pct"] == 100 and r["check_first"] is None, r)
    pairs = {(r["deposit"], r["other"]): r for r in rows_of(case, "ranking")}
    check("each pair once", sorted(pairs) == [("d1", "d2"), ("d1", "d3"), ("d2", "d3")], sorted(pairs))
    check("what lies on the way of the other ranks before it", pairs["d1", "d3"]["before_pct"] == 100, pairs)
    equal = [r["before_pct"] for r in rows_of(fixed, "ranking")]
    check("without ranges a rank is sure", set(equal) <= {0, 50, 100}, equal)


def test_products(folder):
    """Two products: compared by G and processing, a tonne of TREO; not at all where processing is not known."""
    product = read("products")[0]
    rich = dict(product, id="oxide", product_treo_pct="99", process_usd_t_treo="0")
    occurrences = [dict(o, product="oxide") if o["id"] == "d2" else o for o in read("occurrences")]
    for process, wanted in (("0", 0), ("1e6", 0), ("", None)):
        mine = dict(product, process_usd_t_treo=process)
        case = case_of(folder, f"process {process}", products=[mine, rich], occurrences=occurrences, tariffs=[dict(t, low="", high="") for t in read("tariffs")])
        pair = rows_of(case, "ranking", "d1", "d2")[0]
        check(f"processing {process or 'not known'}", (pair["before_pct"], pair["status"]) == (wanted, "known" if process else "not_comparable"), pair)


# ---- threads, order, choice ---------------------------------------------------------------------------------

def layers(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    found = {name: [tuple(row)[1:] for row in database.execute(f"SELECT * FROM {name} ORDER BY rowid")] for name in ("deposits", "risk", "ranges", "tornado", "ranking")}
    keys = {row["key"]: row["value"] for row in database.execute("SELECT key, value FROM provenance")}
    rows = [dict(row) for row in database.execute("SELECT * FROM deposits")]
    return found, keys, rows


def shuffled(folder, name):
    random.seed(SEED)
    tables = {}
    for table in ("shocks", "tariffs", "occurrences", "products", "rail", "places", "markets", "actors"):
        rows = read(table)
        random.shuffle(rows)
        tables[table] = rows
    return case_of(folder, name, **tables)


def test_same(folder, case):
    other = shuffled(folder, "shuffled")
    for part in ("risk", "ranges", "tornado", "ranking", "states"):
        texts = {lodeway("risk", case, "--part", part, "--format", "csv", "-q", "--jobs", n).stdout for n in ("1", "2", "7")}
        check(f"{part}: the same for 1, 2 and 7 threads", len(texts) == 1 and len(min(texts)) > 100)
        check(f"{part}: the same for rows in another order", texts == {lodeway("risk", other, "--part", part, "--format", "csv", "-q").stdout})
    texts = {lodeway("risk", case, "--format", "json", "-q", "--jobs", n).stdout for n in ("1", "2", "7")}
    check("JSON: the same for 1, 2 and 7 threads", len(texts) == 1)
    document = json.loads(texts.pop())
    check("JSON: ranges and bars inside", document["schema"] == 1 and all(r["range"]["g_p10_usd_t"] and r["tornado"] and "deposit" not in r["range"] for r in document["rows"]) and document["ranking"], document)
    runs = []
    for n in ("1", "2", "7"):
        out = os.path.join(folder, "jobs" + n)
        done = lodeway("run", case, "-o", out, "--full", "--market", "m1", "-q", "--jobs", n, "--draws", "300", "--seed", "9", "--years", "200")
        assert done.returncode == 0, done.stderr
        runs.append(layers(os.path.join(out, "lodeway.gpkg")))
    check("run --full: the same layers for 1, 2 and 7 threads", runs[0] == runs[1] == runs[2] or all(r[0] == runs[0][0] for r in runs))
    found, keys, deposits = runs[0]
    check("run --full: what it takes to repeat it", (keys["measures"], keys["draws"], keys["seed"], keys["years"]) == ("all", "300", "9", "200"), keys)
    check("run --full: the layers have rows", all(found.values()), {k: len(v) for k, v in found.items()})
    settings = ("--draws", "300", "--seed", "9", "--years", "200")
    risk = {r["deposit"]: r for r in rows_of(case, "risk", *settings)}
    ranges = {r["deposit"]: r for r in rows_of(case, "ranges", *settings)}
    for d in deposits:
        check(f"{d['id']}: headlines are those of the command", (d["m1_open_g_p10_usd_t"], d["m1_open_g_p90_usd_t"], d["m1_open_check_first"], d["m1_open_range_status"])
              == (ranges[d["id"]]["g_p10_usd_t"], ranges[d["id"]]["g_p90_usd_t"], ranges[d["id"]]["check_first"], "known") and abs(d["m1_open_p_no_way"] - risk[d["id"]]["p_no_way"]) < 1e-12, d)
        alone = rows_of(case, "ranges", d["id"], *settings)
        check(f"{d['id']}: alone as among all", alone == [ranges[d["id"]]], alone)
    check("the name serves too, and once is enough", len(rows_of(case, "risk", "Adit Hill", "d1")) == 1)
    check("another seed, other draws", rows_of(case, "ranges", "d1") != rows_of(case, "ranges", "d1", "--seed", "2"))
    page = open(os.path.join(folder, "jobs1", "report", "deposit", "d1.html"), encoding="utf-8").read()
    check("the page of a deposit has range, tornado and risk", "How sure the cost is" in page and "What moves G most" in page and "Closures by chance" in page and "273\u00a0USD/t (" in page)
    out = os.path.join(folder, "usual")
    lodeway("run", case, "-o", out, "--market", "m1", "-q")
    found, keys, deposits = layers(os.path.join(out, "lodeway.gpkg"))
    check("run: not computed is a status", all(d["m1_open_range_status"] == "not_computed" and d["m1_open_g_p10_usd_t"] is None for d in deposits) and not found["risk"] and keys["measures"].startswith("usual"), keys)
    page = open(os.path.join(out, "report", "deposit", "d1.html"), encoding="utf-8").read()
    check("run: the page has no empty sections", "How sure the cost is" not in page and "P10" not in page)


# ---- bad input ----------------------------------------------------------------------------------------------

def test_bad_input(folder, case):
    good = shock("fine", "NOR", 0.1, 10)
    for name, row, code, column in (("no targets", shock("bad", "", 0.1, 10), "LW-SHK-001", "targets"), ("unknown target", shock("bad", "NOR;ATLANTIS", 0.1, 10), "LW-SHK-002", "targets"),
                                    ("certain", shock("bad", "NOR", 1, 10), "LW-SHK-003", "p_year"), ("no p_year", shock("bad", "NOR", "", 10), "LW-SHK-003", "p_year"),
                                    ("no mean_days", shock("bad", "NOR", 0.1, ""), "LW-SHK-004", "mean_days")):
        bad = case_of(folder, "bad " + name, shocks=[good, row])
        done = lodeway("risk", bad, "--market", "m1")
        check(f"{name}: exit 3, the row and the column are named", done.returncode == 3 and code in done.stderr and "bad" in done.stderr and column in done.stderr and "nan" not in done.stderr, (done.returncode, done.stderr))
        done = lodeway("run", bad, "-o", os.path.join(folder, "o " + name), "--full")
        check(f"{name}: run --full refuses", done.returncode == 3 and code in done.stderr and not os.path.exists(os.path.join(folder, "o " + name, "lodeway.gpkg")), (done.returncode, done.stderr))
        check(f"{name}: what needs no shocks goes on", lodeway("route", bad, "d1", "m1").returncode == 0 and lodeway("risk", bad, "d1", "--part", "ranges").returncode == 0)
        done = lodeway("check", bad, "--format", "csv", "-q")
        check(f"{name}: check lists it", done.returncode == 1 and code in done.stdout, (done.returncode, done.stdout[-500:]))
    for words, said in ((("--part", "all"), "Unknown part"), (("--part", "timeline"), "--timeline"), (("--timeline", "NOR=1-2"), "--part timeline"), (("nowhere",), "nowhere"), (("hafen",), "no occurrence"),
                        (("--draws", "0"), "--draws"), (("--jobs", "0"), "--jobs"), (("--seed", "x"), "--seed"), (("--years", "-1"), "--years"), (("--scenario", "none"), "none"), (("--market", "m9"), "m9"),
                        *[(("--part", "timeline", "--timeline", text), "") for text in ("NOR", "NOR=5", "NOR=5-4", "NOR=0-365", "=1-2", "NOR=-1-3", "NOR=1-2x", "ATLANTIS=1-2", ";")]):
        done = lodeway("risk", case, *words)
        check(f"risk {' '.join(words)}: a usage error", done.returncode == 2 and said in done.stderr and done.stdout == "", (done.returncode, done.stderr))


def main():
    with tempfile.TemporaryDirectory() as folder:
        case = case_of(folder, "case")
        test_state_risk(folder)
        test_other_states(folder)
        test_year_risk(folder)
        test_timeline(folder)
        test_ranges(folder, case)
        test_products(folder)
        test_same(folder, case)
        test_bad_input(folder, case)
    print(f"{results['passed']} passed, {results['failed']} failed")
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
