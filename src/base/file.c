#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <linux/fs.h>
#include <openssl/evp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *const temporary_format = ".lodeway-%ld-%u.tmp";

static char *folder_of(const char *path)
{
    char *copy = strdup(path);
    if (!copy)
        return NULL;
    char *folder = strdup(dirname(copy));
    free(copy);
    return folder;
}

char *lode_file_aside(const char *target)
{
    static unsigned counter;
    char *folder = folder_of(target), name[64], *path = NULL;
    snprintf(name, sizeof name, temporary_format, (long)getpid(), counter++);
    if (folder && asprintf(&path, "%s/%s", folder, name) < 0)
        path = NULL;
    free(folder);
    return path;
}

static lode_status fail_errno(lode_err *err, const char *doing, const char *path)
{
    const char *advice =
        errno == ENOSPC || errno == EFBIG || errno == EDQUOT
            ? " Free some space or choose another output folder."
            : (errno == EACCES || errno == EROFS ? " Choose an output folder that you may write to." : "");
    return lode_fail(err, LODE_IO, "Cannot %s %s: %s.%s", doing, path, strerror(errno), advice);
}

static lode_status sync_path(const char *path, int flags, lode_err *err)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0)
        return fail_errno(err, "open", path);
    int bad = fsync(fd) != 0;
    int saved = errno;
    close(fd);
    errno = saved;
    return bad ? fail_errno(err, "flush to disk", path) : LODE_OK;
}

static lode_status sync_folder_of(const char *path, lode_err *err)
{
    char *folder = folder_of(path);
    if (!folder)
        return lode_fail_memory(err);
    lode_status status = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    free(folder);
    return status;
}

lode_status lode_file_commit(const char *path, const char *target, lode_err *err)
{
    lode_status status = sync_path(path, O_RDONLY, err);
    if (status)
        return status;
    if (rename(path, target) != 0)
        return fail_errno(err, "put in place", target);
    return sync_folder_of(target, err);
}

static int exchange(const char *a, const char *b)
{
    return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE);
}

lode_status lode_folder_commit(const char *path, const char *target, lode_err *err)
{
    if (!lode_file_exists(target)) {
        if (rename(path, target) != 0)
            return fail_errno(err, "put in place", target);
        return sync_folder_of(target, err);
    }
    if (exchange(path, target) == 0) {
        lode_file_remove(path); /* holds the old one now */
        return sync_folder_of(target, err);
    }
    char *old = lode_file_aside(target); /* a file system that cannot exchange: two renames */
    if (!old)
        return lode_fail_memory(err);
    lode_status status = LODE_OK;
    if (rename(target, old) != 0) {
        status = fail_errno(err, "put in place", target);
    } else if (rename(path, target) != 0) {
        status = fail_errno(err, "put in place", target);
        if (rename(old, target) != 0) /* back to where it was; else it stays whole under its other name */
            lode_fail(err, LODE_IO, "The old results are in %s.", old);
    } else {
        lode_file_remove(old);
    }
    free(old);
    return status;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info, (void)type, (void)walk;
    return remove(path);
}

void lode_file_remove(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void lode_file_sweep(const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        long pid;
        unsigned number;
        char end = 0;
        if (sscanf(entry->d_name, ".lodeway-%ld-%u.tm%c", &pid, &number, &end) != 3 || end != 'p' || pid <= 0)
            continue;
        if (kill((pid_t)pid, 0) == 0 || errno != ESRCH)
            continue;
        char *path = NULL;
        if (asprintf(&path, "%s/%s", folder, entry->d_name) >= 0) {
            lode_file_remove(path);
            free(path);
        }
    }
    closedir(dir);
}

lode_status lode_folder_make(const char *path, lode_err *err)
{
    char *copy = strdup(path);
    if (!copy)
        return lode_fail_memory(err);
    lode_status status = LODE_OK;
    for (char *c = copy + 1; status == LODE_OK; c++) {
        if (*c != '/' && *c != '\0')
            continue;
        char saved = *c;
        *c = '\0';
        struct stat info;
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            status = fail_errno(err, "make the folder", copy);
        else if (stat(copy, &info) != 0 || !S_ISDIR(info.st_mode))
            status = lode_fail(err, LODE_IO, "Cannot make the folder %s: a file of that name is in the way.", copy);
        *c = saved;
        if (!saved)
            break;
    }
    free(copy);
    return status;
}

lode_status lode_file_write(const char *path, const char *data, size_t length, lode_err *err)
{
    FILE *file = fopen(path, "wbe");
    if (!file)
        return fail_errno(err, "write", path);
    int bad = fwrite(data, 1, length, file) != length;
    bad = fflush(file) != 0 || bad;
    int saved = errno;
    bad = fclose(file) != 0 || bad;
    if (bad && saved)
        errno = saved;
    return bad ? fail_errno(err, "write", path) : LODE_OK;
}

int lode_file_exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

int lode_file_would_replace(const char *target, const char *input)
{
    struct stat a, b;
    if (lstat(target, &a) != 0 || stat(input, &b) != 0)
        return 0;
    if (a.st_dev == b.st_dev && a.st_ino == b.st_ino)
        return 1;
    char *folder = S_ISDIR(a.st_mode) ? realpath(target, NULL) : NULL, *file = folder ? realpath(input, NULL) : NULL;
    size_t length = folder ? strlen(folder) : 0;
    int inside = file && strncmp(file, folder, length) == 0 && file[length] == '/';
    free(folder);
    free(file);
    return inside;
}

static int digest_file(FILE *file, EVP_MD_CTX *context, unsigned char *digest, unsigned *length)
{
    unsigned char buffer[65536];
    if (!EVP_DigestInit_ex(context, EVP_sha256(), NULL))
        return 0;
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;)
        if (!EVP_DigestUpdate(context, buffer, n))
            return 0;
    return !ferror(file) && EVP_DigestFinal_ex(context, digest, length);
}

lode_status lode_file_sha256(const char *path, char text[65], lode_err *err)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return fail_errno(err, "read", path);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int ok = context && digest_file(file, context, digest, &length) && length == 32;
    EVP_MD_CTX_free(context);
    fclose(file);
    if (!ok)
        return lode_fail(err, LODE_IO, "Cannot read %s to the end.", path);
    for (unsigned i = 0; i < length; i++)
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    return LODE_OK;
}
