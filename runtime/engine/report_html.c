// report_html.c - words, numbers and tables of the report's page
#include <string.h>

#include "engine/report_part.h"

void ts_html_words(struct ts_buffer *html, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '<') ts_buffer_add_text(html, "&lt;");
        else if (byte == '>') ts_buffer_add_text(html, "&gt;");
        else if (byte == '&') ts_buffer_add_text(html, "&amp;");
        else if (byte == '"') ts_buffer_add_text(html, "&quot;");
        else if (byte == '\'') ts_buffer_add_text(html, "&#39;");
        else ts_buffer_add_byte(html, byte >= ' ' || byte == '\n' ? (char)byte : ' ');
    }
}

void ts_html_text(struct ts_buffer *html, const char *text) { ts_html_words(html, text, strlen(text)); }

void ts_html_number(struct ts_buffer *html, int64_t number)
{
    if (number >= 1000) {
        ts_html_number(html, number / 1000);
        ts_buffer_add_format(html, ",%03d", (int)(number % 1000));
        return;
    }
    ts_buffer_add_format(html, "%lld", (long long)number);
}

// All of it is 100 %, and nothing else is; some of it is never 0 %.
void ts_html_per_cent(struct ts_buffer *html, int64_t part, int64_t all)
{
    int64_t tenths = all > 0 ? part * 1000 / all : 0;
    if (part > 0 && !tenths) ts_buffer_add_text(html, "under 0.1 %");
    else if (tenths % 10 && tenths < 100) ts_buffer_add_format(html, "%d.%d %%", (int)(tenths / 10), (int)(tenths % 10));
    else ts_buffer_add_format(html, "%d %%", (int)(tenths / 10));
}

void ts_html_place(struct ts_buffer *html, const struct ts_symbols *symbols, struct ts_place place)
{
    ts_html_text(html, ts_symbol_text(symbols, place.file));
    ts_buffer_add_format(html, ":%u", place.line);
}

void ts_html_heading(struct ts_report_part *part, const char *id, const char *words)
{
    ts_buffer_add_format(part->html, "<h3 id=\"p%u-%s\">%s</h3>\n", part->number, id, words);
}

// --- tables of counts

void ts_bars_open(struct ts_bars *bars, const char *caption, const char *what, const char *counted)
{
    ts_buffer_add_text(bars->html, "<div class=\"rows\" role=\"region\" tabindex=\"0\" aria-label=\"");
    ts_html_text(bars->html, caption);
    ts_buffer_add_text(bars->html, "\">\n<table class=\"bars\">\n<caption>");
    ts_html_text(bars->html, caption);
    ts_buffer_add_format(bars->html, "</caption>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr></thead>\n<tbody>\n", what, counted);
}

bool ts_bars_row(struct ts_bars *bars, const char *words, size_t length, const char *detail, int64_t count)
{
    struct ts_buffer *html = bars->html;
    if (bars->rows == TS_ROWS_MAX) {
        bars->left_out++;
        return false;
    }
    bars->rows++;
    int64_t tenths = bars->most > 0 ? count * 1000 / bars->most : 0;
    ts_buffer_add_format(html, "<tr style=\"--w:%d.%d%%\"><th scope=\"row\">", (int)(tenths / 10), (int)(tenths % 10));
    ts_html_words(html, words, length);
    if (detail) ts_buffer_add_text(html, " <small>"), ts_html_text(html, detail), ts_buffer_add_text(html, "</small>");
    ts_buffer_add_text(html, "</th><td class=\"number\">");
    ts_html_number(html, count);
    ts_buffer_add_text(html, "</td></tr>\n");
    return true;
}

void ts_bars_close(struct ts_bars *bars)
{
    ts_buffer_add_text(bars->html, "</tbody>\n</table>\n");
    if (bars->left_out) {
        ts_buffer_add_text(bars->html, "<p class=\"more\">And ");
        ts_html_number(bars->html, bars->left_out);
        ts_buffer_add_text(bars->html, " more: <code>turnstone sim --json</code> lists them all.</p>\n");
    }
    ts_buffer_add_text(bars->html, "</div>\n");
}
