#!/usr/bin/env python3
"""Data test of the built-in case: test_layers.py LAYERS_FOLDER

Reads the CSVs of DESIGN section 4 and checks what a program would trust: ids, references, domains, lengths, gauges,
prices, sources, positions, and that the open network joins what it must join. Standard library only.
Exit 0 when all holds, 1 with a list of faults, 2 on usage. The closing line is `N passed, N failed`.
"""
import collections
import csv
import io
import math
import os
import re
import sys

# ---------------------------------------------------------------- what the layers hold
LINKS = ("rail", "road", "sea", "air")
WATER = {"CASPIAN", "BLACK_SEA", "OCEAN"}          # domains a waypoint may have
SPACES = WATER | {"AIR"}
BOXES = {"CASPIAN": (46.5, 36.4, 54.5, 47.3), "BLACK_SEA": (27.3, 41.1, 41.9, 46.8)}   # rough, to tell waters apart
COLUMNS = {
    "occurrences": "id,name,name_local,country,kind,lon,lat,deposit_type,elements,minerals,resource_mt,ore_treo_pct,"
                   "hree_share_pct,product,output_t_a,output_basis,value_usd_t,status,operator,source,confidence,"
                   "coord_accuracy_km,contained_reo_kt,ree_role,remarks",
    "zones": "id,name,kind,country,commodities,source,confidence,wkt",
    "rail": "id,from_place,to_place,domain,length_km,length_basis,gauge_mm,tracks,electrified,status,open_year,days,"
            "usd_t,capacity_mt,used_mt,passes,line_name,via_lonlat,source,confidence",
    "road": "id,from_place,to_place,domain,length_km,length_basis,surface,status,open_year,closed_months,days,usd_t,"
            "capacity_mt,used_mt,line_name,via_lonlat,source,confidence",
    "sea": "id,from_place,to_place,domain,length_km,length_basis,status,closed_months,headway_h,days,usd_t,capacity_mt,"
           "used_mt,passes,line_name,via_lonlat,source,confidence",
    "air": "id,from_place,to_place,domain,length_km,length_basis,status,headway_h,days,usd_t,capacity_mt,used_mt,"
           "overflies,line_name,via_lonlat,source,confidence",
    "places": "id,name,domain,kind,lon,lat,confidence,source",
    "crossings": "id,name,place_a,place_b,mode,lon,lat,dir,gap_km,gauge_a_mm,gauge_b_mm,dwell_h,dwell_p90_h,cost_usd_t,"
                 "cost_usd_shipment,gauge_h,gauge_usd_t,capacity_mt,used_mt,passes,closed_products,status,source,"
                 "confidence",
    "terminals": "id,place,kind,modes,handling_usd_t,handling_h,handling_p90_h,co2_kg_t,capacity_mt,class7,"
                 "closed_products,status,lon,lat,source,confidence",
    "markets": "id,place,name,groups,kind,product,lon,lat,source,confidence",
    "countries": "iso3,name,wkt,source",
    "tariffs": "mode,domain,surface,traction,basis,usd,empty_share,entry_usd,km_h,co2_g_tkm,co2_distance,low,high,"
               "price_year,source,confidence",
    "products": "id,product_treo_pct,usd_t,cost_usd_t,process_usd_t_treo,recovery,unit,payload_t,shipment_t,"
                "activity_bq_g,source,confidence",
    "actors": "actor,domains,governance,closable,source,confidence",
    "shocks": "id,targets,p_year,mean_days,cv,source,confidence",
    "scenarios": "scenario,action,target,value,title_en,title_de,source,confidence",
    "corridors": "corridor,passes,avoids,title_en,title_de,source",
    "governance": "iso3,year,cpi,wgi_political_stability,wgi_rule_of_law,source,confidence",
    "crm_elements": "material_en,material_de,symbol_or_group,eu_critical_2024,eu_strategic_2024,source,confidence",
    "parameters": "key,value,unit,source,confidence",
}
KEYS = {"countries": ("iso3",), "actors": ("actor",), "corridors": ("corridor",), "parameters": ("key",),
        "scenarios": ("scenario", "action", "target"), "governance": ("iso3", "year"),
        "tariffs": ("mode", "domain", "surface", "traction", "basis"), "crm_elements": ("material_en",)}
# number columns: lowest and highest value that makes sense
RANGE = {
    "lon": (-180, 180), "lat": (-90, 90), "resource_mt": (0, 1e5), "ore_treo_pct": (0, 100), "hree_share_pct": (0, 100),
    "output_t_a": (0, 1e7), "value_usd_t": (0, 1e7), "coord_accuracy_km": (0, 300), "contained_reo_kt": (0, 1e6),
    "length_km": (0.1, 20000), "gauge_mm": (600, 1700), "tracks": (1, 8), "open_year": (1830, 2050),
    "headway_h": (0, 2000), "days": (0, 60), "usd_t": (0.001, 1e7), "capacity_mt": (0, 2000), "used_mt": (0, 2000),
    "gap_km": (0, 100), "gauge_a_mm": (600, 1700), "gauge_b_mm": (600, 1700), "dwell_h": (0, 2000),
    "dwell_p90_h": (0, 5000), "cost_usd_t": (0, 1e7), "cost_usd_shipment": (0, 1e5), "gauge_h": (0, 500),
    "gauge_usd_t": (0, 500), "handling_usd_t": (0.001, 1000), "handling_h": (0, 2000), "handling_p90_h": (0, 5000),
    "co2_kg_t": (0, 1000), "usd": (1e-6, 1e5), "empty_share": (0, 1), "entry_usd": (0, 1e4), "km_h": (1, 1000),
    "co2_g_tkm": (0.1, 2000), "low": (0.01, 1), "high": (1, 20), "price_year": (2000, 2035),
    "product_treo_pct": (0.001, 100), "recovery": (0, 1), "process_usd_t_treo": (0, 1e6), "payload_t": (0.1, 1e5),
    "shipment_t": (0.1, 1e6), "activity_bq_g": (0, 1e6), "governance": (0, 10), "p_year": (0, 0.9999),
    "mean_days": (0.1, 2000), "cv": (0, 10), "cpi": (0, 100), "wgi_political_stability": (-3.5, 3.5),
    "wgi_rule_of_law": (-3.5, 3.5), "year": (1990, 2035), "eu_critical_2024": (0, 1), "eu_strategic_2024": (0, 1)}
NEEDED = {  # cells that may not be empty
    "occurrences": "id,name,country,kind,lon,lat,product", "zones": "id,name,kind,wkt",
    "rail": "id,from_place,to_place,domain,length_basis,gauge_mm,status",
    "road": "id,from_place,to_place,domain,length_basis,surface,status",
    "sea": "id,from_place,to_place,domain,length_basis,status",
    "air": "id,from_place,to_place,domain,length_basis,status,overflies", "places": "id,name,domain,kind,lon,lat",
    "crossings": "id,name,place_a,place_b,mode,lon,lat,gap_km,dwell_h,dwell_p90_h,cost_usd_t,status",
    "terminals": "id,place,kind,modes,handling_usd_t,handling_h,handling_p90_h,status,lon,lat",
    "markets": "id,place,name,groups,kind,product,lon,lat", "countries": "iso3,name,wkt",
    "tariffs": "mode,domain,basis,usd,low,high,price_year",
    "products": "id,product_treo_pct,usd_t", "actors": "actor,domains,governance,closable",
    "shocks": "id,targets,p_year,mean_days", "scenarios": "scenario,action,target,title_en,title_de",
    "corridors": "corridor,passes,title_en,title_de", "governance": "iso3,year",
    "crm_elements": "material_en,material_de,eu_critical_2024,eu_strategic_2024", "parameters": "key,value"}
WORDS = {"confidence": {"high", "medium", "low"}, "length_basis": {"official", "estimate", "geodesic"},
         "surface": {"paved", "gravel", "track"}, "co2_distance": {"actual", "gcd", "sfd"}, "closable": {"yes", "no"},
         "basis": {"tkm", "t", "unit", "unit_km", "shipment", "unit_h"}, "dir": {"ab", "ba"},
         "output_basis": {"reported", "planned", "notional"}, "electrified": {"yes", "no"},
         "action": {"close", "open", "price", "dwell", "capacity"}}
STATUS = {"open", "construction", "planned", "closed"}
KIND = {"occurrences": {"deposit", "prospect", "occurrence"}, "zones": {"zone", "belt", "province"},
        "terminals": {"railhead", "port", "ferry", "dry_port", "airport"}}
LISTS = {"elements", "minerals", "commodities", "product", "groups", "modes", "overflies", "passes", "avoids",
         "domains", "targets", "closed_products", "closed_months"}
NOT_EU = {"NOR", "GBR", "CHE", "TUR", "RUS", "SRB", "UKR"}


# ---------------------------------------------------------------- geometry, written out here so that it can disagree
def geodesic_km(a, b):
    """Vincenty on WGS84; haversine where it does not converge (antipodes)."""
    if a == b:
        return 0.0
    f, ax = 1 / 298.257223563, 6378.137
    bx = ax * (1 - f)
    u1, u2 = (math.atan((1 - f) * math.tan(math.radians(p[1]))) for p in (a, b))
    dl = lam = math.radians(b[0] - a[0])
    s1, c1, s2, c2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    for _ in range(200):
        sl, cl = math.sin(lam), math.cos(lam)
        ss = math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl)
        if ss == 0:
            return 0.0
        cs = s1 * s2 + c1 * c2 * cl
        sig = math.atan2(ss, cs)
        sa = c1 * c2 * sl / ss
        ca2 = 1 - sa * sa
        cm = cs - 2 * s1 * s2 / ca2 if ca2 else 0.0
        k = f / 16 * ca2 * (4 + f * (4 - 3 * ca2))
        new = dl + (1 - k) * f * sa * (sig + k * ss * (cm + k * cs * (2 * cm * cm - 1)))
        if abs(new - lam) < 1e-12:
            q = ca2 * (ax * ax - bx * bx) / (bx * bx)
            aa = 1 + q / 16384 * (4096 + q * (q * (320 - 175 * q) - 768))
            bb = q / 1024 * (256 + q * (q * (74 - 47 * q) - 128))
            d = bb * ss * (cm + bb / 4 * (cs * (2 * cm * cm - 1) - bb / 6 * cm * (4 * ss * ss - 3) * (4 * cm * cm - 3)))
            return bx * aa * (sig - d)
        lam = new
    h = math.sin(math.radians(b[1] - a[1]) / 2) ** 2 + math.cos(math.radians(a[1])) * math.cos(
        math.radians(b[1])) * math.sin(math.radians(b[0] - a[0]) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def line_km(pts):
    return sum(geodesic_km(p, q) for p, q in zip(pts, pts[1:]))


def unit(p):
    lo, la = math.radians(p[0]), math.radians(p[1])
    return (math.cos(la) * math.cos(lo), math.cos(la) * math.sin(lo), math.sin(la))


def along(pts, step):
    """Points on the great circles of a line, at most `step` km apart, each with the km it stands for."""
    for p, q in zip(pts, pts[1:]):
        d = geodesic_km(p, q)
        n = max(1, int(math.ceil(d / step)))
        u, v = unit(p), unit(q)
        w = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(u, v)))))
        for i in range(n):
            t = (i + 0.5) / n
            if w < 1e-9:
                yield p, d / n
                continue
            s, e = math.sin((1 - t) * w) / math.sin(w), math.sin(t * w) / math.sin(w)
            x, y, z = (s * i1 + e * i2 for i1, i2 in zip(u, v))
            yield (math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))), d / n


def segment_km(p, a, b):
    """Distance of p to the segment a-b in the plane that touches the globe at p: right for near things."""
    kx = 111.32 * math.cos(math.radians(p[1]))
    x1, y1, x2, y2 = (a[0] - p[0]) * kx, (a[1] - p[1]) * 110.95, (b[0] - p[0]) * kx, (b[1] - p[1]) * 110.95
    dx, dy = x2 - x1, y2 - y1
    t = 0.0 if dx == dy == 0 else max(0.0, min(1.0, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy)))
    return math.hypot(x1 + t * dx, y1 + t * dy)


class Area:
    """A polygon or multipolygon from WKT, its edges in bands of latitude."""

    def __init__(self, wkt):
        m = re.match(r"\s*(MULTI)?POLYGON\s*(?=\()", wkt)
        if not m:
            raise ValueError("not a polygon: %.30s" % wkt)
        if not re.fullmatch(r"[\s()\d.,eE+-]*", wkt[m.end():]) or wkt.count("(") != wkt.count(")"):
            raise ValueError("broken WKT")
        self.rings = []
        for txt in re.findall(r"\(([^()]*)\)", wkt):
            ring = [tuple(float(x) for x in pt.split()) for pt in txt.split(",")]
            if any(len(p) != 2 for p in ring):
                raise ValueError("a point without two numbers")
            if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring):
                raise ValueError("a point outside -180..180, -90..90")
            box = (min(p[0] for p in ring), min(p[1] for p in ring), max(p[0] for p in ring), max(p[1] for p in ring))
            self.rings.append((box, ring))
        if not self.rings:
            raise ValueError("no ring")
        self.bands = collections.defaultdict(list)                  # half a degree of latitude: the edges in it
        for _, ring in self.rings:
            for a, b in zip(ring, ring[1:]):
                low, high = sorted((a[1], b[1]))
                for k in range(math.floor(low * 2), math.floor(high * 2) + 1):
                    self.bands[k].append((*a, *b))

    def holds(self, p):
        """Even-odd over all rings: holes count themselves out."""
        x, y = p
        odd = False
        for ax, ay, bx, by in self.bands.get(math.floor(y * 2), ()):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                odd = not odd
        return odd

    def away_km(self, p):
        if self.holds(p):
            return 0.0
        best = math.inf
        for (x0, y0, x1, y1), ring in self.rings:
            near = (min(max(p[0], x0), x1), min(max(p[1], y0), y1))
            if segment_km(p, near, near) < best:
                best = min([best] + [segment_km(p, a, b) for a, b in zip(ring, ring[1:])])
        return best


# ---------------------------------------------------------------- the case
def items(cell):
    return [x for x in cell.split(";") if x]


def number(cell):
    v = float(cell)
    if not math.isfinite(v):
        raise ValueError
    return v


class Case:
    def __init__(self, folder):
        self.folder, self.t, self.faults = folder, {}, []
        for name in COLUMNS:
            self.t[name] = self.read(name)
        self.place = {r["id"]: r for r in self.t["places"]}
        self.links = [dict(r, mode=m) for m in LINKS for r in self.t[m]]
        self.terminals = collections.defaultdict(list)
        for r in self.t["terminals"]:
            self.terminals[r["place"]].append(r)
        self.at = collections.defaultdict(list)                    # place and mode: links
        for r in self.links:
            for end in ("from_place", "to_place"):
                self.at[r[end], r["mode"]].append(r)
        self.areas = {}
        for r in self.t["countries"]:
            try:
                self.areas[r["iso3"]] = Area(r["wkt"])
            except ValueError as e:
                self.faults.append("countries %s: %s" % (r["iso3"], e))
        self.passages = {x for n in ("sea", "crossings", "rail", "road", "air") for r in self.t[n]
                         for x in items(r.get("passes", "")) if x not in self.areas}
        self.domains = {r["domain"] for r in self.links} | {r["domain"] for r in self.t["places"]}

    def read(self, name):
        """Rows of a file; what is wrong with its form goes to self.faults."""
        path, say = os.path.join(self.folder, name + ".csv"), self.faults.append
        try:
            with open(path, "rb") as f:
                raw = f.read()
            text = raw.decode("utf-8")
        except (OSError, UnicodeDecodeError) as e:
            say("%s.csv: %s" % (name, e))
            return []
        if raw.startswith(b"\xef\xbb\xbf") or b"\r" in raw or not raw.endswith(b"\n"):
            say("%s.csv: has a BOM, a CR or no LF at its end" % name)
        csv.field_size_limit(1 << 26)
        rows = list(csv.reader(io.StringIO(text), strict=True))
        head, out = rows[0], []
        missing = [c for c in COLUMNS[name].split(",") if c not in head]
        if missing or len(set(head)) != len(head):
            say("%s.csv: columns missing or twice: %s" % (name, missing or head))
        for n, row in enumerate(rows[1:], 2):
            if len(row) != len(head):
                say("%s.csv record %d: %d cells, expected %d" % (name, n, len(row), len(head)))
            if any(c != c.strip() for c in row):
                say("%s.csv record %d: a cell begins or ends with a blank" % (name, n))
            r = dict.fromkeys(COLUMNS[name].split(","), "")
            r.update(zip(head, row))
            out.append(r)
        if not out:
            say("%s.csv: no rows" % name)
        return out

    def key(self, name, r):
        return " ".join(r[k] for k in KEYS.get(name, ("id",)))

    def xy(self, r):
        return (float(r["lon"]), float(r["lat"]))

    def line(self, r):
        via = [tuple(float(v) for v in q.split()) for q in items(r["via_lonlat"])]
        return [self.xy(self.place[r["from_place"]])] + via + [self.xy(self.place[r["to_place"]])]

    def price(self, mode, domain, surface):
        for d, s in ((domain, surface), (domain, ""), ("*", surface), ("*", "")):
            for r in self.t["tariffs"]:
                if (r["mode"], r["domain"], r["surface"]) == (mode, d, s):
                    return r
        return None

    def resolves(self, target):
        """A target of a scenario, a shock or a corridor."""
        kind, _, what = target.partition(":")
        if not what:
            return target in self.domains | self.passages or target in self.areas
        known = {"crossing": lambda: {r["id"] for r in self.t["crossings"]},
                 "terminal": lambda: {r["id"] for r in self.t["terminals"]},
                 "link": lambda: {r["id"] for r in self.links}, "mode": lambda: set(LINKS),
                 "actor": lambda: {r["actor"] for r in self.t["actors"]}, "passage": lambda: self.passages,
                 "status": lambda: STATUS - {"open"}}
        return kind in known and what in known[kind]()


# ---------------------------------------------------------------- checks: each returns its faults
def check_form(c):
    return c.faults


def check_cells(c):
    out = []
    for name, rows in c.t.items():
        for r in rows:
            who = "%s %s" % (name, c.key(name, r))
            out += ["%s: %s is empty" % (who, k) for k in NEEDED[name].split(",") if not r[k]]
            for k, v in r.items():
                if k in RANGE and v:
                    try:
                        x = number(v)
                        if not RANGE[k][0] <= x <= RANGE[k][1]:
                            out.append("%s: %s = %s, expected %g to %g" % (who, k, v, *RANGE[k]))
                    except ValueError:
                        out.append("%s: %s = %r is no number" % (who, k, v))
                if k in WORDS and v and v not in WORDS[k]:
                    out.append("%s: %s = %r, expected one of %s" % (who, k, v, sorted(WORDS[k])))
                if k in LISTS and "," in v and name != "countries":
                    out.append("%s: %s has a comma; lists are parted by ;" % (who, k))
            if name in KIND and r["kind"] not in KIND[name]:
                out.append("%s: kind = %r" % (who, r["kind"]))
            if name in LINKS + ("crossings", "terminals") and r["status"] not in STATUS:
                out.append("%s: status = %r" % (who, r["status"]))
    return out


def check_ids(c):
    out = []
    for name, rows in c.t.items():
        n = collections.Counter(c.key(name, r) for r in rows)
        out += ["%s: %s occurs %d times" % (name, k, n[k]) for k in n if n[k] > 1]
    n = collections.Counter(r["id"] for r in c.links)
    out += ["links: %s occurs in more than one layer" % k for k in n if n[k] > 1]
    for name in ("occurrences", "places", "crossings", "terminals", "markets", "products") + LINKS:
        out += ["%s: id %r has other signs than a-z, 0-9, -, _" % (name, r["id"]) for r in c.t[name]
                if not re.fullmatch(r"[a-z0-9_-]+", r["id"])]
    return out


def check_references(c):
    out, product = [], {r["id"] for r in c.t["products"]}

    def need(ok, who, col, val):
        if not ok:
            out.append("%s: %s = %s does not exist" % (who, col, val))

    for r in c.links:
        for k in ("from_place", "to_place"):
            need(r[k] in c.place, r["id"], k, r[k])
        need(r["domain"] in c.areas or r["domain"] in SPACES, r["id"], "domain", r["domain"])
        for d in items(r.get("overflies", "")):
            need(d in c.areas or d in WATER, r["id"], "overflies", d)
    for name, cols in (("crossings", ("place_a", "place_b")), ("terminals", ("place",)), ("markets", ("place",))):
        for r in c.t[name]:
            for k in cols:
                need(r[k] in c.place, "%s %s" % (name, r["id"]), k, r[k])
    for r in c.t["places"]:
        need(r["domain"] in c.areas or r["domain"] in WATER, "place " + r["id"], "domain", r["domain"])
    for name in ("occurrences", "zones"):
        for r in c.t[name]:
            need(r["country"] in c.areas, "%s %s" % (name, r["id"]), "country", r["country"])
    for r in c.t["occurrences"]:
        need(r["product"] in product, r["id"], "product", r["product"])
    for r in c.t["markets"]:
        for p in items(r["product"]):
            need(p in product or p == "*", r["id"], "product", p)
    for name in ("crossings", "terminals"):
        for r in c.t[name]:
            for p in items(r["closed_products"]):
                need(p in product, r["id"], "closed_products", p)
    for r in c.t["tariffs"]:
        need(r["mode"] in LINKS + ("track",), "tariff " + c.key("tariffs", r), "mode", r["mode"])
        need(r["domain"] == "*" or r["domain"] in c.domains, "tariff " + c.key("tariffs", r), "domain", r["domain"])
    for r in c.t["actors"]:
        for d in items(r["domains"]):
            need(d in c.domains | c.passages, "actor " + r["actor"], "domains", d)
    for r in c.t["shocks"]:
        for d in items(r["targets"]):
            need(c.resolves(d), "shock " + r["id"], "targets", d)
    for r in c.t["corridors"]:
        for k in ("passes", "avoids"):
            for step in items(r[k]):
                for d in step.split("|"):
                    need(c.resolves(d), "corridor " + r["corridor"], k, d)
    for r in c.t["scenarios"]:
        need(r["target"] == "*" or c.resolves(r["target"]), "scenario " + r["scenario"], "target", r["target"])
    for r in c.t["governance"]:
        need(r["iso3"] in c.areas, "governance", "iso3", r["iso3"])
    return out


def check_domains(c):
    out = []
    for r in c.links:
        for k in ("from_place", "to_place"):
            p = c.place.get(r[k])
            if not p:
                continue
            if r["mode"] in ("rail", "road"):
                if p["domain"] != r["domain"]:
                    out.append("%s: domain %s, but %s lies in %s" % (r["id"], r["domain"], p["id"], p["domain"]))
            elif p["domain"] in SPACES:
                if p["domain"] != r["domain"]:
                    out.append("%s: domain %s ends in waypoint %s of %s" % (r["id"], r["domain"], p["id"], p["domain"]))
            else:
                kinds = ("airport",) if r["mode"] == "air" else ("port", "ferry")
                if not any(t["kind"] in kinds and r["mode"] in items(t["modes"]) for t in c.terminals[p["id"]]):
                    out.append("%s: no %s terminal with %s at %s" % (r["id"], "/".join(kinds), r["mode"], p["id"]))
        if (r["mode"] in ("sea", "air")) != (r["domain"] in SPACES) or (r["mode"] == "air") != (r["domain"] == "AIR"):
            out.append("%s: domain %s does not suit mode %s" % (r["id"], r["domain"], r["mode"]))
        if r["mode"] == "sea" and r["from_place"] in c.place and r["to_place"] in c.place:
            pts = c.line(r)
            inside = [d for d, b in BOXES.items() if all(b[0] <= x <= b[2] and b[1] <= y <= b[3] for x, y in pts)]
            inland = any(k in c.areas for k in items(r["passes"]))          # rivers and canals of a state
            if not inland and inside != [d for d in BOXES if d == r["domain"]]:
                out.append("%s: domain %s, but it lies in %s" % (r["id"], r["domain"], inside or "the open sea"))
        if r["from_place"] == r["to_place"]:
            out.append("%s: both ends are %s" % (r["id"], r["from_place"]))
    for r in c.t["crossings"]:
        a, b = c.place.get(r["place_a"]), c.place.get(r["place_b"])
        if a and b and a["domain"] == b["domain"]:
            out.append("crossing %s: both sides in %s" % (r["id"], a["domain"]))
        for p in (a, b):
            if p and r["mode"] in ("rail", "road") and p["domain"] in SPACES:
                out.append("crossing %s: %s in water" % (r["id"], p["id"]))
    return out


def check_lengths(c):
    out = []
    for r in c.links:
        if r["from_place"] not in c.place or r["to_place"] not in c.place:
            continue
        pts = c.line(r)
        straight, drawn = geodesic_km(pts[0], pts[-1]), line_km(pts)
        if not r["length_km"]:
            if r["length_basis"] != "geodesic":
                out.append("%s: no length_km, but basis %s" % (r["id"], r["length_basis"]))
            continue
        km = number(r["length_km"])
        if km < 0.98 * straight:
            out.append("%s: %g km, the geodesic is %.1f" % (r["id"], km, straight))
        if r["length_basis"] == "geodesic" and abs(km - drawn) > 0.03 * drawn:
            out.append("%s: %g km called geodesic, the drawn line is %.1f" % (r["id"], km, drawn))
        if km > 4 * drawn + 20:
            out.append("%s: %g km, more than four times the drawn %.1f" % (r["id"], km, drawn))
    for r in c.t["crossings"]:
        if r["place_a"] not in c.place or r["place_b"] not in c.place:
            continue
        a, b, p = c.xy(c.place[r["place_a"]]), c.xy(c.place[r["place_b"]]), c.xy(r)
        if number(r["gap_km"]) < geodesic_km(a, b) - 0.6:                # gaps are whole kilometres
            out.append("crossing %s: gap %s km, the geodesic is %.1f" % (r["id"], r["gap_km"], geodesic_km(a, b)))
        if max(geodesic_km(a, p), geodesic_km(p, b)) > geodesic_km(a, b) + 2:
            out.append("crossing %s: its point is not between %s and %s" % (r["id"], r["place_a"], r["place_b"]))
    return out


def check_gauges(c):
    out = []
    for r in c.t["rail"]:
        if r["gauge_mm"] not in ("1000", "1067", "1435", "1520", "1524", "1676"):
            out.append("%s: gauge_mm = %r" % (r["id"], r["gauge_mm"]))
    for r in c.t["crossings"]:
        if r["mode"] != "rail":
            if r["gauge_a_mm"] or r["gauge_b_mm"]:
                out.append("crossing %s: a gauge, but mode %s" % (r["id"], r["mode"]))
            continue
        for p, g in ((r["place_a"], r["gauge_a_mm"]), (r["place_b"], r["gauge_b_mm"])):
            found = {k["gauge_mm"] for k in c.at[p, "rail"]}
            if not g or found and g not in found:
                out.append("crossing %s: gauge %r at %s, links there have %s" % (r["id"], g, p, sorted(found)))
        if r["gauge_a_mm"] != r["gauge_b_mm"] and not (r["gauge_h"] and r["gauge_usd_t"]):
            out.append("crossing %s: gauges differ, but gauge_h or gauge_usd_t is not given" % r["id"])
    for r in c.t["terminals"]:
        for m in items(r["modes"]):
            g = re.fullmatch(r"rail(\d{4})", m)
            if g and g.group(1) not in {k["gauge_mm"] for k in c.at[r["place"], "rail"]}:
                out.append("terminal %s: no %s line at %s" % (r["id"], m, r["place"]))
            if not g and m not in LINKS:
                out.append("terminal %s: mode %r" % (r["id"], m))
    return out


def check_sources(c):
    out = []
    for name, rows in c.t.items():
        head = COLUMNS[name].split(",")
        for r in rows:
            if not r["source"].strip():
                out.append("%s %s: no source" % (name, c.key(name, r)))
            if "confidence" in head and not r["confidence"]:
                out.append("%s %s: no confidence" % (name, c.key(name, r)))
    return out


def check_prices(c):
    out = []
    for r in c.t["tariffs"]:
        who = "tariff " + c.key("tariffs", r)
        if not number(r["low"]) <= 1 <= number(r["high"]):
            out.append("%s: low, high are factors around 1, not %s, %s" % (who, r["low"], r["high"]))
        if r["surface"] and r["mode"] != "road":
            out.append("%s: a surface, but mode %s" % (who, r["mode"]))
    for r in c.links:
        if not (r["usd_t"] and r["days"]) and not c.price(r["mode"], r["domain"], r.get("surface", "")):
            out.append("%s: no price for %s in %s" % (r["id"], r["mode"], r["domain"]))
    for d in sorted({r["country"] for r in c.t["occurrences"]}):
        if not c.price("track", d, ""):
            out.append("no price of access legs (mode track) in %s" % d)
    for r in c.t["crossings"]:
        if r["cost_usd_t"] and r["cost_usd_shipment"]:
            out.append("crossing %s: the same cost a tonne and a shipment would be added twice" % r["id"])
        if number(r["dwell_p90_h"]) < number(r["dwell_h"]):
            out.append("crossing %s: p90 below the mean" % r["id"])
    for r in c.t["terminals"]:
        if number(r["handling_p90_h"]) < number(r["handling_h"]):
            out.append("terminal %s: p90 below the mean" % r["id"])
    for r in c.t["products"]:
        low, mid, high = (number(r.get(k) or r["usd_t"]) for k in ("usd_t_low", "usd_t", "usd_t_high"))
        if not 0 < low <= mid <= high:
            out.append("product %s: prices %g, %g, %g" % (r["id"], low, mid, high))
    return out


def check_shapes(c):
    out = []
    for name in ("countries", "zones"):
        for r in c.t[name]:
            try:
                area = Area(r["wkt"])
            except ValueError as e:
                out.append("%s %s: %s" % (name, c.key(name, r), e))
                continue
            for box, ring in area.rings:
                if ring[0] != ring[-1] or len(ring) < 4:
                    out.append("%s %s: a ring is open or too short" % (name, c.key(name, r)))
                if any(a == b for a, b in zip(ring, ring[1:])):
                    out.append("%s %s: a point twice in a row" % (name, c.key(name, r)))
                if not box[0] < box[2] or not box[1] < box[3]:
                    out.append("%s %s: a ring without area" % (name, c.key(name, r)))
    for r in c.links:
        for q in items(r["via_lonlat"]):
            try:
                lon, lat = (number(v) for v in q.split())
                if abs(lon) > 180 or abs(lat) > 90:
                    raise ValueError
            except ValueError:
                out.append("%s: via_lonlat has %r" % (r["id"], q))
    size = os.path.getsize(os.path.join(c.folder, "countries.csv"))
    if size > 900000:
        out.append("countries.csv: %d bytes, at most 900000" % size)
    return out


def check_positions(c):
    """Occurrences and land places in their own country; a port may stand off the generalised coast, never abroad."""
    out = []
    for r in c.t["occurrences"]:
        area = c.areas.get(r["country"])
        km = area.away_km(c.xy(r)) if area else 0
        if km > max(5.0, number(r["coord_accuracy_km"] or "0")):
            out.append("occurrence %s: %.1f km outside %s" % (r["id"], km, r["country"]))
    for r in c.t["places"]:
        area = c.areas.get(r["domain"])
        if not area:
            continue
        km = area.away_km(c.xy(r))
        abroad = [k for k, a in c.areas.items() if km and k != r["domain"] and a.holds(c.xy(r))]
        if km > (30.0 if r["kind"] == "port" and not abroad else 5.0):
            out.append("place %s: %.1f km outside %s %s" % (r["id"], km, r["domain"], abroad or ""))
    for name in ("terminals", "markets"):
        for r in c.t[name]:
            if r["place"] in c.place and geodesic_km(c.xy(r), c.xy(c.place[r["place"]])) > 0.1:
                out.append("%s %s: not where its place is" % (name, r["id"]))
    return out


def check_borders(c):
    """No land line through another country, no air line over a state it does not name (sketches: some slack)."""
    out = []
    for r in c.links:
        if r["mode"] == "sea" or r["from_place"] not in c.place or r["to_place"] not in c.place:
            continue
        if r["mode"] == "air":
            own = set(items(r["overflies"])) | {c.place[r[k]]["domain"] for k in ("from_place", "to_place")}
            step, slack = 10, 25
        else:
            own, step, slack = {r["domain"]}, 2, 35
        over = collections.Counter()
        for p, km in along(c.line(r), step):
            if any(k in c.areas and c.areas[k].holds(p) for k in own):
                continue
            for k, a in c.areas.items():
                if k not in own and a.holds(p):
                    over[k] += km
        out += ["%s: %.0f km over %s" % (r["id"], v, k) for k, v in sorted(over.items()) if v > slack]
    return out


def check_actors(c):
    out = []
    if len(c.t["actors"]) > 12:
        out.append("%d actors, at most 12" % len(c.t["actors"]))
    if len(c.t["shocks"]) > 16:
        out.append("%d shocks, at most 16 can be counted out" % len(c.t["shocks"]))
    n = collections.Counter(d for r in c.t["actors"] for d in items(r["domains"]))
    out += ["domain %s belongs to %d actors" % (d, n[d]) for d in n if n[d] > 1]
    for d in ("RUS", "CHN", "CASPIAN", "IRN", "BLR", "KAZ", "AZE", "GEO", "TUR", "BOSPORUS", "SUEZ"):
        if d not in n:
            out.append("no actor closes %s" % d)
    for d in ("SUEZ", "BOSPORUS", "BAB_EL_MANDEB", "HORMUZ", "MALACCA", "GIBRALTAR"):
        if d not in c.passages:
            out.append("nothing passes %s" % d)
    for r in c.t["markets"]:
        if "EU" not in items(r["groups"]):
            continue
        if "EUROPE" not in items(r["groups"]):
            out.append("market %s: in EU, not in EUROPE" % r["id"])
        if r["place"] in c.place and c.place[r["place"]]["domain"] in NOT_EU:
            out.append("market %s: not in the EU" % r["id"])
    for key in ("annual_rate_pct", "reliability_ratio", "detour_factor", "reach_km"):
        if key not in {r["key"] for r in c.t["parameters"]}:
            out.append("parameter %s is missing" % key)
    for r in c.t["parameters"]:
        try:
            number(r["value"])
        except ValueError:
            out.append("parameter %s: %r is no number" % (r["key"], r["value"]))
    return out


def check_scenarios(c):
    out, titles, product = [], collections.defaultdict(set), {r["id"] for r in c.t["products"]}
    works = {"link": {r["id"]: r["status"] for r in c.links}}
    works.update({k[:-1]: {r["id"]: r["status"] for r in c.t[k]} for k in ("crossings", "terminals")})
    for r in c.t["scenarios"]:
        who = "scenario %s %s %s" % (r["scenario"], r["action"], r["target"])
        titles[r["scenario"]].add((r["title_en"], r["title_de"]))
        if r["action"] == "close":                                  # for all goods, or for the products listed
            for p in items(r["value"]):
                if p not in product:
                    out.append("%s: product %s does not exist" % (who, p))
            if r["value"] and r["target"].partition(":")[0] not in ("crossing", "terminal"):
                out.append(who + ": only crossings and terminals are closed for products")
        kind, _, what = r["target"].partition(":")
        if r["action"] == "open" and kind in works and works[kind].get(what) == "open":
            out.append(who + ": it is open already")
        if r["action"] in ("price", "dwell", "capacity"):
            plus = r["value"].startswith("+")
            try:
                if number(r["value"]) <= 0 or plus and r["action"] != "dwell":
                    raise ValueError
            except ValueError:
                out.append("%s: value %r" % (who, r["value"]))
        if r["scenario"] == "eu_2025" and r["action"] == "close" and r["target"] in (
                "crossing:brest-terespol-rail", "POL", "BLR", "RUS"):
            out.append(who + ": Brest-Terespol reopened on 25 September 2025")
    out += ["scenario %s: more than one title" % s for s in titles if len(titles[s]) > 1]
    out += ["scenario %s is missing" % s for s in ("open", "eu_2025") if s not in titles]
    for r in c.t["scenarios"]:
        if r["scenario"] == "eu_2025" and not re.search(r"20\d\d", r["source"] + r["title_en"]):
            out.append("eu_2025 %s: no date" % r["target"])
        if r["scenario"] == "open" and (r["action"], r["target"], float(r["value"] or 0)) != ("price", "*", 1.0):
            out.append("open: changes %s %s" % (r["action"], r["target"]))
    return out


# ---------------------------------------------------------------- the network, as far as reaching goes
class Network:
    """States (place, mode, gauge) and grounds (place,) of the open network less closed domains and modes."""

    def __init__(self, c, closed=(), no_mode=()):
        self.c, self.closed, self.no_mode = c, set(closed), set(no_mode)
        self.arcs = collections.defaultdict(set)
        for r in c.links:
            if r["status"] == "open" and r["mode"] not in self.no_mode and not self.needs(r) & self.closed:
                a, b = ((r[k], r["mode"], r.get("gauge_mm", "")) for k in ("from_place", "to_place"))
                self.join(a, b)
        for r in c.t["crossings"]:
            doms = {c.place[r[k]]["domain"] for k in ("place_a", "place_b")} | set(items(r["passes"]))
            if r["status"] == "open" and r["mode"] not in self.no_mode and not doms & self.closed:
                a = (r["place_a"], r["mode"], r["gauge_a_mm"])
                b = (r["place_b"], r["mode"], r["gauge_b_mm"])
                if r["dir"] != "ba":
                    self.arcs[a].add(b)
                if r["dir"] != "ab":
                    self.arcs[b].add(a)
                self.arcs[a], self.arcs[b]
        for s in list(self.arcs):
            place, mode, gauge = s
            self.arcs[s].add((place,))                               # unloading is free
            for t in c.terminals[place]:
                if t["status"] == "open" and {mode, mode + gauge} & set(items(t["modes"])):
                    self.arcs[place,].add(s)

    def needs(self, r):
        ends = {self.c.place[r[k]]["domain"] for k in ("from_place", "to_place")}
        return {r["domain"]} | ends | set(items(r.get("overflies", ""))) | set(items(r.get("passes", "")))

    def join(self, a, b):
        self.arcs[a].add(b)
        self.arcs[b].add(a)

    def reach(self, starts):
        seen, queue = set(starts), list(starts)
        while queue:
            for n in self.arcs.get(queue.pop(), ()):
                if n not in seen:
                    seen.add(n)
                    queue.append(n)
        return seen

    def states(self, place):
        return {s for s in self.arcs if s[0] == place}

    def access(self, occ, reach_km):
        """Where an occurrence can load: roads and terminals of its country within reach, else the nearest one."""
        p, near, best = self.c.xy(occ), set(), (math.inf, set())
        for r in self.c.t["road"]:
            if r["domain"] != occ["country"] or r["status"] != "open":
                continue
            pts = self.c.line(r)
            d = min(segment_km(p, a, b) for a, b in zip(pts, pts[1:]))
            ends = {(r[k], "road", "") for k in ("from_place", "to_place")}
            best = min(best, (d, ends), key=lambda x: x[0])
            if d <= reach_km:
                near |= ends
        for t in self.c.t["terminals"]:
            if self.c.place[t["place"]]["domain"] == occ["country"] and t["status"] == "open":
                d = geodesic_km(p, self.c.xy(t))
                best = min(best, (d, {(t["place"],)}), key=lambda x: x[0])
                if d <= reach_km:
                    near.add((t["place"],))
        return near or best[1]


def markets_for(c, occ, group, net):
    """Open markets of a group that take the product and are not closed themselves."""
    for m in c.t["markets"]:
        if group in items(m["groups"]) and m.get("status", "open") in ("", "open"):
            if not m["product"] or m["product"] == "*" or occ["product"] in items(m["product"]):
                if c.place[m["place"]]["domain"] not in net.closed:
                    yield m["place"]


def reached(c, net, occ, group):
    km = [number(r["value"]) for r in c.t["parameters"] if r["key"] == "reach_km"][0]
    seen = {s[0] for s in net.reach(net.access(occ, km))}
    return [m for m in markets_for(c, occ, group, net) if m in seen]


def check_connected(c):
    net = Network(c)
    seen = {s[0] for s in net.reach({("vostochny", "rail", "1520")})}
    out = [] if "la-rochelle" in seen else ["Vostochny does not reach La Rochelle"]
    land = Network(c, no_mode=("sea", "air"))
    if "la-rochelle" not in {s[0] for s in land.reach({("vostochny", "rail", "1520")})}:
        out.append("Vostochny does not reach La Rochelle on land")
    back = {s[0] for s in net.reach(net.states("la-rochelle"))}
    if "vostochny" not in back:
        out.append("La Rochelle does not reach Vostochny")
    return out


def occurrences_of(c, *countries):
    return [r for r in c.t["occurrences"] if r["country"] in countries]


def check_reach_eu(c):
    net = Network(c)
    return ["%s (%s) reaches no EU market for %s" % (r["id"], r["country"], r["product"])
            for r in occurrences_of(c, "MNG", "KAZ", "KGZ", "UZB", "TJK") if not reached(c, net, r, "EU")]


def check_mongolia_captive(c):
    out, mongolia = [], occurrences_of(c, "MNG")
    land, flying = Network(c, ("RUS", "CHN"), ("air",)), Network(c, ("RUS", "CHN"))
    for r in mongolia:
        for group in ("EU", "EUROPE", "EAST_ASIA", "CHINA", "CENTRAL_ASIA"):
            out += ["%s reaches %s without RUS, CHN and air" % (r["id"], m) for m in reached(c, land, r, group)]
        if reached(c, flying, r, "EU"):
            out.append("%s: an air way to the EU over neither RUS nor CHN" % r["id"])
    for actor in ("RUS", "CHN"):
        half = Network(c, (actor,), ("air",))
        out += ["%s: no EU market with %s alone closed" % (r["id"], actor) for r in mongolia
                if not reached(c, half, r, "EU")]
    return out


def check_others_free(c):
    net = Network(c, ("RUS", "CHN"), ("air",))
    return ["%s: no EU market without RUS, CHN and air" % r["id"] for r in occurrences_of(c, "KAZ", "KGZ", "UZB", "TJK")
            if not reached(c, net, r, "EU")]


def check_observations(c):
    """Published days and prices: ids, ends, corridor, unit with payload, a figure and a source in each row."""
    path, out, seen = os.path.join(c.folder, "observations.csv"), [], set()
    if not os.path.exists(path):
        return out
    known = {r["corridor"] for r in c.t["corridors"]}
    with open(path, encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f, strict=True):
            who = "observation " + r["id"]
            if r["id"] in seen or not re.fullmatch(r"[a-z0-9-]+", r["id"]):
                out.append("%s: id twice or with other signs than a-z, 0-9, -" % who)
            seen.add(r["id"])
            out += ["%s: %s = %s does not exist" % (who, k, r[k]) for k in ("from_place", "to_place")
                    if r[k] not in c.place]
            out += ["%s: mode = %s" % (who, m) for m in items(r["mode"]) if m not in LINKS]
            if r["corridor"] not in known:
                out += ["%s: corridor %s" % (who, d) for step in items(r["corridor"]) for d in step.split("|")
                        if not c.resolves(d)]
            figures = "km,days,usd,tfi1_h,tfi2_usd,tfi3_usd,tfi4_km_h".split(",")
            if not any(r[k] for k in figures):
                out.append("%s: no figure" % who)
            out += ["%s: %s = %s" % (who, k, r[k]) for k in figures + ["payload_t"] if r[k] and number(r[k]) <= 0]
            units = ("t", "container20", "container40", "truck", "wagon")
            if r["usd"] and (r["unit"] not in units or not r["payload_t"]):
                out.append("%s: usd without a unit and its payload" % who)
            if r["product"] and r["product"] not in {p["id"] for p in c.t["products"]}:
                out.append("%s: product %s" % (who, r["product"]))
            if not r["source"] or r["confidence"] not in WORDS["confidence"] or not 1800 <= number(r["year"]) <= 2035:
                out.append("%s: source, confidence or year" % who)
    return out


CHECKS = [
    ("files, columns and form", check_form), ("cells: numbers, words, lists", check_cells), ("ids unique", check_ids),
    ("references resolve", check_references), ("domains of links, places and crossings", check_domains),
    ("lengths against the geodesic", check_lengths), ("gauges", check_gauges),
    ("sources and confidence", check_sources), ("prices", check_prices), ("polygons and inner points", check_shapes),
    ("positions in their country", check_positions), ("lines keep to their countries", check_borders),
    ("actors, passages, markets, parameters", check_actors), ("scenarios", check_scenarios),
    ("observations", check_observations),
    ("open network: Vostochny to La Rochelle", check_connected),
    ("every deposit country reaches the EU", check_reach_eu),
    ("Mongolia without Russia and China: captive", check_mongolia_captive),
    ("Central Asia without Russia and China: free", check_others_free)]


def main(argv):
    if len(argv) != 2 or not os.path.isdir(argv[1]):
        print("usage: test_layers.py LAYERS_FOLDER", file=sys.stderr)
        return 2
    case, failed = Case(argv[1]), 0
    for name, check in CHECKS:
        try:
            faults = check(case)
        except (KeyError, ValueError, IndexError, TypeError) as e:
            faults = ["cannot be checked, the data is broken: %s %s" % (type(e).__name__, e)]
        failed += bool(faults)
        print("%-6s %s" % ("FAILED" if faults else "ok", name))
        for f in faults[:20]:
            print("       " + f)
        if len(faults) > 20:
            print("       and %d more" % (len(faults) - 20))
    print("%d passed, %d failed" % (len(CHECKS) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
