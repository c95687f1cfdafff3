/* Cases in and out: a GeoPackage or a folder of CSV into memory, value by value by the schema; a case into a
 * GeoPackage.
 *
 * Faults of values become findings; a fault that leaves nothing to read is an error. References between layers are not
 * looked at here (src/net/check.c does). Knows files and the schema; knows nothing of networks. */
#ifndef LODE_IO_CASE_IO_H
#define LODE_IO_CASE_IO_H

#include "lodeway/case.h"
#include "lodeway/finding.h"

lode_status lode_case_read(const char *path, lode_case **result, lode_findings *findings, lode_err *err);
/* A folder with one LAYER.csv a layer; shapes from lon and lat, from wkt, or from places and via_lonlat. */
lode_status lode_case_read_folder(const char *folder, lode_case **result, lode_findings *findings, lode_err *err);
void lode_case_free(lode_case *c); /* accepts NULL */

/* Writes a case aside and puts it in place whole; the layers are those of the schema that hold rows. */
lode_status lode_case_write(const lode_case *c, const char *path, lode_err *err);

/* Fids of a layer's rows that fulfil an SQL expression on its columns. *fids is freed with free(). */
lode_status lode_case_where(const char *path, const char *layer, const char *where, int64_t **fids, size_t *n,
                            lode_err *err);

#endif
