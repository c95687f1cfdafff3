#include "report/format.h"

#include <stdio.h>
#include <string.h>

static const char group_space[] = "\u202f", minus[] = "\u2212";

static void point_for_comma(char *text)
{
    for (char *comma = strchr(text, ','); comma; comma = strchr(comma, ','))
        *comma = '.';
}

void lode_report_i_exact(lode_text *out, double value)
{
    char figure[40];
    snprintf(figure, sizeof figure, "%.15g", value == 0 ? 0.0 : value);
    point_for_comma(figure);
    lode_text_add(out, figure);
}

/* "-0.00" is no figure: what rounds to nothing has no sign. */
static int rounds_to_zero(const char *figure)
{
    return strpbrk(figure, "123456789") == NULL;
}

/* The digits of |value|, sign apart; room for the longest double. */
static int digits(char *figure, size_t size, double value, int decimals)
{
    snprintf(figure, size, "%.*f", decimals < 0 ? 0 : decimals, value < 0 ? -value : value);
    point_for_comma(figure);
    return value < 0 && !rounds_to_zero(figure);
}

enum { LONGEST_FIGURE = 360 };

void lode_report_i_fixed(lode_text *out, double value, int decimals)
{
    char figure[LONGEST_FIGURE];
    if (digits(figure, sizeof figure, value, decimals))
        lode_text_add(out, "-");
    lode_text_add(out, figure);
}

void lode_report_i_grouped_in(lode_text *out, lode_language language, double value, int decimals)
{
    char figure[LONGEST_FIGURE];
    if (digits(figure, sizeof figure, value, decimals))
        lode_text_add(out, minus);
    size_t whole = strcspn(figure, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            lode_text_add(out, group_space);
        lode_text_add_n(out, figure + i, 1);
    }
    if (figure[whole] && language == LODE_GERMAN)
        figure[whole] = ',';
    lode_text_add(out, figure + whole);
}

void lode_report_i_grouped(lode_text *out, double value, int decimals)
{
    lode_report_i_grouped_in(out, LODE_ENGLISH, value, decimals);
}

static int continues(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Length that the first byte announces, 0 where it cannot start a code point. */
static size_t announced(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first < 0xE0)
        return 2;
    if (first >= 0xE0 && first < 0xF0)
        return 3;
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

static int is_valid(uint32_t code, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return code >= least[length] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

size_t lode_report_i_decode(const char *text, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)text;
    size_t length = announced(byte[0]);
    *code = 0xFFFD;
    if (length == 0)
        return 1;
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t value = byte[0] & mask[length];
    for (size_t i = 1; i < length; i++) {
        if (!continues(byte[i]))
            return 1;
        value = value << 6 | (byte[i] & 0x3F);
    }
    if (!is_valid(value, length))
        return 1;
    *code = value;
    return length;
}

typedef struct code_range {
    uint32_t from, to;
} code_range;

/* Marks that sit on the letter before them, and characters without width. */
static const code_range no_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
    {0x180B, 0x180F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x2060, 0x2064},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
};

/* East Asian wide and full-width characters. */
static const code_range two_wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
};

static int lies_in(uint32_t code, const code_range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (code >= ranges[i].from && code <= ranges[i].to)
            return 1;
    return 0;
}

size_t lode_report_i_code_width(uint32_t code)
{
    if (code < 0x0300)
        return 1;
    if (lies_in(code, no_width, sizeof no_width / sizeof *no_width))
        return 0;
    return lies_in(code, two_wide, sizeof two_wide / sizeof *two_wide) ? 2 : 1;
}

size_t lode_report_i_width(const char *text)
{
    size_t width = 0;
    for (uint32_t code; *text; width += lode_report_i_code_width(code))
        text += lode_report_i_decode(text, &code);
    return width;
}
