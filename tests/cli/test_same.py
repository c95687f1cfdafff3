"""Same input and options: same bytes of every text, same rows of every layer, whatever the folder, the language and the order of
the rows. Closing line: N passed, N failed."""
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
WORKED = os.path.join(os.environ["LODEWAY_SOURCE"], "tests", "worked")
SEED = 71
# What names the run itself and its input, not its result; all else must be the same.
RUN_ONLY = {"command", "case", "case_sha256"}
results = {"passed": 0, "failed": 0}
folder = tempfile.mkdtemp()


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def run(*words, where=folder, **environment):
    done = subprocess.run([PROGRAM, *words], capture_output=True, cwd=where, env={**os.environ, **environment}, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def pages(top):
    found = {}
    for where, _, names in os.walk(top):
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                found[os.path.relpath(os.path.join(where, name), top)] = hashlib.sha256(file.read()).hexdigest()
    return found


def layers(path, ordered=True):
    """Each layer's rows, geometry as bytes."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = [name for (name,) in database.execute("SELECT table_name FROM gpkg_contents ORDER BY table_name")]
    found = {}
    for name in names:
        rows = [row[1:] for row in database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]
        if name == "provenance":
            rows = [row for row in rows if row[0] not in RUN_ONLY]
        found[name] = rows if ordered else sorted(rows, key=repr)
    database.close()
    return found


def compare(what, one, two):
    check(f"{what}: the same layers", sorted(one) == sorted(two) and len(one) >= 10, f"{sorted(one)} {sorted(two)}")
    for name in one:
        different = [pair for pair in zip(one[name], two.get(name, [])) if pair[0] != pair[1]]
        check(f"{what}: {name}", one[name] == two.get(name), f"{len(one[name])} and {len(two.get(name, []))} rows, first difference {str(different[:1])[:300]}")


def shuffled(number):
    copy = os.path.join(folder, f"csv{number}")
    shutil.copytree(WORKED, copy)
    for name in sorted(os.listdir(copy)):
        with open(os.path.join(copy, name), encoding="utf-8") as file:
            head, *rest = file.read().splitlines()
        random.shuffle(rest)
        with open(os.path.join(copy, name), "w", encoding="utf-8") as file:
            file.write("\n".join([head, *rest]) + "\n")
    return copy


def main():
    random.seed(SEED)
    try:
        case = os.path.join(folder, "case.gpkg")
        run("import", WORKED, "-o", case)
        os.mkdir(os.path.join(folder, "deep"))
        run("run", case, "-o", "one", "--market", "m1,m2")
        run("run", "../case.gpkg", "-o", "two", "--market", "m1,m2", where=os.path.join(folder, "deep"), TZ="Asia/Almaty", LC_ALL="de_DE.UTF-8", LANG="de_DE.UTF-8")
        one, two = os.path.join(folder, "one"), os.path.join(folder, "deep", "two")
        compare("again, elsewhere", layers(os.path.join(one, "lodeway.gpkg")), layers(os.path.join(two, "lodeway.gpkg")))
        first, second = pages(os.path.join(one, "report")), pages(os.path.join(two, "report"))
        wrong = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
        # The annex repeats the command and the path of the case.
        wrong = [name for name in wrong if not name.startswith("annex")]
        check("again, elsewhere: the same bytes of every page", len(first) > 20 and not wrong, f"{len(first)} pages, different: {wrong[:5]}")
        run("run", case, "-o", "one", "--market", "m1,m2", "--overwrite")
        third = pages(os.path.join(one, "report"))
        run("run", case, "-o", "one", "--market", "m1,m2", "--overwrite")
        check("the same call twice: the same bytes of every page, the annex too", third == pages(os.path.join(one, "report")))
        with open(os.path.join(one, "lodeway.gpkg"), "rb") as file:
            check("the results are no empty file", len(file.read()) > 100000)
        calls = [("route", "d1", "m1"), ("route", "d3", "ALL", "--close", "NOR"), ("near", "occurrences", "--to", "rail", "-k", "3"), ("check",), ("info",)]
        for words in calls:
            for form in ("csv", "json", "jsonl", "table"):
                texts = {run(words[0], case, *words[1:], "--format", form, "-q", TZ=zone, LC_ALL=language) for zone, language in (("UTC", "C"), ("Asia/Tokyo", "de_DE.UTF-8"))}
                check(f"{' '.join(words)} --format {form}: one text", len(texts) == 1 and len(min(texts)) > 50)
        for number in range(3):
            other = os.path.join(folder, f"shuffled{number}.gpkg")
            run("import", shuffled(number), "-o", other)
            run("run", other, "-o", f"out{number}", "--market", "m1,m2")
            path = os.path.join(folder, f"out{number}", "lodeway.gpkg")
            one_rows, rows = layers(os.path.join(one, "lodeway.gpkg"), False), layers(path, False)
            one_rows.pop("findings"), rows.pop("findings")  # these name the fid of a row
            compare(f"rows shuffled {number}", one_rows, rows)
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
