"""The house rules that a program can check: who includes whom, banned functions, length of functions, no words of nobody's
business. Closing line: N passed, N failed."""
import os
import re
import subprocess
import sys

ROOT = os.environ.get("LODEWAY_SOURCE") or os.path.join(os.path.dirname(__file__), "..", "..")
MAY = {
    "base": {"base"},
    "core": {"core", "base"},
    "geo": {"geo", "base"},
    "io": {"io", "geo", "base"},
    "net": {"net", "geo", "core", "base"},
    "report": {"report", "core", "base"},
    "app": {"app", "io", "net", "report", "core", "geo", "base"},
    "cli": {"cli"},
}
FOREIGN = {
    "base": r"gdal|ogr_|proj\.h|geodesic\.h|geos_c|sqlite3",
    "core": r"gdal|ogr_|proj\.h|geodesic\.h|geos_c|sqlite3|jansson",
    "report": r"gdal|ogr_|proj\.h|geodesic\.h|geos_c|sqlite3",
    "net": r"gdal|ogr_|sqlite3",
    "cli": r"gdal|ogr_|proj\.h|geodesic\.h|geos_c|sqlite3|jansson",
}
BANNED = re.compile(r"\b(sprintf|vsprintf|strcpy|strcat|strncat|strtok|gets|atoi|atof|system|popen)\s*\(")
LONGEST = 120


def sources(*folders):
    for folder in folders:
        for top, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.join(top, name)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def room_of(path):
    return os.path.relpath(path, os.path.join(ROOT, "src")).split(os.sep)[0]


def include_faults():
    for path in sources("src"):
        room = room_of(path)
        for name in re.findall(r'#include "([^"]+)"', read(path)):
            target = name.split("/")[0]
            if target != "lodeway" and target not in MAY[room]:
                yield f"{path}: {room} may not include {name}"
        for name in re.findall(r"#include <([^>]+)>", read(path)):
            if room in FOREIGN and re.search(FOREIGN[room], name) and not (room == "net" and name == "geodesic.h"):
                yield f"{path}: {room} must not know <{name}>"


def banned_faults():
    for path in sources("src", "include", "bench"):
        for number, line in enumerate(read(path).splitlines(), 1):
            if BANNED.search(line):
                yield f"{path}:{number}: banned function: {line.strip()}"


def length_faults():
    for path in sources("src"):
        start = None
        for number, line in enumerate(read(path).splitlines(), 1):
            if line == "{":
                start = number
            elif line == "}" and start:
                if number - start > LONGEST:
                    yield f"{path}:{start}: a function of {number - start} lines"
                start = None


def header_faults():
    for path in sources("src", "include"):
        if path.endswith(".h") and not read(path).startswith("/*"):
            yield f"{path}: opens without saying its job"


def format_faults():
    try:
        files = list(sources("src", "include", "bench", "tests"))
        done = subprocess.run(["clang-format", "--dry-run", "-Werror"] + files, cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return
    if done.returncode:
        yield "not as `make format` writes it: " + ", ".join(sorted(set(re.findall(r"^(\S+?):\d+", done.stderr, re.M))))[:2000]


def main():
    passed = failed = 0
    for check in (include_faults, banned_faults, length_faults, header_faults, format_faults):
        faults = list(check())
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print(f"{check.__name__}: {fault}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
