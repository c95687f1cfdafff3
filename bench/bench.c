/* Printed, never asserted: the plain search against a textbook one on the same network in the same run, and the whole
 * job on the built-in case. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/cost.h"
#include "core/search.h"

enum { SIDE = 317, N = SIDE * SIDE, REPEATS = 7 }; /* a grid of 100,489 states with some long links */

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static uint64_t random_state = 1;

static uint64_t draw(void) /* xorshift64*, seed 1 */
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * UINT64_C(2685821657736338717);
}

typedef struct edges {
    int32_t *tail, *head;
    int64_t *weight;
    size_t n;
} edges;

static void join(edges *e, int32_t a, int32_t b)
{
    int64_t weight = 1000000 + (int64_t)(draw() % 50000000);
    for (int way = 0; way < 2; way++) {
        e->tail[e->n] = way ? b : a;
        e->head[e->n] = way ? a : b;
        e->weight[e->n++] = weight;
    }
}

static edges make_edges(void)
{
    size_t most = 2 * (2 * (size_t)N + N / 20);
    edges e = {malloc(most * sizeof(int32_t)), malloc(most * sizeof(int32_t)), malloc(most * sizeof(int64_t)), 0};
    for (int32_t i = 0; i < N; i++) {
        if (i % SIDE + 1 < SIDE && draw() % 3)
            join(&e, i, i + 1);
        if (i + SIDE < N && draw() % 3)
            join(&e, i, i + SIDE);
        if (draw() % 20 == 0)
            join(&e, i, (int32_t)(draw() % N));
    }
    return e;
}

/* The arcs by head, in the arrays that a search reads. */
static void freeze(const edges *e, lode_network *n, int64_t *weight)
{
    n->n_states = N;
    n->n_arcs = e->n;
    n->in_start = calloc(N + 1, sizeof *n->in_start);
    n->arc_tail = malloc(e->n * sizeof *n->arc_tail);
    n->arc_tie = malloc(e->n * sizeof *n->arc_tie);
    for (size_t i = 0; i < e->n; i++)
        n->in_start[e->head[i] + 1]++;
    for (int32_t s = 0; s < N; s++)
        n->in_start[s + 1] += n->in_start[s];
    uint32_t *at = malloc(N * sizeof *at);
    memcpy(at, n->in_start, N * sizeof *at);
    for (size_t i = 0; i < e->n; i++) {
        uint32_t a = at[e->head[i]]++;
        n->arc_tail[a] = e->tail[i];
        n->arc_tie[a] = draw() & ((UINT64_C(1) << 40) - 1);
        weight[a] = e->weight[i];
    }
    free(at);
}

/* ---- the peer: a binary heap with entries left to go stale, as in any textbook ------------------------------- */

typedef struct entry {
    int64_t cost;
    int32_t state;
} entry;

static void push(entry *heap, size_t *n, entry e)
{
    size_t i = (*n)++;
    for (; i > 0 && heap[(i - 1) / 2].cost > e.cost; i = (i - 1) / 2)
        heap[i] = heap[(i - 1) / 2];
    heap[i] = e;
}

static entry pop(entry *heap, size_t *n)
{
    entry top = heap[0], last = heap[--*n];
    size_t i = 0;
    for (size_t c; (c = 2 * i + 1) < *n; i = c) {
        c += c + 1 < *n && heap[c + 1].cost < heap[c].cost;
        if (heap[c].cost >= last.cost)
            break;
        heap[i] = heap[c];
    }
    heap[i] = last;
    return top;
}

static void textbook(const lode_network *n, const int64_t *weight, entry *heap, int64_t *cost)
{
    size_t size = 0;
    for (int32_t s = 0; s < N; s++)
        cost[s] = LODE_NO_WAY;
    cost[0] = 0;
    push(heap, &size, (entry){0, 0});
    while (size) {
        entry e = pop(heap, &size);
        if (e.cost > cost[e.state])
            continue;
        for (uint32_t a = n->in_start[e.state]; a < n->in_start[e.state + 1]; a++)
            if (e.cost + weight[a] < cost[n->arc_tail[a]]) {
                cost[n->arc_tail[a]] = e.cost + weight[a];
                push(heap, &size, (entry){cost[n->arc_tail[a]], n->arc_tail[a]});
            }
    }
}

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void bench_search(void)
{
    edges e = make_edges();
    lode_network n = {0};
    int64_t *weight = malloc(e.n * sizeof *weight), *cost = malloc(N * sizeof *cost);
    uint8_t *open = malloc(e.n);
    entry *heap = malloc(e.n * sizeof *heap);
    double ours[REPEATS], theirs[REPEATS];
    size_t differ = 0;
    memset(open, 1, e.n);
    freeze(&e, &n, weight);
    lode_workspace *w = lode_workspace_new(&n, NULL);
    lode_tree *t = lode_tree_new(&n, NULL);
    lode_seed seed = {0, 0, 0};
    for (int i = 0; i < REPEATS; i++) {
        double start = now_ms();
        lode_search(&n, weight, open, &seed, 1, w, t);
        double middle = now_ms();
        textbook(&n, weight, heap, cost);
        ours[i] = middle - start;
        theirs[i] = now_ms() - middle;
    }
    for (int32_t s = 0; s < N; s++)
        differ += cost[s] != t->cost[s];
    qsort(ours, REPEATS, sizeof *ours, order);
    qsort(theirs, REPEATS, sizeof *theirs, order);
    printf("one-to-all search, %d states, %zu arcs, median of %d:\n", N, e.n, REPEATS);
    printf("  lodeway (cost and tie, closures)  %7.2f ms\n", ours[REPEATS / 2]);
    printf("  textbook binary heap (cost only)  %7.2f ms\n", theirs[REPEATS / 2]);
    printf("  ratio lodeway / textbook          %7.2f     %zu costs differ\n", ours[REPEATS / 2] / theirs[REPEATS / 2],
           differ);
}

static void bench_run(const char *program)
{
    char folder[] = "/tmp/lodeway-bench-XXXXXX";
    struct rusage use;
    int status;
    if (!mkdtemp(folder))
        return;
    double start = now_ms();
    pid_t child = fork();
    if (child == 0) {
        execl(program, program, "run", "-o", folder, "--quiet", (char *)NULL);
        _exit(127);
    }
    wait4(child, &status, 0, &use);
    printf("run on the built-in case (exit %d):  %.2f s, %.0f MB at most\n", WEXITSTATUS(status),
           (now_ms() - start) / 1e3, (double)use.ru_maxrss / 1024);
    printf("  its output lies in %s\n", folder);
}

int main(int argc, char **argv)
{
    char program[4096];
    const char *slash = strrchr(argv[0], '/');
    (void)argc;
    bench_search();
    snprintf(program, sizeof program, "%.*s/lodeway", slash ? (int)(slash - argv[0]) : 1, slash ? argv[0] : ".");
    bench_run(program);
    return 0;
}
