#include "app/sentences.h"

#include <string.h>

/* Crossings by their own name, terminals by that of their place. */
static int add_gates(lode_wording *names, const lode_session *s)
{
    int ok = 1;
    for (size_t i = 0; i < s->c->crossings.n; i++)
        ok &= lode_wording_add(names, LODE_NAME_GATE, s->c->crossings.v[i].id, s->c->crossings.v[i].name, NULL);
    for (size_t i = 0; i < s->c->terminals.n; i++) {
        int32_t place = s->network ? lode_network_place(s->network, s->c->terminals.v[i].place) : -1;
        if (place >= 0)
            ok &= lode_wording_add(names, LODE_NAME_GATE, s->c->terminals.v[i].id, s->network->place_name[place], NULL);
    }
    return ok;
}

static int add_all(lode_wording *names, const lode_session *s)
{
    const lode_case *c = s->c;
    int ok = add_gates(names, s);
    for (size_t i = 0; i < c->countries.n; i++)
        ok &= lode_wording_add(names, LODE_NAME_DOMAIN, c->countries.v[i].iso3, c->countries.v[i].name,
                               c->countries.v[i].name_de);
    for (size_t i = 0; i < c->actors.n; i++)
        ok &= lode_wording_add(names, LODE_NAME_ACTOR, c->actors.v[i].actor, c->actors.v[i].domains, NULL);
    for (size_t i = 0; i < c->places.n; i++) /* an end of a way may be any place */
        ok &= lode_wording_add(names, LODE_NAME_MARKET, c->places.v[i].id, c->places.v[i].name, NULL);
    for (size_t i = 0; i < c->markets.n; i++)
        ok &= lode_wording_add(names, LODE_NAME_MARKET, c->markets.v[i].id, c->markets.v[i].name, NULL);
    for (size_t i = 0; i < c->corridors.n; i++)
        ok &= lode_wording_add(names, LODE_NAME_CORRIDOR, c->corridors.v[i].corridor, c->corridors.v[i].title_en,
                               c->corridors.v[i].title_de);
    lode_wording_ready(names);
    return ok;
}

lode_wording *lode_session_wording(const lode_session *s)
{
    lode_wording *names = lode_wording_new();
    if (names && !add_all(names, s)) {
        lode_wording_free(names);
        return NULL;
    }
    return names;
}

lode_status lode_session_sentences(const lode_session *s, lode_table *const *tables, size_t n_tables,
                                   const lode_sentence_main *main, lode_err *err)
{
    lode_wording *names = lode_session_wording(s);
    lode_status status = names ? LODE_OK : lode_fail_memory(err);
    if (!status)
        status = lode_put_sentences(tables, n_tables, names, main, err);
    lode_wording_free(names);
    return status;
}

const char *lode_sentence_column(const lode_config *config)
{
    return lode_language_of(config->lang) == LODE_GERMAN ? "sentence_de" : "sentence_en";
}
