#!/usr/bin/env python3
"""docs/measures.md and its pictures quote the worked example: every figure with a key is that of expected.csv, and no figure
of an example stands without one.

A figure is followed by <!--key--> or <!--= a sum of [keys]-->; in a picture the element has data-figure="key"."""
import csv
import os
import re
import sys
import xml.etree.ElementTree as tree

SOURCE = os.environ["LODEWAY_SOURCE"]
MEASURES = ["M1", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12", "M13", "M14", "M15", "M16"]
PARTS = ("**Question.**", "**How to read it.**", "**Not for.**", "**Formula (", "**In the worked example")
GIVEN = {"0.1", "0.8", "1.3", "0.8 ", "1.3)"}                  # prices and factors of the case itself, not results
faults = []


def read(*parts):
    with open(os.path.join(SOURCE, *parts), encoding="utf-8") as file:
        return file.read()


def expected_figures():
    with open(os.path.join(SOURCE, "tests", "worked", "expected.csv"), encoding="utf-8") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


EXPECTED = expected_figures()


def value_of(key):
    """The value of a key or of a sum of keys; the word for a NULL."""
    if key.startswith("="):
        def number(match):
            return repr(float(EXPECTED[match.group(1)]["value"]))
        formula = re.sub(r"\[([^\]]+)\]", number, key[1:])
        if not re.fullmatch(r"[\d\s.e()*/+-]+", formula):
            raise ValueError(key)
        return eval(formula)  # only figures and signs: checked above
    row = EXPECTED[key]
    return row["value"] or row["unit"]


def agrees(shown, value):
    shown = shown.strip()
    try:
        exact = float(value)
    except ValueError:
        return shown == value
    percent = shown.endswith("%")
    digits = shown.rstrip(" %").replace(",", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", digits):
        return False
    decimals = len(digits.partition(".")[2])
    return abs(float(digits) - (100 * exact if percent else exact)) <= 0.5000001 * 10 ** -decimals


def check(where, shown, key):
    try:
        value = value_of(key)
    except (KeyError, ValueError):
        faults.append(f"{where}: no such key: {key}")
        return
    if not agrees(shown, value):
        faults.append(f"{where}: {shown!r} is not {value} ({key})")


MARK = re.compile(r"((?:\{[^{}]*\} ?)+|-?\d[\d,]*(?:\.\d+)?(?: ?%)?|[A-Za-z]+(?: way)?)<!--(.*?)-->", re.S)


def check_page(text):
    marks = MARK.findall(text)
    for shown, key in marks:
        shown = "free way" if shown.endswith("free way") else shown
        check("docs/measures.md", shown, key)
    if len(marks) != text.count("<!--"):
        faults.append(f"docs/measures.md: {text.count('<!--') - len(marks)} marks without a figure before them")
    return len(marks)


def check_sections(text):
    """Each measure has its parts, and no figure of an example is without its key."""
    for measure in MEASURES:
        found = re.search(rf"^## {measure} .*?(?=^## |\Z)", text, re.S | re.M)
        if not found:
            faults.append(f"docs/measures.md: no section on {measure}")
            continue
        section = found.group(0)
        faults.extend(f"docs/measures.md: {measure} has no {part}" for part in PARTS if part not in section)
        example = section[section.find(PARTS[-1]):]
        for figure in re.findall(r"(?<![\d,.])\d[\d,]*\.\d+(?!\d|.{0,3}<!--)", example.replace("<!--=", "<!--")):
            keyed = re.search(rf"{re.escape(figure)}(?: ?%)?<!--", example) or re.search(rf"<!--[^>]*{re.escape(figure)}", example)
            if not keyed and figure not in GIVEN:
                faults.append(f"docs/measures.md: {measure}: {figure} has no key")
    for path in re.findall(r"\]\((measures/[^)]+)\)", text):
        if not os.path.exists(os.path.join(SOURCE, "docs", path)):
            faults.append(f"docs/measures.md: no picture {path}")


def check_pictures(text):
    n = 0
    folder = os.path.join(SOURCE, "docs", "measures")
    for name in sorted(os.listdir(folder)):
        if f"measures/{name}" not in text:
            faults.append(f"docs/measures/{name}: no page shows it")
        root = tree.fromstring(read("docs", "measures", name))
        if root.find("{http://www.w3.org/2000/svg}title") is None or root.find("{http://www.w3.org/2000/svg}desc") is None:
            faults.append(f"docs/measures/{name}: a picture needs a title and a description")
        for element in root.iter():
            if element.get("data-figure"):
                n += 1
                check(f"docs/measures/{name}", element.text, element.get("data-figure"))
    return n


def self_test():
    assert agrees("272.70", "272.7") and agrees("1,513,800", "1513800") and agrees("67.57 %", "0.675709682")
    assert not agrees("272.71", "272.7") and not agrees("captive", "272.7") and agrees("captive", "captive")
    assert abs(value_of("=[d1.m1.c.NOR] - [d1.m1.c.none]") - 46.86) < 1e-9


def main():
    self_test()
    text = read("docs", "measures.md")
    figures, drawn = check_page(text), check_pictures(text)
    check_sections(text)
    if "docs/measures.md" not in read("README.md"):
        faults.append("README.md: does not name docs/measures.md")
    if figures < 100 or drawn < 25:
        faults.append(f"only {figures} figures with a key on the page, {drawn} in pictures")
    for fault in faults:
        print(fault)
    print(f"{figures} figures, {drawn} in pictures, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
