#include "solve/prove_dimacs.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/rules.h"

static void skip(void *context, int literal)
{
    (void)context;
    (void)literal;
}

static void put(void *context, int literal)
{
    fprintf(context, literal == 0 ? "0\n" : "%d ", literal);
}

static void put_generals(FILE *file, path_bits chain, unsigned length)
{
    for (unsigned k = 0; k < length; k++) {
        fprintf(file, "%u>", paths_at(chain, k));
    }
}

static void put_sealed(const struct formula *formula, FILE *file)
{
    for (uint32_t i = 0; i < formula->sealed_used; i++) {
        const struct prove_sealed *letter = &formula->sealed[i];

        if (letter->sends != 0) {
            fprintf(file, "c %d: letter ", letter->sends);
            put_generals(file, letter->chain, letter->length);
            fprintf(file, "%u under seal for %s is sent\n", letter->to,
                    formula->setup->order_id[letter->order]);
        }
    }
}

/* Who wrote letter i of oral letters or of the chain to whom, and by whom it
 * came. */
static void put_path(const struct setup *setup, FILE *file, uint32_t index)
{
    uint8_t who[GENERALS_MAX];
    unsigned length;

    if (setup->rule == RULE_RELAY) {
        fprintf(file, "%" PRIu32 " of the chain", index);
        return;
    }
    length = paths_unpack(setup->generals, setup->commander, index, who);
    put_generals(file, paths_pack(who, length - 1), length - 1);
    fprintf(file, "%u", who[length - 1]);
}

static void put_letters(const struct formula *formula, FILE *file)
{
    const struct setup *setup = formula->setup;

    for (uint32_t i = 0; i < formula->letters; i++) {
        for (unsigned o = 1; formula->letter[i] != 0 && o < setup->orders;
             o++) {
            fprintf(file, "c %" PRIu32 ": letter ", formula->letter[i] + o - 1);
            put_path(setup, file, i);
            fprintf(file, " says %s\n", setup->order_id[o]);
        }
    }
}

static void put_head(const struct formula *formula, FILE *file)
{
    const struct setup *setup = formula->setup;

    fprintf(file,
            "c strategos: rule %s, n %u, m %u, commander %u, order %s, "
            "traitors",
            rules_get((enum rule_id)setup->rule)->id, setup->generals,
            setup->depth, setup->commander, setup->order_id[setup->order]);
    for (unsigned g = 0; g < setup->generals; g++) {
        if (setup_is_traitor(setup, g)) {
            fprintf(file, " %u", g);
        }
    }
    fprintf(file, "\nc satisfiable: the traitors can %s; compared:",
            setup_is_traitor(setup, setup->commander)
                ? "make two loyal generals differ"
                : "make a loyal general disobey");
    for (unsigned g = 0; g < setup->generals; g++) {
        if ((formula->decides >> g & 1) != 0) {
            fprintf(file, " %u", g);
        }
    }
    fprintf(file, "\n");
    put_letters(formula, file);
    put_sealed(formula, file);
}

static void put_all(const struct formula *formula, uint8_t *mark, FILE *file)
{
    const struct circuit *circuit = &formula->circuit;
    uint64_t clauses;

    mark[abs(formula->question)] = 1;
    clauses = 1 + circuit_clauses(circuit, mark, skip, NULL);
    put_head(formula, file);
    fprintf(file, "p cnf %" PRIu32 " %" PRIu64 "\n", circuit->used - 1,
            clauses);
    fprintf(file, "%d 0\n", formula->question);
    circuit_clauses(circuit, mark, put, file);
}

enum status dimacs_write(const struct formula *formula, const char *path,
                         struct diag *why)
{
    uint8_t *mark = calloc(formula->circuit.used, 1);
    FILE *file = mark != NULL ? fopen(path, "w") : NULL;
    bool written;

    if (mark == NULL) {
        diag_set(why, "there is not enough memory for the formula");
        return STATUS_MEMORY;
    }
    if (file == NULL) {
        diag_set(why, "%s cannot be written: %s", path, strerror(errno));
        free(mark);
        return STATUS_IO;
    }
    errno = 0;
    put_all(formula, mark, file);
    free(mark);
    written = ferror(file) == 0;
    if (fclose(file) != 0 || !written) {
        diag_set(why, "%s could not be written to its end: %s", path,
                 errno != 0 ? strerror(errno) : "the file is not complete");
        return STATUS_IO;
    }
    return STATUS_OK;
}
