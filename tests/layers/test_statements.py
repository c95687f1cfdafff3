"""The checkable statements of the source study, each computed from the built-in case: printed with "agrees", or with the
difference and its cause. A statement fails here when its verdict is no longer the one recorded: then either the case got
worse or the record must be mended, knowingly. What no program can compute (population, shares of GDP, licences) is
listed at the end as context. Closing line: N passed, N failed."""
import csv
import io
import json
import math
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
CASE = os.environ["LODEWAY_BUILTIN"]
STATEMENTS = []
CONTEXT = ("S07 S08 S14 S20 S21 S38 S39 S42 S43 S44 S45 S46 S47 S48 S49 S50 S53 S62 S63").split()


def statement(ids, says, verdict="agrees"):
    """Registers a function that returns (agrees, computed) or (agrees, computed, cause of the difference)."""
    def keep(function):
        STATEMENTS.append((ids, says, verdict, function))
        return function
    return keep


class World:
    def __init__(self, folder):
        self.case = sqlite3.connect(f"file:{CASE}?mode=ro", uri=True)
        out = os.path.join(folder, "out")
        subprocess.run([PROGRAM, "run", CASE, "-o", out, "-q"], check=True, capture_output=True, timeout=900)
        self.out = sqlite3.connect(f"file:{os.path.join(out, 'lodeway.gpkg')}?mode=ro", uri=True)
        self.asked = {}

    def one(self, sql, *values):
        return self.case.execute(sql, values).fetchone()[0]

    def rows(self, sql, *values):
        return self.out.execute(sql, values).fetchall()

    def route(self, start, end, *words):
        key = (start, end, *words)
        if key not in self.asked:
            done = subprocess.run([PROGRAM, "route", CASE, start, end, *words, "--format", "json", "-q"], capture_output=True, text=True,
                                  timeout=300, check=True)
            self.asked[key] = json.loads(done.stdout)["rows"][0]
        return self.asked[key]

    def matrix(self, start, end, *words):
        done = subprocess.run([PROGRAM, "matrix", CASE, start, "--to", end, *words, "--format", "csv", "-q"], capture_output=True, text=True,
                              timeout=300, check=True)
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def near(self, *words):
        done = subprocess.run([PROGRAM, "near", CASE, *words, "--format", "csv", "-q"], capture_output=True, text=True, timeout=300, check=True)
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def deposits(self, country, more=""):
        return [row[0] for row in self.case.execute(f"SELECT id FROM occurrences WHERE country = ? {more} ORDER BY id", (country,))]


def area_million_km2(geometry):
    """Area on the ellipsoid's authalic sphere, from the rings of a polygon: enough for two digits."""
    from osgeo import ogr
    shape, radius = ogr.CreateGeometryFromWkb(geometry), 6371.0072
    polygons = [shape] if shape.GetGeometryName() == "POLYGON" else [shape.GetGeometryRef(i) for i in range(shape.GetGeometryCount())]
    total = 0
    for polygon in polygons:
        for r in range(polygon.GetGeometryCount()):
            ring = polygon.GetGeometryRef(r).GetPoints()
            part = sum(math.radians(b[0] - a[0]) * (2 + math.sin(math.radians(a[1])) + math.sin(math.radians(b[1]))) for a, b in zip(ring, ring[1:]))
            total += (1 if r == 0 else -1) * abs(part) * radius * radius / 2
    return total / 1e6


def country_area(world, iso3):
    blob = world.one("SELECT geom FROM countries WHERE iso3 = ?", iso3)
    envelope = (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
    return area_million_km2(blob[8 + envelope:])


@statement("S01", "Mongolia has 71 known rare-earth occurrences", "differs")
def mongolian_occurrences(w):
    n = len(w.deposits("MNG"))
    return n == 71, f"{n} of 71 in this case", "only occurrences with a published position are in the case"


@statement("S02", "Mongolia has five rare-earth deposits")
def mongolian_deposits(w):
    n = len(w.deposits("MNG", "AND kind = 'deposit' AND ree_role = 'main'"))
    return n == 5, f"{n} deposits with rare earths as main commodity"


@statement("S03 S23", "Neither Mongolia nor Kazakhstan is a producer of rare earths")
def no_producers(w):
    n = w.one("SELECT count(*) FROM occurrences WHERE country IN ('MNG', 'KAZ') AND status = 'mine' AND ree_role = 'main'")
    return n == 0, f"{n} mines with rare earths as main commodity"


@statement("S04", "Mongolia depends entirely on transit through Russia and China")
def mongolia_captive(w):
    rows = w.rows("SELECT status FROM dependency WHERE country = 'MNG' AND base = 'open' AND destination = 'EU' AND closed = 'CHN+RUS'")
    captive = sum(row[0] == "captive" for row in rows)
    return captive == len(rows) > 0, f"{captive} of {len(rows)} occurrences are captive to China and Russia together"


@statement("S05", "Mongolia has no sea route of its own")
def no_sea_route(w):
    ways = w.matrix("MNG", "ALL", "--close", "RUS", "--close", "CHN", "--mode", "rail,road,sea")
    lost = sum(way["status"] != "reachable" for way in ways)
    return lost == len(ways) == len(w.deposits("MNG")), f"{lost} of {len(ways)} have no way by land and sea without Russia and China"


@statement("S06", "Only air freight could give Mongolia capacity of its own, small and dearer", "differs")
def air_from_mongolia(w):
    ratios, captive = [], 0
    for d in w.deposits("MNG")[:3]:
        air = w.route(d, "EU", "--mode", "road,air", "--product", "lree_oxides")
        land = w.route(d, "EU", "--mode", "rail,road,sea", "--product", "lree_oxides")
        ratios.append(air["g_usd_t"] / land["g_usd_t"])
        captive += w.route(d, "EU", "--mode", "road,air", "--close", "RUS", "--close", "CHN", "--product", "lree_oxides")["status"] == "captive"
    return captive == 0, f"air costs {min(ratios):.1f} to {max(ratios):.1f} times the way by land and sea; without overflight of Russia and China {captive} of 3 have none", \
        "every air way out of Mongolia lies over Russia or China: it is dearer, and not independent"


@statement("S09 S54", "China is a bottleneck of Mongolia's logistics, not only its market")
def chinese_gates(w):
    rows = w.rows("SELECT domains FROM routes WHERE country = 'MNG' AND role = 'best' AND base = 'open' AND destination = 'ALL' AND domains IS NOT NULL")
    chinese = sum("CHN" in row[0].split(">") for row in rows)
    return chinese * 2 > len(rows), f"{chinese} of {len(rows)} best ways to any market pass China"


@statement("S10", "Mongolia's railway is a north-south axis joined to the Trans-Siberian")
def mongolian_axis(w):
    total = w.one("SELECT sum(length_km) FROM rail WHERE domain = 'MNG' AND status = 'open'")
    axis = w.route("sukhbaatar-mng", "zamyn-uud", "--mode", "rail")["rail_km"]
    gates = w.one("SELECT count(*) FROM crossings WHERE mode = 'rail' AND status = 'open' AND (place_a = 'sukhbaatar-mng' OR place_b = 'sukhbaatar-mng')")
    return axis > 0.4 * total and gates == 1, f"Sukhbaatar-Zamyn-Uud has {axis:.0f} of {total:.0f} km in use"


@statement("S11 S59", "Mongolian deposits lie far from railways and crossings, chiefly in the south")
def remote_deposits(w):
    rail = [float(r["distance_km"]) for r in w.near("occurrences", "--to", "rail", "--where", "country='MNG'")]
    gate = [float(r["distance_km"]) for r in w.near("occurrences", "--to", "crossings", "--where", "country='MNG'")]
    return statistics.median(rail) > 50 and statistics.median(gate) > 50, f"median {statistics.median(rail):.0f} km to a railway, {statistics.median(gate):.0f} km to a crossing"


@statement("S12", "Roads off the main axes are weak and seasonal")
def seasons(w):
    closed = w.one("SELECT count(*) FROM road WHERE closed_months IS NOT NULL AND closed_months <> ''")
    unpaved = w.one("SELECT sum(length_km) FROM road WHERE domain = 'MNG' AND status = 'open' AND surface <> 'paved'")
    total = w.one("SELECT sum(length_km) FROM road WHERE domain = 'MNG' AND status = 'open'")
    return closed > 0 and unpaved > 0.25 * total, f"{closed} road of the case shuts in winter; in Mongolia {100 * unpaved / total:.0f} % of the roads used are not paved"


@statement("S26", "These alternatives lower the dependence on single transit states")
def attribution(w):
    """Shares of the power to leave no way: Russia and China have all of it over Mongolia, and less over Kazakhstan."""
    share = {}
    for country in ("MNG", "KAZ"):
        share[country] = w.rows("""SELECT avg(s) FROM (SELECT sum(access_share) AS s FROM attribution WHERE country = ? AND destination = 'EU' AND base = 'open'
            AND actor IN ('RUS', 'CHN') AND access_share IS NOT NULL GROUP BY deposit)""", country)[0][0]
    return share["KAZ"] < share["MNG"], f"Russia and China hold {100 * share['MNG']:.0f} % of the power over Mongolian ways and {100 * share['KAZ']:.0f} % over Kazakh ones"


@statement("S35 S36", "Geopolitical resilience: Mongolia limited, Kazakhstan comparatively higher")
def resilience(w):
    median = {c: statistics.median(r[0] for r in w.rows("SELECT eu_open_resilience FROM deposits WHERE country = ? AND eu_open_resilience IS NOT NULL", c))
              for c in ("MNG", "KAZ")}
    return median["MNG"] <= 5 / 7 + 1e-9 < median["KAZ"], f"resilience to Russia, China and the Caspian, median: Mongolia {median['MNG']:.2f}, Kazakhstan {median['KAZ']:.2f}"


@statement("S13 S15", "Mongolia covers about 1.56 million km2, more than four times Germany")
def mongolian_area(w):
    mongolia, germany = country_area(w, "MNG"), country_area(w, "DEU")
    return abs(mongolia - 1.56) < 0.02 and mongolia > 4 * germany, f"{mongolia:.3f} million km2, {mongolia / germany:.2f} times Germany"


@statement("S16 S17", "Corruption Perceptions Index 2025: Mongolia 124th, Kazakhstan 96th of 182")
def ranks(w):
    got = [w.one("SELECT cpi_rank FROM governance WHERE iso3 = ? AND year = 2025 AND cpi_rank IS NOT NULL", c) for c in ("MNG", "KAZ")]
    return got == [124, 96], f"{got[0]:.0f} and {got[1]:.0f}"


@statement("S18 S19", "Kazakhstan has five rare-earth deposits in three regions", "differs")
def kazakh_deposits(w):
    main = len(w.deposits("KAZ", "AND kind = 'deposit' AND ree_role = 'main'"))
    coproduct = len(w.deposits("KAZ", "AND kind = 'deposit' AND ree_role = 'coproduct'"))
    return main == 5, f"{main} with rare earths as main commodity and {coproduct} as coproduct", \
        "the ministry lists 15 in three regions, most of them uranium sites; the study does not name its five"


@statement("S22", "The plant at Stepnogorsk makes 1,500 t a year")
def stepnogorsk(w):
    got = w.one("SELECT capacity_t_a FROM plants WHERE id = 'p-stepnogorsk'")
    way = w.route("stepnogorsk", "EU", "--product", "mixed_re_carbonate", "--close", "RUS", "--close", "CHN")
    return got == 1500 and way["status"] == "reachable", f"{got:.0f} t/a of capacity; without Russia and China they leave by {'>'.join(way['domains'])}"


@statement("S24", "The Caspian gives Kazakhstan ways of its own")
def caspian(w):
    """A way is left when Russia and China close; whether the Caspian is on it at equal prices, or the one that is left when Iran closes too."""
    rows = w.rows("SELECT status, domains FROM dependency WHERE country = 'KAZ' AND base = 'open' AND destination = 'EU' AND closed = 'CHN+RUS'")
    best = sum("CASPIAN" in (row[1] or "").split(">") for row in rows)
    captive = sum(row[0] == "captive" for row in rows)
    kazakh = w.deposits("KAZ")
    ways = w.matrix("KAZ", "EU", "--close", "RUS", "--close", "CHN", "--close", "IRN")
    over = sum(way["status"] == "reachable" and "CASPIAN" in way["domains"].split(">") for way in ways)
    return captive == 0 and over == len(kazakh), f"without Russia and China none is captive: {best} of {len(rows)} go over the Caspian; " \
        f"without Iran {over} of {len(kazakh)} keep the Caspian"


@statement("S25 S37", "Kazakhstan has several directions; three corridors join China and Central Asia to Europe")
def directions(w):
    ways = [w.route("almaty", "EU", "--product", "mixed_re_carbonate", *shut)["domains"] for shut in
            ((), ("--close", "CASPIAN", "--close", "CHN", "--close", "IRN"), ("--close", "RUS", "--close", "CHN", "--close", "IRN"),
             ("--close", "RUS", "--close", "CASPIAN", "--close", "IRN"), ("--close", "RUS", "--close", "CHN", "--close", "CASPIAN"))]
    found = {name for way in ways for name in ("RUS", "CASPIAN", "CHN", "IRN") if name in way}
    return len(found) == 4, f"from Almaty to Europe by {', '.join(sorted(found))}"


@statement("S27 S28", "Landlocked position: Mongolia fully dependent on Russia and China, Kazakhstan has the Caspian")
def landlocked(w):
    cuts = {c: [row[0] for row in w.rows("SELECT cut_set FROM cut_sets WHERE country = ? AND destination = 'EU' AND base = 'open' AND status = 'cut'", c)]
            for c in ("MNG", "KAZ")}
    return "CHN+RUS" in cuts["MNG"] and "CHN+RUS" not in cuts["KAZ"], f"{{CHN, RUS}} cuts {cuts['MNG'].count('CHN+RUS')} Mongolian and {cuts['KAZ'].count('CHN+RUS')} Kazakh occurrences"


@statement("S29 S30", "Main market: Mongolia very strongly China; Kazakhstan diversified, Russia and China in front")
def main_market(w):
    share = {}
    for country in ("MNG", "KAZ"):
        rows = w.case.execute("SELECT partner, share FROM trade WHERE country = ? AND partner <> 'REST' ORDER BY share DESC", (country,)).fetchall()
        share[country] = rows
    first, kazakh = share["MNG"][0], [row[0] for row in share["KAZ"]][:3]
    return first[0] == "CHN" and first[1] >= 0.8 and share["KAZ"][0][1] < 0.35 and {"CHN", "RUS"} <= set(kazakh), \
        f"Mongolia: {first[0]} {100 * first[1]:.0f} %; Kazakhstan: {', '.join(f'{p} {100 * s:.0f} %' for p, s in share['KAZ'][:3])}"


@statement("S31 S32", "Transport corridors: Mongolia limited, Kazakhstan several vectors")
def corridors(w):
    """As MODEL M13 has it: several vectors where at least three corridors stay within 1.5 times the best and no one or two actors can close them all."""
    count, closed = {}, {}
    for country in ("MNG", "KAZ"):
        rows = w.rows("""SELECT r.deposit, count(DISTINCT r.corridor) FROM routes r JOIN routes b ON b.deposit = r.deposit AND b.destination = r.destination
            AND b.base = r.base AND b.role = 'best' WHERE r.role = 'corridor' AND r.country = ? AND r.destination = 'EU' AND r.g_usd_t <= 1.5 * b.g_usd_t
            GROUP BY r.deposit""", country)
        count[country] = statistics.median(row[1] for row in rows)
        closed[country] = w.rows("""SELECT count(DISTINCT deposit) FROM cut_sets WHERE country = ? AND destination = 'EU' AND base = 'open' AND size <= 2""", country)[0][0]
    return closed["MNG"] == len(w.deposits("MNG")) and count["KAZ"] >= 3 and closed["KAZ"] == 0, \
        f"corridors within 1.5 times the best, median: Mongolia {count['MNG']:.0f}, Kazakhstan {count['KAZ']:.0f}; " \
        f"closed by two actors: {closed['MNG']} Mongolian and {closed['KAZ']} Kazakh occurrences"


@statement("S33 S34", "Domestic processing: Mongolia low, Kazakhstan moderate")
def processing(w):
    """As MODEL M13 has it, over open plants: moderate is stage 2, or a higher stage with less capacity than the deposits could put out."""
    stage, capacity, output = {}, {}, {}
    for country in ("MNG", "KAZ"):
        stage[country], capacity[country] = w.case.execute("""SELECT coalesce(max(t.stage), 0), coalesce(sum(t.capacity_t_a), 0) FROM plants t
            JOIN places p ON p.id = t.place WHERE p.domain = ? AND t.status = 'open'""", (country,)).fetchone()
        output[country] = w.one("SELECT coalesce(sum(output_t_a), 0) FROM occurrences WHERE country = ?", country)
    moderate = stage["KAZ"] == 2 or (stage["KAZ"] > 2 and capacity["KAZ"] < output["KAZ"])
    return stage["MNG"] <= 1 and moderate, f"highest stage of an open plant: Mongolia {stage['MNG']:.0f}, Kazakhstan {stage['KAZ']:.0f}; " \
        f"known capacity in Kazakhstan {capacity['KAZ']:.0f} t/a against an output of {output['KAZ']:.0f}"


@statement("S40 S41", "The EU lists 34 critical and 17 strategic raw materials")
def lists(w):
    critical = w.one("SELECT count(*) FROM crm_elements WHERE eu_critical_2024 = 1")
    strategic = w.one("SELECT count(DISTINCT strategic_entry) FROM crm_elements WHERE eu_strategic_2024 = 1")
    return (critical, strategic) == (34, 17), f"{critical} and {strategic}"


@statement("S51", "Mines need ten to fifteen years: by then other lines are open")
def years(w):
    links = [w.one(f"SELECT count(*) FROM rail WHERE status <> 'open' AND open_year <= {year}") for year in (2030, 2035)]
    return links[0] > 0 and links[1] >= links[0], f"{links[0]} railways open by 2030, {links[1]} by 2035"


@statement("S52", "China asked for export licences for rare earths from April to October 2025")
def licences(w):
    start = w.deposits("MNG")[0]
    words = ("--product", "mixed_re_carbonate", "--close", "RUS", "--mode", "rail,road,sea")
    free = w.route(start, "m-yokohama", *words)
    delayed = w.route(start, "m-yokohama", *words, "--scenario", "china_export_licence_delay")
    banned = w.route(start, "m-yokohama", *words, "--scenario", "china_export_ban")
    return delayed["hours"] > free["hours"] and banned["status"] != "reachable" and free["status"] == "reachable", \
        f"by land and sea to Japan by China: {free['days']:.0f} days, {delayed['days']:.0f} with licences, {'no way' if banned['status'] != 'reachable' else banned['days']} under a ban"


@statement("S55", "Kazakhstan sits between Russia and China: either closure costs it")
def between(w):
    rows = w.rows("""SELECT closed, avg(penalty_usd_t > 0) FROM dependency WHERE country = 'KAZ' AND base = 'open' AND destination = 'ALL' AND closed IN ('RUS', 'CHN')
        AND status IN ('reroute', 'unaffected') GROUP BY closed""")
    return all(row[1] > 0 for row in rows) and len(rows) == 2, ", ".join(f"{row[0]} closed costs {100 * row[1]:.0f} % of them more" for row in rows)


@statement("S56 S57 S58", "Three policy options: status quo, intensification, consortium")
def options(w):
    cost = [w.route("kaz-kundybai", "EU", "--close", "RUS", "--scenario", name)["g_usd_t"] for name in ("option_1_status_quo", "option_2_intensification", "option_3_consortium")]
    return cost[0] >= cost[1] >= cost[2], "from Kundybai without Russia: " + ", ".join(f"{c:.0f}" for c in cost) + " USD/t"


@statement("S60", "Mongolia's metallogenic zones, provinces and belts hold its occurrences")
def zones(w):
    named, n = w.rows("SELECT sum(zones IS NOT NULL AND zones <> ''), count(*) FROM deposits WHERE country = 'MNG'")[0]
    polygons = w.one("SELECT count(*) FROM zones WHERE country = 'MNG'")
    return named == n, f"{named} of {n} lie in one of {polygons} zones"


@statement("S61", "Deposits and prospects are mapped in five Central Asian states", "differs")
def kinds(w):
    rows = w.case.execute("SELECT country, count(*) FROM occurrences WHERE country IN ('KAZ', 'UZB', 'TKM', 'TJK', 'KGZ') GROUP BY country ORDER BY country").fetchall()
    return len(rows) == 5, ", ".join(f"{c} {n}" for c, n in rows), "no occurrence of Turkmenistan with a published position was found"


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        for ids, says, verdict, function in STATEMENTS:
            try:
                result = function(world)
                got = "agrees" if result[0] else "differs"
                cause = "" if result[0] or len(result) < 3 else f" ({result[2]})"
                print(f"{ids}: {says}: {got}: {result[1]}{cause}")
            except Exception as fault:
                got = f"fault: {fault!r}"
                print(f"{ids}: {says}: {got}")
            if got != verdict:
                failed += 1
                print(f"failed: {ids} was recorded as {verdict}")
    print("context, not computed: " + ", ".join(CONTEXT))
    print(f"{len(STATEMENTS) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
