/* Cases written as text into a folder and read as the program reads them; and the questions that tests ask of them.
 *
 * The base case: a mine in ORI; a railway through RUS to the market in MKT, another through SOU to a ship over OCEAN.
 *
 *     mine - ori_e |x_rus| rus_w - rus_e |x_mkt| mkt_w - mkt_p = market m (group EU)
 *     mine - ori_s |x_sou| sou_n - sou_p ~~~~~~~ sea ~~~~~~~~~~~ mkt_p
 */
#ifndef LODE_TESTS_FOLDER_CASE_H
#define LODE_TESTS_FOLDER_CASE_H

#include "core/dependency.h"
#include "lodeway/case.h"
#include "lodeway/finding.h"
#include "net/build.h"

typedef struct folder_case {
    char path[40];
    lode_case *c;
    const lode_geom **shapes;
    lode_regions *regions;
    lode_network *n; /* NULL where there are errors */
    lode_findings findings;
} folder_case;

/* A new folder with the base case, which has no findings but notes. */
void folder_case_start(folder_case *f);
/* Replaces a layer, or adds a line to it. */
void folder_case_put(folder_case *f, const char *layer, const char *text);
void folder_case_add(folder_case *f, const char *layer, const char *line);
/* Reads, checks and builds. */
void folder_case_read(folder_case *f);
/* The same for a folder that is there; it stays. */
void folder_case_open(folder_case *f, const char *folder);
void folder_case_drop(folder_case *f); /* and the folder that start made */

int folder_case_found(const folder_case *f, const char *code);
/* The first finding of a kind; fails the test where there is none. */
const lode_finding *folder_case_finding(const folder_case *f, const char *code);
const lode_element *folder_case_element(const folder_case *f, const char *id, lode_element_kind kind, int32_t *index);

/* A question: one deposit, one market or group, one scenario. */
typedef struct question {
    const folder_case *f;
    lode_scenario *scenario;
    lode_shipment shipment;
    lode_oracle *oracle;
    lode_target targets[64];
    size_t n_targets;
    const lode_origin *origin;
    int32_t market; /* -1: a group */
    lode_set own;
} question;

lode_shipment folder_case_shipment(const folder_case *f);
/* market: an id, else a group ("ALL": every market). */
void question_start(question *q, const folder_case *f, size_t origin, const char *market);
/* Makes the oracle again, after changes of the scenario. */
void question_again(question *q);
void question_drop(question *q);

/* Least cost with actors closed, named "RUS+SOU"; "" none. */
int64_t question_cost(question *q, const char *actors);
uint32_t question_actors(const question *q, const char *names);
/* Ids of the elements of that way, joined by ">". */
void question_way(question *q, const char *actors, lode_text *ids);

#endif
