"""export: the same rows in every format, a copy whose QGIS project names the new file, and refusals that say why.
Closing line: N passed, N failed."""
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

from osgeo import ogr

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
results = {"passed": 0, "failed": 0}
ogr.UseExceptions()


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what} {detail}")


def export(*words):
    return subprocess.run([PROGRAM, "export", *words], capture_output=True, text=True)


def rows_of(path, layer, columns):
    source = ogr.Open(path)
    table = source.GetLayerByName(layer) or source.GetLayer(0)
    rows = []
    for feature in table:
        row = []
        for column in columns:
            i = feature.GetFieldIndex(column)
            text = feature.GetFieldAsString(i) if feature.IsFieldSetAndNotNull(i) else ""
            try:
                row.append(round(float(text), 6))
            except ValueError:
                row.append(text)
        rows.append(tuple(row))
    return rows


def project_of(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (content,) = database.execute("SELECT content FROM qgis_projects").fetchone()
    database.close()
    archive = zipfile.ZipFile(io.BytesIO(bytes.fromhex(content)))
    return archive.read(archive.namelist()[0]).decode()


def check_formats(case, folder):
    columns = ["id", "from_place", "domain", "length_km", "gauge_mm"]
    wanted = rows_of(case, "rail", columns)
    for name, options in (("all.xlsx", []), ("all.ods", []), ("rail.geojson", ["--layer", "rail"]), ("rail.fgb", ["--layer", "rail"]),
                          ("two.gpkg", ["--layer", "rail,places"]), ("csv", ["--layer", "rail,places"])):
        target = os.path.join(folder, name)
        done = export(case, "-o", target, *options)
        check(f"{name}: written", done.returncode == 0 and done.stdout.strip() == target, done.stderr)
        path = os.path.join(target, "rail.csv") if name == "csv" else target
        found = rows_of(path, "rail", columns)
        order = sorted(found) == sorted(wanted)
        check(f"{name}: the same rows", order, f"{found[:1]} {wanted[:1]}")
        made = ogr.Open(path)  # its layers die with it
        check(f"{name}: shapes", ("gpkg" in name or "rail." in name) == (made.GetLayer(0).GetGeomType() != ogr.wkbNone))
    check("no temporary is left", not [name for name in os.listdir(folder) if name.startswith(".")], str(os.listdir(folder)))


def check_copy(case, folder):
    copy = os.path.join(folder, "a & b.gpkg")
    done = export(case, "-o", copy)
    check("copy: written", done.returncode == 0, done.stderr)
    old, new = project_of(case), project_of(copy)
    check("copy: the project names the new file", "./a &amp; b.gpkg|layername=" in new and os.path.basename(case) not in new)
    check("copy: and is else the same", new.replace("./a &amp; b.gpkg|", f"./{os.path.basename(case)}|") == old)
    by_hand = shutil.copy(copy, os.path.join(folder, "by hand.gpkg"))
    again = os.path.join(folder, "again.gpkg")
    check("a file renamed by hand is mended", export(by_hand, "-o", again).returncode == 0 and "./again.gpkg|" in project_of(again)
          and "a &amp; b" not in project_of(again))
    check("copy: other rows the same", rows_of(case, "rail", ["id"]) == rows_of(copy, "rail", ["id"]))
    beside = [name for name in os.listdir(folder) if name.endswith(("-wal", "-shm", "-journal"))]
    check("copy: no file beside it", not beside, str(beside))


def check_refusals(case, folder):
    there = os.path.join(folder, "there.xlsx")
    with open(there, "w") as file:
        file.write("mine")
    for words, code, says in (
        ((case, "-o", there), 2, "--overwrite"), ((case, "-o", case), 2, "replace the file"), ((case,), 2, "-o"),
        ((case, "-o", os.path.join(folder, "x.dwg")), 2, "Endings"), ((case, "-o", os.path.join(folder, "x.geojson"), "--layer", "rial"), 2, "rail"),
        ((case, "-o", os.path.join(folder, "x.fgb"), "--layer", "rail,places"), 2, "one layer"),
        ((there, "-o", os.path.join(folder, "x.gpkg")), 3, "there.xlsx"),
        ((os.path.join(folder, "none.gpkg"), "-o", os.path.join(folder, "x.gpkg")), 3, "no such file"),
    ):
        done = export(*words)
        check(f"{words[-1]}: refused", done.returncode == code and says in done.stderr, f"{done.returncode} {done.stderr}")
    with open(there) as file:
        check("what was there stays", file.read() == "mine")
    broken = shutil.copy(case, os.path.join(folder, "broken.gpkg"))
    database = sqlite3.connect(broken)
    database.execute("UPDATE qgis_projects SET content = 'zz'")
    database.commit()
    database.close()
    done = export(broken, "-o", os.path.join(folder, "x.gpkg"))
    check("a broken project: said so", done.returncode == 3 and "QGIS project" in done.stderr, f"{done.returncode} {done.stderr}")
    check("nothing is left of it", not os.path.exists(os.path.join(folder, "x.gpkg")))


def check_endless(case, folder):
    """A project of a stranger that holds millions of beginnings of a name and no end."""
    hostile = shutil.copy(case, os.path.join(folder, "hostile.gpkg"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p.qgs", "./" * 2000000)
    database = sqlite3.connect(hostile)
    database.execute("UPDATE qgis_projects SET content = ?", (packed.getvalue().hex(),))
    database.commit()
    database.close()
    try:
        done = subprocess.run([PROGRAM, "export", hostile, "-o", os.path.join(folder, "x.gpkg")], capture_output=True, timeout=100)
        check("a hostile project: written", done.returncode == 0, str(done.stderr))
    except subprocess.TimeoutExpired:
        check("a hostile project: comes to an end", False)


def main():
    folder = tempfile.mkdtemp()
    case = os.path.join(folder, "worked.gpkg")
    subprocess.run([PROGRAM, "import", os.path.join(SOURCE, "tests", "worked"), "-o", case, "-q"], check=True, capture_output=True)
    for job in (check_formats, check_copy, check_refusals, check_endless):
        place = os.path.join(folder, job.__name__)
        os.mkdir(place)
        job(case, place)
    shutil.rmtree(folder, ignore_errors=True)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
