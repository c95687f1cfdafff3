/* Outcome of every call, and what went wrong in words.
 *
 * Functions return a lode_status; details go into a caller-owned lode_err, filled once, where the fault is seen.
 * Nothing here ends the process, prints, or keeps a global. Knows nothing of files or geography. */
#ifndef LODEWAY_STATUS_H
#define LODEWAY_STATUS_H

#include <stdarg.h>

#if defined(__GNUC__)
#define LODE_API __attribute__((visibility("default")))
#define LODE_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define LODE_API
#define LODE_PRINTF(fmt, args)
#endif

/* The values of USAGE, BAD_INPUT and IO are the exit codes of the program. */
typedef enum lode_status {
    LODE_OK = 0,
    LODE_USAGE = 2,     /* a call or option that makes no sense */
    LODE_BAD_INPUT = 3, /* a case that cannot be believed */
    LODE_IO = 4,        /* a file that cannot be read or written, or no memory */
} lode_status;

typedef struct lode_err {
    lode_status status;
    char message[1200]; /* one or more lines, UTF-8, no final newline */
} lode_err;

/* Fills err (may be NULL) unless it holds an earlier fault, and returns status. */
LODE_API lode_status lode_fail(lode_err *err, lode_status status, const char *format, ...) LODE_PRINTF(3, 4);

/* The same for "out of memory", which is LODE_IO. */
LODE_API lode_status lode_fail_memory(lode_err *err);

#endif
