#include "support/expected.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char *expected_text(const char *key)
{
    static char line[400];
    const char *found = NULL;
    size_t length = strlen(key);
    FILE *file = fopen("worked/expected.csv", "r");
    assert_non_null(file);
    while (!found && fgets(line, sizeof line, file)) {
        if (strncmp(line, key, length) != 0 || line[length] != ',')
            continue;
        found = line + length + 1;
        line[length + 1 + strcspn(found, ",\n")] = '\0';
    }
    fclose(file);
    return found;
}

static const char *text_of(char *key, size_t size, const char *format, va_list args)
{
    vsnprintf(key, size, format, args);
    return expected_text(key);
}

const char *expected_textf(const char *format, ...)
{
    char key[200];
    va_list args;
    va_start(args, format);
    const char *text = text_of(key, sizeof key, format, args);
    va_end(args);
    return text;
}

void expected_figure(double value, const char *format, ...)
{
    char key[200];
    va_list args;
    va_start(args, format);
    const char *text = text_of(key, sizeof key, format, args);
    va_end(args);
    if (!text)
        fail_msg("no key %s", key);
    double figure = *text ? strtod(text, NULL) : NAN;
    if (isnan(figure) != isnan(value) || fabs(figure - value) > 1e-6)
        fail_msg("%s: %.9f, expected %s", key, value, text);
}
