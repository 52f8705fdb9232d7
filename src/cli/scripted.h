/* The files of Lua that play in a command: read, seated in a thread, and
 * reported on. */
#ifndef CLI_SCRIPTED_H
#define CLI_SCRIPTED_H

#include "cli/json.h"
#include "script/script.h"

struct scripted_file {
    const char *path; /* owner: the command line, or the caller */
    char at[512];     /* where it was found */
    char *text;
    size_t length;
    char who[16];   /* as in --as: "traitors", "city", "2" */
    unsigned sides; /* enum script_side */
    struct script_report report;
};

struct scripted {
    unsigned count;
    struct scripted_file file[SCRIPTS_MAX]; /* by slot */
};

/* Read a file (by its path, else by its name among those of the game) and try
 * to load it; it takes the next slot. Returns STATUS_OK, or STATUS_MISSING,
 * STATUS_IO, STATUS_SYNTAX, STATUS_MEMORY, STATUS_FULL with a sentence in
 * `why`. */
STRATEGOS_CHECKED enum status scripted_read(struct scripted *scripted,
                                            const char *path, const char *who,
                                            struct diag *why);

/* The same for a command: the fault is told. Returns an exit code. */
int scripted_add(struct scripted *scripted, const char *path, const char *who);

/* Free what was read. */
void scripted_free(struct scripted *scripted);

/* Seat all files in one thread. Returns false where there is not enough
 * memory. Owner: the caller, scripted_leave frees it in either case. */
bool scripted_seat(const struct scripted *scripted, struct scripts *out);
void scripted_leave(struct scripts *seated);

/* Add the reports of a thread, in the order of its runs. */
void scripted_count(struct scripted *scripted, const struct scripts *seated);

/* Add the member "strategies", when there are files. `seated` (may be NULL)
 * adds what they printed. */
void scripted_json(struct json *json, const struct scripted *scripted,
                   const struct scripts *seated);

/* Say on stdout what the files printed and which turns they lost. */
void scripted_text(const struct scripted *scripted,
                   const struct scripts *seated);

#endif
