"""Bad input, bad calls and bad disks: one clear message, the right exit code, nothing lost. Closing line: N passed, N failed."""
import csv
import hashlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
results = {"passed": 0, "failed": 0}
folder = tempfile.mkdtemp()


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def run(*words, limit=None):
    def shrink():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=60, preexec_fn=shrink if limit else None)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def path_of(name):
    return os.path.join(folder, name)


def expect(what, done, code, *words):
    """Exit code, and words that stand in the message; a sanitizer's report or a signal is a failure of its own."""
    said = done.stdout + done.stderr
    missing = [word for word in words if word not in said]
    check(what, done.returncode == code and not missing and "Sanitizer" not in said,
          f"exit {done.returncode} (expected {code}), missing {missing} in: {said[:600]}")


def broken_csv(name, layer, edit):
    """A copy of the worked example with one table changed; returns its folder."""
    copy = path_of(name)
    shutil.copytree(os.path.join(SOURCE, "tests", "worked"), copy)
    path = os.path.join(copy, layer + ".csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = edit(rows) or rows
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return copy


def set_value(row, column, value):
    def edit(rows):
        rows[row][column] = value
    return edit


def broken_package(name, *statements):
    """A copy of the good case with SQL run over it, the triggers of its R-trees gone."""
    path = path_of(name + ".gpkg")
    shutil.copy(path_of("good.gpkg"), path)
    database = sqlite3.connect(path)
    for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f'DROP TRIGGER "{trigger}"')
    for statement in statements:
        database.execute(statement) if isinstance(statement, str) else database.execute(*statement)
    database.commit()
    database.close()
    return path


def point(x, y):
    import struct
    return b"GP\x00\x01" + struct.pack("<i", 4326) + struct.pack("<BIdd", 1, 1, x, y)


# In a folder of CSV: what is changed, the code of the finding, words of the message.
CSV_FAULTS = [
    ("duplicate id", "rail", set_value(1, "id", "rail_on"), "LW-VAL-005", ["rail_on", "an id of its own"]),
    ("not a number", "rail", set_value(0, "length_km", "long"), "LW-VAL-002", ["length_km", '"long"', "fid 2"]),
    ("NaN is not a number", "rail", set_value(0, "length_km", "nan"), "LW-VAL-002", ["length_km"]),
    ("infinite coordinate", "occurrences", set_value(0, "lon", "inf"), "LW-GEO-002", ["lon", "finite"]),
    ("NaN coordinate", "places", set_value(0, "lat", "NaN"), "LW-GEO-002", ["places", "lat"]),
    ("latitude beyond 90", "places", set_value(0, "lat", "104.4"), "LW-GEO-003", ["axes swapped", "104.4"]),
    ("negative price", "tariffs", set_value(0, "usd_tkm", "-0.05"), "LW-VAL-003", ["usd", "-0.05"]),
    ("negative length", "rail", set_value(0, "length_km", "-5"), "LW-VAL-003", ["length_km", "-5"]),
    ("absurd length", "rail", set_value(0, "length_km", "1e300"), "LW-VAL-003", ["length_km"]),
    ("unknown word", "terminals", set_value(0, "kind", "harbour"), "LW-VAL-004", ["harbour", "railhead"]),
    ("no name", "places", set_value(0, "name", ""), "LW-VAL-001", ["places", "name"]),
    ("broken polygon", "countries", set_value(0, "WKT", "POLYGON ((0 0"), "LW-GEO-004", ["countries"]),
    ("no geometry", "occurrences", set_value(0, "lon", ""), "LW-GEO-002", ["occurrences"]),
]

# In a whole case: what is changed, the code, words, the exit code of run.
CASE_FAULTS = [
    ("dangling place", "rail", set_value(0, "to_place", "nowhere"), "LW-REF-001", ["nowhere", "an id of places"]),
    ("unknown country", "occurrences", set_value(0, "country", "XXX"), "LW-REF-002", ["XXX", "country"]),
    ("unknown product", "occurrences", set_value(0, "product", "gold"), "LW-REF-001", ["gold", "products"]),
    ("gauge missing", "rail", set_value(0, "gauge_mm", ""), "LW-NET-003", ["rail_on", "gauge_mm"]),
    ("gauge missing at a crossing", "crossings", set_value(0, "gauge_b_mm", ""), "LW-NET-003", ["north", "gauge_b_mm"]),
    ("missing price", "tariffs", lambda rows: [row for row in rows if row["domain"] != "SOU"], "LW-NET-005", ["rail in SOU"]),
    ("missing speed", "tariffs", set_value(0, "km_h", ""), "LW-NET-010", ["rail in ORI"]),
    ("link leaves its domain", "rail", set_value(0, "domain", "NOR"), "LW-NET-001", ["rail_on"]),
    ("ship without a port", "terminals", lambda rows: [row for row in rows if row["id"] != "t_port_s"], "LW-NET-002",
     ["sea_ph", "port_s"]),
    ("crossing inside a domain", "crossings", set_value(0, "place_b", "adit"), "LW-NET-004", ["north"]),
    ("unknown parameter value", "parameters", set_value(0, "value", "much"), "LW-PAR-002", ["annual_rate_pct", "much"]),
    ("corridor over nothing", "corridors", set_value(0, "passes", "crossing:nowhere"), "LW-SCN-003", ["crossing:nowhere"]),
]


def csv_faults():
    for what, layer, edit, code, words in CSV_FAULTS:
        source = broken_csv("csv " + what, layer, edit)
        target = path_of(what + ".gpkg")
        expect(what, run("import", source, "-o", target), 3, code, layer, *words)
        check(what + ": nothing was written", not os.path.exists(target))


def odd_csv():
    """What a table program writes: a column twice, a cell too many, columns called as the GeoPackage's own."""
    twice = broken_csv("a column twice", "products", lambda rows: rows)
    with open(os.path.join(twice, "products.csv"), "w") as file:
        file.write("id,product_treo_pct,usd_t,usd_t\nconcentrate,50,8760,1\n")
    expect("a column twice", run("import", twice, "-o", path_of("twice.gpkg")), 3, "LW-COL-003", "usd_t")
    more = broken_csv("a cell too many", "products", lambda rows: rows)
    with open(os.path.join(more, "products.csv"), "w") as file:
        file.write("id,product_treo_pct,usd_t\nconcentrate,50,8,760\n")
    expect("a cell too many", run("import", more, "-o", path_of("more.gpkg")), 3, "LW-COL-004", "fid 2", "760")
    own = broken_csv("own columns", "products", lambda rows: [dict(row, fid="7", geom="here", lon="3", id=row["id"] + "  ") for row in rows])
    expect("columns fid and geom, a space behind an id", run("import", own, "-o", path_of("own.gpkg")), 0)
    row = sqlite3.connect(path_of("own.gpkg")).execute("SELECT id, original_fid, original_geom, lon FROM products").fetchone()
    check("they are kept under other names", row == ("concentrate", "7", "here", "3"), str(row))


def case_faults():
    for what, layer, edit, code, words in CASE_FAULTS:
        case = path_of(what + ".gpkg")
        expect(what + ": import", run("import", broken_csv("case " + what, layer, edit), "-o", case), 0)
        before = digest(case)
        expect(what + ": check", run("check", case, "--format", "table"), 1, code, *words)
        expect(what + ": run", run("run", case, "-o", path_of("out " + what)), 3, code, *words)
        check(what + ": the case is as it was", digest(case) == before)
        check(what + ": no output", not os.path.exists(os.path.join(path_of("out " + what), "lodeway.gpkg")))


def broken_files():
    with open(path_of("text.gpkg"), "w") as file:
        file.write("this is no database, " * 20)
    with open(path_of("good.gpkg"), "rb") as file:
        whole = file.read()
    with open(path_of("cut.gpkg"), "wb") as file:
        file.write(whole[: len(whole) // 2])
    with open(path_of("short.gpkg"), "wb") as file:
        file.write(whole[:50])
    with open(path_of("vrt.gpkg"), "w") as file:
        file.write('<OGRVRTDataSource><OGRVRTLayer name="places"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>' + " " * 200)
    sqlite3.connect(path_of("plain.gpkg")).execute("CREATE TABLE t (a)").connection.close()
    os.mkfifo(path_of("pipe.gpkg"))
    os.mkdir(path_of("dir.gpkg"))
    for name, words in (("missing", ["no such file"]), ("text", ["not a GeoPackage"]), ("cut", ["cut.gpkg"]), ("short", ["not a GeoPackage"]),
                        ("vrt", ["not a GeoPackage"]), ("plain", ["not a GeoPackage"]), ("pipe", ["not a regular file"]), ("dir", ["not a regular file"])):
        for command in (["info"], ["check"], ["run", "-o", path_of("never")], ["route", "d1", "m1"]):
            expect(f"{name}: {command[0]}", run(command[0], path_of(name + ".gpkg"), *command[1:]), 3, *words)
    shutil.copy(path_of("good.gpkg"), path_of("half.gpkg"))
    with open(path_of("half.gpkg-journal"), "wb") as file:
        file.write(b"x" * 100)
    expect("a transaction half written", run("info", path_of("half.gpkg")), 3, "unsaved changes", "half.gpkg-journal")
    shutil.copy(path_of("good.gpkg"), path_of("open.gpkg"))
    with open(path_of("open.gpkg-wal"), "wb") as file:
        file.write(b"x" * 100)
    expect("unsaved changes of another program", run("info", path_of("open.gpkg")), 3, "unsaved changes", "open.gpkg-wal")


def broken_packages():
    for what, statements, words in (
        ("text in a REAL column", ["UPDATE rail SET length_km = 'long' WHERE fid = 1"], ["LW-COL-002", "length_km", "long", "a number"]),
        ("a blob in a REAL column", ["UPDATE rail SET length_km = x'00ff' WHERE fid = 1"], ["LW-COL-002", "length_km"]),
        ("no reference system", ["UPDATE gpkg_geometry_columns SET srs_id = -1 WHERE table_name = 'places'"], ["LW-GEO-005", "places"]),
        ("undefined reference system", ["UPDATE gpkg_geometry_columns SET srs_id = 0 WHERE table_name = 'places'"], ["LW-GEO-005", "places"]),
        ("infinite coordinate", [("UPDATE places SET geom = ? WHERE fid = 1", (point(float("inf"), 1),))], ["LW-GEO-002", "fid 1"]),
        ("NaN coordinate", [("UPDATE places SET geom = ? WHERE fid = 2", (point(float("nan"), 1),))], ["LW-GEO-002", "fid 2"]),
        ("swapped axes", [("UPDATE places SET geom = ? WHERE fid = 1", (point(44.38, 104.0),))], ["LW-GEO-003", "axes swapped", "fid 1"]),
        ("a view for a layer", ["ALTER TABLE tariffs RENAME TO tariffs_x", "CREATE VIEW tariffs AS SELECT * FROM tariffs_x"], ["LW-LAY-003", "tariffs"]),
        ("a view for a system table", ["ALTER TABLE gpkg_geometry_columns RENAME TO gone",
                                       "CREATE VIEW gpkg_geometry_columns AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"],
         ["gpkg_geometry_columns", "a view"]),
        ("a layer is missing", ["DELETE FROM gpkg_contents WHERE table_name = 'tariffs'", "DROP TABLE tariffs"], ["LW-LAY-001", "tariffs"]),
    ):
        case = broken_package(what, *statements)
        before = digest(case)
        expect(what, run("run", case, "-o", path_of("out " + what)), 3, *words)
        check(what + ": the case is as it was", digest(case) == before)


def bad_calls():
    good = path_of("good.gpkg")
    out = path_of("result")
    for what, words, code, said in (
        ("unknown command", ["rum"], 2, ["rum", "route"]),
        ("unknown option", ["run", "--foo"], 2, ["--foo", "lodeway help run"]),
        ("no output folder", ["run", good], 2, ["-o OUT"]),
        ("unknown target", ["route", good, "d1", "m1", "--close", "NRO"], 2, ["NRO", "NOR"]),
        ("unknown crossing", ["route", good, "d1", "m1", "--close", "crossing:nort"], 2, ["crossing:nort", "north"]),
        ("unknown scenario", ["route", good, "d1", "m1", "--scenario", "opem"], 2, ["opem"]),
        ("unknown market", ["run", good, "-o", path_of("x"), "--market", "m9"], 2, ["m9", "m1"]),
        ("unknown mode", ["route", good, "d1", "m1", "--mode", "rail,canal"], 2, ["canal"]),
        ("unknown end", ["route", good, "d1", "hafem"], 2, ["hafem", "hafen"]),
        ("unknown product", ["route", good, "d1", "m1", "--product", "concentrat"], 2, ["concentrate"]),
        ("unknown objective", ["route", good, "d1", "m1", "--by", "beauty"], 2, ["beauty", "money"]),
        ("bad month", ["route", good, "d1", "m1", "--month", "13"], 2, ["13"]),
        ("bad distance", ["near", good, "occurrences", "--to", "rail", "--within", "far"], 2, ["far"]),
        ("bad condition", ["near", good, "occurrences", "--to", "rail", "--where", "nosuch = 1"], 2, ["nosuch"]),
        ("a second statement", ["near", good, "occurrences", "--to", "rail", "--where", "1 = 1; DROP TABLE rail"], 2, ["one condition"]),
        ("no mode", ["route", good, "d1", "m1", "--mode", ""], 2, ["--mode"]),
        ("unknown layer", ["near", good, "occurrences", "--to", "rivers"], 2, ["rivers", "rail"]),
        ("a point off the earth", ["route", good, "500,20", "m1"], 2, ["500,20"]),
        ("one end only", ["route", good, "d1"], 2, ["FROM TO"]),
    ):
        expect(what, run(*words), code, *said)
    expect("a first run", run("run", good, "-o", out), 0)
    before = {name: digest(os.path.join(out, name)) for name in ("lodeway.gpkg", "report/index.html")}

    def intact(what):
        check(what + ": the old output is as it was", before == {name: digest(os.path.join(out, name)) for name in before})
        left = [name for name in os.listdir(out) if name.startswith(".lodeway")]
        check(what + ": nothing is left over", not left, str(left))

    expect("existing output", run("run", good, "-o", out), 2, "--overwrite")
    intact("existing output")
    expect("existing case", run("import", os.path.join(SOURCE, "tests", "worked"), "-o", good), 2, "--overwrite")
    shutil.copy(good, os.path.join(path_of("result"), "report", "case.gpkg"))
    inside = os.path.join(out, "report", "case.gpkg")
    expect("a case inside the old report", run("run", inside, "-o", out, "--overwrite"), 2, "would replace the case")
    check("a case inside the old report is still there", os.path.exists(inside))
    os.remove(inside)
    os.mkdir(path_of("same"))
    own = os.path.join(path_of("same"), "lodeway.gpkg")
    shutil.copy(good, own)
    expect("the case as output", run("run", own, "-o", path_of("same"), "--overwrite"), 2, "would replace the case")
    check("the case as output: it is as it was", digest(own) == digest(good))
    source = broken_csv("own table", "rail", lambda rows: rows)
    table = os.path.join(source, "rail.csv")
    before_table = digest(table)
    expect("a table as output", run("import", source, "-o", table, "--overwrite"), 2, "to be read")
    check("a table as output: it is as it was", digest(table) == before_table)
    expect("a market twice", run("run", good, "-o", path_of("twice"), "--market", "m1,m1"), 0)
    expect("file size limit", run("run", good, "-o", out, "--overwrite", limit=60000), 4)
    intact("file size limit")
    expect("an unknown destination leaves the output", run("run", good, "-o", out, "--overwrite", "--market", "m9"), 2)
    intact("unknown destination")
    expect("output below a file", run("run", good, "-o", good + "/out"), 4, "a file of that name is in the way")
    expect("output where nothing can be written", run("run", good, "-o", "/proc/lodeway"), 4, "/proc/lodeway")
    for words in (["--help"], ["--version"], ["help", "run"], ["help", "columns"], ["info", good, "-q"], ["route", good, "d1", "m1", "-q"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True)
        check(" ".join(words[:2]) + " to a full disk", done.returncode == 4 and "cannot be written" in done.stderr, f"{done.returncode} {done.stderr}")
    expect("a semicolon inside quotes", run("near", good, "occurrences", "--to", "rail", "--where", "name = 'a;b'", "--format", "csv"), 0)
    full_disk(good)


def full_disk(good):
    """A tiny file system of its own, where this machine lets us mount one."""
    tiny = path_of("tiny")
    os.mkdir(tiny)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", tiny], capture_output=True).returncode:
        print("a full disk cannot be tried here (mount is not allowed); the file size limit stands for it")
        return
    try:
        expect("room for one output", run("run", good, "-o", os.path.join(tiny, "out"), "--market", "m1"), 0)
        before = digest(os.path.join(tiny, "out", "lodeway.gpkg"))
        filler = os.open(os.path.join(tiny, "filler"), os.O_WRONLY | os.O_CREAT)
        try:
            while os.write(filler, b"x" * 4096):
                pass
        except OSError:
            os.close(filler)
        expect("full disk", run("run", good, "-o", os.path.join(tiny, "out"), "--market", "m1", "--overwrite"), 4, "disk")
        check("full disk: the old output is as it was", digest(os.path.join(tiny, "out", "lodeway.gpkg")) == before)
        left = [name for name in os.listdir(os.path.join(tiny, "out")) if name.startswith(".lodeway")]
        check("full disk: nothing is left over", not left, str(left))
    finally:
        subprocess.run(["umount", tiny], check=True)


def main():
    try:
        expect("the good case", run("import", os.path.join(SOURCE, "tests", "worked"), "-o", path_of("good.gpkg")), 0)
        csv_faults()
        odd_csv()
        case_faults()
        broken_files()
        broken_packages()
        bad_calls()
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
