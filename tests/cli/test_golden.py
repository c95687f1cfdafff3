"""The worked example through the program: every expected figure of M1 to M7, M9, M11 to M13, M16, and of the corridors.

The figures of expected.csv were computed by hand and by two other programs; money and G agree to the micro-dollar.
Closing line: N passed, N failed."""
import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction

PROGRAM = os.environ["LODEWAY"]
WORKED = os.path.join(os.environ["LODEWAY_SOURCE"], "tests", "worked")
MICRO = Decimal("0.000001")
# What leaves just the n-th route of the list, by what is closed.
CLOSURES = {
    ("d1", "m1"): {1: [], 2: ["crossing:north"], 3: ["NOR"], 4: ["crossing:west", "link:rail_os"]},
    ("d1", "m2"): {1: [], 2: ["crossing:south"]},
    ("d2", "m1"): {1: [], 2: ["crossing:west"]},
    ("d2", "m2"): {1: [], 2: ["crossing:east"]},
}
results = {"passed": 0, "failed": 0}


def check(key, ok, got, expected):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {key}: got {got}, expected {expected}")


def run(*words):
    return subprocess.run([PROGRAM, *words, "--quiet"], check=True, capture_output=True, text=True).stdout


class Run:
    """One run of the whole job, read back from its GeoPackage."""

    def __init__(self, case, folder, destination, *words):
        run("run", case, "-o", folder, "--market", destination, *words)
        self.database = sqlite3.connect(os.path.join(folder, "lodeway.gpkg"))
        self.database.row_factory = sqlite3.Row
        self.destination = destination

    def rows(self, sql, *values):
        return [dict(row) for row in self.database.execute(sql, values)]

    def cost(self, deposit, actors):
        if actors == "none":
            return self.rows("SELECT g_usd_t FROM routes WHERE deposit = ? AND role = 'best'", deposit)[0]["g_usd_t"]
        row = self.rows("SELECT * FROM dependency WHERE deposit = ? AND closed = ?", deposit, actors)[0]
        assert (row["status"] == "captive") == (row["g_usd_t"] is None), row
        return row["g_usd_t"]

    def cuts(self, deposit):
        rows = self.rows("SELECT cut_set FROM cut_sets WHERE deposit = ? AND status = 'cut'", deposit)
        return " ".join(sorted("{" + row["cut_set"] + "}" for row in rows))

    def headline(self, deposit, column):
        prefix = self.destination.lower() + "_open_"
        return self.rows(f"SELECT {prefix}{column} AS value FROM deposits WHERE id = ?", deposit)[0]["value"]

    def attribution(self, deposit):
        """Rows of the players, by actor: those that M3 does not call own."""
        rows = self.rows("SELECT * FROM attribution WHERE deposit = ? AND status NOT IN ('own', 'not closable')", deposit)
        return {row["actor"]: row for row in rows}


def route(case, start, end, closures):
    words = [word for target in closures for word in ("--close", target)]
    return json.loads(run("route", case, start, end, *words, "--format", "json"))["rows"][0]


def same(value, expected, places=None):
    """Equal to the digits that the expected figure gives; to the micro-dollar where it is money."""
    if expected == "" or value is None:
        return expected == "" and value is None
    step = Decimal(1).scaleb(-places) if places else MICRO
    return abs(Decimal(repr(float(value))) - Decimal(expected)) <= step / 2 + Decimal("1e-9")


def route_figure(row, parts):
    what = parts[0]
    if what == "gates":
        return ">".join(row["gates"])
    if what == "in":
        domain = next((d for d in row["by_domain"] if d["domain"] == parts[1]), None)
        return domain and domain[{"km": "length_km", "usd": "money_usd_t", "h": "hours"}[parts[2]]]
    if what == "part":
        return row[parts[1] + "_usd_t"]
    return row[{"G": "g_usd_t", "M": "money_usd_t", "T": "hours", "B": "buffer_h", "km": "length_km", "co2": "co2_kg_t"}[what]]


def depend(case, cache, deposit, destination, *words):
    """The answer of the command depend."""
    key = (deposit, destination, words)
    if key not in cache:
        rows = json.loads(run("depend", case, deposit, "--market", destination, "--format", "json", *words))["rows"]
        assert len(rows) == 1, rows
        cache[key] = rows[0]
    return cache[key]


def check_both(key, values, expected, places=None):
    """The same figure from the whole job and from the command."""
    check(key, all(same(value, expected, places) for value in values), values, expected)


def shapley_figure(rows, game, parts):
    """Of the rows of attribution, by actor; exact fractions are turned into the decimals expected."""
    column = {"shapley_cost": "phi_fraction", "shapley_access": "access_fraction"}[game]
    if parts[0] == "total":
        return sum(Fraction(row[column]) for row in rows.values())
    if parts[0] == "share":
        return rows[parts[1]][{"shapley_cost": "phi_share", "shapley_access": "access_share"}[game]]
    return Fraction(rows[parts[0]][column])


def check_shapley(key, answers, answer, deposit, parts, expected):
    rows = {row["actor"]: row for row in answer["attribution"] if row["status"] not in ("own", "not closable")}
    values = [shapley_figure(source, parts[0], parts[1:]) for source in (answers.attribution(deposit), rows)]
    places = len(expected.partition(".")[2]) if expected else None
    check_both(key, values, expected, None if places == 0 else min(places or 9, 9))
    for row in rows.values():  # the figure that people read is the exact one, and the parts sum to the whole
        if row["phi_usd_t"] is None or abs(row["phi_usd_t"] - float(Fraction(row["phi_fraction"]))) > 1e-9:
            check(key + " phi_usd_t", False, row["phi_usd_t"], row["phi_fraction"])
    if parts[0] == "shapley_cost" and sum(Fraction(row["phi_fraction"]) for row in rows.values()) != Fraction(repr(next(iter(rows.values()))["total_usd_t"])):
        check(key + " sum", False, rows, "the total")


def diversity_figure(answer, parts):
    if parts[0] == "routes":
        return len(answer["alternatives"])
    if parts[0] in ("effective", "hhi", "hhi_gov"):
        return answer["diversity"][{"effective": "effective_routes"}.get(parts[0], parts[0])]
    if parts[0] == "s":
        return next(row["transit_share"] for row in answer["attribution"] if row["actor"] == parts[1])
    row = answer["alternatives"][int(parts[0]) - 1]
    assert row["rank"] == int(parts[0])
    return ">".join(row["gates"]) if parts[1] == "gates" else row[{"G": "g_usd_t", "pathsize": "path_size", "share": "route_share"}[parts[1]]]


def check_diversity(key, answers, answer, deposit, parts, expected):
    got = diversity_figure(answer, parts)
    if parts[-1] == "gates":
        check(key, got == expected, got, expected)
        return
    in_run = answers.rows("SELECT * FROM diversity WHERE deposit = ?", deposit)[0]
    columns = {"routes": "routes", "effective": "effective_routes", "hhi": "hhi", "hhi_gov": "hhi_gov"}
    values = [got] + ([in_run[columns[parts[0]]]] if parts[0] in columns else [])
    if parts[0] in ("effective", "hhi"):
        values.append(answers.headline(deposit, columns[parts[0]]))
    if parts[0] == "s":
        values.append(answers.attribution(deposit)[parts[1]]["transit_share"])
    check_both(key, values, expected, len(expected.partition(".")[2]) or None)


def check_route(case, cache, key, parts, expected):
    start, end, number = parts[0], parts[1], int(parts[2][len("route"):])
    if (start, end, number) not in cache:
        cache[start, end, number] = route(case, start, end, CLOSURES[start, end][number])
    got = route_figure(cache[start, end, number], parts[3:])
    check(key, got == expected if parts[3] == "gates" else same(got, expected), got, expected)


def check_run(runs, case, cache, key, parts, expected):
    air = parts[0] if parts[0].startswith("air_") else ""
    parts = parts[1:] if air else parts
    deposit, destination = parts[0], "ALL" if parts[1] == "group" else parts[1]
    answers = runs[destination, air == "air_free"]
    words = ("--overflight", "ignored") if air == "air_free" else ()
    answer = depend(case, cache, deposit, destination, "--all", *words)
    if parts[2] == "c":
        closed = [] if parts[3] == "none" else sorted(parts[3].split("+"))
        values = [row["g_usd_t"] for row in answer["coalitions"] if sorted(row["closed"] or []) == closed]
        values += [answers.cost(deposit, parts[3])]
        check_both(key, values, expected)
    elif parts[2] == "cutsets":
        values = [answers.cuts(deposit), answer["minimal_cuts"] or "", answers.headline(deposit, "cut_sets") or ""]
        check(key, all(value == expected for value in values), values, expected)
        if destination == "m1" and not air:  # M12: what it would be with overflight ignored stands beside it
            beside = [answers.headline(deposit, "cut_sets_no_overflight"), answer["minimal_cuts_no_overflight"]]
            check(key + " without overflight", beside == [None, None], beside, None)
    elif parts[2] == "players":
        players = [set(answers.attribution(deposit)), set(answer["players"])]
        check(key, all(p == set(expected.split(";")) for p in players), players, expected)
    elif parts[2] in ("shapley_cost", "shapley_access"):
        check_shapley(key, answers, answer, deposit, parts[2:], expected)
    elif parts[2] == "div":
        check_diversity(key, answers, answer, deposit, parts[3:], expected)
    elif parts[2] == "resilience":
        check_both(key, [answers.headline(deposit, "resilience"), answer["resilience"]], expected, len(expected.partition(".")[2]) or None)
    elif parts[2] == "corridor":
        rows = answers.rows("SELECT g_usd_t FROM routes WHERE deposit = ? AND role = 'corridor' AND corridor = ?", deposit, parts[3])
        check(key, len(rows) == 1 and same(rows[0]["g_usd_t"], expected), rows, expected)
    else:
        return False
    return True


def check_choke(case, runs, cache, key, parts, expected):
    """Impact and tonnes from the layer (what lies on no best way is no candidate: nothing is lost), a deposit's own loss by closing it."""
    thing, what = parts[1], parts[2]
    target = ("terminal:" if thing.startswith("t_") else "link:" if "_" in thing else "crossing:") + thing
    if what in ("impact", "cut_off"):
        rows = runs["m1", False].rows("SELECT * FROM chokepoints WHERE id = ?", thing)
        got = (rows[0]["impact_usd_a" if what == "impact" else "cut_off_t_a"]) if rows else 0
    else:
        ways = [route(case, what, "m1", closed)["g_usd_t"] for closed in ([], [target])]
        got = round(ways[1] - ways[0], 6)
    check(key, same(got, expected), got, expected)


def check_capacity(runs, key, parts, expected):
    """ORI has the deposit d1 alone; the layer counts in kt; the air link belongs to another section of the example."""
    rows = runs["capacity"].rows("SELECT * FROM capacity WHERE country = 'ORI' AND closed = ?", parts[3])
    got = rows[0][parts[4] + "_kt_a"] if len(rows) == 1 else None
    check(key, got is not None and same(got / 1000, expected), rows, expected)


def check_country(runs, key, parts, expected):
    rows = {row["measure"]: row for row in runs["m1", False].rows("SELECT * FROM country_comparison WHERE country = ?", parts[1])}
    if parts[2] == "main_partner":
        got = rows["main_market"]["detail"].split()[0]
        check(key, got == expected, got, expected)
        return
    measure = {"main_share": "main_market", "trade_hhi": "trade_concentration", "pull": "pull_" + parts[-1]}[parts[2]]
    check(key, same(rows[measure]["figure"], expected, 9), rows[measure], expected)


def check_network(case, runs, cache, key, parts, expected):
    """Figures of the whole network; False where the key is none of them."""
    if parts[0] == "choke":
        check_choke(case, runs, cache, key, parts, expected)
    elif parts[0] == "capacity":
        check_capacity(runs, key, parts, expected)
    elif parts[0] == "country":
        check_country(runs, key, parts, expected)
    else:
        return False
    return True


def check_single(runs, case, key, expected):
    """Figures that stand alone; False where the key is none of them."""
    answers = runs["m1", False]
    best = answers.rows("SELECT * FROM routes WHERE deposit = 'd1' AND role = 'best'")[0]
    d3 = answers.rows("SELECT * FROM routes WHERE deposit = 'd3' AND role = 'best'")[0]
    head = answers.rows("SELECT railhead_km FROM deposits WHERE id = 'd3'")[0]
    figures = {
        "d1.m1.per_t_treo": (best["g_usd_t_treo"], 6),
        "d1.m1.share_of_value": (best["value_share_pct"] / 100, 9),
        "d3.near.railhead.km": (head["railhead_km"], 6),
        "d3.access.km": (d3["track_km"], 6),
        "d3.m1.G": (d3["g_usd_t"], 4),
    }
    if key not in figures:
        return False
    got, places = figures[key]
    check(key, same(got, expected, places), got, expected)
    return True


# ---- risk and timeline (M9) ----

def risk_rows(case, *words):
    return json.loads(run("risk", case, *words, "--format", "json"))["rows"]


def risk_figures(case):
    """Every figure of the keys risk.*, *.risk.* and timeline.*, with the places to which it is given."""
    figures, names = {}, {"expected_G": "expected_usd_t", "p_no_way": "p_no_way", "p_dearer": "p_dearer", "p95": "p95_usd_t", "cvar95": "cvar95_usd_t"}
    for row in risk_rows(case, "--market", "m1", "--part", "states"):
        key = f"risk.u.{row['shock']}" if row["kind"] == "shock" else f"{row['deposit']}.m1.risk.pi.{row['closed']}"
        figures[key] = (row["probability"], 9)
    for row in risk_rows(case, "--market", "m1", "--part", "state"):
        for name, column in names.items():
            figures[f"{row['deposit']}.m1.risk.{name}"] = (row[column], 9 if name.startswith("p_") else 6)
    year = risk_rows(case, "d1", "--market", "m1", "--part", "timeline", "--timeline", "NOR=100-189;SOU=150-209")[0]
    figures["timeline.hold"] = (year["hold_usd_t_d"], 6)
    figures["timeline.captive_days"] = (year["captive_days"], 6)
    figures["timeline.mean_G"] = (year["mean_usd_t"], 9)
    return figures


def check_risk(figures, key, expected):
    """False where the key is no figure of risk."""
    if not re.search(r"(^|\.)risk\.|^timeline\.", key):
        return False
    got, places = figures.get(key, (None, None))
    check(key, key in figures and same(got, expected, places), got, expected)
    return True

# ---- end of risk and timeline ----


def main():
    folder = tempfile.mkdtemp()
    try:
        case, cache, asked = os.path.join(folder, "worked.gpkg"), {}, {}
        run("import", WORKED, "-o", case)
        runs = {}
        for destination in ("m1", "m2", "ALL"):
            runs[destination, False] = Run(case, os.path.join(folder, destination), destination)
        runs["capacity"] = Run(case, os.path.join(folder, "capacity"), "m1", "--mode", "rail,road,sea")
        runs["m1", True] = Run(case, os.path.join(folder, "free"), "m1", "--overflight", "ignored")
        risks = risk_figures(case)
        with open(os.path.join(WORKED, "expected.csv"), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key, parts = row["key"], row["key"].split(".")
                if check_risk(risks, key, row["value"]):
                    pass
                elif check_network(case, runs, cache, key, parts, row["value"]):
                    continue
                elif len(parts) > 3 and re.fullmatch(r"route\d", parts[2]):
                    check_route(case, cache, key, parts, row["value"])
                elif not check_single(runs, case, key, row["value"]) and not check_run(runs, case, asked, key, parts, row["value"]):
                    check(key, False, "no answer", row["value"])
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
