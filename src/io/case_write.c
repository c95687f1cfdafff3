#include <cpl_conv.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "io/case_io.h"
#include "io/package.h"
#include "io/schema.h"

static lode_status add_fields(OGRLayerH target, const lode_layer *layer, const lode_any_rows *rows, lode_err *err)
{
    lode_status status = LODE_OK;
    for (size_t i = 0; i < layer->n_fields && !status; i++)
        status = lode_package_field(target, layer->fields[i].name,
                                    layer->fields[i].value == LODE_V_NUMBER ? LODE_REAL : LODE_TEXT, err);
    for (size_t i = 0; i < rows->n_extra && !status; i++)
        status = lode_package_field(target, rows->extra_names[i], LODE_TEXT, err);
    return status;
}

static void set_fields(OGRFeatureH feature, const lode_layer *layer, const lode_row *row, size_t n_extra)
{
    for (size_t i = 0; i < layer->n_fields; i++) {
        const lode_field *field = &layer->fields[i];
        if (field->value == LODE_V_NUMBER) {
            double number = lode_field_number(row, field);
            if (isfinite(number))
                OGR_F_SetFieldDouble(feature, (int)i, number);
        } else if (lode_field_text(row, field))
            OGR_F_SetFieldString(feature, (int)i, lode_field_text(row, field));
    }
    for (size_t i = 0; i < n_extra; i++)
        if (row->extra[i])
            OGR_F_SetFieldString(feature, (int)(layer->n_fields + i), row->extra[i]);
}

/* "length_km" with the unit km is headed "Length". */
static const char *heading_of(lode_arena *arena, const char *name, const char *unit)
{
    char *heading = lode_arena_strdup(arena, name);
    size_t length = heading ? strlen(heading) : 0, part = strlen(unit);
    for (size_t i = 0; i < part && length > part; i++) { /* the unit at its end: USD/t is usd_t */
        char u = unit[i] == '/' ? '_' : (char)tolower((unsigned char)unit[i]);
        if (name[length - part + i] != u)
            part = 0;
    }
    if (part && length > part + 1 && name[length - part - 1] == '_')
        heading[length - part - 1] = '\0';
    for (char *c = heading; c && *c; c++)
        *c = *c == '_' ? ' ' : *c;
    if (heading)
        *heading = (char)toupper((unsigned char)*heading);
    return heading;
}

/* The columns as styles and dictionary want them. */
static lode_status note_layer(lode_package *package, const lode_layer *layer, const lode_any_rows *rows, lode_err *err)
{
    size_t n = layer->n_fields + rows->n_extra;
    lode_column *columns = LODE_NEW(package->arena, lode_column, n);
    for (size_t i = 0; columns && i < n; i++) {
        const lode_field *field = i < layer->n_fields ? &layer->fields[i] : NULL;
        const char *name = field ? field->name : rows->extra_names[i - layer->n_fields];
        int number = field && field->value == LODE_V_NUMBER;
        columns[i] = (lode_column){.name = name,
                                   .type = number ? LODE_REAL : LODE_TEXT,
                                   .unit = field ? field->unit : "",
                                   .heading = heading_of(package->arena, name, field ? field->unit : ""),
                                   .help = field ? field->help : "Of the case itself.",
                                   .decimals = number ? 2 : 0};
        if (!columns[i].heading)
            return lode_fail_memory(err);
    }
    if (!columns)
        return lode_fail_memory(err);
    return lode_package_note(package, layer->name, heading_of(package->arena, layer->name, ""), layer->shape, columns,
                             n, err);
}

static lode_status write_layer(lode_package *package, const lode_case *c, const lode_layer *layer, lode_err *err)
{
    lode_any_rows rows = lode_layer_rows(c, layer);
    if (rows.n == 0)
        return LODE_OK;
    OGRLayerH target = lode_package_layer(package, layer->name, layer->help, layer->shape, err);
    lode_status status = target ? add_fields(target, layer, &rows, err) : LODE_IO;
    if (!status)
        status = note_layer(package, layer, &rows, err);
    for (size_t i = 0; i < rows.n && !status; i++) {
        const lode_row *row = lode_layer_row(&rows, layer, i);
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(target));
        set_fields(feature, layer, row, rows.n_extra);
        status = lode_package_feature(target, feature, &row->geom, err);
        OGR_F_Destroy(feature);
    }
    return status;
}

lode_status lode_case_write(const lode_case *c, const char *path, lode_err *err)
{
    const lode_look look = {.map_lon = 65, .map_lat = 45}; /* the middle of Eurasia */
    lode_package package;
    /* The same rows make the same bytes: outputs name their case by its SHA-256. */
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2025-01-01T00:00:00.000Z");
    lode_status status = lode_package_create(&package, path, err);
    for (size_t i = 0; i < lode_n_schema && !status; i++)
        status = write_layer(&package, c, &lode_schema[i], err);
    if (!status)
        status = lode_package_look(&package, &look, err);
    status = lode_package_finish(&package, status, err);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    return status;
}
