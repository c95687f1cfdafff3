#!/usr/bin/env python3
"""Draws docs/gallery from the built-in case: gallery.py LAYERS_FOLDER OUT_FOLDER

Three maps as self-contained SVG without scripts: the network, the metallogenic zones with the occurrences, and the border
crossings. Colours are those of Okabe and Ito (safe for colour-blind readers), and shape or dash says the same again.
Same layers, same bytes. Needs GDAL's Python (ogr, osr).
"""
import math
import os
import sys
from xml.sax.saxutils import escape

from osgeo import ogr, osr

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from test_layers import Case, along  # noqa: E402

BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, RED, PINK = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
LAND, WATER, EDGE, INK = "#f7f5ef", "#dfeaf2", "#9aa2a9", "#1d2630"
NOTE = ("Boundaries are no statement on disputed territory. Outlines: Natural Earth 1:10m, generalised, public domain; "
        "states that the case does not hold are left blank.")
BLANK = "POLYGON((76.3 35,78 35,78 36,76.3 36,76.3 35))"     # land that Natural Earth gives to no state: not to look like a lake
WIDTH = 1600                                    # of every map, px
ogr.UseExceptions()
osr.UseExceptions()


class Map:
    """A window of Lambert's azimuthal equal-area projection and the SVG that grows in it."""

    def __init__(self, c, title, desc, centre, km, below):
        self.c, self.title, self.desc = c, title, desc
        self.px = WIDTH / km[0]
        self.w, self.h, self.below = WIDTH, round(km[1] * self.px), below
        self.half = (km[0] * 500.0, km[1] * 500.0)
        geo, plane = osr.SpatialReference(), osr.SpatialReference()
        geo.ImportFromEPSG(4326)
        geo.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        plane.ImportFromProj4("+proj=laea +lon_0=%g +lat_0=%g +datum=WGS84 +units=m" % centre)
        self.to = osr.CoordinateTransformation(geo, plane)
        self.out, self.taken = [], []

    # ---- geometry
    def xy(self, p):
        x, y, _ = self.to.TransformPoint(p[0], p[1])
        return (x + self.half[0]) * self.px / 1000, (self.half[1] - y) * self.px / 1000

    def inside(self, q, edge=0):
        return edge <= q[0] <= self.w - edge and edge <= q[1] <= self.h - edge

    def plane(self, wkt, cut):
        """A geometry in px: first cut to a box of degrees, then projected, then cut to the window."""
        g = ogr.CreateGeometryFromWkt(wkt)
        if not g.IsValid():
            g = g.MakeValid()
        g = g.Intersection(ogr.CreateGeometryFromWkt(
            "POLYGON((%g %g,%g %g,%g %g,%g %g,%g %g))" % (cut[0], cut[1], cut[2], cut[1], cut[2], cut[3], cut[0],
                                                          cut[3], cut[0], cut[1])))
        if g.IsEmpty():
            return g
        g = g.Clone()
        g.Segmentize(2.0)
        g.Transform(self.to)
        a, b = self.half[0] + 20000, self.half[1] + 20000
        win = ogr.CreateGeometryFromWkt("POLYGON((%g %g,%g %g,%g %g,%g %g,%g %g))" % (
            -a, -b, a, -b, a, b, -a, b, -a, -b))
        return g.SimplifyPreserveTopology(500 / self.px).Intersection(win)

    def rings(self, g):
        for i in range(g.GetGeometryCount()):
            part = g.GetGeometryRef(i)
            if part.GetGeometryName() == "LINEARRING":
                yield [((x + self.half[0]) * self.px / 1000, (self.half[1] - y) * self.px / 1000)
                       for x, y in (p[:2] for p in part.GetPoints())]
            else:
                yield from self.rings(part)

    @staticmethod
    def path(points, close=True):
        """Relative whole pixels at a tenth: short and exact enough."""
        last, text = None, []
        for x, y in points:
            q = (round(x * 10), round(y * 10))
            if last is None:
                text.append("M%g %g" % (q[0] / 10, q[1] / 10))
            elif q != last:
                text.append("l%g %g" % ((q[0] - last[0]) / 10, (q[1] - last[1]) / 10))
            last = q if last is None or q != last else last
        return "".join(text) + ("z" if close else "")

    # ---- what is drawn
    def add(self, text):
        self.out.append(text)

    def land(self, cut):
        self.add('<g fill="%s" stroke="%s" stroke-width="0.8" stroke-linejoin="round" fill-rule="evenodd">' % (LAND, EDGE))
        for wkt in [BLANK] + [r["wkt"] for r in self.c.t["countries"]]:
            g = self.plane(wkt, cut)
            d = "".join(self.path(p) for p in self.rings(g) if len(p) > 3) if not g.IsEmpty() else ""
            if d:
                self.add('<path d="%s"%s/>' % (d, ' stroke="none"' if wkt is BLANK else ""))
        self.add("</g>")

    def line(self, pts, extra=""):
        """A link, bent along its great circles, in the pieces that the window shows."""
        fine = [pts[0]]
        for a, b in zip(pts, pts[1:]):
            fine += [p for p, km in along([a, b], 400) if km < math.dist(a, b) * 111] + [b]
        runs, run = [], []
        for q in map(self.xy, fine):
            if -60 <= q[0] <= self.w + 60 and -60 <= q[1] <= self.h + 60:
                run.append(q)
            elif run:
                runs.append(run)
                run = []
        runs.append(run)
        d = "".join(self.path(r, False) for r in runs if len(r) > 1)
        return '<path d="%s"%s/>' % (d, extra) if d else ""

    def links(self, mode, colour, width, dash=""):
        for dashed in (False, True):
            mark = "3 3" if dashed else dash
            rows = [self.line(self.c.line(r)) for r in self.c.t[mode] if (r["status"] != "open") == dashed]
            rows += [self.line([self.c.xy(self.c.place[r[k]]) for k in ("place_a", "place_b")])
                     for r in self.c.t["crossings"] if r["mode"] == mode and (r["status"] != "open") == dashed]
            rows = [r for r in rows if r]
            if rows:
                self.add('<g fill="none" stroke="%s" stroke-width="%g" stroke-linejoin="round"%s>' % (
                    colour, width, ' stroke-dasharray="%s"' % mark if mark else ""))
                self.out += rows
                self.add("</g>")

    def label(self, q, text, size=12, gap=5):
        """A name beside a point where it covers no other; else none."""
        wide, high = 0.56 * size * len(text), size
        spots = ((gap, 4, "start"), (-gap, 4, "end"), (0, -gap - 2, "middle"), (0, gap + size, "middle"))
        for dx, dy, anchor in spots if gap else ((0, 4, "middle"), (0, 4 - size, "middle"), (0, 4 + size, "middle"),
                                                 (0, 4 - 2 * size, "middle"), (0, 4 + 2 * size, "middle")):
            x, y = q[0] + dx, q[1] + dy
            left = x - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
            box = (left - 1, y - high, left + wide + 1, y + 3)
            if box[0] < 4 or box[2] > self.w - 4 or box[1] < 4 or box[3] > self.h - 4:
                continue
            if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in self.taken):
                continue
            self.taken.append(box)
            self.add('<text x="%.1f" y="%.1f" text-anchor="%s" font-size="%d">%s</text>' % (x, y, anchor, size, escape(text)))
            return True
        return False

    def keep(self, q, r):
        self.taken.append((q[0] - r, q[1] - r, q[0] + r, q[1] + r))

    def scale(self):
        """A bar of a round number of kilometres, true at the centre of the map."""
        km = max(k for k in (100, 200, 250, 500, 1000) if k * self.px <= 340)
        x, y, w = self.w - 40 - km * self.px, self.h - 26, km * self.px
        self.add('<g><rect x="%.1f" y="%.1f" width="%.1f" height="40" fill="#fff" fill-opacity="0.85"/>'
                 '<path d="M%.1f %.1fv6h%.1fv-6" fill="none" stroke="%s" stroke-width="1.5"/>'
                 '<text x="%.1f" y="%.1f" font-size="12">0</text><text x="%.1f" y="%.1f" font-size="12" '
                 'text-anchor="end">%d km (true at the centre)</text></g>' % (
                     x - 14, y - 22, w + 34, x, y, w, INK, x, y - 6, x + w + 14, y - 6, km))

    def svg(self, legend):
        """The finished file; `legend` is a list of (symbol drawn about 0 0, text)."""
        head = ('<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" viewBox="0 0 %d %d" '
                'font-family="\'Noto Sans\',\'Liberation Sans\',\'DejaVu Sans\',Arial,sans-serif" fill="%s">\n'
                '<title id="t">%s</title>\n<desc id="d">%s</desc>\n<rect width="%d" height="%d" fill="#fff"/>\n'
                '<text x="20" y="36" font-size="24" font-weight="bold">%s</text>\n'
                '<svg x="0" y="52" width="%d" height="%d" viewBox="0 0 %d %d">\n<rect width="%d" height="%d" fill="%s"/>' % (
                    self.w, self.h + 52 + self.below, INK, escape(self.title), escape(self.desc), self.w,
                    self.h + 52 + self.below, escape(self.title), self.w, self.h, self.w, self.h, self.w, self.h, WATER))
        self.scale()
        foot, per = ["</svg>"], 4
        for i, (symbol, text) in enumerate(legend):
            x, y = 40 + (i % per) * (self.w - 40) / per, 52 + self.h + 30 + (i // per) * 26
            foot.append('<g transform="translate(%.0f %.0f)">%s<text x="26" y="5" font-size="15">%s</text></g>' % (
                x, y, symbol, escape(text)))
        foot.append('<text x="20" y="%d" font-size="13">%s</text>\n</svg>\n' % (52 + self.h + self.below - 14, escape(NOTE)))
        return "\n".join([head] + self.out + foot)


# ---------------------------------------------------------------- symbols about 0 0
def stroke(colour, width, dash=""):
    return '<path d="M-18 0h36" stroke="%s" stroke-width="%g"%s/>' % (
        colour, width, ' stroke-dasharray="%s"' % dash if dash else "")


def disc(r, fill, edge=INK, width=1):
    return '<circle r="%g" fill="%s" stroke="%s" stroke-width="%g"/>' % (r, fill, edge, width)


def square(r, fill, edge=INK, width=1):
    return '<rect x="%g" y="%g" width="%g" height="%g" fill="%s" stroke="%s" stroke-width="%g"/>' % (
        -r, -r, 2 * r, 2 * r, fill, edge, width)


def triangle(r, fill, edge=INK, width=1):
    return '<path d="M0 %gl%g %gh%gz" fill="%s" stroke="%s" stroke-width="%g"/>' % (
        -1.2 * r, 1.1 * r, 2 * r, -2.2 * r, fill, edge, width)


def at(q, symbol, name=""):
    return '<g transform="translate(%.1f %.1f)">%s%s</g>' % (
        q[0], q[1], "<title>%s</title>" % escape(name) if name else "", symbol)


# ---------------------------------------------------------------- the maps
CITIES = ("ulaanbaatar moscow almaty astana tashkent tehran ankara istanbul baku tbilisi aktau-port poti constanta "
          "beijing urumqi lanzhou tianjin-port shanghai vladivostok vostochny busan irkutsk novosibirsk yekaterinburg "
          "st-petersburg hamburg rotterdam la-rochelle warsaw budapest riga helsinki turkmenbashi ashgabat bishkek "
          "dushanbe kabul karachi bandar-abbas mersin novorossiysk astrakhan kashgar xian chita khabarovsk dostyk "
          "zamyn-uud zabaikalsk odesa sofia paris samara harbin").split()
WIDE = {"centre": (70, 49), "km": (9300, 5000)}
CUT = (-30, 2, 178, 83)


def network(c):
    m = Map(c, "The network of the built-in case",
            "Map of Eurasia with %d railway, %d road, %d sea and %d air links, and chief places." % tuple(
                len(c.t[k]) for k in ("rail", "road", "sea", "air")), WIDE["centre"], WIDE["km"], 104)
    m.land(CUT)
    m.links("air", PINK, 0.8, "1 4")
    m.links("sea", BLUE, 1.1)
    m.links("road", RED, 1.1)
    m.links("rail", BLACK, 1.5)
    spots = [(m.xy(c.xy(c.place[k])), c.place[k]["name"].split(" (")[0]) for k in CITIES if k in c.place]
    spots = [s for s in spots if m.inside(s[0], 6)]
    for q, _ in spots:
        m.add(at(q, disc(2.6, "#fff")))
        m.keep(q, 3)
    m.add('<g stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">')
    for q, name in spots:
        m.label(q, name)
    m.add("</g>")
    return m.svg([(stroke(BLACK, 2), "railway"), (stroke(RED, 2), "road"), (stroke(BLUE, 2), "sea lane"),
                  (stroke(PINK, 1.5, "1 4"), "air route"),
                  (stroke(INK, 2, "3 3"), "planned, under construction or closed"), (disc(3, "#fff"), "chief place")])


def zones(c):
    m = Map(c, "Metallogenic zones and rare-earth occurrences",
            "Map of Central Asia and Mongolia with %d zones, belts and provinces and the occurrences of the case." %
            len(c.t["zones"]), (84, 45), (5200, 2700), 104)
    m.land(CUT)
    kinds = {"zone": (ORANGE, ""), "belt": (SKY, "6 3"), "province": (GREEN, "2 3")}
    m.links("rail", "#7a838b", 0.8)
    named = []
    for r in c.t["zones"]:
        g = m.plane(r["wkt"], CUT)
        if g.IsEmpty():
            continue
        colour, dash = kinds[r["kind"]]
        d = "".join(m.path(p) for p in m.rings(g))
        m.add('<path d="%s" fill="%s" fill-opacity="0.3" stroke="%s" stroke-width="1.6" fill-rule="evenodd"%s><title>%s'
              '</title></path>' % (d, colour, colour, ' stroke-dasharray="%s"' % dash if dash else "", escape(r["name"])))
        mid = g.Centroid()
        named.append((((mid.GetX() + m.half[0]) * m.px / 1000, (m.half[1] - mid.GetY()) * m.px / 1000),
                      r["name"].split(" (")[0]))
    forms = {"deposit": disc(5, BLUE), "prospect": triangle(5, YELLOW), "occurrence": square(3.2, "#fff")}
    spots = [(m.xy(c.xy(r)), r) for r in c.t["occurrences"]]
    spots = [s for s in spots if m.inside(s[0], 8)]
    for q, r in spots:
        m.add(at(q, forms[r["kind"]], r["name"]))
        m.keep(q, 5)
    m.add('<g stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">')
    for q, r in sorted(spots, key=lambda s: ("deposit", "prospect", "occurrence").index(s[1]["kind"])):
        m.label(q, r["name"].split(" (")[0], 11, 7)
    m.add('<g font-style="italic" fill="#4a545c">')
    for q, name in named:
        if m.inside(q, 8):
            m.label(q, name, 12, 0)
    m.add("</g></g>")
    box = '<rect x="-16" y="-8" width="32" height="16" fill="%s" fill-opacity="0.3" stroke="%s" stroke-width="1.6"%s/>'
    return m.svg([(box % (ORANGE, ORANGE, ""), "zone"), (box % (SKY, SKY, ' stroke-dasharray="6 3"'), "belt"),
                  (box % (GREEN, GREEN, ' stroke-dasharray="2 3"'), "province"), (stroke("#7a838b", 1), "railway"),
                  (forms["deposit"], "deposit"), (forms["prospect"], "prospect"), (forms["occurrence"], "occurrence")])


def crossings(c):
    m = Map(c, "Border crossing points",
            "Map of Eurasia with %d border crossings by mode, state and usual waiting time." % len(c.t["crossings"]),
            (68, 47), (7600, 3700), 104)
    m.land(CUT)
    m.links("road", "#d9b8a4", 0.8)
    m.links("rail", "#8f979e", 0.9)

    def form(r):
        size = 3.5 if float(r["dwell_h"]) <= 12 else 5 if float(r["dwell_h"]) <= 48 else 7
        draw, colour = {"rail": (square, BLUE), "road": (disc, ORANGE)}.get(r["mode"], (triangle, GREEN))
        return draw(size, colour if r["status"] == "open" else "#fff", INK if r["status"] == "open" else colour,
                    0.8 if r["status"] == "open" else 2)

    spots = sorted(((m.xy(c.xy(r)), r) for r in c.t["crossings"]), key=lambda s: -float(s[1]["dwell_h"]))
    spots = [s for s in spots if m.inside(s[0], 8)]
    for q, r in spots:
        m.add(at(q, form(r), "%s: %s h, %s" % (r["name"], r["dwell_h"], r["status"])))
        m.keep(q, 4)
    m.add('<g stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">')
    done = set()
    for q, r in spots:
        name = r["name"].split(" (")[0]
        if name not in done and m.label(q, name, 11, 8):
            done.add(name)
    m.add("</g>")
    return m.svg([(square(5, BLUE), "railway crossing"), (disc(5, ORANGE), "road crossing"),
                  (triangle(5, GREEN), "other (strait)"), (disc(5, "#fff", ORANGE, 2), "not open"),
                  (disc(3.5, "#fff"), "usual stay up to 12 h"),
                  (disc(5, "#fff"), "up to 48 h"), (disc(7, "#fff"), "longer")])


MAPS = {"network": network, "zones": zones, "crossings": crossings}


def main(argv):
    if len(argv) != 3 or not os.path.isdir(argv[1]):
        print("usage: gallery.py LAYERS_FOLDER OUT_FOLDER", file=sys.stderr)
        return 2
    case = Case(argv[1])
    os.makedirs(argv[2], exist_ok=True)
    for name, draw in MAPS.items():
        with open(os.path.join(argv[2], name + ".svg"), "w", encoding="utf-8", newline="\n") as f:
            f.write(draw(case))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
