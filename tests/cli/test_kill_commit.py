"""Runs killed where it hurts: the moment that the new GeoPackage comes into place, and while the files aside are written; over an
old output with other contents, and over none. Each of GeoPackage and report is wholly the old one or wholly the new one (between
two renames they may differ in age: docs/decisions/0008), and the next run puts all right. Closing line: N passed, N failed."""
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["LODEWAY"]
WORKED = os.path.join(os.environ["LODEWAY_SOURCE"], "tests", "worked")
KILLS = 20
SEED = 404
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def start(*words):
    return subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pages(out):
    """One digest of every page of a report and its name; None where there is none."""
    top = os.path.join(out, "report")
    if not os.path.isdir(top):
        return None
    whole = hashlib.sha256()
    for where, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            with open(os.path.join(where, name), "rb") as file:
                whole.update(os.path.relpath(os.path.join(where, name), top).encode() + b"\0" + file.read())
    return whole.hexdigest()


def rows(out):
    """The destinations and the count of rows of each layer; None where there is no file."""
    path = os.path.join(out, "lodeway.gpkg")
    if not os.path.exists(path):
        return None
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        intact = database.execute("PRAGMA integrity_check").fetchone()[0]
        names = [name for (name,) in database.execute("SELECT table_name FROM gpkg_contents ORDER BY 1")]
        return (intact, database.execute("SELECT value FROM provenance WHERE key = 'destinations'").fetchone()[0],
                tuple((name, database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names))
    finally:
        database.close()


def aside(out):
    return [name for name in (os.listdir(out) if os.path.isdir(out) else []) if name.startswith(".lodeway")]


def inode(out):
    try:
        return os.stat(os.path.join(out, "lodeway.gpkg")).st_ino
    except FileNotFoundError:
        return None


def kill_when(child, condition):
    """True where the condition came before the end of the run."""
    while child.poll() is None:
        if condition():
            child.send_signal(signal.SIGKILL)
            child.wait()
            return True
    return False


def main():
    folder = tempfile.mkdtemp()
    random.seed(SEED)
    hit, mixed, new = {"replaced": 0, "writing": 0, "first": 0}, 0, 0
    try:
        case, out = os.path.join(folder, "case.gpkg"), os.path.join(folder, "out")
        assert start("import", WORKED, "-o", case).wait() == 0
        calls = {market: ("run", case, "-o", out, "--overwrite", "-q", "--market", market) for market in ("m1", "m2")}
        whole = {}
        begin = time.monotonic()
        for market, call in calls.items():
            assert start(*call).wait() == 0
            whole[market] = (rows(out), pages(out))
        seconds = (time.monotonic() - begin) / 2
        check("the two outputs can be told apart", whole["m1"][0] != whole["m2"][0] and whole["m1"][1] != whole["m2"][1] and whole["m1"][0][0] == "ok")

        def is_whole(what, none=False):
            nonlocal mixed
            found = (rows(out), pages(out))
            known = [one[0] for one in whole.values()] + ([None] if none else []), [one[1] for one in whole.values()] + ([None] if none else [])
            check(f"{what}: a whole GeoPackage, old or new", found[0] in known[0], str(found[0])[:300])
            check(f"{what}: a whole report, old or new", found[1] in known[1], str(found[1]))
            mixed += found not in (*whole.values(), (None, None))

        for i in range(KILLS):
            market = ("m1", "m2")[i % 2]
            before = inode(out)
            hit["replaced"] += kill_when(start(*calls[market]), lambda before=before: inode(out) != before)
            is_whole(f"kill {i} when the GeoPackage is replaced")
            new += rows(out) == whole[market][0]
            old = set(aside(out))
            moment = random.random() * seconds / 3

            def writing(old=old, moment=moment):
                if set(aside(out)) - old:
                    time.sleep(moment)
                    return True
                return False
            hit["writing"] += kill_when(start(*calls[market]), writing)
            is_whole(f"kill {i} while writing")
        check("the moments were met", hit["replaced"] > KILLS // 2 and hit["writing"] > KILLS // 2, str(hit))
        check("a kill after the rename leaves the new GeoPackage", new > KILLS // 2, str(new))
        assert start(*calls["m1"]).wait() == 0
        check("the next run puts all right", (rows(out), pages(out)) == whole["m1"])
        check("and sweeps what was left over", sorted(os.listdir(out)) == ["lodeway.gpkg", "report"], str(os.listdir(out)))
        for i in range(KILLS):
            shutil.rmtree(out, ignore_errors=True)
            child = start(*calls["m1"])
            moment = time.monotonic() + random.random() * seconds
            hit["first"] += kill_when(child, lambda moment=moment: time.monotonic() > moment)
            is_whole(f"kill {i} of a first run", True)
        assert start(*calls["m2"]).wait() == 0
        check("a run after it is whole", (rows(out), pages(out)) == whole["m2"] and not aside(out), str(aside(out)))
    finally:
        shutil.rmtree(folder)
    print(f"seed {SEED}: killed {hit}; {mixed} times the report was of another age than the GeoPackage")
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
