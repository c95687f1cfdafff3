/* What a case says across its rows: references, domains, gauges, lengths, positions. Findings only; changes nothing. */
#ifndef LODE_NET_CHECK_H
#define LODE_NET_CHECK_H

#include "lodeway/case.h"
#include "lodeway/finding.h"

lode_status lode_case_check(const lode_case *c, lode_findings *findings, lode_err *err);

#endif
