/* Collecting findings. The kinds are one table, so that every code has one meaning everywhere. */
#ifndef LODE_BASE_FINDING_H
#define LODE_BASE_FINDING_H

#include "lodeway/finding.h"

/* Where a fault lies. Zero and NULL say nothing; fid -1 belongs to no row. */
typedef struct lode_where {
    const char *layer;
    int64_t fid;
    const char *id, *column;
} lode_where;

void lode_found(lode_findings *findings, const char *code, lode_where where, const char *value, const char *expected);
/* The same with the value given as a number. */
void lode_found_number(lode_findings *findings, const char *code, lode_where where, double value, const char *expected);

#endif
