/* A zip archive of one file in memory, the same bytes for the same content. Knows nothing of what the file says. */
#ifndef LODE_IO_ARCHIVE_H
#define LODE_IO_ARCHIVE_H

#include <stddef.h>

/* The caller frees *out with free(). 0: it could not be made. */
int lode_archive(const char *file_name, const char *content, size_t length, unsigned char **out, size_t *n_out);

/* The first file of an archive as text, at most 64 MiB. The caller frees it; NULL: it cannot be read. */
char *lode_archive_read(const unsigned char *archive, size_t length);

#endif
