/* Files written aside and put in place whole: a killed run leaves the old file or the new one.
 *
 * A temporary lies in the same folder as its target and is called .lodeway-PID-N.tmp. Knows nothing of formats. */
#ifndef LODE_BASE_FILE_H
#define LODE_BASE_FILE_H

#include <stddef.h>

#include "lodeway/status.h"

/* The path of a new temporary beside target. Caller frees with free(); NULL: out of memory. */
char *lode_file_aside(const char *target);
/* Flushes path to the disk, renames it to target and flushes the folder. */
lode_status lode_file_commit(const char *path, const char *target, lode_err *err);
/* Puts the folder path in the place of the folder target (swapped where it exists, and the old one removed). */
lode_status lode_folder_commit(const char *path, const char *target, lode_err *err);
/* Removes a file, or a folder with all in it; no error where there is none. */
void lode_file_remove(const char *path);
/* Removes temporaries that killed runs left in folder (those whose process is gone). */
void lode_file_sweep(const char *folder);
/* Makes a folder and its parents. */
lode_status lode_folder_make(const char *path, lode_err *err);
/* Writes a whole file, checked to the end. */
lode_status lode_file_write(const char *path, const char *data, size_t length, lode_err *err);
int lode_file_exists(const char *path);
/* 1 where writing target would replace or remove the file that input names: the same file, or one inside the folder
 * target. A target that is a link is only replaced as a link. */
int lode_file_would_replace(const char *target, const char *input);

/* SHA-256 of a file as 64 lower-case hexadecimal digits and a NUL. */
lode_status lode_file_sha256(const char *path, char digest[65], lode_err *err);

#endif
