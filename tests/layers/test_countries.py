"""The words of country_comparison beside those of the source study (rows S27 to S36 of its comparison of Mongolia and
Kazakhstan): both printed, with "agrees" or the difference. A row fails when its verdict is no longer the one recorded.
Argument: the layers folder (not used). Closing line: N passed, N failed."""
import os
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
CASE = os.environ["LODEWAY_BUILTIN"]
# Statement, country, measure, words of the study in short, words of ours that say the same, recorded verdict.
STUDY = [
    ("S27", "MNG", "landlockedness", "fully dependent on Russia and China", ("fully transit-dependent on Russia and China",), "agrees"),
    ("S28", "KAZ", "landlockedness", "has the Caspian", ("the Caspian offers alternatives",), "agrees"),
    ("S29", "MNG", "main_market", "very strongly China", ("very strong orientation to CHN",), "agrees"),
    ("S30", "KAZ", "main_market", "diversified, Russia and China in front", ("diversified, CHN and RUS in front", "diversified, RUS and CHN in front"), "differs"),
    ("S31", "MNG", "corridors", "limited", ("limited",), "agrees"),
    ("S32", "KAZ", "corridors", "multi-vector", ("multi-vector",), "agrees"),
    ("S33", "MNG", "processing", "low", ("low",), "agrees"),
    ("S34", "KAZ", "processing", "moderate", ("moderate",), "agrees"),
    ("S35", "MNG", "resilience", "limited", ("limited",), "agrees"),
    ("S36", "KAZ", "resilience", "comparatively higher", ("comparatively higher",), "agrees"),
]
# Why a row differs.
CAUSES = {"S30": "in the trade table Italy (oil) stands beside China, Russia third; both are diversified"}


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        subprocess.run([PROGRAM, "run", CASE, "-o", out, "-q"], check=True, capture_output=True, timeout=900)
        database = sqlite3.connect(os.path.join(out, "lodeway.gpkg"))
        first = [r[0] for r in database.execute("SELECT country FROM country_comparison ORDER BY seq")]
        order = list(dict.fromkeys(first))
        if order[:2] != ["MNG", "KAZ"] or order[2:] != sorted(order[2:]):
            failed += 1
            print(f"failed: Mongolia and Kazakhstan come first, then the others by code: {order}")
        for key, country, measure, says, same, verdict in STUDY:
            words, german, figure, unit, detail, rule = database.execute(
                "SELECT words_en, words_de, figure, unit, detail, rule FROM country_comparison WHERE country = ? AND measure = ?", (country, measure)).fetchone()
            got = "agrees" if words in same else "differs"
            shown = "none" if figure is None else f"{figure:.3g}"
            print(f"{key} {country} {measure}: study \"{says}\", computed \"{words}\" ({shown} {unit}; {detail}): {got}" +
                  (f" ({CAUSES[key]})" if got == "differs" and key in CAUSES else ""))
            if got != verdict or not german or not rule:
                failed += 1
                print(f"failed: {key} was recorded as {verdict}")
        pairs = {c: dict(database.execute("SELECT measure, figure FROM country_comparison WHERE country = ?", (c,))) for c in ("MNG", "KAZ")}
        if not pairs["KAZ"]["resilience"] > pairs["MNG"]["resilience"]:
            failed += 1
            print(f"failed: Kazakhstan is more resilient than Mongolia: {pairs}")
        bare = database.execute("SELECT count(*) FROM country_comparison WHERE words_en IS NULL OR words_de IS NULL OR rule IS NULL").fetchone()[0]
        if bare:
            failed += 1
            print(f"failed: {bare} rows without words or rule")
    print(f"{len(STUDY) + 3 - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
