/* The QML files of styles/, built into the program: one a layer, named after it. */
#ifndef LODE_IO_STYLES_H
#define LODE_IO_STYLES_H

#include <stddef.h>

typedef struct lode_style {
    const char *layer, *qml;
} lode_style;

extern const lode_style lode_styles[];
extern const size_t lode_n_styles;

#endif
