/* Figures and UTF-8 as text: exact figures for machines, rounded and grouped ones for people, widths for alignment.
 *
 * Knows numbers and code points; knows nothing of tables, pages or markup. The locale never counts: the point is
 * '.', but where a language is given. */
#ifndef LODE_REPORT_FORMAT_H
#define LODE_REPORT_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "base/words.h"

/* Up to 15 significant digits. */
void lode_report_i_exact(lode_text *out, double value);
/* Rounded to decimals: -1234.50. Never "-0.00". */
void lode_report_i_fixed(lode_text *out, double value, int decimals);
/* The same for readers of a language: thousands parted by a narrow no-break space (in German too, after DIN 1333 and
 * DIN 5008), a true minus sign, a decimal comma in German. */
void lode_report_i_grouped_in(lode_text *out, lode_language language, double value, int decimals);
/* For readers of English. */
void lode_report_i_grouped(lode_text *out, double value, int decimals);

/* Reads one code point and returns its bytes (at least 1); a broken byte reads as U+FFFD. text is not at its end. */
size_t lode_report_i_decode(const char *text, uint32_t *code);
/* Columns that the code point, or the text, takes on a terminal. */
size_t lode_report_i_code_width(uint32_t code);
size_t lode_report_i_width(const char *text);

#endif
