"""GeoPackages as others read them: the validator, R-trees, extents and counts, styles, and QGIS itself without a screen.
Set LODEWAY_PICTURE to keep the rendered map. Closing line: N passed, N failed."""
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
BUILTIN = os.environ["LODEWAY_BUILTIN"]
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what} {detail}")


def validator(path):
    done = subprocess.run(["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-q", "--extra", "--warning-as-error", path],
                          capture_output=True, text=True)
    check(f"{os.path.basename(path)}: validate_gpkg", done.returncode == 0, (done.stdout + done.stderr)[-500:])


def check_layer(database, name, path):
    """What the validator misses: rows of the R-tree, the extent, the count of features."""
    column = database.execute("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (name,)).fetchone()[0]
    check(f"{name}: geometry column", column == "geom", column)
    check(f"{name}: lower-case", name == name.lower())
    drawn = database.execute(f'SELECT count(*) FROM "{name}" WHERE geom IS NOT NULL').fetchone()[0]
    tree_rows = database.execute(f'SELECT count(*) FROM "rtree_{name}_geom"').fetchone()[0]
    check(f"{name}: a row of the R-tree each", drawn == tree_rows, f"{drawn} {tree_rows}")
    box = database.execute(f'SELECT min(minx), min(miny), max(maxx), max(maxy) FROM "rtree_{name}_geom"').fetchone()
    said = database.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (name,)).fetchone()
    check(f"{name}: extent", box[0] is None or all(abs(a - b) < 1e-3 for a, b in zip(box, said)), f"{box} {said}")
    count = database.execute("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?", (name,)).fetchone()
    rows = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
    check(f"{name}: feature count", count and count[0] == rows, f"{count} {rows}")


def check_styles(database):
    layers = {row[0]: row[1] for row in database.execute("SELECT table_name, data_type FROM gpkg_contents")}
    check("layer_styles is registered", layers.get("layer_styles") == "attributes")
    rows = database.execute("SELECT f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles").fetchall()
    names = [row[2] for row in rows]
    check("one default style a layer", len(names) == len(set(names)) and all(row[5] == 1 for row in rows))
    for catalog, schema, name, column, qml, _ in rows:
        check(f"style of {name}: catalog, schema, column", (catalog, schema) == ("", "") and column == ("geom" if layers[name] == "features" else ""))
        tree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", qml))
    missing = [name for name, kind in layers.items() if kind == "features" and name not in names]
    check("every drawn layer has a style", not missing, str(missing))


def check_file(path):
    validator(path)
    with open(path, "rb") as file:
        header = file.read(20)
    check("journal mode is not WAL", header[18] == 1 and header[19] == 1)
    check("no file beside it", not [ending for ending in ("-wal", "-shm", "-journal") if os.path.exists(path + ending)])
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    check("intact", database.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    for (name,) in database.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'").fetchall():
        check_layer(database, name, path)
    check_styles(database)
    check("no views, no NaN", database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view' AND name NOT LIKE 'st_%'").fetchone()[0] == 0)


def open_layers(path, names, core):
    layers = []
    for name in names:
        layer = core.QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        message, ok = layer.loadDefaultStyle()
        check(f"QGIS opens {name} with its style", layer.isValid() and ok, message)
        layers.append(layer)
    return layers


def render(layers, core, gui, picture):
    settings = core.QgsMapSettings()
    settings.setLayers(list(reversed(layers)))
    settings.setDestinationCrs(core.QgsCoordinateReferenceSystem.fromProj("+proj=laea +lat_0=45 +lon_0=65 +datum=WGS84"))
    settings.setExtent(core.QgsRectangle(-4600000, -2300000, 4900000, 3100000))
    settings.setOutputSize(gui.QSize(1400, 800))
    settings.setBackgroundColor(gui.QColor(223, 234, 242))
    job = core.QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(picture)
    colours = {image.pixel(x, y) for x in range(0, 1400, 7) for y in range(0, 800, 7)}
    check("the map is not blank", len(colours) > 50, str(len(colours)))


def check_qgis(output, picture):
    try:
        import qgis.core as core
        from qgis.PyQt import QtCore, QtGui
    except ImportError:
        print("QGIS is not installed: its checks are left out")
        return
    gui = type("gui", (), {"QSize": QtCore.QSize, "QColor": QtGui.QColor})
    application = core.QgsApplication([], False)
    application.initQgis()
    base = open_layers(BUILTIN, ["countries", "rail", "sea"], core)
    layers = open_layers(output, ["zone_statistics", "routes", "deposits"], core)
    others = open_layers(output, ["legs", "distances"], core) + open_layers(BUILTIN, ["occurrences", "crossings", "terminals", "road", "air", "places", "markets", "zones"], core)
    kinds = {layer.name(): layer.renderer().type() for layer in layers + others}
    check("deposits are classed", kinds["deposits"] == "categorizedSymbol", kinds["deposits"])
    check("routes go by rules", kinds["routes"] == "RuleRenderer", kinds["routes"])
    check("deposits have labels and a tip", layers[2].labelsEnabled() and "Can be closed by" in layers[2].mapTipTemplate())
    render(base + layers, core, gui, picture)


def main():
    folder = tempfile.mkdtemp()
    try:
        out, case = os.path.join(folder, "out"), os.path.join(folder, "worked.gpkg")
        subprocess.run([PROGRAM, "run", "-o", out, "-q"], check=True, capture_output=True)
        subprocess.run([PROGRAM, "import", os.path.join(SOURCE, "tests", "worked"), "-o", case, "-q"], check=True, capture_output=True)
        for path in (os.path.join(out, "lodeway.gpkg"), case, BUILTIN):
            check_file(path)
        check_qgis(os.path.join(out, "lodeway.gpkg"), os.environ.get("LODEWAY_PICTURE") or os.path.join(folder, "map.png"))
    finally:
        shutil.rmtree(folder)
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.stdout.flush()
    os._exit(results["failed"] > 0)  # leaving QGIS in order crashes while layers live


main()
