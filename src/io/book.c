#include "io/book.h"

#include <cpl_error.h>
#include <ogr_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "io/guard.h"

static lode_status fail_write(const char *path, lode_err *err)
{
    return lode_fail(err, LODE_IO, "Cannot write %s: %s. Is the disk full, or the folder not yours to write to?", path,
                     *lode_gdal_message() ? lode_gdal_message() : "unknown fault");
}

lode_status lode_book_create(lode_book *book, const char *path, lode_err *err)
{
    *book = (lode_book){0};
    lode_gdal_start();
    lode_gdal_forget();
    book->path = strdup(path);
    if (!book->path)
        return lode_fail_memory(err);
    GDALDriverH driver = GDALGetDriverByName("XLSX");
    if (!driver)
        return lode_fail(err, LODE_USAGE,
                         "This GDAL cannot write XLSX. Leave xlsx out of --format; CSV has the same "
                         "figures.");
    book->dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL);
    return book->dataset ? LODE_OK : fail_write(path, err);
}

/* At most 31 bytes, none of []:*?/\ in it, and no other sheet called so. */
static void sheet_name(const lode_book *book, const char *wanted, char name[32])
{
    enum { ROOM = 28 };
    size_t n = 0;
    for (; wanted[n] && n < ROOM; n++)
        name[n] = strchr("[]:*?/\\'", wanted[n]) || (unsigned char)wanted[n] >= 0x80 ? '_' : wanted[n];
    name[n] = '\0';
    for (int i = 2; GDALDatasetGetLayerByName(book->dataset, name) && i < 100; i++)
        snprintf(name + n, 32 - n, " %d", i);
}

static int has_field(OGRFeatureDefnH fields, const char *name)
{
    return OGR_FD_GetFieldIndex(fields, name) >= 0;
}

/* "Length (km)"; a heading that is there already gets the name of its column. */
static lode_status add_field(OGRLayerH layer, const lode_column *column, lode_err *err)
{
    static const OGRFieldType types[] = {OFTString, OFTReal, OFTInteger64, OFTString};
    lode_text heading = {0};
    lode_text_addf(&heading, *column->unit ? "%s (%s)" : "%s", column->heading, column->unit);
    if (has_field(OGR_L_GetLayerDefn(layer), lode_text_get(&heading)))
        lode_text_addf(&heading, " [%s]", column->name);
    if (heading.failed) {
        lode_text_free(&heading);
        return lode_fail_memory(err);
    }
    OGRFieldDefnH field = OGR_Fld_Create(lode_text_get(&heading), types[column->type]);
    OGRErr bad = OGR_L_CreateField(layer, field, TRUE);
    OGR_Fld_Destroy(field);
    lode_text_free(&heading);
    return bad == OGRERR_NONE
               ? LODE_OK
               : lode_fail(err, LODE_IO, "Cannot add the column %s: %s.", column->name, lode_gdal_message());
}

/* XML has no place for control characters. */
static void set_text(OGRFeatureH feature, int i, const char *text)
{
    lode_text plain = {0};
    for (; *text; text++)
        lode_text_add_n(&plain, (unsigned char)*text < 0x20 ? " " : text, 1);
    OGR_F_SetFieldString(feature, i, lode_text_get(&plain));
    lode_text_free(&plain);
}

static void set_cell(OGRFeatureH feature, int i, lode_type type, const lode_cell *cell)
{
    if (!cell->known)
        return;
    if (type == LODE_REAL)
        OGR_F_SetFieldDouble(feature, i, cell->as.real);
    else if (type == LODE_INT)
        OGR_F_SetFieldInteger64(feature, i, cell->as.integer);
    else
        set_text(feature, i, cell->as.text);
}

lode_status lode_book_sheet(void *context, const lode_table *rows, lode_err *err)
{
    enum { MOST_ROWS = 1048575 };
    lode_book *book = context;
    char name[32];
    sheet_name(book, lode_table_name(rows), name);
    OGRLayerH layer = GDALDatasetCreateLayer(book->dataset, name, NULL, wkbNone, NULL);
    lode_status status = layer ? LODE_OK : fail_write(book->path, err);
    if (!status && lode_table_rows(rows) > MOST_ROWS)
        return lode_fail(err, LODE_USAGE,
                         "%s: the sheet \"%s\" would have %zu rows, a workbook takes %d. Leave xlsx out of "
                         "--format, or choose fewer --deposits.",
                         book->path, name, lode_table_rows(rows), MOST_ROWS);
    for (size_t i = 0; i < lode_table_columns(rows) && !status; i++)
        status = add_field(layer, lode_table_column(rows, i), err);
    for (size_t row = 0; row < lode_table_rows(rows) && !status; row++) {
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        for (size_t i = 0; i < lode_table_columns(rows); i++)
            set_cell(feature, (int)i, lode_table_column(rows, i)->type, lode_table_cell(rows, row, i));
        if (OGR_L_CreateFeature(layer, feature) != OGRERR_NONE)
            status = fail_write(book->path, err);
        OGR_F_Destroy(feature);
    }
    return status;
}

/* ---- the clock out of the zip ------------------------------------------------------------------------------- */

static unsigned whole(const unsigned char *at, int bytes)
{
    unsigned value = 0;
    for (int i = bytes; i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

/* 1 January 1980, 0:00, the first that a zip can say. */
static void set_clock(unsigned char *at)
{
    static const unsigned char first[] = {0, 0, 0x21, 0};
    memcpy(at, first, sizeof first);
}

/* Entries of the central directory and the headers that they point to. 0: no zip of the usual kind. */
static int stop_clock(unsigned char *data, size_t length)
{
    enum { END = 22, ENTRY = 46, CLOCK = 12, HEADER_CLOCK = 10, HEADER = 30 };
    if (length < END)
        return 0;
    size_t end = length - END;
    while (end > 0 && memcmp(data + end, "PK\5\6", 4) != 0)
        end--;
    if (memcmp(data + end, "PK\5\6", 4) != 0)
        return 0;
    unsigned n = whole(data + end + 10, 2);
    size_t at = whole(data + end + 16, 4);
    for (unsigned i = 0; i < n; i++) {
        if (at + ENTRY > length || memcmp(data + at, "PK\1\2", 4) != 0)
            return 0;
        size_t header = whole(data + at + 42, 4);
        if (header + HEADER > length || memcmp(data + header, "PK\3\4", 4) != 0)
            return 0;
        set_clock(data + at + CLOCK);
        set_clock(data + header + HEADER_CLOCK);
        at += ENTRY + whole(data + at + 28, 2) + whole(data + at + 30, 2) + whole(data + at + 32, 2);
    }
    return 1;
}

static lode_status without_clock(const char *path, lode_err *err)
{
    FILE *file = fopen(path, "rb");
    unsigned char *data = NULL;
    long length = -1;
    if (file && fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) > 0 && fseek(file, 0, SEEK_SET) == 0)
        data = malloc((size_t)length);
    int ok = data && fread(data, 1, (size_t)length, file) == (size_t)length;
    if (file)
        fclose(file);
    lode_status status = ok && stop_clock(data, (size_t)length)
                             ? lode_file_write(path, (const char *)data, (size_t)length, err)
                             : lode_fail(err, LODE_IO, "Cannot write %s: it is not whole. Is the disk full?", path);
    free(data);
    return status;
}

lode_status lode_book_finish(lode_book *book, lode_status status, lode_err *err)
{
    int open = book->dataset != NULL;
    lode_gdal_forget();
    if (open)
        GDALClose(book->dataset);
    if (!status && *lode_gdal_message()) /* closing says nothing but this */
        status = fail_write(book->path, err);
    if (!status && open)
        status = without_clock(book->path, err);
    free(book->path);
    *book = (lode_book){0};
    return status;
}
