"""Closures of the built-in case, leg by leg: whatever an actor closes, no leg of the way lies in it, flies over it or passes it.
What each leg needs is read from the case itself, not from the program. Closing line: N passed, N failed."""
import json
import os
import sqlite3
import subprocess
import sys
from decimal import Decimal

PROGRAM = os.environ["LODEWAY"]
BUILTIN = os.environ["LODEWAY_BUILTIN"]
DEPOSITS = 20
FEW = 2
PARTS = ("haul", "sea", "border", "handling", "gauge", "time", "reliability")
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def words_of(text):
    return {word.strip() for word in (text or "").replace(",", ";").split(";") if word.strip()}


def micro(value):
    return int((Decimal(repr(value)) * 1000000).to_integral_value())


class Case:
    def __init__(self):
        database = sqlite3.connect(f"file:{BUILTIN}?mode=ro", uri=True)
        self.place = dict(database.execute("SELECT id, domain FROM places"))
        self.actors = {name: words_of(domains) for name, domains in database.execute("SELECT actor, domains FROM actors")}
        self.needs = {}
        for layer in ("rail", "road", "sea", "air"):
            for name, domain, overflies, passes in database.execute(f"SELECT id, domain, overflies, passes FROM {layer}"):
                self.needs[name] = {domain} | words_of(overflies) | words_of(passes)
        for name, a, b, passes in database.execute("SELECT id, place_a, place_b, passes FROM crossings"):
            self.needs[name] = {self.place[a], self.place[b]} | words_of(passes)
        for layer in ("terminals", "markets"):
            for name, place in database.execute(f"SELECT id, place FROM {layer}"):
                self.needs[name] = {self.place[place]}
        rows = database.execute("SELECT id, country FROM occurrences ORDER BY id").fetchall()
        self.country = dict(rows)
        inner = [name for name, country in rows if country in ("MNG", "KAZ")]
        self.sample = inner[::max(1, len(inner) // DEPOSITS)][:DEPOSITS]


def route(start, *closed):
    words = [word for target in closed for word in ("--close", target)]
    done = subprocess.run([PROGRAM, "route", BUILTIN, start, "EU", *words, "--format", "json", "-q"], capture_output=True, text=True, timeout=120, check=True)
    return json.loads(done.stdout)["rows"][0]


def check_way(case, what, answer, shut, cheapest):
    legs = answer["legs"]
    if answer["status"] == "captive":
        check(f"{what}: captive says why, and shows no way", answer["g_usd_t"] is None and not legs and answer["proof"] and answer["cause"], str(answer["proof"]))
        return
    check(f"{what}: the summary names nothing closed", answer["domains"] and not shut & set(answer["domains"]), str(answer["domains"]))
    unknown = [leg["element"] for leg in legs if leg["kind"] != "access" and leg["element"] not in case.needs]
    check(f"{what}: each leg is an element of the case", not unknown, str(unknown))
    bad = [(leg["element"], sorted(case.needs[leg["element"]] & shut)) for leg in legs if case.needs.get(leg["element"], {leg["domain"]}) & shut]
    check(f"{what}: no leg lies in, flies over or passes what is closed", not bad, str(bad))
    check(f"{what}: parts sum to G", sum(micro(answer[part + "_usd_t"]) for part in PARTS) == micro(answer["g_usd_t"]))
    check(f"{what}: legs sum to G", sum(micro(leg["g_usd_t"]) for leg in legs) == micro(answer["g_usd_t"]))
    check(f"{what}: closing is never cheaper", cheapest is None or micro(answer["g_usd_t"]) >= cheapest, f"{answer['g_usd_t']} {cheapest}")


def main():
    case = Case()
    check("there are deposits enough", len(case.sample) == DEPOSITS, str(len(case.sample)))
    base, reachable, used = {}, 0, set()
    for name in case.sample:
        answer = route(name)
        base[name] = micro(answer["g_usd_t"])
        check_way(case, name, answer, set(), None)
        used |= {word for leg in answer["legs"] for word in case.needs.get(leg["element"], ())}
    for name in case.sample:
        answer = route(name, "RUS", "CHN")
        check_way(case, f"{name} without RUS and CHN", answer, {"RUS", "CHN"}, base[name])
        if case.country[name] == "MNG":
            check(f"{name}: Mongolia has no other way", answer["status"] == "captive" and answer["proof"] in ("RUS+CHN", "CHN+RUS"), str(answer["proof"]))
        reachable += answer["status"] != "captive"
    check("both answers occur: a way, and captive", 0 < reachable < len(case.sample), str(reachable))
    for name in case.sample[:: len(case.sample) // FEW][:FEW]:
        for actor, domains in sorted(case.actors.items()):
            if case.country[name] in domains:
                continue
            check_way(case, f"{name} without {actor}", route(name, "actor:" + actor), domains, base[name])
    check("the open ways use what is closed later", bool(used & {"RUS", "CHN"}), str(sorted(used)))
    print(f"{len(case.sample)} deposits, {reachable} of them with a way when RUS and CHN close")
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
