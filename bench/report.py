"""Printed, never asserted: the report of the built-in case in both languages, and that of 10,000 deposits made by repeating
the rows of its results. Use: report.py LODEWAY [COPIES]"""
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

OF_DEPOSIT = {"deposits": ("id", "name"), "distances": ("deposit", "deposit_name"), "routes": ("id", "deposit", "deposit_name"),
              "legs": ("route",), "exposure": ("deposit",), "dependency": ("deposit",), "cut_sets": ("deposit",),
              "attribution": ("deposit",), "interaction": ("deposit",), "diversity": ("deposit",), "ways": ("deposit",)}
DEPOSITS = 10000


def measure(what, *words):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what}: {seconds:.1f} s, {cpu:.1f} s of CPU, {after.ru_maxrss / 1024:.0f} MB at most so far", flush=True)


def multiply(package):
    base = sqlite3.connect(package)
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        base.execute(f'DROP TRIGGER "{name}"')
    copies = -(-DEPOSITS // base.execute("SELECT count(*) FROM deposits").fetchone()[0]) - 1
    for layer, keys in OF_DEPOSIT.items():
        columns = [row[1] for row in base.execute(f'PRAGMA table_info("{layer}")') if row[1] != "fid"]
        if not columns:
            continue
        values = ", ".join(f'"{c}" || \'-\' || ?' if c in keys else f'"{c}"' for c in columns)
        last = base.execute(f'SELECT max(fid) FROM "{layer}"').fetchone()[0]
        names = ", ".join(f'"{c}"' for c in columns)
        n_keys = sum(c in keys for c in columns)
        for k in range(1, copies + 1):
            base.execute(f'INSERT INTO "{layer}" ({names}) SELECT {values} FROM "{layer}" WHERE fid <= ?', [str(k)] * n_keys + [last])
    base.commit()
    print(base.execute("SELECT count(*) FROM deposits").fetchone()[0], "deposits,", os.path.getsize(package) // 1000000, "MB of results")
    base.close()


def main():
    program, folder = sys.argv[1], tempfile.mkdtemp()
    try:
        out = os.path.join(folder, "out")
        subprocess.run([program, "run", "-o", out, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        measure("report of the built-in case, English and German", program, "report", out, "--lang", "en,de", "--overwrite", "--quiet")
        multiply(os.path.join(out, "lodeway.gpkg"))
        measure("report of 10,000 deposits", program, "report", out, "--overwrite", "--quiet")
        report = os.path.join(out, "report")
        sizes = sorted(((os.path.getsize(os.path.join(f, n)), os.path.relpath(os.path.join(f, n), report)) for f, _, ns in os.walk(report)
                        for n in ns if n.endswith(".html")), reverse=True)
        print(f"index.html {os.path.getsize(os.path.join(report, 'index.html')) / 1e6:.2f} MB; largest page {sizes[0][1]} {sizes[0][0] / 1e6:.2f} MB; {len(sizes)} pages")
    finally:
        shutil.rmtree(folder)


main()
