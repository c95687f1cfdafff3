"""What QGIS shows when an output or a case is opened, in a QGIS without a screen: the project, its themes as pictures, the
atlas, relations, forms. LODEWAY_ACCEPT=1 takes the pictures as they are; LODEWAY_PICTURES keeps them in a folder.
Closing line: N passed, N failed."""
import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile

PROGRAM = os.environ["LODEWAY"]
SOURCE = os.environ["LODEWAY_SOURCE"]
BUILTIN = os.environ["LODEWAY_BUILTIN"]
ACCEPTED = os.path.join(SOURCE, "tests", "io", "themes.json")
WIDE, HIGH, CELLS_WIDE, CELLS_HIGH = 640, 360, 16, 9
results = {"passed": 0, "failed": 0}


def check(what, ok, detail=""):
    results["passed" if ok else "failed"] += 1
    if not ok:
        print(f"failed: {what} {detail}")


def leave():
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.stdout.flush()
    os._exit(results["failed"] > 0)  # leaving QGIS in order crashes while layers live


def run(*words):
    done = subprocess.run([PROGRAM, *words, "-q"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"lodeway {' '.join(words)}: {done.returncode}\n{done.stderr}\n0 passed, 1 failed")


def sha(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def open_project(core, path):
    project = core.QgsProject.instance()
    project.clear()
    ok = project.read(f"geopackage:{path}?projectName=lodeway")
    check(f"{path}: the project opens", ok, project.error())
    layers = project.mapLayers().values()
    broken = [layer.name() for layer in layers if not layer.isValid()]
    check(f"{path}: no layer is missing", layers and not broken, str(broken))
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = {row[0] for row in database.execute("SELECT table_name FROM gpkg_contents")} - {"layer_styles"}
    database.close()
    shown = {layer.id().replace("_of_lodeway", "") for layer in layers}
    check(f"{path}: the project has every layer", shown == names, str(shown ^ names))
    in_tree = {node.layerId() for node in project.layerTreeRoot().findLayers()}
    check(f"{path}: all of them in its tree", in_tree == {layer.id() for layer in layers})
    return project


def layer_of(project, name):
    return project.mapLayer(f"{name}_of_lodeway")


def check_columns(project, path):
    """Each column has the dictionary's title as alias, the format of its kind, and cannot be edited."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = database.execute("SELECT table_name, column_name, title, description FROM gpkg_data_columns").fetchall()
    database.close()
    told = {(row[0], row[1]): row[2:] for row in rows}
    for layer in project.mapLayers().values():
        name = layer.id().replace("_of_lodeway", "")
        for i, field in enumerate(layer.fields()):
            if field.name() == "fid":
                continue
            what = f"{os.path.basename(path)}, {name}.{field.name()}"
            check(f"{what}: described", all(told.get((name, field.name()), ("", ""))), str(told.get((name, field.name()))))
            check(f"{what}: alias", layer.attributeAlias(i) != "", layer.attributeAlias(i))
            widget = layer.editorWidgetSetup(i)
            if field.typeName() in ("Real", "Integer64"):
                check(f"{what}: format", widget.type() == "Range" and "Precision" in widget.config(), widget.type())
            check(f"{what}: read-only", layer.editFormConfig().readOnly(i))
        tabs = [tab.name() for tab in layer.editFormConfig().tabs()]
        check(f"{name}: a form with tabs", tabs and all(tabs), str(tabs))


def check_relations(core, project):
    relations = project.relationManager().relations()
    check("relations", {"routes_of_deposit", "legs_of_route", "closures_of_deposit", "cuts_of_deposit"} <= set(relations))
    for name, relation in relations.items():
        check(f"{name}: valid", relation.isValid())
    deposit = next(layer_of(project, "deposits").getFeatures("\"id\" = 'mng-khotgor'"))
    routes = list(relations["routes_of_deposit"].getRelatedFeatures(deposit))
    expected = layer_of(project, "routes")
    wanted = sum(1 for route in expected.getFeatures() if route["deposit"] == "mng-khotgor")
    check("the routes of a deposit", len(routes) == wanted > 0, f"{len(routes)} {wanted}")
    best = next(route for route in routes if route["role"] == "best")
    legs = list(relations["legs_of_route"].getRelatedFeatures(best))
    check("the legs of a route", len(legs) > 3 and {leg["route"] for leg in legs} == {best["id"]}, str(len(legs)))
    tabs = [tab.name() for tab in layer_of(project, "deposits").editFormConfig().tabs()]
    check("the form of a deposit shows them", {"Routes", "Who can close every way"} <= set(tabs), str(tabs))


def picture_of(core, project, theme):
    from qgis.PyQt.QtCore import QSize
    themes = project.mapThemeCollection()
    settings = core.QgsMapSettings()
    settings.setLayers(themes.mapThemeVisibleLayers(theme))
    settings.setLayerStyleOverrides(themes.mapThemeStyleOverrides(theme))
    settings.setDestinationCrs(project.crs())
    settings.setExtent(project.viewSettings().defaultViewExtent())
    settings.setOutputSize(QSize(WIDE, HIGH))
    settings.setBackgroundColor(project.backgroundColor())
    settings.setFlag(core.QgsMapSettings.DrawLabeling, False)  # fonts differ between machines
    job = core.QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    check(f"{theme}: drawn", not job.errors(), str(job.errors()))
    return job.renderedImage()


def cells_of(image):
    """Mean colour of a grid of cells: what is kept of an accepted picture."""
    wide, high = WIDE // CELLS_WIDE, HIGH // CELLS_HIGH
    cells = []
    for row in range(CELLS_HIGH):
        for column in range(CELLS_WIDE):
            pixels = [image.pixel(column * wide + x, row * high + y) for x in range(0, wide, 2) for y in range(0, high, 2)]
            cells.append([round(sum((p >> shift) & 255 for p in pixels) / len(pixels)) for shift in (16, 8, 0)])
    return cells


def check_themes(core, project):
    names = project.mapThemeCollection().mapThemes()
    check("themes", {"Dependency", "Cost", "Corridors", "Chokepoints", "Data quality"} <= set(names), str(names))
    found = {}
    for name in names:
        image = picture_of(core, project, name)
        found[name] = cells_of(image)
        if os.environ.get("LODEWAY_PICTURES"):
            image.save(os.path.join(os.environ["LODEWAY_PICTURES"], f"{name}.png"))
    if os.environ.get("LODEWAY_ACCEPT"):
        with open(ACCEPTED, "w") as file:
            json.dump(found, file, separators=(",", ":"))
            file.write("\n")
    with open(ACCEPTED) as file:
        accepted = json.load(file)
    check("themes as accepted", accepted.keys() == found.keys(), str(accepted.keys() ^ found.keys()))
    for name in accepted.keys() & found.keys():
        off = [max(abs(a - b) for a, b in zip(one, other)) for one, other in zip(accepted[name], found[name])]
        check(f"{name}: looks as accepted", max(off) <= 24 and sum(off) / len(off) <= 2, f"most {max(off)} mean {sum(off) / len(off):.1f}")
    pictures = [json.dumps(cells) for cells in found.values()]
    check("themes differ", len(set(pictures)) == len(pictures))


def check_atlas(core, project, folder, deposits, pages):
    """One page a deposit; pages: how many of them are exported."""
    layouts = project.layoutManager().printLayouts()
    layout = next((one for one in layouts if one.atlas().enabled()), None)
    check("the layouts: a page a deposit, an overview", layout and len(layouts) == 2, str([one.name() for one in layouts]))
    atlas = layout.atlas()
    atlas.beginRender()
    atlas.updateFeatures()
    check("a page a deposit", atlas.count() == deposits, f"{atlas.count()} {deposits}")
    settings = core.QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 50
    names = set()
    for page in range(min(pages, deposits)):
        atlas.seekTo(page)
        names.add(atlas.nameForPage(page))
        path = os.path.join(folder, f"page{page}.png")
        done = core.QgsLayoutExporter(layout).exportToImage(path, settings)
        check(f"page {page}", done == core.QgsLayoutExporter.Success and os.path.getsize(path) > 5000)
    check("named after the deposits", len(names) == min(pages, deposits) and "" not in names)
    for item in layout.items():
        if isinstance(item, core.QgsLayoutItemLabel):
            check("no expression is left in a label", "[%" not in item.currentText() and "{{" not in item.currentText()
                  and "Error" not in item.currentText(), item.currentText()[:80])
    atlas.endRender()


def check_unchanged(core, path, folder):
    """Read-only, in a read-only folder: opens, and stays as it is."""
    place = os.path.join(folder, "read only")
    os.mkdir(place)
    copy = shutil.copy(path, os.path.join(place, os.path.basename(path)))
    before = sha(copy)
    os.chmod(copy, stat.S_IRUSR)
    os.chmod(place, stat.S_IRUSR | stat.S_IXUSR)
    layer = core.QgsVectorLayer(f"{copy}|layername=deposits", "deposits", "ogr")
    message, styled = layer.loadDefaultStyle()
    check("read-only: opens with its style", layer.isValid() and styled and layer.featureCount() > 0, message)
    del layer
    os.chmod(place, stat.S_IRWXU)
    check("read-only: the bytes stay", sha(copy) == before)
    check("read-only: no file beside it", os.listdir(place) == [os.path.basename(path)], str(os.listdir(place)))


def check_german(core, folder):
    """A German run: aliases, values, groups and the page in German."""
    out = os.path.join(folder, "de")
    worked = os.path.join(folder, "w.gpkg")
    run("import", os.path.join(SOURCE, "tests", "worked"), "-o", worked)
    run("run", worked, "-o", out, "--lang", "de")
    path = os.path.join(out, "lodeway.gpkg")
    project = open_project(core, path)
    deposits = layer_of(project, "deposits")
    number = deposits.fields().lookupField("rail_km")
    check("German alias", deposits.attributeAlias(number) == "Zur Bahnstrecke (km)", deposits.attributeAlias(number))
    check("German sentence first", deposits.editorWidgetSetup(deposits.fields().lookupField("sentence_en")).type() == "Hidden")
    for name in ("deposits", "routes", "chokepoints", "zone_statistics"):
        tip = layer_of(project, name).mapTipTemplate()
        check(f"{name}: a German tip with the sentence", "sentence_de" in tip and "sentence_en" not in tip and "{{" not in tip, tip)
    check("German themes", "Transitabhängigkeit" in project.mapThemeCollection().mapThemes(), str(project.mapThemeCollection().mapThemes()))
    return path, deposits.featureCount()


def check_renamed(core, path, folder):
    """A renamed file loses its project; `export` writes it anew."""
    copy = os.path.join(folder, "renamed.gpkg")
    run("export", path, "-o", copy)
    project = core.QgsProject.instance()
    project.clear()
    check("renamed: opens", project.read(f"geopackage:{copy}?projectName=lodeway"), project.error())
    broken = [layer.name() for layer in project.mapLayers().values() if not layer.isValid() or path in layer.source()]
    check("renamed: no layer is missing", project.mapLayers() and not broken, str(broken))


def main():
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        import qgis.core as core
    except ImportError:
        print("SKIP: no QGIS for /usr/bin/python3; nothing was checked")
        leave()
    application = core.QgsApplication([], False)
    application.initQgis()
    folder = tempfile.mkdtemp()
    run("run", "-o", os.path.join(folder, "out"))
    path = os.path.join(folder, "out", "lodeway.gpkg")
    check_unchanged(core, path, folder)
    project = open_project(core, path)
    check_columns(project, path)
    check_relations(core, project)
    check_themes(core, project)
    check_atlas(core, project, folder, layer_of(project, "deposits").featureCount(), 2)
    check("a bookmark a country", len(project.bookmarkManager().bookmarks()) > 5)
    check_renamed(core, path, folder)
    case = shutil.copy(BUILTIN, os.path.join(folder, "eurasia.gpkg"))
    project = open_project(core, case)
    check_columns(project, case)
    check("the themes of a case", "Network of the case" in project.mapThemeCollection().mapThemes())
    german, deposits = check_german(core, folder)
    project = core.QgsProject.instance()
    check_atlas(core, project, folder, deposits, deposits)
    project.clear()
    shutil.rmtree(folder, ignore_errors=True)
    leave()


main()
