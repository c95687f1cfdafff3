/* Commands and options of the program, each one row in one table that parses, prints help and completes.
 *
 * Fills one plain struct; knows nothing of what a job does with it. */
#ifndef LODE_CLI_OPTIONS_H
#define LODE_CLI_OPTIONS_H

#include <stdio.h>

#include "lodeway/lodeway.h"

enum { CLI_MOST_TARGETS = 64, CLI_MOST_WORDS = 256 };

typedef struct cli_options {
    lode_config config;
    const char *closures[CLI_MOST_TARGETS], *openings[CLI_MOST_TARGETS];
    const char *words[CLI_MOST_WORDS]; /* arguments that are no options, the case taken out */
    size_t n_words;
    const char *format, *to, *where, *case2;
    const char *ends[CLI_MOST_TARGETS]; /* each --to */
    size_t n_ends;
    double within_km;
    size_t k;
    int quiet, strict, facts, quick, explain, verbose;
    const char *part, *timeline, *layers;
    int all;
    lode_report_query report;
} cli_options;

typedef struct cli_command {
    const char *name;
    const char *arguments; /* as in the usage line */
    const char *summary;   /* one line */
    const char *text;      /* some sentences */
    const char *example;   /* lines that can be run as they are */
    int (*run)(cli_options *options);
    size_t least_words, most_words;
} cli_command;

extern const cli_command cli_commands[];
extern const size_t cli_n_commands;
const cli_command *cli_find_command(const char *name);

/* Reads what follows the command. 0: understood; else the exit code, after a message on stderr. */
int cli_parse(const cli_command *command, int argc, char **argv, cli_options *options);

void cli_print_help(FILE *out);
void cli_print_command_help(FILE *out, const cli_command *command);

#endif
