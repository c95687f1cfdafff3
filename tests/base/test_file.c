/* Files put in place whole, folders exchanged, what killed runs left swept, and digests. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/folder.h"

static void aside_lies_beside_its_target(void **state)
{
    (void)state;
    char begin[100];
    snprintf(begin, sizeof begin, "%s/.lodeway-%ld-", folder, (long)getpid());
    char *a = lode_file_aside(in_folder("x.gpkg")), *b = lode_file_aside(in_folder("x.gpkg"));
    assert_memory_equal(a, begin, strlen(begin));
    assert_string_equal(a + strlen(a) - 4, ".tmp");
    assert_string_not_equal(a, b);
    free(a);
    free(b);
    a = lode_file_aside("x.gpkg");
    assert_memory_equal(a, "./.lodeway-", 11);
    free(a);
}

static void a_file_is_put_in_place(void **state)
{
    (void)state;
    put("old", "old");
    put("new", "new");
    assert_int_equal(lode_file_commit(in_folder("new"), in_folder("old"), NULL), LODE_OK);
    assert_string_equal(get("old"), "new");
    assert_false(lode_file_exists(in_folder("new")));
}

static void a_file_that_cannot_be_put_in_place(void **state)
{
    (void)state;
    lode_err err = {0};
    put("old", "old");
    assert_int_equal(lode_file_commit(in_folder("missing"), in_folder("old"), &err), LODE_IO);
    assert_non_null(strstr(err.message, "missing"));
    assert_string_equal(get("old"), "old");
    assert_int_equal(lode_file_commit(in_folder("old"), in_folder("no/such/x"), NULL), LODE_IO);
    assert_string_equal(get("old"), "old");
}

static void two_folders(void)
{
    assert_int_equal(lode_folder_make(in_folder("new"), NULL), LODE_OK);
    put("new/a", "new");
    assert_int_equal(lode_folder_make(in_folder("old/deep"), NULL), LODE_OK);
    put("old/a", "old");
    put("old/deep/b", "old");
}

static void a_folder_takes_the_place_of_another(void **state)
{
    (void)state;
    two_folders();
    assert_int_equal(lode_folder_commit(in_folder("new"), in_folder("old"), NULL), LODE_OK);
    assert_string_equal(get("old/a"), "new");
    assert_false(lode_file_exists(in_folder("old/deep")));
    assert_false(lode_file_exists(in_folder("new")));
}

static void a_folder_where_there_was_none(void **state)
{
    (void)state;
    two_folders();
    assert_int_equal(lode_folder_commit(in_folder("new"), in_folder("third"), NULL), LODE_OK);
    assert_string_equal(get("third/a"), "new");
    assert_int_equal(lode_folder_commit(in_folder("third"), in_folder("no/such/folder"), NULL), LODE_IO);
    assert_string_equal(get("third/a"), "new");
}

/* The old folder stays under its name when the new one cannot take its place. */
static void a_folder_that_cannot_be_put_in_place(void **state)
{
    (void)state;
    lode_err err = {0};
    two_folders();
    assert_int_equal(lode_folder_commit(in_folder("missing"), in_folder("old"), &err), LODE_IO);
    assert_string_equal(get("old/a"), "old");
}

static void removing(void **state)
{
    (void)state;
    two_folders();
    assert_int_equal(symlink(in_folder("new"), in_folder("old/link")), 0);
    lode_file_remove(in_folder("old"));
    assert_false(lode_file_exists(in_folder("old")));
    assert_string_equal(get("new/a"), "new"); /* what a link points to stays */
    lode_file_remove(in_folder("old"));
    lode_file_remove(in_folder("new/a"));
    assert_false(lode_file_exists(in_folder("new/a")));
}

static long dead_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    return (long)child;
}

static const char *temporary(long pid, unsigned number)
{
    static char names[4][64];
    char *name = names[number % 4];
    snprintf(name, sizeof *names, ".lodeway-%ld-%u.tmp", pid, number);
    return name;
}

static void only_what_dead_processes_left_is_swept(void **state)
{
    (void)state;
    long dead = dead_process();
    const char *own = temporary(getpid(), 0), *other = temporary(1, 1), *left = temporary(dead, 2),
               *left_folder = temporary(dead, 3);
    char inside[100];
    snprintf(inside, sizeof inside, "%s/a", left_folder);
    put(own, "");
    put(other, "");
    put(left, "");
    assert_int_equal(lode_folder_make(in_folder(left_folder), NULL), LODE_OK);
    put(inside, "");
    lode_file_sweep(folder);
    assert_true(lode_file_exists(in_folder(own)));
    assert_true(lode_file_exists(in_folder(other)));
    assert_false(lode_file_exists(in_folder(left)));
    assert_false(lode_file_exists(in_folder(left_folder)));
    lode_file_sweep(in_folder("no such folder"));
}

static void names_of_others_are_not_swept(void **state)
{
    (void)state;
    static const char *const names[] = {"lodeway-%ld-1.tmp",   ".lodeway-%ld-1.gpkg", ".lodeway-%ld.tmp",
                                        ".lodeway-x%ld-1.tmp", ".lodeway--%ld-1.tmp", "x.lodeway-%ld-1.tmp"};
    char name[6][64];
    long dead = dead_process();
    for (size_t i = 0; i < 6; i++) {
        const char *cut = strstr(names[i], "%ld");
        snprintf(name[i], sizeof name[i], "%.*s%ld%s", (int)(cut - names[i]), names[i], dead, cut + 3);
        put(name[i], "");
    }
    lode_file_sweep(folder);
    for (size_t i = 0; i < 6; i++)
        if (!lode_file_exists(in_folder(name[i])))
            fail_msg("%s was swept", name[i]);
}

static void folders_with_their_parents(void **state)
{
    (void)state;
    lode_err err = {0};
    struct stat info;
    assert_int_equal(lode_folder_make(in_folder("a/b/c"), NULL), LODE_OK);
    assert_int_equal(lode_folder_make(in_folder("a/b/c/"), NULL), LODE_OK);
    assert_true(stat(in_folder("a/b/c"), &info) == 0 && S_ISDIR(info.st_mode));
    put("a/file", "");
    assert_int_equal(lode_folder_make(in_folder("a/file"), &err), LODE_IO);
    assert_non_null(strstr(err.message, "in the way"));
    assert_int_equal(lode_folder_make(in_folder("a/file/b"), NULL), LODE_IO);
    assert_int_equal(lode_folder_make("/proc/no-such-folder", NULL), LODE_IO);
}

static void writing(void **state)
{
    (void)state;
    lode_err err = {0};
    put_bytes("a", "x\0y", 3);
    struct stat info;
    assert_true(stat(in_folder("a"), &info) == 0 && info.st_size == 3);
    assert_int_equal(lode_file_write(in_folder("no/such/a"), "x", 1, &err), LODE_IO);
    assert_non_null(strstr(err.message, "no/such/a"));
    assert_int_equal(lode_file_write(in_folder("."), "x", 1, NULL), LODE_IO);
}

static void a_full_disk(void **state)
{
    (void)state;
    lode_err err = {0};
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_int_equal(lode_file_write("/dev/full", "x", 1, &err), LODE_IO);
    assert_non_null(strstr(err.message, "No space left"));
    assert_non_null(strstr(err.message, "Free some space"));
}

static void known_digests(void **state)
{
    (void)state;
    char digest[65];
    put("empty", "");
    put("abc", "abc");
    assert_int_equal(lode_file_sha256(in_folder("empty"), digest, NULL), LODE_OK);
    assert_string_equal(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_int_equal(lode_file_sha256(in_folder("abc"), digest, NULL), LODE_OK);
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* A million letters a, the third example of FIPS 180-2: longer than any buffer. */
static void digest_of_a_long_file(void **state)
{
    (void)state;
    char digest[65], *letters = malloc(1000000);
    memset(letters, 'a', 1000000);
    put_bytes("long", letters, 1000000);
    free(letters);
    assert_int_equal(lode_file_sha256(in_folder("long"), digest, NULL), LODE_OK);
    assert_string_equal(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void digests_of_what_cannot_be_read(void **state)
{
    (void)state;
    char digest[65];
    lode_err err = {0};
    assert_int_equal(lode_file_sha256(in_folder("missing"), digest, &err), LODE_IO);
    assert_non_null(strstr(err.message, "missing"));
    assert_int_equal(lode_file_sha256(folder, digest, NULL), LODE_IO);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(aside_lies_beside_its_target),
        IN_FOLDER(a_file_is_put_in_place),
        IN_FOLDER(a_file_that_cannot_be_put_in_place),
        IN_FOLDER(a_folder_takes_the_place_of_another),
        IN_FOLDER(a_folder_where_there_was_none),
        IN_FOLDER(a_folder_that_cannot_be_put_in_place),
        IN_FOLDER(removing),
        IN_FOLDER(only_what_dead_processes_left_is_swept),
        IN_FOLDER(names_of_others_are_not_swept),
        IN_FOLDER(folders_with_their_parents),
        IN_FOLDER(writing),
        IN_FOLDER(a_full_disk),
        IN_FOLDER(known_digests),
        IN_FOLDER(digest_of_a_long_file),
        IN_FOLDER(digests_of_what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
