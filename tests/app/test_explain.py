"""route --explain: the parts of every leg sum to its cost to the micro-dollar, each with source and confidence; the best
way that lost is named with why. Closing line: N passed, N failed."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.environ["LODEWAY"])
WORKED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worked")
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def lodeway(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=600)


def explain(*words):
    done = lodeway("route", *words, "--explain", "--format", "json", "-q")
    if done.returncode:
        check(f"route {words}", False, done.stderr)
        return None
    return json.loads(done.stdout)["rows"][0]


def micro(value):
    return round((value or 0) * 1e6)


def parts(row, column):
    return [part for leg in row["legs"] for part in leg["parts"] if part[column] is not None]


def hold(what, row):
    """The sums, exactly; and that every part says where it comes from."""
    check(f"{what}: legs have parts", row["legs"] and all(leg["parts"] for leg in row["legs"] if leg["g_usd_t"]), row["legs"])
    check(f"{what}: parts sum to G to the micro-dollar", sum(micro(p["usd_t"]) for p in parts(row, "usd_t")) == micro(row["g_usd_t"]), row["g_usd_t"])
    for leg in row["legs"]:
        check(f"{what}: leg {leg['seq']}", sum(micro(p["usd_t"]) for p in leg["parts"]) == micro(leg["g_usd_t"]), leg)
        money = [p for p in leg["parts"] if p["usd_t"] is not None and not p["part"].startswith("value")]
        check(f"{what}: money of leg {leg['seq']}", sum(micro(p["usd_t"]) for p in money) == micro(leg["money_usd_t"]), leg)
        for column in ("hours", "buffer_h", "co2_kg_t"):
            check(f"{what}: {column} of leg {leg['seq']}", abs(sum(p[column] or 0 for p in leg["parts"]) - (leg[column] or 0)) < 1e-6, leg)
    bare = [p for leg in row["legs"] for p in leg["parts"] if not p["formula"] or not p["source"]]
    check(f"{what}: formula and source everywhere", not bare, bare[:2])
    bare = [p for p in parts(row, "usd_t") if not p["part"].startswith("value") and not p["confidence"]]
    check(f"{what}: money with its confidence", not bare, bare[:2])
    for lost in row["rejected"]:
        delta = sum(micro(lost[c]) for c in lost if c.startswith("delta_") and c.endswith("_usd_t"))
        check(f"{what}: the way that lost differs by the sum of its parts", lost["dearer_usd_t"] is not None and delta == micro(lost["dearer_usd_t"]), lost)
        check(f"{what}: and by its gates, with why", lost["gates"] != row["gates"] and lost["why"], lost)


def worked(folder):
    case = os.path.join(folder, "worked.gpkg")
    lodeway("import", WORKED, "-o", case, "-q")
    row = explain(case, "d1", "m1")
    hold("d1 to m1", row)
    check("v and r are shown", [p["part"] for p in row["values"]] == ["v", "r"] and "0.1 USD/(t h)" in row["values"][0]["formula"] and "0.5" in row["values"][1]["formula"], row["values"])
    haul = next(p for p in parts(row, "usd_t") if p["element"] == "rail_nw" and p["part"] == "haul")
    check("a tariff row with its figures", (haul["usd_t"], haul["price_usd"], haul["length_km"], haul["basis"], haul["tariff"][:8]) == (200, 0.04, 5000, "tkm", "rail:NOR"), haul)
    time = next(p for p in parts(row, "hours") if p["element"] == "rail_nw")
    check("time as km by speed", time["hours"] == 125 and time["formula"] == "5000 km / 40 km/h", time)
    lost = row["rejected"]
    check("the next way", len(lost) == 1 and lost[0]["status"] == "dearer" and lost[0]["gates"] == ["south", "east", "west"] and lost[0]["dearer_usd_t"] == 26, lost)
    check("why it lost: the largest part first", lost[0]["why"].startswith("26.00 USD/t dearer: gauge +12.00"), lost[0]["why"])
    row = explain(case, "d1", "m1", "--close", "NOR")
    hold("NOR closed", row)
    check("the better way is closed by NOR", row["rejected"][0]["status"] == "closed" and row["rejected"][0]["closed_by"] == "NOR" and row["rejected"][0]["dearer_usd_t"] == -46.86, row["rejected"])
    waits = [p for p in parts(row, "hours") if p["part"] == "waiting for departure"]
    check("half the headway", [p["hours"] for p in waits] == [84] and waits[0]["formula"] == "headway 168 h x 0.5", waits)
    row = explain(case, "d1", "m1", "--close", "crossing:north", "--close", "link:rail_os", "--close", "mode:air")
    check("no way left: what shuts the best", not row["legs"] and "crossing:north (closed)" in row["rejected"][0]["closed_by"], row["rejected"])
    row = explain(case, "d1", "m1", "--mode", "sea,air")
    check("a mode that shuts", row["rejected"] and "mode:rail" in row["rejected"][0]["closed_by"], row["rejected"])
    row = explain(case, "d1", "m1", "--by", "time")
    hold("by time", row)
    check("by time the loser is slower", row["rejected"][-1]["delta_hours"] > 0 and "slower" in row["rejected"][-1]["why"], row["rejected"])
    text = lodeway("route", case, "d1", "m1", "--explain", "--format", "table", "-q").stdout
    check("text for people", "G = M + v T + r v B: 272.700000" in text and "0.04 USD/tkm x 5000 km" in text and "not taken: south" in text, text)
    rows = list(csv.DictReader(io.StringIO(lodeway("route", case, "d1", "m1", "--explain", "--format", "csv", "-q").stdout)))
    check("CSV: the parts", sum(micro(float(r["usd_t"] or 0)) for r in rows) == 272700000, rows[:2])
    plain = json.loads(lodeway("route", case, "d1", "m1", "--format", "json", "-q").stdout)["rows"][0]
    check("without --explain nothing is added", "rejected" not in plain and "parts" not in plain["legs"][0])


def every_basis(folder):
    """Each basis of M2, an entry charge, a border by shipment, seasons, products, a scenario with prices and dwells."""
    layers = os.path.join(folder, "layers")
    shutil.copytree(WORKED, layers)
    write = lambda name, text: open(os.path.join(layers, name), "w", encoding="utf-8").write(text)
    write("tariffs.csv", "mode,domain,basis,usd,empty_share,entry_usd,km_h,co2_g_tkm,low,high,source,confidence\n"
          "rail,ORI,tkm,0.0533337,,1.2345678,25,30,,,tkm row,high\nrail,ORI,unit,77.77,,,25,,,,unit row,medium\nrail,ORI,unit_h,3.3333,,,25,,,,hour row,low\n"
          "rail,NOR,unit_km,2.7182818,0.7,3.1415926,40,10,,,wagon row,high\nrail,NOR,shipment,1234.567,,,40,,,,shipment row,high\nrail,NOR,t,0.3333333,,,40,,,,tonne row,high\n"
          "rail,SOU,tkm,0.06,,,50,20,,,s,high\nsea,*,tkm,0.018,,2.5,20,8,,,s,high\ntrack,*,tkm,0.15,,,20,80,,,s,low\n")
    write("products.csv", "id,product_treo_pct,usd_t,cost_usd_t,unit,payload_t,shipment_t\nconcentrate,50,8761.23,6760,container40,21.7,503\ngold,1,1000,1,t,1,1\n")
    write("crossings.csv", "id,place_a,place_b,mode,gauge_a_mm,gauge_b_mm,dwell_h,dwell_p90_h,cost_usd_t,cost_usd_shipment,gauge_h,gauge_usd_t,gap_km,status,source\n"
          "north,north_o,north_n,rail,1520,1520,24,60,4.0000003,777.77,,,13.37,open,a study\nsouth,south_o,south_s,rail,1520,1435,60,120,,101,12,6,,open,s\n"
          "west,west_n,hafen,rail,1520,1435,,96,,,,,,open,s\neast,south_s,north_n,rail,1435,1520,48,96,4,,12,6,,open,s\n")
    write("scenarios.csv", "scenario,action,target,value\ndear,price,NOR,1.37\ndear,dwell,crossing:north,2.5\ndear,dwell,crossing:west,+7\ndear,price,mode:sea,1.1\ndear,close,crossing:north,gold\n")
    write("rail.csv", "id,from_place,to_place,domain,length_km,gauge_mm,status,source,closed_months,usd_t,days\nrail_on,adit,north_o,ORI,500.123,1520,open,s,,,\nrail_os,adit,south_o,ORI,400,1520,open,s,,,\n"
          "rail_nw,north_n,west_n,NOR,5000,1520,open,s,,,\nrail_sp,south_s,port_s,SOU,1000,1435,open,s,1;2,55.5555555,3\n")
    case = os.path.join(folder, "bases.gpkg")
    done = lodeway("import", layers, "-o", case, "-q")
    check("the case with every basis", done.returncode == 0, done.stderr)
    seen = set()
    for ends in (("d1", "m1"), ("d2", "m1"), ("d3", "m1"), ("d1", "m2"), ("d3", "ALL"), ("adit", "hafen"), ("3.5,0.05", "m1"), ("d1", "3.6,0.1")):
        for more in ((), ("--scenario", "dear"), ("--close", "crossing:north"), ("--close", "SEA", "--scenario", "dear"), ("--by", "time"), ("--by", "money"), ("--month", "1")):
            row = explain(case, *ends, *more)
            if row and row["status"] == "reachable":
                hold(f"{ends} {more}", row)
                seen |= {p["basis"] for p in parts(row, "usd_t") if p["basis"]} | {p["part"] for p in parts(row, "usd_t")} | {p["confidence"] for p in parts(row, "usd_t")}
    wanted = {"tkm", "t", "unit", "unit_km", "shipment", "unit_h", "entry", "border", "border, by shipment", "gauge change", "handling", "sea freight", "assumed", "high", "low"}
    check("every basis and part was met", wanted <= seen, wanted - seen)
    north = ("--close", "SOU", "--close", "mode:air")
    row = explain(case, "d1", "m1", *north)
    wagon = next(p for p in parts(row, "usd_t") if p["basis"] == "unit_km")
    check("empty share and payload are shown", wagon["empty_share"] == 0.7 and wagon["payload_t"] == 21.7 and "0.7 empty share x 0.5" in wagon["formula"] and wagon["source"] == "wagon row", wagon)
    assumed = next(p for p in parts(row, "usd_t") if p["element"] == "west" and p["part"] == "border")
    check("an assumption names its parameter", assumed["confidence"] == "assumed" and "cost_usd_t" in assumed["source"], assumed)
    row = explain(case, "d1", "m1", "--month", "1", "--close", "mode:air")
    check("a season is the reason", row["rejected"][0]["status"] == "closed" and "link:rail_sp (season)" in row["rejected"][0]["closed_by"], row["rejected"])


def builtin():
    for ends in (("mng-mushgai-khudag", "EU"), ("kaz-kundybai", "EU"), ("mng-mushgai-khudag", "ALL")):
        for more in ((), ("--close", "RUS"), ("--scenario", "eu_2025"), ("--close", "RUS", "--close", "CHN")):
            row = explain(*ends, *more)
            if row and row["status"] == "reachable":
                hold(f"built-in {ends} {more}", row)
            elif row:
                check(f"built-in {ends} {more}: no way, and what shuts it", row["rejected"] and row["rejected"][0]["closed_by"], row)


def main():
    with tempfile.TemporaryDirectory() as folder:
        worked(folder)
        every_basis(folder)
        builtin()
    print(f"{results['passed']} passed, {results['failed']} failed")
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
