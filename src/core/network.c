#include "core/network.h"

#include <string.h>

#include "base/text.h"

const char *const lode_mode_names[LODE_N_MODES] = {"ground", "rail", "road", "sea", "air", "track"};
const char *const lode_element_names[LODE_N_ELEMENT_KINDS] = {"access", "loading",  "unloading",
                                                              "link",   "crossing", "arrival"};
const char *const lode_confidence_names[LODE_N_CONFIDENCES] = {"high", "medium", "low", "assumed"};

void lode_network_free(lode_network *network)
{
    if (network)
        lode_arena_free(network->arena); /* the network itself lies in it */
}

int32_t lode_network_domain(const lode_network *network, const char *name)
{
    size_t low = 0, high = network->n_domains;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(network->domain[middle], name);
        if (order == 0)
            return (int32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

int32_t lode_network_place(const lode_network *network, const char *id)
{
    for (size_t i = 0; i < network->n_places; i++)
        if (strcmp(network->place[i], id) == 0)
            return (int32_t)i;
    return -1;
}

/* FNV-1a, 64 bits, finished by a mix so that the low 40 bits depend on every byte. */
uint64_t lode_tie(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        hash = (hash ^ *c) * UINT64_C(0x100000001b3);
    hash ^= hash >> 33;
    hash *= UINT64_C(0xff51afd7ed558ccd);
    hash ^= hash >> 33;
    return hash & ((UINT64_C(1) << 40) - 1);
}

lode_mode lode_mode_named(const char *name, size_t length)
{
    for (int mode = LODE_RAIL; mode < LODE_N_MODES; mode++)
        if (lode_same(lode_mode_names[mode], name, length))
            return (lode_mode)mode;
    return LODE_N_MODES;
}
