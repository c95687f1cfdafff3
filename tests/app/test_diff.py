"""diff: what moved between two outputs, and which change of the case or of the options moved it. Contributions sum to the
move; a planted changed tariff is named alone. Closing line: N passed, N failed."""
import csv
import io
import os
import shutil
import sqlite3
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


def lodeway(*words, **options):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=600, **options)


class Lab:
    """Variants of the worked case and their outputs."""

    def __init__(self, folder):
        self.folder = folder

    def case(self, name, *changes):
        layers = os.path.join(self.folder, name)
        shutil.copytree(WORKED, layers)
        os.remove(os.path.join(layers, "expected.csv"))
        for layer, old, new in changes:
            path = os.path.join(layers, layer + ".csv")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            assert old in text, (layer, old)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace(old, new))
        done = lodeway("import", layers, "-o", layers + ".gpkg", "-q")
        assert done.returncode == 0, done.stderr
        return layers + ".gpkg"

    def run(self, case, name, *words):
        out = os.path.join(self.folder, "out-" + name)
        done = lodeway("run", case, "-o", out, "--market", "m1,m2,ALL", *words, "-q")
        assert done.returncode == 0, done.stderr
        return out

    def diff(self, *words):
        done = lodeway("diff", *words, "--format", "csv", "-q")
        return done.returncode, list(csv.DictReader(io.StringIO(done.stdout))), done


def sums_hold(what, rows):
    """Contributions of a figure sum to its change."""
    moves = {}
    for row in rows:
        if row["change"]:
            key = (row["deposit"], row["destination"], row["base"], row["headline"])
            moves.setdefault(key, [float(row["change"]), 0])[1] += float(row["contribution"] or 0)
    wrong = {key: move for key, move in moves.items() if abs(move[0] - move[1]) > 2e-6}
    check(f"{what}: contributions sum to the move", moves and not wrong, list(wrong.items())[:3])


def main():
    folder = tempfile.mkdtemp()
    try:
        lab = Lab(folder)
        case = lab.case("one")
        one = lab.run(case, "one")
        code, rows, done = lab.diff(one, one)
        check("nothing moved: exit 0", (code, rows) == (0, []), done.stderr)
        check("said in a table", "No headline moved." in lodeway("diff", one, one, "--format", "table").stdout)
        check("the same case again: nothing", lab.diff(one, lab.run(case, "again"))[0] == 0)

        # A planted changed tariff, alone; and beside changes that move nothing.
        tariff = ("tariffs", "rail,NOR,0.04,40", "rail,NOR,0.045,40")
        idle = [("zones", "Tripoint belt", "Tripoint zone"), ("trade", "ORI,SOU,0.90", "ORI,SOU,0.91")]
        for name, changes in (("tariff", [tariff]), ("beside", [tariff, *idle])):
            code, rows, done = lab.diff(one, lab.run(lab.case(name, *changes), name))
            causes = {(row["cause"], row["cause_row"], row["cause_cells"]) for row in rows}
            check(f"{name}: the tariff is named alone", code == 1 and causes == {("tariffs", "rail:NOR:::", "usd 0.04 > 0.045")}, (code, causes, done.stderr))
            g = [row for row in rows if (row["deposit"], row["destination"], row["headline"]) == ("d1", "m1", "g_usd_t")]
            check(f"{name}: old, new and change of G", len(g) == 1 and (g[0]["old"], g[0]["new"], float(g[0]["change"]), g[0]["base"]) == ("272.7", "297.7", 25.0, "open"), g)
            sums_hold(name, rows)

        # Two that add up; two that hide each other (the cheaper of two ways, both dearer): together.
        apart = lab.case("apart", tariff, ("terminals", "t_adit,adit,railhead,rail,5,", "t_adit,adit,railhead,rail,7,"))
        code, rows, done = lab.diff(one, lab.run(apart, "apart"))
        causes = {row["cause"] for row in rows if (row["deposit"], row["destination"], row["headline"]) == ("d1", "m1", "g_usd_t")}
        check("two causes", code == 1 and causes == {"tariffs", "terminals"}, (code, causes))
        sums_hold("two causes", rows)
        both = lab.case("both", ("crossings", "0.5,open", "0.5,closed"), ("sea", "168,open", "168,closed"), ("crossings", "3,open", "3,closed"))
        code, rows, done = lab.diff(one, lab.run(both, "both"))
        check("what only both do is together", code == 1 and "together" in {row["cause"] for row in rows}, {row["cause"] for row in rows})
        status = [row for row in rows if (row["deposit"], row["destination"], row["headline"]) == ("d2", "m2", "status")]
        check("words move too", status and status[0]["old"] == "reachable" and status[0]["new"] == "unreachable" and status[0]["change"] == "", status)

        # Rows added and removed, a row that needs another, a deposit more.
        more = lab.case("more", ("rail", "rail_sp,", "rail_x,adit,north_o,ORI,100,1520,open,4,invented\nrail_sp,"))
        code, rows, done = lab.diff(one, lab.run(more, "more"))
        causes = {(row["cause"], row["cause_row"], row["cause_cells"]) for row in rows}
        check("a new railway", code == 1 and ("rail", "rail_x", "row added") in causes, causes)
        sums_hold("a new railway", rows)
        code, rows, done = lab.diff(os.path.join(folder, "out-more"), one)
        causes = {(row["cause"], row["cause_row"], row["cause_cells"]) for row in rows}
        check("and lost again", code == 1 and ("rail", "rail_x", "row removed") in causes, causes)
        by = lab.case("by", ("places", "hafen,", "new,New,ORI,town,2,0.1\nhafen,"),
                      ("rail", "rail_sp,", "rail_a,adit,new,ORI,50,1520,open,4,invented\nrail_b,new,north_o,ORI,60,1520,open,4,invented\nrail_sp,"))
        code, rows, done = lab.diff(one, lab.run(by, "by"))
        check("rows that need each other work together", code == 1 and {row["cause"] for row in rows} == {"together"}, {(row["cause"], row["cause_row"]) for row in rows})
        sums_hold("rows that need each other", rows)
        extra = lab.case("extra", ("occurrences", "d3,", "d4,Near Dome,ORI,prospect,3.4,0.0,,concentrate,,invented\nd3,"))
        code, rows, done = lab.diff(one, lab.run(extra, "extra"))
        check("a deposit that only one has", code == 1 and [(r["deposit"], r["headline"], r["old"], r["new"]) for r in rows] == [("d4", "deposit", "", "there")], rows)

        # Options.
        shut = lab.run(case, "shut", "--close", "NOR")
        code, rows, done = lab.diff(one, shut)
        causes = {(row["cause"], row["cause_row"], row["cause_cells"]) for row in rows}
        check("a closure that was asked for", code == 1 and causes == {("option", "closures", "none > NOR")}, causes)
        sums_hold("a closure", rows)
        # Without the air link only what counts no airspace moves: nothing else flies here.
        code, rows, done = lab.diff(one, lab.run(case, "ground", "--month", "3", "--mode", "rail,sea", "--overflight", "ignored"))
        moved = {(row["headline"], row["cause_row"]) for row in rows}
        check("no air link", moved == {("cut_sets_no_overflight", "modes"), ("cut_status_no_overflight", "modes")}, moved)
        for words, option in ((("--mode", "rail"), "modes"), (("--scenario", "open"), None)):
            code, rows, done = lab.diff(one, lab.run(case, "-".join(words).strip("-"), *words))
            check(f"{words}: {option}", {row["cause_row"] for row in rows} == ({option} if option else set()), {row["cause_row"] for row in rows})

        # Many changes go layer by layer.
        path = os.path.join(folder, "many")
        shutil.copytree(os.path.join(folder, "tariff"), path)
        with open(os.path.join(path, "trade.csv"), "a", encoding="utf-8") as file:
            file.writelines(f"NOR,P{i},0.0,2025,invented\n" for i in range(250))
        lodeway("import", path, "-o", path + ".gpkg", "-q")
        code, rows, done = lab.diff(one, lab.run(path + ".gpkg", "many"))
        check("over 200 changes: by layer", code == 1 and {(row["cause"], row["cause_row"]) for row in rows} == {("tariffs", "1 rows")}, {(row["cause"], row["cause_row"]) for row in rows})

        # Bad input.
        os.rename(case, case + ".moved.gpkg")
        code, rows, done = lab.diff(one, shut)
        check("a case that is not there", code == 3 and "--case" in done.stderr, (code, done.stderr))
        code, rows, done = lab.diff(one, shut, "--case", case + ".moved.gpkg", "--case2", case + ".moved.gpkg")
        check("both moved", code == 1 and rows, (code, done.stderr))
        os.rename(case + ".moved.gpkg", case)
        code, rows, done = lab.diff(one, folder)
        check("no output", code == 3 and "lodeway run -o" in done.stderr, (code, done.stderr))
        with open(os.path.join(shut, "lodeway.gpkg"), "wb") as file:
            file.write(b"nothing" * 100)
        code, rows, done = lab.diff(one, shut)
        check("not a GeoPackage", code == 3 and "not a GeoPackage" in done.stderr, (code, done.stderr))
        check("one output only: usage", lodeway("diff", one).returncode == 2)
        # Made by another version: its figures are compared, what this version does not compute is told as such.
        other = os.path.join(folder, "other")
        shutil.copytree(one, other)
        db = sqlite3.connect(os.path.join(other, "lodeway.gpkg"))
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute("UPDATE provenance SET value = 'lodeway 9.9.9 (GDAL 9)' WHERE key = 'program'")
        db.execute("UPDATE deposits SET m1_open_g_usd_t = m1_open_g_usd_t + 1 WHERE id = 'd1'")
        db.commit()
        db.close()
        code, rows, done = lab.diff(one, other)
        check("another version", code == 1 and [(r["cause"], r["contribution"]) for r in rows] == [("program", "1")], (code, rows, done.stderr))
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
