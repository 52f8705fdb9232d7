/* strategos sweep: the bound as a table, found siege by siege. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/file.h"
#include "cli/ink.h"
#include "cli/json.h"
#include "cli/sweep_map.h"
#include "cli/watch.h"
#include "level/named.h"
#include "rules/rules.h"
#include "session/solver.h"

enum { SIEGE_SECONDS = 10 }; /* that one siege is worth without --limit */

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

struct request {
    struct sweep sweep;
    struct sweep_table table;
    const char *svg; /* file for the map, or NULL */
    FILE *drawing;
    bool colour;
    double limit; /* seconds for one siege */
    struct solver *solver;
    struct watch watch;
    double siege_begun;
    enum format format;
};

/* "A..B", or one number for both. The example is one that is soon filled. */
static bool read_range(const struct options *options, enum option_id id,
                       struct sweep_range most, struct sweep_range *out)
{
    const char *text = options->value[id];
    const char *name = option_row(id)->name;
    char *end;
    unsigned long a, b;
    if (!option_given(options, id)) {
        (void)cli_fail(EXIT_USAGE, "sweep wants --%s, as in --%s %s", name,
                       name, id == OPT_RANGE_GENERALS ? "3..10" : "0..3");
        return false;
    }
    a = b = strtoul(text, &end, 10);
    if (strncmp(end, "..", 2) == 0 && strspn(end + 2, "0123456789") > 0) {
        b = strtoul(end + 2, &end, 10);
    }
    if (strspn(text, "0123456789") == 0 || *end != '\0' || a > b ||
        a < most.least || b > most.most) {
        (void)cli_fail(EXIT_USAGE,
                       "--%s wants A..B with A at least %u and B at most %u, "
                       "not \"%s\"",
                       name, most.least, most.most, text);
        return false;
    }
    *out = (struct sweep_range){.least = (unsigned)a, .most = (unsigned)b};
    return true;
}

static bool read_rule(const struct options *options, uint8_t *rule)
{
    struct diag why;
    unsigned found;
    if (!option_given(options, OPT_RULE)) {
        (void)cli_fail(EXIT_USAGE,
                       "sweep wants --rule: relay, oral, signed or pbft");
        return false;
    }
    found = named_rule(options->value[OPT_RULE], &why);
    if (found >= RULE_COUNT) {
        (void)cli_fail_at(EXIT_USAGE, &why);
        return false;
    }
    if (sweep_takes((enum rule_id)found)) {
        *rule = (uint8_t)found;
        return true;
    }
    (void)cli_fail(EXIT_USAGE,
                   "sweep is about traitors who lie: relay, oral, signed or "
                   "pbft, not \"%s\"",
                   options->value[OPT_RULE]);
    return false;
}

/* Rules without rounds of letters need not be asked about their number. */
static bool read_depth(const struct options *options, struct request *request)
{
    const struct sweep_range depth = {.least = 0, .most = DEPTH_MAX};
    unsigned rule = request->sweep.rule;
    if (!option_given(options, OPT_RANGE_DEPTH) &&
        (rule == RULE_RELAY || rule == RULE_PBFT)) {
        return true; /* 0 */
    }
    return read_range(options, OPT_RANGE_DEPTH, depth, &request->table.depth);
}

static bool read_request(const struct options *options, struct request *request)
{
    const struct sweep_range generals = {.least = 2, .most = GENERALS_MAX};
    const struct sweep_range traitors = {.least = 0, .most = GENERALS_MAX};
    request->limit = SIEGE_SECONDS;
    if (!read_rule(options, &request->sweep.rule) ||
        !read_range(options, OPT_RANGE_GENERALS, generals,
                    &request->table.generals) ||
        !read_depth(options, request) ||
        !read_range(options, OPT_RANGE_TRAITORS, traitors,
                    &request->table.traitors) ||
        !option_real(options, OPT_LIMIT, 0, 1e9, &request->limit)) {
        return false;
    }
    if (request->limit <= 0) {
        (void)cli_fail(EXIT_USAGE, "--limit wants more than 0 seconds for a "
                                   "siege");
        return false;
    }
    if (option_given(options, OPT_CSV) && option_given(options, OPT_JSON)) {
        (void)cli_fail(EXIT_USAGE, "--csv or --json, not both");
        return false;
    }
    request->format = option_given(options, OPT_CSV)    ? FORMAT_CSV
                      : option_given(options, OPT_JSON) ? FORMAT_JSON
                                                        : FORMAT_TEXT;
    return true;
}

/* ---- One siege ----------------------------------------------------------- */

static bool tick(void *context, uint64_t states)
{
    struct request *request = context;
    (void)states;
    return watch_tick(&request->watch, request->table.sieges) &&
           watch_seconds(&request->watch) - request->siege_begun <=
               request->limit;
}

static enum status ask(void *context, struct search_result *out,
                       const struct setup *setup, struct diag *why)
{
    struct request *request = context;
    struct solver_request asked = {.setup = *setup,
                                   .breaks = BREAKS_ANY,
                                   .fewest = true,
                                   .method = SOLVER_AUTO,
                                   .limit = request->limit,
                                   .stop = request->watch.stop,
                                   .tick = tick,
                                   .context = request};
    struct solver_result result;
    enum status status;
    request->siege_begun = watch_seconds(&request->watch);
    request->table.sieges++;
    if (!watch_tick(&request->watch, request->table.sieges)) {
        *out = (struct search_result){.verdict = SEARCH_UNKNOWN};
        return STATUS_OK;
    }
    status = solver_run(request->solver, &result, &asked, why);
    if (status == STATUS_FULL || status == STATUS_MEMORY) {
        result.found = (struct search_result){.verdict = SEARCH_UNKNOWN};
        status = STATUS_OK;
    }
    if (status == STATUS_OK) {
        *out = result.found;
    }
    return status;
}

/* ---- What is written ----------------------------------------------------- */

static void write_json(const struct sweep_cell *cell)
{
    struct json json = json_begin(stdout);
    json_open(&json, '{');
    json_add_count(&json, "n", cell->generals);
    json_add_count(&json, "m", cell->depth);
    json_add_count(&json, "t", cell->traitors);
    json_add_string(&json, "verdict",
                    search_verdict_id((enum search_verdict)cell->verdict));
    json_key(&json, "lies");
    if (cell->verdict == SEARCH_BROKEN) {
        json_count(&json, cell->lies);
    } else {
        json_null(&json);
    }
    json_add_bool(&json, "minimal",
                  cell->verdict == SEARCH_BROKEN && cell->minimal);
    json_add_count(&json, "sieges", cell->sieges);
    json_close(&json, '}');
    json_end(&json);
}

static void write_csv(const struct sweep_cell *cell)
{
    (void)printf("%u,%u,%u,%s,", cell->generals, cell->depth, cell->traitors,
                 search_verdict_id((enum search_verdict)cell->verdict));
    if (cell->verdict == SEARCH_BROKEN) {
        (void)printf("%u", (unsigned)cell->lies);
    }
    (void)puts("");
}

static void write_begin(const struct request *request)
{
    if (request->format == FORMAT_CSV) {
        (void)puts("n,m,t,verdict,lies");
    } else if (request->format == FORMAT_TEXT) {
        sweep_map_begin(&request->table, request->colour);
    }
}

/* ---- The table ----------------------------------------------------------- */

static int fill(struct request *request, unsigned n, unsigned m, unsigned t)
{
    struct sweep_cell *cell = sweep_table_at(&request->table, n, m, t);
    struct diag why = {.line = 0};
    enum status status;
    *cell = (struct sweep_cell){
        .generals = (uint8_t)n, .depth = (uint8_t)m, .traitors = (uint8_t)t};
    status = sweep_cell(cell, &request->sweep, &why);
    if (status != STATUS_OK) {
        return cli_fail_at(EXIT_RESOURCE, &why);
    }
    watch_wipe(&request->watch);
    if (request->format == FORMAT_TEXT) {
        sweep_map_cell(&request->table, cell, request->colour);
    } else if (cell->defined && request->format == FORMAT_JSON) {
        write_json(cell);
    } else if (cell->defined) {
        write_csv(cell);
    }
    (void)fflush(stdout);
    return EXIT_DONE;
}

static int fill_depth(struct request *request, unsigned m)
{
    bool text = request->format == FORMAT_TEXT;
    int code = EXIT_DONE;
    if (text) {
        sweep_map_panel(&request->table, m);
    }
    for (unsigned t = request->table.traitors.least;
         t <= request->table.traitors.most && code == EXIT_DONE; t++) {
        if (text) {
            sweep_map_row(t);
        }
        for (unsigned n = request->table.generals.least;
             n <= request->table.generals.most && code == EXIT_DONE; n++) {
            code = fill(request, n, m, t);
        }
        if (text) {
            (void)puts("");
        }
    }
    return code;
}

static int sweep_all(struct request *request)
{
    int code = EXIT_DONE;
    double seconds;
    request->sweep.ask = ask;
    request->sweep.context = request;
    watch_begin(&request->watch, 0, "sieges");
    write_begin(request);
    for (unsigned m = request->table.depth.least;
         m <= request->table.depth.most && code == EXIT_DONE; m++) {
        code = fill_depth(request, m);
    }
    seconds = watch_end(&request->watch);
    if (request->format == FORMAT_TEXT && code == EXIT_DONE) {
        (void)printf("\n%llu sieges, %.3f seconds.\n",
                     (unsigned long long)request->table.sieges, seconds);
    }
    return code;
}

/* Before the first siege: a map that cannot be written is told at once. */
static int open_drawing(struct request *request)
{
    if (request->svg == NULL) {
        return EXIT_DONE;
    }
    request->drawing = fopen(request->svg, "wb");
    return request->drawing != NULL
               ? EXIT_DONE
               : cli_fail(EXIT_RESOURCE, "%s cannot be written: %s",
                          request->svg, strerror(errno));
}

static int draw(struct request *request, int code)
{
    int closed;
    if (request->drawing == NULL) {
        return code;
    }
    if (code == EXIT_DONE) {
        sweep_map_svg(request->drawing, &request->table);
    }
    closed = file_finish(request->drawing, request->svg);
    return code == EXIT_DONE ? closed : code;
}

static int run(struct request *request)
{
    int code = open_drawing(request);
    if (code != EXIT_DONE) {
        return code;
    }
    return draw(request, sweep_all(request));
}

static int run_sweep(const struct options *options)
{
    struct request request = {.svg = options->value[OPT_SVG]};
    int code = EXIT_RESOURCE;
    if (!read_request(options, &request) ||
        !ink_read(options, &request.colour)) {
        return EXIT_USAGE;
    }
    request.table.rule = request.sweep.rule;
    request.table.cells =
        calloc(sweep_table_size(&request.table), sizeof *request.table.cells);
    request.solver = solver_open();
    if (request.table.cells == NULL || request.solver == NULL) {
        (void)cli_fail(code, "there is not enough memory");
    } else {
        code = run(&request);
    }
    solver_close(request.solver);
    free(request.table.cells);
    return code;
}

const struct command cmd_sweep = {
    .name = "sweep",
    .arguments = "",
    .what = "Find the bound of a rule (relay, oral, signed or pbft) as a "
            "table: which numbers of generals, rounds and traitors are safe, "
            "and with how few lies the others are broken.",
    .options = OPTION_BIT(OPT_RULE) | OPTION_BIT(OPT_RANGE_GENERALS) |
               OPTION_BIT(OPT_RANGE_DEPTH) | OPTION_BIT(OPT_RANGE_TRAITORS) |
               OPTION_BIT(OPT_LIMIT) | OPTION_BIT(OPT_SVG) |
               OPTION_BIT(OPT_CSV) | OPTION_BIT(OPT_JSON) |
               OPTION_BIT(OPT_COLOR) | OPTION_BIT(OPT_HELP),
    .run = run_sweep,
};
