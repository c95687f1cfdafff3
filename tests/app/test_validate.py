"""Published figures beside computed ones: the program's against ways worked out here from the same rows.
Argument: the layers folder (not used). Closing line: N passed, N failed."""
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
WORKED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worked")
HEADER = "id,from_place,to_place,mode,corridor,product,km,days,usd,unit,payload_t,tfi1_h,tfi2_usd,tfi3_usd,tfi4_km_h,year,source,confidence,remarks"
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def lodeway(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=120)


def case_of(folder, rows, name="case"):
    layers = os.path.join(folder, name)
    shutil.copytree(WORKED, layers)
    os.remove(os.path.join(layers, "expected.csv"))
    with open(os.path.join(layers, "observations.csv"), "w", encoding="utf-8") as f:
        f.write("\n".join([HEADER, *rows]) + "\n")
    path = os.path.join(folder, name + ".gpkg")
    done = lodeway("import", layers, "-o", path)
    return path if done.returncode == 0 else done.stderr


def rows_of(path):
    done = lodeway("validate", path, "--format", "csv", "-q")
    return {(r["observation"], r["measure"]): r for r in csv.DictReader(io.StringIO(done.stdout))}, done


def main():
    with tempfile.TemporaryDirectory() as folder:
        # adit - north border 500 km, north_n ...; figures of the worked example's rows: rail 0.05 USD/tkm at 25 km/h in ORI
        path = case_of(folder, [
            "inner,adit,south_o,rail,,,400,,,,,,,,,2020,s,high,",
            "short,adit,south_o,rail,,,320,,,,,,,,,2020,s,high,",
            "price,adit,north_o,rail,,concentrate,,1,25,t,,,,,,2020,s,high,",
            "box,adit,north_o,rail,,concentrate,,,600,container40,20,,,,,2020,s,high,",
            "north,adit,north_n,rail,,concentrate,,,,,,12,40,1000,10,2020,s,high,",
            "nowhere,adit,port_s,air,,,100,,,,,,,,,2020,s,high,",
            "along,adit,hafen,,north,concentrate,,10,,,,,,,,2020,s,high,",
            "around,adit,hafen,,ocean,concentrate,,10,,,,,,,,2020,s,high,"])
        check("the case is read", path.endswith(".gpkg"), path)
        rows, done = rows_of(path)
        check("validate ends well", done.returncode == 0, done.stderr)
        near = lambda key, column, wanted: check(f"{key} {column}", key in rows and abs(float(rows[key][column] or "nan") - wanted) < 1e-6, rows.get(key))
        near(("inner", "km"), "computed", 400)
        near(("inner", "km"), "ratio", 1)
        near(("short", "km"), "ratio", 1.25)
        check("a length off by a quarter is off", rows[("short", "km")]["status"] == "off")
        check("an exact length is met", rows[("inner", "km")]["status"] == "met")
        near(("price", "usd_t"), "computed", 5 + 500 * 0.05)          # loading and haul
        near(("price", "days"), "computed", (12 + 500 / 25) / 24)     # loading and haul
        near(("box", "usd_t"), "observed", 30)                        # 600 USD a box of 20 t
        near(("north", "tfi1_h"), "computed", 24 / 2)                 # dwell 24 h, two sides
        near(("north", "tfi2_usd"), "computed", 4 * 20 / 2)           # 4 USD/t
        check("no way is said", rows[("nowhere", "km")]["status"] == "no_way" and rows[("nowhere", "km")]["computed"] == "", rows[("nowhere", "km")])
        check("a corridor is kept to", "north" in rows[("along", "days")]["gates"] and "south" in rows[("around", "days")]["gates"], rows[("along", "days")])
        summary = lodeway("validate", path, "--format", "table", "-q").stdout
        check("the table has summary and worst", "all" in summary and "The worst:" in summary, summary)
        order = [r["agreement"] for r in rows.values()]
        check("the worst come first", order == sorted(order, key=lambda a: -1 if a == "" else float(a)), order)

        for name, row, said in (("place", "x,adit,nowhere_at_all,rail,,,1,,,,,,,,,2020,s,high,", "LW-REF-001"),
                                ("product", "x,adit,north_o,rail,,cheese,1,,,,,,,,,2020,s,high,", "LW-REF-001"),
                                ("corridor", "x,adit,north_o,rail,dreamland,,1,,,,,,,,,2020,s,high,", "LW-SCN-003"),
                                ("mode", "x,adit,north_o,canal,,,1,,,,,,,,,2020,s,high,", "LW-VAL-004")):
            bad = case_of(folder, [row], name)
            done = lodeway("validate", bad)
            check(f"unknown {name}: exit 3 and named", done.returncode == 3 and said in done.stderr and "observations" in done.stderr, (done.returncode, done.stderr))
        done = lodeway("validate", case_of(folder, [], "none"))
        check("no observations: said, exit 0", done.returncode == 0 and "no observations" in done.stderr, (done.returncode, done.stderr))
    print(f"{results['passed']} passed, {results['failed']} failed")
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
