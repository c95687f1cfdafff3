"""near against a brute-force search with another formula (Vincenty's inverse, written here): who is nearest, how far, how many,
within what, under which condition. Closing line: N passed, N failed."""
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
WORKED = os.path.join(os.environ["LODEWAY_SOURCE"], "tests", "worked")
SEED = 5
POINTS = 60
NEAREST = 4
MILLIMETRE = 1e-6
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what}: {detail}")


def vincenty(lon1, lat1, lon2, lat2):
    """Kilometres on the ellipsoid WGS 84; not for points that are nearly antipodal."""
    a, f = 6378137.0, 1 / 298.257223563
    b = a * (1 - f)
    if (lon1, lat1) == (lon2, lat2):
        return 0.0
    length = math.radians(lon2 - lon1)
    u1, u2 = (math.atan((1 - f) * math.tan(math.radians(lat))) for lat in (lat1, lat2))
    s1, c1, s2, c2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    lam = length
    for _ in range(200):
        sin_sigma = math.hypot(c2 * math.sin(lam), c1 * s2 - s1 * c2 * math.cos(lam))
        cos_sigma = s1 * s2 + c1 * c2 * math.cos(lam)
        sigma = math.atan2(sin_sigma, cos_sigma)
        sin_alpha = c1 * c2 * math.sin(lam) / sin_sigma
        cos2 = 1 - sin_alpha**2
        mid = cos_sigma - 2 * s1 * s2 / cos2 if cos2 else 0
        c = f / 16 * cos2 * (4 + f * (4 - 3 * cos2))
        last, lam = lam, length + (1 - c) * f * sin_alpha * (sigma + c * sin_sigma * (mid + c * cos_sigma * (-1 + 2 * mid**2)))
        if abs(lam - last) < 1e-13:
            break
    u = cos2 * (a * a - b * b) / (b * b)
    big_a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    big_b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    change = big_b * sin_sigma * (mid + big_b / 4 * (cos_sigma * (-1 + 2 * mid**2) - big_b / 6 * mid * (-3 + 4 * sin_sigma**2) * (-3 + 4 * mid**2)))
    return b * big_a * (sigma - change) / 1000


def write(path, head, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([head, *(",".join(map(str, row)) for row in rows)]) + "\n")


def near(case, *words):
    done = subprocess.run([PROGRAM, "near", case, "occurrences", "--to", "places", *words, "--format", "json", "-q"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["rows"]


def make_case(folder):
    """Points all over the earth, many of them by the antimeridian and the poles, where degrees mislead most."""
    def somewhere():
        kind = random.random()
        if kind < 0.3:
            return random.choice((-1, 1)) * (180 - random.random() * 3), random.uniform(-80, 80)
        if kind < 0.5:
            return random.uniform(-180, 180), random.choice((-1, 1)) * random.uniform(80, 89.9)
        return random.uniform(-180, 180), random.uniform(-70, 70)

    copy = os.path.join(folder, "csv")
    shutil.copytree(WORKED, copy)
    origins = {f"o{i}": somewhere() for i in range(POINTS)}
    targets = {f"p{i}": somewhere() for i in range(POINTS)}
    head = "id,name,country,kind,lon,lat,product,source"
    write(os.path.join(copy, "occurrences.csv"), head, [(name, name, "ORI" if i % 3 else "NOR", "deposit", x, y, "concentrate", "invented") for i, (name, (x, y)) in enumerate(origins.items())])
    with open(os.path.join(copy, "places.csv"), encoding="utf-8") as file:
        head, *lines = file.read().splitlines()
    known = {line.split(",")[0]: tuple(map(float, line.rsplit(",", 2)[1:])) for line in lines}
    write(os.path.join(copy, "places.csv"), head, [line.split(",") for line in lines] + [(name, name, "ORI", "station", x, y) for name, (x, y) in targets.items()])
    case = os.path.join(folder, "case.gpkg")
    subprocess.run([PROGRAM, "import", copy, "-o", case, "-q"], check=True, capture_output=True)
    return case, origins, {**targets, **known}


def main():
    random.seed(SEED)
    folder = tempfile.mkdtemp()
    try:
        check("the formula here is right: Flinders Peak to Buninyon", abs(vincenty(144.42486789, -37.95103342, 143.92649553, -37.65282114) - 54.972271) < 1e-5)
        case, origins, targets = make_case(folder)
        expected = {}
        for name, (x, y) in origins.items():
            # Vincenty does not converge for antipodes; those are never the nearest.
            expected[name] = sorted((vincenty(x, y, *to), other) for other, to in targets.items() if abs(y + to[1]) > 1 or abs(abs(x - to[0]) - 180) > 1)
        rows = near(case, "-k", str(NEAREST))
        check("so many of the nearest each", len(rows) == POINTS * NEAREST, str(len(rows)))
        for name, distances in expected.items():
            got = sorted((row for row in rows if row["from_id"] == name), key=lambda row: row["rank"])
            check(f"{name}: who is nearest", [row["to_id"] for row in got] == [other for _, other in distances[:NEAREST]], f"{[row['to_id'] for row in got]} {distances[:NEAREST]}")
            check(f"{name}: how far, to the millimetre", all(abs(row["distance_km"] - km) < MILLIMETRE for row, (km, _) in zip(got, distances)),
                  f"{[row['distance_km'] for row in got]} {distances[:NEAREST]}")
        limit = sorted(distances[0][0] for distances in expected.values())[POINTS // 2]
        inside = {name for name, distances in expected.items() if distances[0][0] <= limit + 1e-4}
        check("within kilometres", {row["from_id"] for row in near(case, "--within", f"{limit + 1e-4:.6f}km")} == inside)
        check("within metres", {row["from_id"] for row in near(case, "--within", f"{limit * 1000 + 0.1:.3f}m")} == inside)
        check("the limit takes some and leaves some", 0 < len(inside) < POINTS, str(len(inside)))
        chosen = {row["from_id"] for row in near(case, "--where", "country = 'NOR'")}
        check("under a condition", chosen == {f"o{i}" for i in range(0, POINTS, 3)}, str(sorted(chosen)))
        check("a condition that none fulfils", near(case, "--where", "country = 'XXX'") == [])
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(results["failed"] > 0)


main()
