#include "io/export.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/file.h"
#include "lodeway/lodeway.h"

/* An output folder stands for its GeoPackage. */
static const char *package_of(const char *source, char *path, size_t size)
{
    struct stat info;
    if (stat(source, &info) != 0 || !S_ISDIR(info.st_mode))
        return source;
    snprintf(path, size, "%s/lodeway.gpkg", source);
    return path;
}

lode_status lode_export_job(const lode_config *config, const char *source, const char *layers, lode_err *err)
{
    char path[4096];
    const char *package = package_of(source, path, sizeof path);
    if (!config->out)
        return lode_fail(err, LODE_USAGE, "export needs a file to write: -o results.xlsx.");
    if (lode_file_would_replace(config->out, package))
        return lode_fail(err, LODE_USAGE, "%s would replace the file that is read. Choose another name with -o.",
                         config->out);
    if (lode_file_exists(config->out) && !config->overwrite)
        return lode_fail(err, LODE_USAGE,
                         "%s exists already. Add --overwrite to replace it, or choose another name with -o.",
                         config->out);
    return lode_export(package, config->out, layers, err);
}
