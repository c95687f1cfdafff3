"""GeoPackages as others read them: the validator, R-trees, extents and counts, styles, and QGIS itself without a screen.
Set LODEWAY_PICTURE to keep the rendered map. Closing line: N passed, N failed."""
import glob
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

from osgeo import ogr

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
BUILTIN = os.environ["LODEWAY_BUILTIN"]
PYTHON = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}  # no sanitizer in the validator
EDGES = ("min_x", "min_y", "max_x", "max_y")
results = {"passed": 0, "failed": 0}
ogr.UseExceptions()


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what} {detail}")


def run(*words):
    done = subprocess.run([PROGRAM, *words, "-q"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"lodeway {' '.join(words)}: {done.returncode}\n{done.stderr}\n0 passed, 1 failed")


def check_validator(path):
    words = ["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-q", "--extra", "--warning-as-error", path]
    done = subprocess.run(words, capture_output=True, text=True, env=PYTHON)
    check(f"{path}: validate_gpkg", done.returncode == 0, (done.stdout + done.stderr)[-500:])


def boxes(path, name):
    """fid -> (min_x, min_y, max_x, max_y) of every drawn feature, and the name of the geometry column."""
    source = ogr.Open(path)
    layer = source.GetLayerByName(name)
    found = {}
    for feature in layer:
        shape = feature.GetGeometryRef()
        if shape is not None and not shape.IsEmpty():
            west, east, south, north = shape.GetEnvelope()
            found[feature.GetFID()] = (west, south, east, north)
    return found, layer.GetGeometryColumn()


def union(each):
    return tuple((min, min, max, max)[i](box[i] for box in each) for i in range(4)) if each else (None,) * 4


def close(a, b, tolerance):
    return a == b or None not in a + b and all(abs(x - y) <= tolerance for x, y in zip(a, b))


def check_layer(database, name, path):
    """What the validator misses: rows of the R-tree, the extent of the contents, the geometry column."""
    drawn, column = boxes(path, name)
    check(f"{path}, {name}: geometry column", column == "geom", column)
    rows = {row[0]: (row[1], row[3], row[2], row[4]) for row in database.execute(f'SELECT * FROM "rtree_{name}_geom"')}
    check(f"{path}, {name}: one row of the R-tree for each shape", rows.keys() == drawn.keys(), f"{len(rows)} {len(drawn)}")
    wrong = [fid for fid in rows if not close(rows[fid], drawn.get(fid, (None,) * 4), 1e-4)]  # the R-tree holds floats
    check(f"{path}, {name}: boxes of the R-tree", not wrong, str(wrong[:5]))
    said = database.execute(f"SELECT {', '.join(EDGES)} FROM gpkg_contents WHERE table_name = ?", (name,)).fetchone()
    true = union(list(drawn.values()))
    check(f"{path}, {name}: extent", close(said, true, 1e-9), f"{said} {true}")


def check_table(database, name, path):
    names = [name] + [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
    if name != "layer_styles":  # QGIS dictates the names of its columns
        check(f"{path}, {name}: lower-case names", all(word == word.lower() for word in names), str(names))
    said = database.execute("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?", (name,)).fetchone()
    rows = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    check(f"{path}, {name}: feature count", said == rows, f"{said} {rows}")


def plain(qml):
    return tree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", qml))


def parses(qml):
    try:
        return plain(qml).tag == "qgis"
    except tree.ParseError:
        return False


def check_style(database, row, layers, path):
    catalog, schema, name, column, qml, default = row
    what = f"{path}, style of {name}"
    check(f"{what}: catalog and schema are '', not NULL", catalog == "" and schema == "", repr((catalog, schema)))
    check(f"{what}: names a layer, exact case", name in layers)
    check(f"{what}: geometry column", column == ("geom" if layers.get(name) == "features" else ""), repr(column))
    check(f"{what}: default", default == 1)
    check(f"{what}: parses", parses(qml))
    if not parses(qml):
        return
    root = plain(qml)
    check(f"{what}: draws exactly what has a shape", (root.find("renderer-v2") is not None) == (column == "geom"))
    check(f"{what}: sets no property the old way", root.find(".//layer/prop") is None)


def check_styles(database, path):
    layers = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
    check(f"{path}: layer_styles is registered as attributes", layers.get("layer_styles") == "attributes")
    columns = "f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleQML, useAsDefault"
    rows = database.execute(f"SELECT {columns} FROM layer_styles").fetchall()
    variants = [row for row in rows if not row[5]]
    check(f"{path}: other styles parse", all(parses(row[4]) for row in variants), str(len(variants)))
    rows = [row for row in rows if row[5]]
    for row in rows:
        check_style(database, row, layers, path)
    names = [row[2] for row in rows]
    check(f"{path}: one default style a layer", len(names) == len(set(names)), str(names))
    missing = layers.keys() - set(names) - {"layer_styles"}
    check(f"{path}: every layer has a style", not missing, str(missing))


def check_file(path):
    check_validator(path)
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    check(f"{path}: intact", database.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    check(f"{path}: journal mode", database.execute("PRAGMA journal_mode").fetchone()[0] == "delete")
    views = database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    check(f"{path}: no views", not views, str(views))
    for name, kind in database.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall():
        check_table(database, name, path)
        if kind == "features":
            check_layer(database, name, path)
    check_styles(database, path)
    database.close()
    beside = [name for name in glob.glob(glob.escape(path) + "*") if name != path]
    check(f"{path}: no file beside it", not beside, str(beside))


def check_sources():
    """Every QML file parses, also those of layers that none of the files at hand has."""
    files = glob.glob(os.path.join(SOURCE, "styles", "*.qml"))
    check("there are styles", len(files) > 10, str(len(files)))
    for path in files:
        with open(path, encoding="utf-8") as file:
            check(f"{path}: parses", parses(file.read()))


def expressions(root):
    """All expressions of a style with the place they stand in."""
    for rule in root.iter("rule"):
        if rule.get("filter", "ELSE") != "ELSE":
            yield "rule", rule.get("filter")
    for renderer in root.iter("renderer-v2"):
        if renderer.get("attr"):
            yield "class", renderer.get("attr") if "(" in renderer.get("attr") else f'"{renderer.get("attr")}"'
    for text in root.iter("text-style"):
        yield "label", text.get("fieldName")
    for option in root.iter("Option"):
        if option.get("name") == "expression":
            yield "property", option.get("value")
    for part in re.findall(r"\[%(.*?)%\]", root.findtext("mapTip") or ""):
        yield "tip", part


def check_drawn(layer, core, what):
    """Each feature with a shape meets a symbol or a rule that waits switched off."""
    settings = core.QgsMapSettings()
    context = core.QgsRenderContext.fromMapSettings(settings)
    context.setRendererScale(1000000)
    context.setExpressionContext(layer.createExpressionContext())
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    bare = 0
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        met = renderer.willRenderFeature(feature, context) or renderer.legendKeysForFeature(feature, context)
        if feature.hasGeometry() and not met:
            bare += 1
    renderer.stopRender(context)
    check(f"{what}: every feature has a symbol", bare == 0, f"{bare} have none")


def check_label_scale(layer, what):
    """QGIS reads scaleMax as the smallest scale (largest denominator); the other way round labels go when one zooms in."""
    if layer.labelsEnabled():
        settings = layer.labeling().settings()
        check(f"{what}: labels from a scale on", settings.minimumScale > settings.maximumScale,
              f"{settings.minimumScale} {settings.maximumScale}")


def open_layer(path, name, qml, core):
    layer = core.QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    message, ok = layer.loadDefaultStyle()
    what = f"QGIS, {os.path.basename(path)}, {name}"
    check(f"{what}: opens with its style", layer.isValid() and ok, message)
    root, fields = plain(qml), {field.name() for field in layer.fields()}
    wrong = [alias.get("field") for alias in root.iter("alias") if alias.get("field") in fields
             and layer.attributeAlias(layer.fields().lookupField(alias.get("field"))) != alias.get("name")]
    check(f"{what}: aliases arrive", not wrong, str(wrong))
    for place, text in expressions(root):
        expression = core.QgsExpression(text)
        strange = expression.referencedColumns() - fields
        check(f"{what}: expression of a {place}", not expression.hasParserError() and not strange,
              f"{text} {expression.parserErrorString()} {strange}")
    if layer.isSpatial():
        kind = layer.renderer().type()
        check(f"{what}: the renderer is ours", kind == root.find("renderer-v2").get("type"), kind)
        check_drawn(layer, core, what)
        check_label_scale(layer, what)
    return layer


def open_all(path, core):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    styles = database.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault").fetchall()
    database.close()
    return {name: open_layer(path, name, qml, core) for name, qml in styles if parses(qml)}


def check_aliases():
    """Aliases follow from the columns: a style that named one would hide the column's own."""
    for path in glob.glob(os.path.join(SOURCE, "styles", "*.qml")):
        named = [alias.get("field") for alias in tree.parse(path).getroot().iter("alias")]
        check(f"{path}: names no alias", not named, str(named))


def render(layers, core, picture):
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
    water = QColor(223, 234, 242)
    settings = core.QgsMapSettings()
    settings.setLayers(list(reversed(layers)))
    settings.setDestinationCrs(core.QgsCoordinateReferenceSystem.fromProj("+proj=laea +lat_0=45 +lon_0=65 +datum=WGS84"))
    settings.setExtent(core.QgsRectangle(-4560000, -2250000, 4740000, 3100000))
    settings.setOutputSize(QSize(1400, 800))
    settings.setBackgroundColor(water)
    job = core.QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    check("the map is written", not job.errors() and image.save(picture), picture)
    pixels = [image.pixel(x, y) for x in range(0, 1400, 3) for y in range(0, 800, 3)]
    check("the map is not blank", len(set(pixels)) > 50 and pixels.count(water.rgb()) < 0.9 * len(pixels), str(len(set(pixels))))
    for what, colour in (("routes", QColor(0, 114, 178)), ("deposits", QColor(0, 158, 115)), ("land", QColor(247, 245, 239))):
        check(f"the map shows {what}", colour.rgb() in pixels)


def check_qgis(files, picture):
    """On copies: QGIS writes into what it opens."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        import qgis.core as core
    except ImportError:
        print("SKIP: no QGIS for /usr/bin/python3; its checks are left out")
        return
    application = core.QgsApplication([], False)
    application.initQgis()
    output, _, builtin = [open_all(path, core) for path in files]
    check_aliases()
    check("deposits are classed", output["deposits"].renderer().type() == "categorizedSymbol")
    check("routes go by rules", output["routes"].renderer().type() == "RuleRenderer")
    tip = output["deposits"].mapTipTemplate()
    check("deposits have labels and a tip", output["deposits"].labelsEnabled() and "eu_open_cut_sets" in tip)
    render([builtin["countries"], output["zone_statistics"], output["routes"], output["deposits"]], core, picture)


def main():
    folder = tempfile.mkdtemp()
    try:
        run("run", "-o", os.path.join(folder, "out"))
        worked = os.path.join(folder, "w.gpkg")
        run("import", os.path.join(SOURCE, "tests", "worked"), "-o", worked)
        files = [os.path.join(folder, "out", "lodeway.gpkg"), worked, BUILTIN]
        for path in files:
            check_file(path)
        check_sources()
        copies = [shutil.copy(path, os.path.join(folder, f"copy{i}.gpkg")) for i, path in enumerate(files)]
        check_qgis(copies, os.environ.get("LODEWAY_PICTURE") or os.path.join(folder, "map.png"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.stdout.flush()
    os._exit(results["failed"] > 0)  # leaving QGIS in order crashes while layers live


main()
