#include "io/archive.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* 1 January 2025: a zip keeps the time of its files. */
static const time_t long_ago = 1735689600;

static int add_file(zip_t *zip, const char *name, const char *content, size_t length)
{
    zip_source_t *source = zip_source_buffer(zip, content, length, 0);
    zip_int64_t index = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return 0;
    }
    return zip_file_set_mtime(zip, (zip_uint64_t)index, long_ago, 0) == 0;
}

static int read_all(zip_source_t *target, unsigned char **out, size_t *n_out)
{
    zip_stat_t stat;
    if (zip_source_stat(target, &stat) < 0 || !(stat.valid & ZIP_STAT_SIZE) || zip_source_open(target) < 0)
        return 0;
    *n_out = (size_t)stat.size;
    *out = malloc(*n_out ? *n_out : 1);
    int ok = *out && zip_source_read(target, *out, *n_out) == (zip_int64_t)*n_out;
    zip_source_close(target);
    return ok;
}

int lode_archive(const char *file_name, const char *content, size_t length, unsigned char **out, size_t *n_out)
{
    *out = NULL;
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = target ? zip_open_from_source(target, ZIP_TRUNCATE, NULL) : NULL;
    if (!zip) {
        zip_source_free(target);
        return 0;
    }
    zip_source_keep(target);
    int ok = add_file(zip, file_name, content, length);
    if (!ok || zip_close(zip) < 0) {
        zip_discard(zip);
        ok = 0;
    }
    ok = ok && read_all(target, out, n_out);
    zip_source_free(target);
    if (!ok) {
        free(*out);
        *out = NULL;
    }
    return ok;
}

char *lode_archive_read(const unsigned char *archive, size_t length)
{
    enum { MOST = 64 * 1024 * 1024 };
    zip_source_t *source = zip_source_buffer_create(archive, length, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!zip) {
        zip_source_free(source);
        return NULL;
    }
    zip_stat_t stat;
    zip_file_t *file = NULL;
    char *text = NULL;
    if (zip_stat_index(zip, 0, 0, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) && stat.size < MOST)
        file = zip_fopen_index(zip, 0, 0);
    if (file && (text = malloc((size_t)stat.size + 1))) {
        text[stat.size] = '\0';
        if (zip_fread(file, text, stat.size) != (zip_int64_t)stat.size) {
            free(text);
            text = NULL;
        }
    }
    if (file)
        zip_fclose(file);
    zip_discard(zip);
    return text;
}
