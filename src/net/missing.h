/* Findings on figures that are not given where the model lets them count as nothing or by another rule (M2, M15), so
 * that no cell can be emptied without a word. Knows cases; nothing of networks. */
#ifndef LODE_NET_MISSING_H
#define LODE_NET_MISSING_H

#include "lodeway/case.h"
#include "lodeway/finding.h"

void lode_case_missing(const lode_case *c, lode_findings *findings);

#endif
