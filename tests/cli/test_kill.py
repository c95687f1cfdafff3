"""A hundred runs killed at a random moment over an existing output: the old output or the new one, never else.
Closing line: N passed, N failed."""
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
SOURCE = os.environ["LODEWAY_SOURCE"]
KILLS = 100
SEED = 20261
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def start(*words):
    return subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def timed(*words):
    begin = time.monotonic()
    done = start(*words).wait()
    assert done == 0, done
    return time.monotonic() - begin


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def is_whole(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        intact = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        counts = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("deposits", "dependency", "provenance", "layer_styles")]
    finally:
        database.close()
    return intact and counts[0] == 3 and all(counts), counts


def main():
    folder = tempfile.mkdtemp()
    random.seed(SEED)
    old_or_new = {"old": 0, "new": 0}
    try:
        case, out = os.path.join(folder, "case.gpkg"), os.path.join(folder, "out")
        timed("import", os.path.join(SOURCE, "tests", "worked"), "-o", case)
        call = ("run", case, "-o", out, "--overwrite", "-q")
        whole = max(timed(*call) for _ in range(3))
        for i in range(KILLS):
            before = digest(os.path.join(out, "lodeway.gpkg"))
            child = start(*call)
            time.sleep(random.random() * whole * 1.05)
            child.send_signal(signal.SIGKILL)
            child.wait()
            same = digest(os.path.join(out, "lodeway.gpkg")) == before
            old_or_new["old" if same else "new"] += 1
            ok, counts = is_whole(os.path.join(out, "lodeway.gpkg"))
            check(f"kill {i}: a whole GeoPackage", ok, str(counts))
            with open(os.path.join(out, "report", "index.html"), encoding="utf-8") as file:
                check(f"kill {i}: a whole report", file.read().rstrip().endswith("</html>"))
        timed(*call)
        left = [name for name in os.listdir(out) if name.startswith(".lodeway")]
        check("the next run sweeps what killed ones left", not left, str(left))
        check("nothing but the output is there", sorted(os.listdir(out)) == ["lodeway.gpkg", "report"], str(os.listdir(out)))
    finally:
        shutil.rmtree(folder)
    print(f"seed {SEED}: after {KILLS} kills the old output stood {old_or_new['old']} times, a new one {old_or_new['new']} times")
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
