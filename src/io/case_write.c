#include <cpl_conv.h>
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

static lode_status write_layer(lode_package *package, const lode_case *c, const lode_layer *layer, lode_err *err)
{
    lode_any_rows rows = lode_layer_rows(c, layer);
    if (rows.n == 0)
        return LODE_OK;
    OGRLayerH target = lode_package_layer(package, layer->name, layer->help, layer->shape, err);
    lode_status status = target ? add_fields(target, layer, &rows, err) : LODE_IO;
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
    lode_package package;
    /* The same rows make the same bytes: outputs name their case by its SHA-256. */
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2025-01-01T00:00:00.000Z");
    lode_status status = lode_package_create(&package, path, err);
    for (size_t i = 0; i < lode_n_schema && !status; i++)
        status = write_layer(&package, c, &lode_schema[i], err);
    if (!status)
        status = lode_package_styles(&package, err);
    status = lode_package_finish(&package, status, err);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    return status;
}
