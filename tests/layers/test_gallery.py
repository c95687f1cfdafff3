#!/usr/bin/env python3
"""The maps of docs/gallery can be drawn: test_gallery.py LAYERS_FOLDER

Each is well-formed SVG below 300 kB without scripts and outside references, with a title, a legend, a scale and the note on
boundaries; drawn twice, the bytes are the same. Exit 0 when all holds, 1 with a list of faults, 2 on usage.
"""
import os
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gallery  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
LIMIT = 300000


def faults_of(name, raw):
    root = tree.fromstring(raw)
    texts = " ".join("".join(t.itertext()) for t in root.iter(SVG + "text"))
    out = []
    if len(raw) >= LIMIT:
        out.append("%d bytes, less than %d wanted" % (len(raw), LIMIT))
    if root.tag != SVG + "svg" or root.find(SVG + "title") is None or root.find(SVG + "desc") is None:
        out.append("no svg with title and desc")
    for e in root.iter():
        if e.tag in (SVG + "script", SVG + "image", SVG + "foreignObject") or any(
                k.startswith("on") or k.endswith("href") for k in e.attrib):
            out.append("holds %s" % e.tag)
    for word in ("no statement on disputed territory", " km "):
        if word not in texts:
            out.append("says nothing of %r" % word)
    return ["%s: %s" % (name, f) for f in out]


def main(argv):
    if len(argv) != 2 or not os.path.isdir(argv[1]):
        print("usage: test_gallery.py LAYERS_FOLDER", file=sys.stderr)
        return 2
    out = []
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        for folder in (one, two):
            if gallery.main(["gallery.py", argv[1], folder]):
                out.append("not drawn")
        for name in gallery.MAPS:
            raw = [open(os.path.join(f, name + ".svg"), "rb").read() for f in (one, two)]
            out += faults_of(name, raw[0])
            if raw[0] != raw[1]:
                out.append("%s: not the same twice" % name)
    for f in out:
        print(f)
    print("%d passed, %d failed" % (len(gallery.MAPS) - min(len(out), len(gallery.MAPS)), len(out)))
    return 1 if out else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
