"""verify against planted lies: a hundred of them, over all layers, each found with its layer, column and value; honest
outputs of the worked case and of the built-in one pass. Bad outputs and cases have their messages.
Argument: the layers folder (not used). Closing line: N passed, N failed."""
import concurrent.futures
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.environ["LODEWAY"])
BUILTIN = os.path.abspath(os.environ["LODEWAY_BUILTIN"])
WORKED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worked")
results = {"passed": 0, "failed": 0}
OBSERVATIONS = """id,from_place,to_place,mode,corridor,product,km,days,usd,unit,payload_t,tfi1_h,tfi2_usd,tfi3_usd,tfi4_km_h,year,source,confidence,remarks
inner,adit,south_o,rail,,,400,,,,,,,,,2020,s,high,
along,adit,hafen,,north,concentrate,,10,,,,,,,,2020,s,high,
"""


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def lodeway(*words, **options):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=600, **options)


def sql(package, *statements):
    """Writes as a liar would: without the triggers of the R-trees, which need functions of GDAL."""
    db = sqlite3.connect(package)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    changed = 0
    for statement in statements:
        changed += db.execute(statement).rowcount
    db.commit()
    db.close()
    return changed


def rows(package, text):
    db = sqlite3.connect(package)
    db.row_factory = sqlite3.Row
    found = [dict(row) for row in db.execute(text)]
    db.close()
    return found


def types(package, layer):
    return {row["name"]: row["type"] for row in rows(package, f'PRAGMA table_info("{layer}")')}


LAYERS = ["deposits", "distances", "routes", "legs", "exposure", "dependency", "cut_sets", "zone_statistics", "calibration",
          "calibration_summary", "findings", "parameters", "provenance"]


def lies(package):
    """(layer, column or None, statements): what is planted, and where it must be found."""
    planted = []
    # In every layer a row lost, one twice, and one that is made up of another.
    for layer in LAYERS:
        names = [name for name in types(package, layer) if name not in ("fid", "geom")]
        listed = ", ".join(f'"{name}"' for name in names)
        key = {"provenance": "key = 'domains'", "parameters": "key = 'lambda'"}.get(layer, f"fid = (SELECT max(fid) FROM {layer})")
        planted.append((layer, None, [f"DELETE FROM {layer} WHERE {key}"]))
        planted.append((layer, None, [f"INSERT INTO {layer} ({listed}) SELECT {listed} FROM {layer} WHERE {key}"]))
    # A micro-dollar, a metre of money, in each column of money and time of routes, legs, dependency, exposure, deposits.
    for layer, where in (("routes", "role = 'best' AND deposit = 'd1'"), ("legs", "seq = 3 AND route LIKE 'd1%'"),
                         ("dependency", "status = 'reroute'"), ("exposure", "deposit = 'd1'"), ("deposits", "id = 'd2'")):
        for column, kind in types(package, layer).items():
            known = rows(package, f"SELECT 1 FROM {layer} WHERE {where} AND {column} IS NOT NULL") if kind == "REAL" else []
            if known and "usd_t" in column and not column.startswith(("m2_", "all_")):
                one = f"fid = (SELECT min(fid) FROM {layer} WHERE {where} AND {column} IS NOT NULL)"
                planted.append((layer, column, [f"UPDATE {layer} SET {column} = {column} + 0.000001 WHERE {one}"]))
    for layer, column in (("routes", "length_km"), ("routes", "hours"), ("routes", "buffer_h"), ("routes", "co2_kg_t"), ("legs", "co2_kg_t"),
                          ("legs", "hours"), ("legs", "length_km"), ("exposure", "money_share"), ("dependency", "km_share"), ("dependency", "penalty_pct"),
                          ("distances", "distance_km"), ("zone_statistics", "g_median_usd_t"), ("calibration", "computed"), ("calibration", "ratio"),
                          ("deposits", "rail_km"), ("deposits", "output_t_a")):
        one = f"fid = (SELECT min(fid) FROM {layer} WHERE {column} > 0.01)"
        planted.append((layer, column, [f"UPDATE {layer} SET {column} = {column} * 1.0001 WHERE {one}"]))
    text = [
        ("routes", "gates", "gates = replace(gates, 'north>', '') WHERE gates LIKE 'north>%' AND role = 'best'"),  # a dropped gate
        ("routes", "gates", "gates = 'west>north' WHERE gates = 'north>west'"),
        ("routes", "domains", "domains = replace(domains, '>NOR', '') WHERE fid = (SELECT min(fid) FROM routes WHERE domains LIKE '%>NOR%')"),
        ("routes", "status", "status = 'unreachable' WHERE fid = 1"),
        ("routes", "market", "market = 'm2' WHERE fid = (SELECT min(fid) FROM routes WHERE market = 'm1')"),
        ("routes", "corridor", "corridor = 'ocean' WHERE fid = (SELECT min(fid) FROM routes WHERE corridor = 'north')"),
        ("routes", "modes", "modes = 'air' WHERE fid = 1"),
        ("routes", "geom", "geom = NULL WHERE fid = 1"),
        ("routes", "geom", "geom = (SELECT geom FROM routes WHERE fid = 2) WHERE fid = 1"),
        ("legs", "confidence", "confidence = 'high' WHERE fid = (SELECT min(fid) FROM legs WHERE confidence <> 'high')"),
        ("legs", "source", "source = 'a study' WHERE fid = (SELECT min(fid) FROM legs WHERE source IS NOT NULL)"),
        ("legs", "to_place", "to_place = 'Nowhere' WHERE fid = (SELECT min(fid) FROM legs WHERE to_place IS NOT NULL)"),
        ("legs", "element", "element = 'rail_sp' WHERE fid = (SELECT min(fid) FROM legs WHERE element = 'rail_nw')"),
        ("legs", "seq", "seq = 99 WHERE fid = 2"),
        ("dependency", "status", "status = 'unaffected' WHERE fid = (SELECT min(fid) FROM dependency WHERE status = 'reroute')"),
        ("dependency", "status", "status = 'own' WHERE fid = (SELECT min(fid) FROM dependency WHERE status = 'captive')"),
        ("dependency", "g_usd_t", "g_usd_t = 1 WHERE fid = (SELECT min(fid) FROM dependency WHERE status = 'captive')"),
        ("dependency", "penalty_usd_t", "penalty_usd_t = NULL WHERE fid = (SELECT min(fid) FROM dependency WHERE status = 'reroute')"),
        ("dependency", "proof", "proof = 'SEA' WHERE fid = (SELECT min(fid) FROM dependency WHERE status = 'captive')"),
        ("dependency", "gates", "gates = NULL WHERE fid = (SELECT min(fid) FROM dependency WHERE gates IS NOT NULL)"),
        ("dependency", "closed", "closed = 'SEA' WHERE fid = (SELECT min(fid) FROM dependency WHERE closed = 'NOR')"),
        ("dependency", "n_closed", "n_closed = 2 WHERE fid = (SELECT min(fid) FROM dependency WHERE n_closed = 1)"),
        ("cut_sets", "cut_set", "cut_set = 'SEA+SOU' WHERE fid = (SELECT min(fid) FROM cut_sets WHERE cut_set = 'NOR+SOU')"),
        ("cut_sets", "status", "status = 'no_small_cut' WHERE fid = (SELECT min(fid) FROM cut_sets WHERE status = 'free_way')"),
        ("cut_sets", "size", "size = 1 WHERE fid = (SELECT min(fid) FROM cut_sets WHERE size = 2)"),
        ("cut_sets", "free_gates", "free_gates = 'north' WHERE fid = (SELECT min(fid) FROM cut_sets WHERE status = 'free_way')"),
        ("exposure", "own", "own = 'no' WHERE fid = (SELECT min(fid) FROM exposure WHERE own = 'yes')"),
        ("exposure", "domain", "domain = 'SEA' WHERE fid = (SELECT min(fid) FROM exposure WHERE domain = 'NOR')"),
        ("deposits", "name", "name = 'Another Hill' WHERE id = 'd1'"),
        ("deposits", "resource_mt", "resource_mt = 0 WHERE id = 'd3'"),  # what is not known is not 0
        ("deposits", "all_open_cut_sets", "all_open_cut_sets = '{NOR}' WHERE id = 'd1'"),
        ("deposits", "all_open_status", "all_open_status = 'unreachable' WHERE id = 'd1'"),
        ("deposits", "geom", "geom = (SELECT geom FROM deposits WHERE id = 'd2') WHERE id = 'd1'"),
        ("distances", "target_id", "target_id = 'port_s' WHERE fid = 1"),
        ("distances", "same_country", "same_country = 'no' WHERE fid = (SELECT min(fid) FROM distances WHERE same_country = 'yes')"),
        ("zone_statistics", "n_deposits", "n_deposits = 7 WHERE fid = 1"),
        ("calibration", "status", "status = 'no_way' WHERE fid = 1"),
        ("calibration_summary", "n_met", "n_met = n_met + 1 WHERE fid = 1"),
        ("findings", "severity", "severity = 'note' WHERE fid = (SELECT min(fid) FROM findings WHERE severity = 'warning')"),
        ("parameters", "value", "value = '0.31' WHERE key = 'margin'"),
        ("parameters", "origin", "origin = 'case' WHERE fid = (SELECT min(fid) FROM parameters WHERE origin = 'default')"),
        ("provenance", "value", "value = '999' WHERE key = 'searches'"),
        ("provenance", "value", "value = '0' WHERE key = 'findings_warnings'"),
        # What SQLite lets a column hold: a text where a number should be, a number where a whole one should.
        ("routes", "g_usd_t", "g_usd_t = 'free' WHERE fid = 1"),
        ("legs", "seq", "seq = 1.5 WHERE fid = 1"),
        ("cut_sets", "cut_set", "cut_set = x'00' WHERE fid = 1"),
    ]
    planted += [(layer, column, [f"UPDATE {layer} SET {change}"]) for layer, column, change in text]
    planted += [
        ("routes", "bonus", ["ALTER TABLE routes ADD COLUMN bonus TEXT"]),
        ("dependency", "because", ["ALTER TABLE dependency RENAME COLUMN cause TO because"]),
        ("cut_sets", None, ["DROP TABLE cut_sets"]),
        ("deposits", "geom", ["UPDATE gpkg_geometry_columns SET srs_id = 3857 WHERE table_name = 'deposits'"]),
        # Two swapped, so that every sum over the layer stays.
        ("routes", "g_usd_t", ["UPDATE routes SET g_usd_t = (SELECT sum(g_usd_t) FROM routes WHERE deposit IN ('d1', 'd2') AND role = 'best' AND destination = 'ALL') - g_usd_t "
                               "WHERE deposit IN ('d1', 'd2') AND role = 'best' AND destination = 'ALL'"]),
    ]
    return planted


def main():
    folder = tempfile.mkdtemp()
    try:
        layers, case, out = (os.path.join(folder, name) for name in ("layers", "case.gpkg", "out"))
        shutil.copytree(WORKED, layers)
        with open(os.path.join(layers, "observations.csv"), "w", encoding="utf-8") as file:
            file.write(OBSERVATIONS)
        done = lodeway("import", layers, "-o", case, "-q")
        check("the case is made", done.returncode == 0, done.stderr)
        asked = ("--market", "m1,m2,ALL", "--close", "mode:air", "--month", "3")
        done = lodeway("run", case, "-o", out, *asked, "-q")
        check("the run ends well", done.returncode == 0, done.stderr)
        package = os.path.join(out, "lodeway.gpkg")
        with open(package, "rb") as file:
            honest = file.read()

        done = lodeway("verify", out)
        check("an honest output passes", done.returncode == 0 and " holds: " in done.stdout, (done.returncode, done.stdout, done.stderr))
        done = lodeway("verify", package, "--quick", "--format", "json", "-q")
        check("so it does quickly, as JSON without rows", done.returncode == 0 and json.loads(done.stdout)["rows"] == [], done.stdout)
        check("looking changes nothing", open(package, "rb").read() == honest)

        liar, planted = os.path.join(folder, "liar"), lies(package)
        os.mkdir(liar)
        false = os.path.join(liar, "lodeway.gpkg")

        def plant(number):
            """One lie in an output of its own."""
            place = os.path.join(folder, f"lie{number}")
            os.mkdir(place)
            path = os.path.join(place, "lodeway.gpkg")
            with open(path, "wb") as file:
                file.write(honest)
            told = sql(path, *planted[number][2]), lodeway("verify", place, "--format", "json", "-q")
            shutil.rmtree(place)
            return told

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            told = list(pool.map(plant, range(len(planted))))
        for number, (layer, column, statements) in enumerate(planted):
            changed, done = told[number]
            found = json.loads(done.stdout)["rows"] if done.stdout.startswith("{") else []
            ok = (changed or "TABLE" in statements[0]) and done.returncode == 1 and len(found) == 1 and found[0]["layer"] == layer and (column is None or found[0]["column"] == column)
            check(f"lie {number}: {statements}", ok, (changed, done.returncode, found, done.stderr))
        check("a hundred lies", len(planted) >= 100, len(planted))
        with open(false, "wb") as file:
            file.write(honest)
        sql(false, "UPDATE routes SET g_usd_t = g_usd_t + 0.000001 WHERE fid = 1")
        done = lodeway("verify", liar)
        check("in words", done.returncode == 1 and "layer routes" in done.stdout and "expected" in done.stdout, done.stdout)

        # Found by plain search and sums alone.
        quick = [("routes", "g_usd_t", "UPDATE routes SET g_usd_t = g_usd_t + 0.000001 WHERE fid = 1"),
                 ("routes", "money_usd_t", "UPDATE routes SET money_usd_t = money_usd_t + 0.000001 WHERE fid = 1"),
                 ("routes", "days", "UPDATE routes SET days = days + 1 WHERE fid = 1"),
                 ("routes", "length_km", "UPDATE routes SET length_km = length_km + 1 WHERE fid = 1"),
                 ("routes", "gates", "UPDATE routes SET gates = replace(gates, 'north>', '') WHERE gates LIKE 'north>%' AND role = 'best'"),
                 ("routes", "money_usd_t", "UPDATE routes SET g_usd_t = g_usd_t - 1, money_usd_t = money_usd_t - 1, haul_usd_t = haul_usd_t - 1 WHERE role = 'best' AND deposit = 'd1'"),
                 ("legs", "g_usd_t", "UPDATE legs SET g_usd_t = g_usd_t + 0.000001 WHERE fid = 3"),
                 ("legs", "seq", "DELETE FROM legs WHERE fid = 1"),
                 ("legs", "from_place", "UPDATE legs SET from_place = 'Nowhere' WHERE fid = 3"),
                 ("legs", "route", "UPDATE legs SET route = 'x'"),
                 ("dependency", "g_usd_t", "UPDATE dependency SET g_usd_t = g_usd_t + 0.000001 WHERE fid = (SELECT min(fid) FROM dependency WHERE g_usd_t > 0)"),
                 ("dependency", "status", "UPDATE dependency SET status = 'unaffected' WHERE fid = (SELECT min(fid) FROM dependency WHERE status = 'reroute')"),
                 ("dependency", "penalty_usd_t", "UPDATE dependency SET penalty_usd_t = 1 WHERE fid = (SELECT min(fid) FROM dependency WHERE status = 'reroute')"),
                 ("dependency", "proof", "UPDATE dependency SET proof = closed WHERE fid = (SELECT min(fid) FROM dependency WHERE closed = 'NOR+SEA+SOU' AND status = 'captive')"),
                 ("dependency", "closed", "UPDATE dependency SET closed = 'NOWHERE' WHERE fid = 2"),
                 ("dependency", "deposit", "UPDATE dependency SET deposit = 'd9' WHERE fid = 2"),
                 ("cut_sets", "cut_set", "UPDATE cut_sets SET cut_set = 'SEA+SOU' WHERE fid = (SELECT min(fid) FROM cut_sets WHERE cut_set = 'NOR+SOU')"),
                 ("cut_sets", "cut_set", "UPDATE cut_sets SET cut_set = 'NOR+SEA+SOU', size = 3 WHERE fid = (SELECT min(fid) FROM cut_sets WHERE cut_set = 'NOR+SOU')"),
                 ("cut_sets", "status", "UPDATE cut_sets SET status = 'free_way' WHERE fid = (SELECT min(fid) FROM cut_sets WHERE status = 'cut')"),
                 ("cut_sets", "status", "UPDATE cut_sets SET status = 'unreachable' WHERE fid = (SELECT min(fid) FROM cut_sets WHERE status = 'free_way')")]
        for layer, column, statement in quick:
            with open(false, "wb") as file:
                file.write(honest)
            changed = sql(false, statement)
            done = lodeway("verify", liar, "--quick", "--format", "json", "-q")
            found = json.loads(done.stdout)["rows"] if done.stdout.startswith("{") else [{}]
            check(f"quickly: {statement}", changed and done.returncode == 1 and (found[0].get("layer"), found[0].get("column")) == (layer, column), (changed, done.returncode, found, done.stderr))

        # The case: moved, another, lost.
        moved = os.path.join(folder, "moved.gpkg")
        os.rename(case, moved)
        done = lodeway("verify", out)
        check("a case that is not there: exit 3, named", done.returncode == 3 and case in done.stderr and "--case" in done.stderr, (done.returncode, done.stderr))
        done = lodeway("verify", out, "--case", moved)
        check("a moved case is taken", done.returncode == 0, (done.returncode, done.stdout, done.stderr))
        done = lodeway("verify", out, "--case", BUILTIN)
        check("another case: exit 3, both SHA-256", done.returncode == 3 and done.stderr.count("SHA-256") >= 1 and BUILTIN in done.stderr, (done.returncode, done.stderr))
        done = lodeway("verify", out, "--case", os.path.join(folder, "none.gpkg"))
        check("--case without a file: exit 3", done.returncode == 3 and "none.gpkg" in done.stderr, (done.returncode, done.stderr))
        os.rename(moved, case)

        # Outputs that are none.
        done = lodeway("verify", folder)
        check("no lodeway.gpkg: exit 3", done.returncode == 3 and "lodeway run -o" in done.stderr, (done.returncode, done.stderr))
        with open(false, "w", encoding="utf-8") as file:
            file.write("no GeoPackage " * 20)
        done = lodeway("verify", liar)
        check("not a GeoPackage: exit 3", done.returncode == 3 and "not a GeoPackage" in done.stderr, (done.returncode, done.stderr))
        done = lodeway("verify", case)
        check("a case is no output: exit 3", done.returncode == 3 and "provenance" in done.stderr, (done.returncode, done.stderr))
        bad = [("another version", "UPDATE provenance SET value = 'lodeway 9.9.9 (GDAL 9)' WHERE key = 'program'", "9.9.9"),
               ("another SHA-256", "UPDATE provenance SET value = 'ab' WHERE key = 'case_sha256'", "SHA-256"),
               ("no SHA-256", "DELETE FROM provenance WHERE key = 'case_sha256'", "case"),
               ("no bases", "DELETE FROM provenance WHERE key = 'bases'", "bases"),
               ("no program", "DELETE FROM provenance WHERE key = 'program'", "which program"),
               ("no provenance", "DROP TABLE provenance", "provenance"),
               ("an unknown scenario", "UPDATE provenance SET value = 'dream' WHERE key = 'bases'", "dream")]
        for what, statement, said in bad:
            with open(false, "wb") as file:
                file.write(honest)
            sql(false, statement)
            done = lodeway("verify", liar)
            check(f"{what}: told", done.returncode in (2, 3) and said in done.stderr, (done.returncode, done.stderr))

        # The built-in case, recognised.
        big = os.path.join(folder, "big")
        done = lodeway("run", "-o", big, "--market", "EU", "--scenario", "open", "-q")
        check("the built-in case runs", done.returncode == 0, done.stderr)
        done = lodeway("verify", big, cwd=folder)
        check("its honest output passes", done.returncode == 0, (done.returncode, done.stdout, done.stderr))
        sql(os.path.join(big, "lodeway.gpkg"), "UPDATE dependency SET g_usd_t = g_usd_t - 0.000001 WHERE fid = (SELECT max(fid) FROM dependency WHERE g_usd_t > 0)")
        done = lodeway("verify", big, "--quick")
        check("a micro-dollar in it is found", done.returncode == 1 and "g_usd_t" in done.stdout, (done.returncode, done.stdout, done.stderr))
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
