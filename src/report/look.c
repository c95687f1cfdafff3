#include "report/look.h"

#include <string.h>

#include "report/escape.h"

/* Paper: two pages stay two pages; a heading stands with what follows; links are no blue. */
static const char paper[] =
    "header .logo{float:right;max-height:3.2rem;max-width:14rem;background:#fff;padding:.2rem}"
    "@media print{h1{font-size:15pt}h2{font-size:11pt;margin:8pt 0 3pt;padding-bottom:1pt;border-bottom-width:1pt}"
    "h3{font-size:9.5pt;margin:6pt 0 2pt}p,li{orphans:3;widows:3}p,ul{margin:3pt 0;max-width:none}"
    ".scroll{margin:4pt 0 2pt}.note{font-size:7pt;margin:1pt 0 4pt}.sheet{break-before:page}"
    "figure{margin:4pt 0;break-inside:avoid}footer{margin-top:6pt;padding:3pt 0 0;font-size:7pt}"
    ".brief figure>svg,.sheet-page figure>svg{max-height:112mm}"
    "header .logo{max-height:12mm;padding:0}a[href]{color:inherit;text-decoration:none}}";

/* Text inside a CSS string: nothing but letters and digits stands for itself. */
static void add_css_text(lode_text *out, const char *text)
{
    lode_text plain = {0};
    lode_report_i_plain(&plain, text);
    for (const char *c = lode_text_get(&plain); *c; c++) {
        int itself = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == ' ' ||
                     (unsigned char)*c >= 0x80;
        if (itself)
            lode_text_add_n(out, c, 1);
        else
            lode_text_addf(out, "\\%x ", (unsigned)*c); /* the space ends the escape */
    }
    out->failed |= plain.failed;
    lode_text_free(&plain);
}

void lode_report_i_look_style(lode_text *out, const report_page *page)
{
    lode_text_add(out, paper);
    lode_text_add(out,
                  "@media print{@page{margin:13mm 14mm 15mm;@bottom-left{font:7pt sans-serif;color:#555;content:\"");
    add_css_text(out, lode_report_i_look_brand(page));
    lode_text_add(out, " \\2013  ");
    add_css_text(out, lode_report_i_look_title(page));
    lode_text_add(out,
                  "\"}@bottom-right{font:7pt sans-serif;color:#555;content:counter(page) \" / \" counter(pages)}}}");
    if (page->look && page->look->colours)
        lode_text_addf(out, ":root{%s}", page->look->colours);
}

const char *lode_report_i_look_brand(const report_page *page)
{
    return page->look && page->look->organisation ? page->look->organisation
                                                  : lode_report_i_word(page, "Lodeway report");
}

const char *lode_report_i_look_title(const report_page *page)
{
    int index = strcmp(page->path, "index") == 0;
    return index && page->look && page->look->title ? page->look->title : page->title;
}

void lode_report_i_look_logo(lode_text *out, const report_page *page)
{
    if (!page->look || !page->look->logo)
        return;
    lode_text_addf(out, "<img class=\"logo\" src=\"%s\" alt=\"", page->look->logo);
    lode_report_i_html(out, lode_report_i_look_brand(page));
    lode_text_add(out, "\">\n");
}

void lode_report_i_look_foot(lode_text *out, const report_page *page)
{
    if (page->look && page->look->footer) {
        lode_report_i_html(out, page->look->footer);
        lode_text_add(out, " ");
    }
    lode_report_i_html(out, lode_report_i_word(page, "Written by Lodeway."));
}

void lode_report_i_look_faces(lode_text *out, const report_page *page)
{
    static const struct {
        unsigned bit;
        const char *suffix, *name;
    } others[] = {
        {LODE_FACE_MARKDOWN, "md", "Markdown"}, {LODE_FACE_JSON, "json", "JSON"}, {LODE_FACE_CSV, "csv", "CSV"}};
    const char *name = strrchr(page->path, '/') ? strrchr(page->path, '/') + 1 : page->path;
    int n = 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!(page->faces & others[i].bit))
            continue;
        lode_text_add(out, n++ ? ", " : " ");
        if (n == 1)
            lode_text_addf(out, "%s ", lode_report_i_word(page, "The same figures:"));
        lode_text_addf(out, "<a href=\"%s.%s\">%s</a>", name, others[i].suffix, others[i].name);
    }
    lode_text_add(out, n ? "." : "");
}
