/* The figures of the worked example, tests/worked/expected.csv, by key. */
#ifndef LODE_TESTS_EXPECTED_H
#define LODE_TESTS_EXPECTED_H

/* The value of a key as it is written ("" for NULL); NULL where there is no such key. Overwritten by the next call. */
const char *expected_text(const char *key);
/* The same, the key printed. */
const char *expected_textf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Fails the test unless value is the figure of the key to 1e-6 (half a step of what is printed), NaN for NULL. */
void expected_figure(double value, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
