#!/usr/bin/env python3
"""Shape test of the built-in case: test_shapes.py LAYERS_FOLDER

Land lines keep to the outline of their own country, sea lines keep off the land, straits and canals that a line names
are really passed and those that it passes are named, lengths suit the drawn lines. The outlines are generalised
(Natural Earth 1:10m), so each rule has a tolerance, stated here, and a short list of exceptions, each with its reason.
Standard library only. Exit 0 when all holds, 1 with a list of faults, 2 on usage. The closing line is
`N passed, N failed`; before it stand the worst lines, to look at.
"""
import math
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from test_layers import Case, along, geodesic_km, items, line_km, number, segment_km  # noqa: E402

# ---------------------------------------------------------------- tolerances
STEP_KM = 2             # lines are looked at every so many km along the great circle
BORDER_KM = 5           # a land line may stand off the outline of its country by so much
COAST_KM = 3            # a sea line may run so deep inside the generalised coast
PORT_KM = 30            # and lies on land at will so near to a port where it ends
NEAR_KM = 20            # a strait that is named is passed within so many km
LONG_KM = 150           # from here on the drawn line is held against the length
TIE = (0.85, 2.2)       # official or estimated length over drawn length
GOOD = (0.8, 1.1)       # drawn length over length of a long link: what lies outside is printed
WORST = 12              # so many lines are printed

# land links that may stand off their country by more: km, reason
LAND_EXCEPTIONS = {
    "rail-shanghai--shanghai-port": (30, "drayage over the Donghai bridge to Yangshan, an island dropped from the outline"),
}
# harbours up a river or behind a shallow: km from the port in which the way is on land, reason
RIVER_PORTS = {
    "astrakhan": (110, "Volga delta and the Volga-Caspian canal"),
    "hamburg": (110, "lower Elbe"),
    "antwerp": (80, "Scheldt"),
    "houston": (60, "Houston ship channel and Galveston Bay"),
}
# narrows: the ends of a line from shore to shore, and how far around it the way may lie on generalised land
PASSAGES = {
    "SUEZ": ((32.0, 30.6), (32.7, 30.6), 90),
    "BAB_EL_MANDEB": ((43.2, 12.5), (43.55, 12.75), 15),
    "BOSPORUS": ((28.9, 41.11), (29.2, 41.11), 20),
    "DARDANELLES": ((26.2, 40.2), (26.5, 40.05), 50),
    "MALACCA": ((101.3, 3.0), (100.7, 2.2), 0),
    "SUNDA": ((105.75, -5.85), (106.05, -5.95), 10),
    "HORMUZ": ((56.4, 26.35), (56.9, 27.05), 0),
    "GIBRALTAR": ((-5.45, 36.02), (-5.35, 35.9), 10),
    "TSUGARU": ((140.2, 41.4), (140.35, 41.25), 10),
    "KANMON": ((130.85, 33.97), (131.0, 33.93), 20),
    "DANISH_STRAITS": ((10.75, 55.35), (11.2, 55.35), 0),
    "KIEL_CANAL": ((9.7, 54.0), (9.7, 54.6), 60),
}


# ---------------------------------------------------------------- geometry
def cross(a, b, p, q):
    """Do the segments a-b and p-q meet in the plane of longitude and latitude? Right for short ones."""
    def side(u, v, w):
        return (v[0] - u[0]) * (w[1] - u[1]) - (v[1] - u[1]) * (w[0] - u[0])
    return side(a, b, p) * side(a, b, q) <= 0 and side(p, q, a) * side(p, q, b) <= 0


def points(line, step=STEP_KM):
    """Points every `step` km on the great circles of a line, both ends included."""
    yield line[0]
    for p, _ in along(line, step):
        yield p
    yield line[-1]


def shore_km(area, p, far):
    """Distance of p to the nearest edge of an area, as far as it is below `far`."""
    best, reach = far, far / 110.95
    for k in range(math.floor((p[1] - reach) * 2), math.floor((p[1] + reach) * 2) + 1):
        for ax, ay, bx, by in area.bands.get(k, ()):
            if min(ax, bx) - 1 > p[0] or max(ax, bx) + 1 < p[0]:
                continue
            best = min(best, segment_km(p, (ax, ay), (bx, by)))
    return best


def boxes(area):
    return [b for b, _ in area.rings]


def land_at(c, p, memo):
    """The country whose outline holds p, if any."""
    key = (math.floor(p[0]), math.floor(p[1]))
    if key not in memo:
        memo[key] = [k for k, a in c.areas.items() if any(
            b[0] < key[0] + 1 and b[2] > key[0] and b[1] < key[1] + 1 and b[3] > key[1] for b in boxes(a))]
    return next((k for k in memo[key] if c.areas[k].holds(p)), None)


def lines(c, *modes):
    for r in c.links:
        if r["mode"] in modes and r["from_place"] in c.place and r["to_place"] in c.place:
            yield r, c.line(r)


# ---------------------------------------------------------------- checks: each returns its faults
def check_land(c):
    """(a) Rail and road keep to their own country: a border is passed at a crossing or not at all."""
    out, worst = [], []
    for r, line in lines(c, "rail", "road"):
        area = c.areas.get(r["domain"])
        if not area:
            continue
        off, at = 0.0, None
        for p in points(line):
            if not area.holds(p):
                km = shore_km(area, p, 60.0)
                if km > off:
                    off, at = km, p
        if off > 1:
            worst.append((off, r["id"]))
        if off > LAND_EXCEPTIONS.get(r["id"], (BORDER_KM,))[0]:
            out.append("%s: %.1f km outside %s at %.3f %.3f" % (r["id"], off, r["domain"], *at))
    out += ["exception %s is not needed" % k for k, v in LAND_EXCEPTIONS.items()
            if dict((i, o) for o, i in worst).get(k, 0) <= BORDER_KM]
    return out, ["%s %.1f km outside" % (i, o) for o, i in sorted(worst, reverse=True)]


def allowed_on_land(c, r, p):
    """Near a port at its end, in the mouth of its river, or in a canal or strait that the link names."""
    for k in ("from_place", "to_place"):
        place = c.place[r[k]]
        if place["domain"] in c.areas:
            if geodesic_km(p, c.xy(place)) <= RIVER_PORTS.get(r[k], (PORT_KM,))[0]:
                return True
    for name in items(r["passes"]):
        if name in PASSAGES and segment_km(p, *PASSAGES[name][:2]) <= PASSAGES[name][2]:
            return True
    return any(name in c.areas and c.areas[name].holds(p) for name in items(r["passes"]))   # inland waterway


def check_sea(c):
    """(b) Sea lines keep off the land."""
    out, worst, memo = [], [], {}
    for r, line in lines(c, "sea"):
        deep, at = 0.0, None
        for p in points(line):
            k = land_at(c, p, memo)
            if k and not allowed_on_land(c, r, p):
                km = shore_km(c.areas[k], p, 60.0)
                if km > deep:
                    deep, at = km, p
        if deep > 0.5:
            worst.append((deep, r["id"]))
        if deep > COAST_KM:
            out.append("%s: %.1f km inside the coast at %.3f %.3f" % (r["id"], deep, *at))
    return out, ["%s %.1f km inside" % (i, o) for o, i in sorted(worst, reverse=True)]


def check_passages(c):
    """(b) What a line names it passes, what it passes it names; a passage across a state needs that state's outline."""
    out = []
    for r, line in lines(c, "sea"):
        named = items(r["passes"])
        for name in named:
            if name in PASSAGES:
                km = min(segment_km(p, *PASSAGES[name][:2]) for p in points(line))
                if km > NEAR_KM:
                    out.append("%s: names %s, but passes it at %.0f km" % (r["id"], name, km))
            elif name in c.areas:
                if not any(c.areas[name].holds(p) for p in points(line)):
                    out.append("%s: names %s, but never lies in it" % (r["id"], name))
            elif name not in c.domains:
                out.append("%s: the passage %s is not known here" % (r["id"], name))
        for name, (a, b, _) in PASSAGES.items():
            if name not in named and any(cross(p, q, a, b) for p, q in zip(line, line[1:])):
                out.append("%s: passes %s and does not name it" % (r["id"], name))
    for r in c.t["crossings"]:
        for name in items(r["passes"]):
            if name in PASSAGES and segment_km(c.xy(r), *PASSAGES[name][:2]) > NEAR_KM:
                out.append("crossing %s: names %s, but is not there" % (r["id"], name))
    return out, []


def check_lengths(c):
    """(c) A sourced length is no shorter than the geodesic, and suits the drawn line."""
    out, worst = [], []
    for r, line in lines(c, "rail", "road"):
        if not r["length_km"] or r["length_basis"] == "geodesic":
            continue
        km, drawn, straight = number(r["length_km"]), line_km(line), geodesic_km(line[0], line[-1])
        if km < 0.98 * straight - 0.5:
            out.append("%s: %g km, the geodesic is %.1f" % (r["id"], km, straight))
        if drawn > 10 and not TIE[0] <= km / drawn <= TIE[1]:
            out.append("%s: %g km, the drawn line is %.1f" % (r["id"], km, drawn))
        if km > LONG_KM and not GOOD[0] <= drawn / km <= GOOD[1]:
            worst.append((abs(math.log(drawn / km)), "%s drawn/length %.2f (%g km)" % (r["id"], drawn / km, km)))
    return out, [w for _, w in sorted(worst, reverse=True)]


def check_sea_lengths(c):
    """A sea or air length called geodesic is that of the drawn line."""
    out = []
    for r, line in lines(c, "sea", "air"):
        if r["length_km"] and r["length_basis"] == "geodesic":
            km, drawn = number(r["length_km"]), line_km(line)
            if abs(km - drawn) > max(1.0, 0.005 * drawn):
                out.append("%s: %g km called geodesic, the drawn line is %.1f" % (r["id"], km, drawn))
    return out, []


def check_points(c):
    """Inner points: none twice in a row, none on an end, no spike back along the line."""
    out = []
    for r, line in lines(c, "rail", "road", "sea"):
        for a, b in zip(line, line[1:]):
            if geodesic_km(a, b) < 0.2 and len(line) > 2:
                out.append("%s: the points %g %g and %g %g are one" % (r["id"], *a, *b))
        for a, b, d in zip(line, line[1:], line[2:]):
            ab, bd, ad = geodesic_km(a, b), geodesic_km(b, d), geodesic_km(a, d)
            if ab and bd and (ab * ab + bd * bd - ad * ad) / (2 * ab * bd) > math.cos(math.radians(35)):
                out.append("%s: a spike at %g %g" % (r["id"], *b))
    return out, []


CHECKS = [
    ("land lines in their country (%g km)" % BORDER_KM, check_land), ("sea lines off the land", check_sea),
    ("straits and canals named and passed", check_passages), ("lengths and drawn lines", check_lengths),
    ("geodesic lengths of sea and air", check_sea_lengths), ("inner points", check_points)]


def main(argv):
    if len(argv) != 2 or not os.path.isdir(argv[1]):
        print("usage: test_shapes.py LAYERS_FOLDER", file=sys.stderr)
        return 2
    case, failed = Case(argv[1]), 0
    for name, check in CHECKS:
        faults, worst = check(case)
        failed += bool(faults)
        print("%-6s %s" % ("FAILED" if faults else "ok", name))
        for f in faults[:int(os.environ.get("SHAPES_MAX", 20))]:
            print("       " + f)
        if len(faults) > 20:
            print("       %d in all" % len(faults))
        for w in worst[:WORST]:
            print("       worst: " + w)
        if len(worst) > WORST:
            print("       and %d more to look at" % (len(worst) - WORST))
    print("%d passed, %d failed" % (len(CHECKS) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
