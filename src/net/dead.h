/* Figures of a case that no cost rests on: found by asking every element what it rests on (M15). */
#ifndef LODE_NET_DEAD_H
#define LODE_NET_DEAD_H

#include "core/network.h"
#include "lodeway/finding.h"

lode_status lode_network_dead(const lode_case *c, const lode_network *network, lode_findings *findings, lode_err *err);

#endif
