/* A folder of its own for a test, and texts in and out of its files. Every path lives until the next calls of it. */
#ifndef LODE_TESTS_BASE_FOLDER_H
#define LODE_TESTS_BASE_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

static char folder[64];

/* cmocka's setup and teardown. */
static inline int folder_make(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/lodeway-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static inline int folder_drop(void **state)
{
    (void)state;
    lode_file_remove(folder);
    return 0;
}

/* The path of a file in the folder; four of them live at a time. */
static inline const char *in_folder(const char *name)
{
    static char paths[4][4200];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof *paths, "%s/%s", folder, name);
    return path;
}

static inline void put_bytes(const char *name, const char *bytes, size_t length)
{
    assert_int_equal(lode_file_write(in_folder(name), bytes, length, NULL), LODE_OK);
}

static inline void put(const char *name, const char *text)
{
    put_bytes(name, text, strlen(text));
}

/* The first bytes of a file as text; "(none)" where there is none. */
static inline const char *get(const char *name)
{
    static char text[4096];
    FILE *file = fopen(in_folder(name), "rb");
    if (!file)
        return "(none)";
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

#endif
