/* From the features of a case to the frozen network: the only place where that happens (DESIGN section 5).
 *
 * A fault of the data becomes a finding of severity error and leaves *network NULL. Knows cases and networks; nothing
 * of output. */
#ifndef LODE_NET_BUILD_H
#define LODE_NET_BUILD_H

#include "core/network.h"
#include "geo/region.h"
#include "lodeway/finding.h"

/* The case must have passed lode_case_check without errors. regions: its countries, in its order. The network keeps
 * texts of the case, which outlives it. */
lode_status lode_network_build(const lode_case *c, const lode_regions *regions, lode_network **network,
                               lode_findings *findings, lode_err *err);

/* Where a way from (or to) any point starts: its access legs. Their prices are added to the network; they live as long
 * as the arena. id is copied. */
lode_status lode_network_origin(const lode_case *c, const lode_regions *regions, lode_network *network,
                                lode_arena *arena, const char *id, double lon, double lat, const char *country,
                                lode_findings *findings, lode_origin *origin, lode_err *err);

/* The countries of a case as regions; *shapes is freed with free() after the regions. */
lode_status lode_case_regions(const lode_case *c, const lode_geom ***shapes, lode_regions **regions, lode_err *err);

#endif
