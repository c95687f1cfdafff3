/* Small random cases for tests: a seed makes always the same one. */
#ifndef LODE_TESTS_RANDOM_CASE_H
#define LODE_TESTS_RANDOM_CASE_H

#include <stdint.h>

#include "core/network.h"
#include "lodeway/case.h"
#include "lodeway/finding.h"

enum { RC_PLACES = 6, RC_LINKS = 10, RC_CROSSINGS = 4, RC_TERMINALS = 9, RC_ACTORS = 4 };

typedef struct random_case {
    uint64_t state;
    lode_case c;
    lode_place places[RC_PLACES];
    lode_link rail[RC_LINKS], road[RC_LINKS], sea[RC_LINKS];
    lode_crossing crossings[RC_CROSSINGS];
    lode_terminal terminals[RC_TERMINALS];
    lode_market markets[2];
    lode_occurrence occurrences[1];
    lode_tariff tariffs[12];
    lode_product products[1];
    lode_actor actors[RC_ACTORS];
    lode_parameter parameters[3];
    lode_scenario_row scenarios[1];
    double xy[RC_PLACES][2];
    size_t part[2], line_part[2];
    double line_xy[3 * RC_LINKS][4];
    size_t n_lines;
    char ids[200][24];
    size_t n_ids;
    const char *prefix; /* before every id: renames all */
} random_case;

/* Fills r from a seed. prefix "" for the plain ids. */
void random_case_make(random_case *r, uint64_t seed, const char *prefix);
uint64_t random_case_draw(random_case *r, uint64_t below);

/* The network of a case; fails the test where there is none. */
lode_network *random_case_network(const lode_case *c);

/* Reverses the rows of every layer in place. */
void random_case_reverse(random_case *r);

#endif
