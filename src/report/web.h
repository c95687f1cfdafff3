/* The files of src/report/web and Leaflet, built into the library by cmake/embed_web.cmake. */
#ifndef LODE_REPORT_WEB_H
#define LODE_REPORT_WEB_H

#include <stddef.h>

typedef struct lode_web_file {
    const char *name, *text;
    const char *sha256; /* of the text, 64 hexadecimal digits */
} lode_web_file;

extern const lode_web_file lode_web_files[];
extern const size_t lode_n_web_files;

#endif
