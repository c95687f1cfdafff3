"""Who can close the way, through the program: joint closures against `route --close`, set by set; Shapley values over all
orders of the players, interaction, resilience and cut sets worked out here in exact fractions; the laws they keep; messages.
Argument: the layers folder (not used). Closing line: N passed, N failed."""
import csv
import io
import itertools
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from fractions import Fraction

PROGRAM = os.environ["LODEWAY"]
WORKED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worked")
PARTS = ("depend", "coalitions", "attribution", "interaction", "cut_sets", "diversity", "alternatives")
CASES = 3
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def lodeway(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=300)


def depend(case, *words):
    done = lodeway("depend", case, *words, "--format", "json", "-q")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["rows"]


def alike(a, b):
    """Equal as JSON writes figures: to 15 digits."""
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 1e-14 * max(1, abs(a))
    return a == b


def micro(usd):
    return None if usd is None else round(usd * 1000000)


# ---- cases -----------------------------------------------------------------------------------------------------------

def import_case(folder, name, files):
    """A case of text files: by layer, the lines."""
    layers = os.path.join(folder, name)
    os.makedirs(layers)
    for layer, lines in files.items():
        with open(os.path.join(layers, layer + ".csv"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    path = os.path.join(folder, name + ".gpkg")
    done = lodeway("import", layers, "-o", path)
    assert done.returncode == 0, done.stderr
    return path


def random_files(seed):
    """An inland country, four to cross and a market; every railway of a country joins its two stations."""
    draw = random.Random(seed)
    names = ["ORI", "AAA", "BBB", "CCC", "DDD", "MKT"]
    files = {
        "countries": ["iso3,name,WKT"],
        "places": ["id,name,domain,kind,lon,lat"],
        "rail": ["id,from_place,to_place,domain,length_km,gauge_mm,status,source,confidence"],
        "crossings": ["id,name,place_a,place_b,mode,gap_km,gauge_a_mm,gauge_b_mm,dwell_h,cost_usd_t,status,source,confidence"],
        "terminals": ["id,place,kind,modes,handling_usd_t,handling_h,status,source", "t_a0,a0,railhead,rail,5,12,open,test"],
        "tariffs": ["mode,domain,usd_tkm,km_h,source", "rail,*,0.05,30,test", "track,*,0.15,20,test"],
        "products": ["id,product_treo_pct,usd_t,cost_usd_t", f"ore,40,8760,{8760 - draw.choice([400, 900, 3000])}"],
        "markets": ["id,name,place,groups,kind,product,source", "m,Market,a5,EU,port,*,test"],
        "occurrences": ["id,name,country,kind,lon,lat,product,source", "d,Dig,ORI,deposit,3,4,ore,test"],
        # EEE lies nowhere; FFF cannot close; ORI owns an end; the last one shares a domain with another
        "actors": ["actor,domains,closable,governance", "AAA,AAA,,6", "BBB,BBB,yes,5", "CCC,CCC,,", "DDD,DDD,,3", "ORI,ORI,,2",
                   "FFF,AAA,no,1"] + (["BD,BBB;DDD,,4"] if seed % 2 else []),
    }
    for i, name in enumerate(names):
        west = 10 * i
        files["countries"].append(f'{name},{name},"POLYGON (({west} 0, {west + 9} 0, {west + 9} 9, {west} 9, {west} 0))"')
        files["places"] += [f"a{i},A{i},{name},station,{west + 3},4", f"b{i},B{i},{name},station,{west + 6},5"]
        files["rail"].append(f"r{i},a{i},b{i},{name},{draw.randint(400, 3000)},1520,open,test,high")
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3), (1, 4), (2, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5)]
    for n, (i, j) in enumerate(sorted(draw.sample(pairs, 9))):
        files["crossings"].append(f"x{n},X{n},{draw.choice('ab')}{i},{draw.choice('ab')}{j},rail,1,1520,1520,{draw.randint(1, 90)},{draw.randint(1, 40)},open,test,high")
    return files


# ---- the same by brute force -----------------------------------------------------------------------------------------

def subsets(players):
    return [set(s) for n in range(len(players) + 1) for s in itertools.combinations(players, n)]


def route_costs(case, players):
    """c(S) and gates of every set, each asked of the command route."""
    answers = {}
    for closed in subsets(players):
        words = [word for actor in sorted(closed) for word in ("--close", "actor:" + actor)]
        done = lodeway("route", case, "d", "m", *words, "--format", "json", "-q")
        row = json.loads(done.stdout)["rows"][0]
        answers[frozenset(closed)] = (micro(row["g_usd_t"]), row["gates"] or [])
    return answers


def shapley(players, w):
    """The mean over all orders of what each adds."""
    value = dict.fromkeys(players, Fraction(0))
    orders = list(itertools.permutations(players))
    for order in orders:
        for i, player in enumerate(order):
            value[player] += w[frozenset(order[:i + 1])] - w[frozenset(order[:i])]
    return {player: v / len(orders) for player, v in value.items()}


def interaction(players, w, i, j):
    """What the pair come as one is worth, less the values of each with the other away."""
    def without(away):
        left = [p for p in players if p != away]
        return shapley(left, {frozenset(s): w[frozenset(s)] for s in subsets(left)})
    left = [p for p in players if p != j]
    as_one = {frozenset(s): w[frozenset(s | {j} if i in s else s)] for s in subsets(left)}
    return shapley(left, as_one)[i] - without(j)[i] - without(i)[j]


def check_game(what, rows, column, share, players, w, unit):
    value, total = shapley(players, w), w[frozenset(players)]
    got = {row["actor"]: row for row in rows if row["actor"] in players}
    check(f"{what}: players", set(got) == set(players), got)
    for player in players:
        check(f"{what} of {player}", Fraction(got[player][column]) == value[player] / unit, (got[player], value))
        expected = None if total == 0 else float(value[player] / total)
        check(f"{what} share of {player}", got[player][share] == expected or abs(got[player][share] - expected) < 1e-12, (got[player], expected))
    check(f"{what}: the parts sum to the whole", sum(Fraction(row[column]) for row in got.values()) == Fraction(total) / unit)
    for player in players:
        if all(w[frozenset(s)] == w[frozenset(s | {player})] for s in subsets(players)):
            check(f"{what}: the idle {player} gets nothing", got[player][column] == "0", got[player])


def check_pairs(answer, players, cost, access, played):
    got = {(row["actor"], row["other"]): row for row in answer["interaction"]}
    for i, j in itertools.combinations(sorted(players), 2):
        of_cost = interaction(players, cost, i, j) / 1000000 if played else 0
        of_access = interaction(players, access, i, j)
        row = got.pop((i, j), None)
        if of_cost == 0 and of_access == 0:
            check(f"{i} and {j} just add up", row is None, row)
            continue
        check(f"interaction of {i} and {j}", row and Fraction(row["access_fraction"]) == of_access and (not played or Fraction(row["interaction_fraction"]) == of_cost), (row, of_cost, of_access))
        check(f"relation of {i} and {j}", row and row["relation"] == ("substitutes" if (of_cost or of_access) > 0 else "complements"), row)
    check("no other pairs", not got, got)


def check_coalitions(answer, costs, outside):
    base = costs[frozenset()][0]
    check("one row a set", len(answer["coalitions"]) == len(costs), len(answer["coalitions"]))
    for row in answer["coalitions"]:
        closed = frozenset(row["closed"] or [])
        cost, gates = costs[closed]
        check(f"cost of {sorted(closed)}", micro(row["g_usd_t"]) == cost, (row, cost))
        check(f"gates of {sorted(closed)}", (row["gates"] or []) == gates, (row, gates))
        status = ("uneconomic" if base >= outside else "captive" if cost is None else "reroute" if cost > base else "unaffected" if closed else "reachable")
        check(f"status of {sorted(closed)}", row["status"] == status, (row, status))
        check(f"penalty of {sorted(closed)}", micro(row["penalty_usd_t"]) == (None if cost is None else cost - base), row)
        if cost is None:
            proof = frozenset(row["proof"])
            minimal = proof <= closed and costs[proof][0] is None and all(costs[proof - {p}][0] is not None for p in proof)
            check(f"proof of {sorted(closed)}", minimal, row)


def is_telling(costs, closed):
    return len(closed) == 1 or all(costs[closed - {p}][0] != costs[closed][0] for p in closed)


def check_case(folder, seed):
    files = random_files(seed)
    case = import_case(folder, f"random{seed}", files)
    usd, cost = files["products"][1].split(",")[2:]
    outside = (int(usd) - int(cost)) * 1000000
    players = sorted(row.split(",")[0] for row in files["actors"][1:] if row.split(",")[0] not in ("ORI", "FFF"))
    costs = route_costs(case, players)
    answer, = depend(case, "d", "--market", "m", "--all")
    base = costs[frozenset()][0]
    if base is None:
        check("no way: said", answer["status"] == "unreachable" and answer["attribution_status"] == "unreachable" and answer["note"], answer)
        return
    check("the players", answer["players"] == players, answer["players"])
    check_coalitions(answer, costs, outside)
    telling, = depend(case, "Dig", "--market", "m")
    wanted = {s for s in costs if is_telling(costs, s)}
    check("sets in which each counts", {frozenset(row["closed"] or []) for row in telling["coalitions"]} == wanted, wanted)
    check("the others cost as the dearest of those they hold", all(any(costs[t][0] == costs[s][0] for t in wanted if t <= s) for s in costs))

    played = base < outside
    held = {s: outside if c is None else min(c, outside) for s, (c, gates) in costs.items()}
    w = {s: c - base for s, c in held.items()}
    access = {s: int(c is None) for s, (c, gates) in costs.items()}
    if played:
        check_game("cost", answer["attribution"], "phi_fraction", "phi_share", players, w, 1000000)
    else:
        check("uneconomic", all(row["status"] == "uneconomic" and row["phi_share"] is None for row in answer["attribution"] if row["actor"] in players), answer)
    check_game("access", answer["attribution"], "access_fraction", "access_share", players, access, 1)
    check_pairs(answer, players, w, access, played)
    others = {row["actor"]: row["status"] for row in answer["attribution"] if row["actor"] not in players}
    check("who does not play", others == {"ORI": "own", "FFF": "not closable"}, others)

    cuts = {s for s in costs if costs[s][0] is None and len(s) <= 4 and all(costs[s - {p}][0] is not None for p in s)}
    check("cut sets", {frozenset(row["cut_set"].split("+")) for row in answer["cut_sets"] if row["status"] == "cut"} == cuts, cuts)
    kept = [Fraction(base, c) if c else Fraction(0) for s, (c, gates) in costs.items() if s]
    check("resilience", abs(answer["resilience"] - float(sum(kept) / len(kept))) < 1e-12, answer["resilience"])
    check("shares of the alternatives", abs(sum(row["route_share"] for row in answer["alternatives"]) - 1) < 1e-12)
    check("effective routes", abs(answer["effective_routes"] - 1 / sum(row["route_share"] ** 2 for row in answer["alternatives"])) < 1e-9)
    check_run(folder, case, answer, costs)


def check_run(folder, case, answer, costs):
    """The whole job says the same."""
    out = os.path.join(folder, "out")
    done = lodeway("run", case, "-o", out, "--market", "m", "--overwrite", "-q")
    check("run ends well", done.returncode == 0, done.stderr)
    with sqlite3.connect(os.path.join(out, "lodeway.gpkg")) as db:
        db.row_factory = sqlite3.Row
        for part in ("attribution", "interaction"):
            order = lambda rows: sorted(rows, key=lambda row: (row["actor"], row.get("other")))
            rows = [dict(row) for row in db.execute(f"SELECT * FROM {part}")]
            want = answer[part]
            same = len(rows) == len(want) and all(alike(a[k], v) for a, b in zip(order(rows), order(want)) for k, v in b.items())
            check(f"run: {part}", same, (rows, want))
        row = dict(db.execute("SELECT * FROM diversity").fetchone())
        check("run: diversity", all(alike(row[k], v) for k, v in answer["diversity"].items()), (row, answer["diversity"]))
        head = dict(db.execute("SELECT * FROM deposits").fetchone())
        for column in ("main_actor", "main_actor_share", "effective_routes", "hhi", "resilience"):
            check(f"run: {column}", alike(head["m_open_" + column], answer[column]), (head["m_open_" + column], answer[column]))
        for closed, n, g in db.execute("SELECT closed, n_closed, g_usd_t FROM dependency WHERE status <> 'own'"):
            players = frozenset(closed.split("+"))
            if players in costs:
                check(f"run: closed {closed}", micro(g) == costs[players][0], (closed, g))


# ---- messages and words ----------------------------------------------------------------------------------------------

def worked_files():
    files = {}
    for name in sorted(os.listdir(WORKED)):
        if name != "expected.csv":
            with open(os.path.join(WORKED, name), encoding="utf-8") as file:
                files[name[:-4]] = file.read().splitlines()
    return files


def check_no_nan(what, case):
    for form, *part in (["json"], ["table"], ["jsonl", "--part", "attribution"], *(["csv", "--part", part] for part in PARTS)):
        done = lodeway("depend", case, "--all", "--format", form, *part, "-q")
        check(f"{what}: {form} {part}", done.returncode == 0, done.stderr)
        check(f"{what}: no NaN in {form} {part}", not re.search(r"\b(nan|inf)\b", done.stdout, re.I), done.stdout)


def check_faults(folder):
    """Cases that the measures cannot, or can but partly, be computed for."""
    def case(name, **layers):
        files = worked_files()
        files.update(layers)
        return import_case(folder, name, {k: v for k, v in files.items() if v})
    head = "actor,domains,closable"
    for name, actors, code in (("thirteen", [head] + [f"A{i:02},NOR," for i in range(13)], "LW-ACT-001"),
                               ("nothing", [head, "NOR,;,"], "LW-ACT-002")):
        done = lodeway("depend", case(name, actors=actors), "d1")
        check(f"{name}: exit 3 and named", done.returncode == 3 and code in done.stderr and "actors" in done.stderr, (done.returncode, done.stderr))
    layers = os.path.join(folder, "blank")
    shutil.copytree(WORKED, layers)
    with open(os.path.join(layers, "actors.csv"), "w", encoding="utf-8") as file:
        file.write("actor,domains\nNOR,\n")
    done = lodeway("import", layers, "-o", os.path.join(folder, "blank.gpkg"))
    check("no domains: exit 3 and named", done.returncode == 3 and "LW-VAL-001" in done.stderr and "domains" in done.stderr, done.stderr)

    shared = case("shared", actors=[head, "NOR,NOR,", "SOU,SOU,", "UNION,NOR;SOU,"])
    done = lodeway("check", shared)
    check("overlap: a warning that names both", done.returncode == 1 and "LW-ACT-003" in done.stdout and "UNION" in done.stdout and "domains that NOR does not hold" in done.stdout, done.stdout)
    answer, = depend(shared, "d1", "--market", "m1")
    check("overlap: either closes it", answer["minimal_cuts"] == "{NOR+SOU} {UNION}", answer["minimal_cuts"])

    for name, actors in (("nobody", [head, "NOR,NOR,no", "SOU,SOU,0"]), ("none", None)):
        path = case(name, actors=actors)
        check(f"{name}: found", "LW-ACT-004" in lodeway("check", path).stdout)
        answer, = depend(path, "d1", "--market", "m1", "--all")
        check(f"{name}: said", "actor" in answer["note"] and answer["attribution_status"] == "nothing to attribute" and answer["players"] == [], answer)
        check(f"{name}: nothing made up", answer["main_actor"] is None and answer["resilience"] is None and answer["cut_status"] == "free_way" and len(answer["coalitions"]) == 1, answer)
        check_no_nan(name, path)

    product = "id,product_treo_pct,usd_t,cost_usd_t"
    for name, row, status, said in (("below", "concentrate,50,5000,6760", "uneconomic", "K is not above 0"), ("dear", "concentrate,50,8760,8660", "uneconomic", "G is not below K"), ("unknown", "concentrate,50,8760,", "K unknown", "K is not known"),
                                    ("worthless", "concentrate,50,,", "K unknown", "K is not known")):
        path = case(name, products=[product, row])
        check(f"{name}: the check", ("LW-PRD-001" in lodeway("check", path).stdout) == (name == "below"))
        answer, = depend(path, "d1", "--market", "m1")
        check(f"{name}: said", answer["attribution_status"] == status and said in answer["note"], answer)
        played = [row for row in answer["attribution"] if row["access_share"] is not None]
        check(f"{name}: access is free of K", len(played) == 3 and all(row["phi_share"] is None and row["phi_usd_t"] is None for row in played), answer["attribution"])
        check_no_nan(name, path)

    bare = [",".join(c for i, c in enumerate(next(csv.reader([line]))) if i != 7) for line in worked_files()["occurrences"]]
    answer, = depend(case("first", occurrences=bare), "d1", "--market", "m1")
    check("without product: the first of the case", answer["product"] == "concentrate", answer["product"])
    files = worked_files()
    markets = [line.replace(",concentrate,", ",*,") for line in files["markets"]]
    layers = os.path.join(folder, "without")
    none = dict(files, occurrences=bare, markets=markets)
    del none["products"]
    os.makedirs(layers)
    for layer, lines in none.items():
        with open(os.path.join(layers, layer + ".csv"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    path = os.path.join(folder, "without.gpkg")
    done = lodeway("import", layers, "-o", path)
    if done.returncode == 0:
        done = lodeway("depend", path, "d1", "--market", "m1", "--format", "json", "-q")
        answer = json.loads(done.stdout)["rows"][0] if done.returncode == 0 else None
        check("no products: said", answer and answer["attribution_status"] == "K unknown" and "no product" in answer["note"], (done.returncode, done.stderr, answer))
    else:
        check("no products: named", done.returncode == 3 and "products" in done.stderr, done.stderr)
    path = case("elsewhere", markets=[files["markets"][0], "m1,Hafen port,hafen,port,gold,invented"], products=files["products"] + ["gold,1,1000,10,"])
    answer, = depend(path, "d1", "--market", "m1")
    check("no market: said", answer["status"] == "unreachable" and "no market" in answer["note"] and answer["cut_status"] == "unreachable", answer)
    check_no_nan("elsewhere", path)


def check_words(folder):
    case = import_case(folder, "worked", worked_files())
    for words, code, said in ((("d1", "nowhere"), 2, "nowhere"), (("adit",), 2, "is no occurrence"), (("d1", "--market", "m9"), 2, "m9"), (("d1", "--part", "x"), 2, "coalitions"),
                              (("d1", "--scenario", "x"), 2, "x"), (("d1", "--close", "XYZ"), 2, "XYZ"), (("d1", "--product", "x"), 2, "x")):
        done = lodeway("depend", case, *words)
        check(f"{words}: exit {code} and said", done.returncode == code and said in done.stderr and not done.stdout, (done.returncode, done.stderr))
    rows = depend(case, "d2", "Adit Hill", "d1", "--market", "m1,m2")
    check("as named, each once", [(row["deposit"], row["destination"]) for row in rows] == [("d2", "m1"), ("d2", "m2"), ("d1", "m1"), ("d1", "m2")], rows)
    check("all by default", len(depend(case)) == 3, "three deposits to ALL")
    closed, = depend(case, "d1", "--market", "m1", "--close", "crossing:north")
    check("--close closes besides", closed["g_usd_t"] == 298.7 and closed["coalitions"][0]["gates"] == ["south", "east", "west"], closed["coalitions"])
    sky, = depend(case, "d1", "--market", "m1", "--overflight", "ignored")
    counted, = depend(case, "d1", "--market", "m1")
    check("overflight ignored is free", sky["cut_status"] == "free_way" and sky["cut_sets"][0]["free_domains"] is not None, sky["cut_sets"])
    check("both stand side by side", (counted["cut_status"], counted["cut_status_no_overflight"], sky["cut_status_no_overflight"]) == ("cut", "free_way", "free_way"), counted)
    out = os.path.join(folder, "sky")
    lodeway("run", case, "-o", out, "--market", "m1", "-q")
    pages = "".join(open(os.path.join(root, name), encoding="utf-8").read() for root, _, names in os.walk(os.path.join(out, "report")) for name in names if name.endswith(".md"))
    check("the report says that the air way is not independent", "crosses the airspace of those who can close" in pages)
    table = lodeway("depend", case, "d1", "--market", "m1", "--format", "table", "-q").stdout
    check("sections for people", all(title in table for title in ("Adit Hill (d1) to m1, base open", "Closed together", "Whose power", "Two actors", "leave no way", "Alternative routes")), table)
    for part in PARTS:
        done = lodeway("depend", case, "d1", "--market", "m1", "--part", part, "--format", "csv", "-q")
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        check(f"--part {part}", rows and all(row["deposit"] == "d1" for row in rows), done.stdout)
    first = lodeway("depend", case, "d1", "--market", "m1", "--format", "csv", "-q").stdout
    check("csv has the coalitions", first.startswith("deposit,") and "penalty_usd_t" in first.splitlines()[0], first)

    files = worked_files()
    for layer, lines in files.items():
        rest = lines[1:]
        random.Random(layer).shuffle(rest)
        files[layer] = lines[:1] + rest
    mixed = import_case(folder, "mixed", files)
    names = ("d1", "d2", "d3", "--market", "m1,m2,ALL", "--all", "--format", "json", "-q")
    check("shuffled rows change nothing", lodeway("depend", case, *names).stdout == lodeway("depend", mixed, *names).stdout)
    check("twice the same", lodeway("depend", case, *names).stdout == lodeway("depend", case, *names).stdout)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, CASES + 1):
            check_case(folder, seed)
        check_faults(folder)
        check_words(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
