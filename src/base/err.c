#include "lodeway/status.h"

#include <stdio.h>

lode_status lode_fail(lode_err *err, lode_status status, const char *format, ...)
{
    if (!err || err->status != LODE_OK)
        return status;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    err->status = status;
    return status;
}

lode_status lode_fail_memory(lode_err *err)
{
    return lode_fail(err, LODE_IO, "Out of memory. Close other programs or use a smaller case.");
}
