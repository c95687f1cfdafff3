/* A GeoPackage from a stranger is untrusted: what is looked at, in which order, before and while GDAL reads it.
 *
 * Regular file, magic, application id, SQLite's own check; then only the GPKG driver, read-only, no triggers, views or
 * extensions of the file's run, limits on sizes and time. Knows files; knows nothing of layers' meaning. */
#ifndef LODE_IO_GUARD_H
#define LODE_IO_GUARD_H

#include <gdal.h>
#include <sqlite3.h>

#include "lodeway/status.h"

/* Registers GDAL's drivers once and keeps its messages off the terminal. */
void lode_gdal_start(void);
/* The last message of GDAL, "" where none; cleared by lode_gdal_forget. */
const char *lode_gdal_message(void);
void lode_gdal_forget(void);

/* Opens path after all checks; the caller closes *dataset with GDALClose. */
lode_status lode_guard_open(const char *path, GDALDatasetH *dataset, lode_err *err);

/* The SQLite connection below a GeoPackage dataset, already restrained. */
sqlite3 *lode_guard_sqlite(GDALDatasetH dataset);

#endif
