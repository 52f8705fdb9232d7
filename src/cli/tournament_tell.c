#include "cli/tournament_tell.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/bars.h"
#include "cli/json.h"
#include "rules/rules.h"

enum { NAME_WIDTH = 12 };

bool tournament_ranks(const struct entrant *entrant)
{
    return entrant->loaded && !entrant->cut;
}

/* ---- JSON ---------------------------------------------------------------- */

static void json_figures(struct json *json, const struct entrant *entrant)
{
    const struct simulate_tally *tally = &entrant->tally;
    const char *first = entrant->report.first;
    json_add_string(json, "plays", entrant->city ? "city" : "traitors");
    json_add_count(json, "runs", tally->runs);
    bars_json(json, "won", tally->broken, tally->runs, true);
    bars_json(json, "agreement", tally->agreement, tally->runs, true);
    bars_json(json, "validity", tally->validity, tally->judged, true);
    bars_json(json, "termination", tally->termination, tally->runs, true);
    bars_json(json, "falls", tally->falls, tally->runs, true);
    json_add_count(json, "lies", tally->lies);
    json_add_count(json, "turns", entrant->report.turns);
    json_add_count(json, "lost", entrant->report.lost);
    json_add_string(json, "first", first[0] == '\0' ? NULL : first);
}

static void json_entrant(const struct entrant *entrant)
{
    struct json json = json_begin(stdout);
    json_open(&json, '{');
    json_key(&json, "rank");
    if (tournament_ranks(entrant)) {
        json_count(&json, entrant->rank);
    } else {
        json_null(&json);
    }
    json_add_bool(&json, "tied", entrant->tied);
    json_add_string(&json, "strategy", entrant->name);
    if (tournament_ranks(entrant)) {
        json_figures(&json, entrant);
    } else {
        json_add_count(&json, "line", entrant->fault.line);
        json_add_string(&json, "fault", entrant->fault.text);
    }
    json_close(&json, '}');
    json_end(&json);
}

void tournament_json(const struct tournament *tournament)
{
    for (unsigned i = 0; i < tournament->count; i++) {
        json_entrant(&tournament->entrant[i]);
    }
}

/* ---- Text ---------------------------------------------------------------- */

/* A name from a folder may hold anything. */
static void show_name(char out[ENTRANT_NAME], const char *name)
{
    size_t i = 0;
    for (; name[i] != '\0' && i + 1 < ENTRANT_NAME; i++) {
        unsigned char byte = (unsigned char)name[i];
        out[i] = name[i];
        if (byte < ' ' || byte > '~') {
            out[i] = '?';
        }
    }
    out[i] = '\0';
}

/* The name in the table: without its ending, and not too long. */
static void short_name(char out[ENTRANT_NAME], const char *name)
{
    static const char ending[] = ".lua";
    size_t length;
    show_name(out, name);
    length = strlen(out);
    if (length > sizeof ending - 1 &&
        strcmp(out + length - (sizeof ending - 1), ending) == 0) {
        length -= sizeof ending - 1;
        out[length] = '\0';
    }
    if (length > NAME_WIDTH) {
        (void)snprintf(out + NAME_WIDTH - 2, 3, "..");
    }
}

static void text_row(const struct entrant *entrant, bool fine)
{
    const struct simulate_tally *tally = &entrant->tally;
    struct interval interval = interval_wilson(tally->broken, tally->runs);
    double rate = (double)tally->broken / (double)tally->runs;
    const char *end = fine ? "│" : "|";
    char name[ENTRANT_NAME], bar[BARS_TEXT];
    short_name(name, entrant->name);
    bars_interval(bar, &interval, rate, fine);
    double lies = (double)tally->lies / (double)tally->runs;
    (void)printf("%3u%c %-*s %-8s %5.1f %.4f %s%s%s %.4f .. %.4f\n",
                 entrant->rank,
                 entrant->tied    ? '='
                 : entrant->close ? '~'
                                  : ' ',
                 NAME_WIDTH, name, entrant->city ? "city" : "traitors", lies,
                 rate, end, bar, end, interval.low, interval.high);
}

/* Who did not play, and why. */
static void text_absent(const struct entrant *entrant)
{
    char name[ENTRANT_NAME];
    if (tournament_ranks(entrant)) {
        return;
    }
    show_name(name, entrant->name);
    if (entrant->cut) {
        (void)printf("Not played to the end: %s\n", name);
        return;
    }
    (void)printf("Not played: %s: ", name);
    if (entrant->fault.line > 0) {
        (void)printf("line %u: ", (unsigned)entrant->fault.line);
    }
    (void)puts(entrant->fault.text);
}

/* Who played, but not as it was meant. */
static void text_trouble(const struct entrant *entrant)
{
    char name[ENTRANT_NAME];
    if (!tournament_ranks(entrant)) {
        return;
    }
    show_name(name, entrant->name);
    if (entrant->report.turns == 0) {
        (void)printf("Never asked: %s plays %s.\n", name,
                     entrant->city ? "the city, which has no choice here"
                                   : "traitors, and there are none");
    }
    if (entrant->report.lost > 0) {
        (void)printf("Turns lost: %s did the duty in %" PRIu64 " of %" PRIu64
                     " turns; the first time:\n  %s\n",
                     name, entrant->report.lost, entrant->report.turns,
                     entrant->report.first);
    }
}

static void text_table(const struct tournament *tournament)
{
    bool fine = bars_fine(), tied = false, close = false;
    (void)printf("     %-*s %-8s %5s %-6s  0%*s  95 %% interval\n", NAME_WIDTH,
                 "strategy", "plays", "lies", "wins", BARS_INTERVAL - 1, "1");
    for (unsigned i = 0; i < tournament->count; i++) {
        const struct entrant *entrant = &tournament->entrant[i];
        if (tournament_ranks(entrant)) {
            text_row(entrant, fine);
            tied = tied || entrant->tied;
            close = close || (entrant->close && !entrant->tied);
        }
    }
    (void)puts("\nA strategy wins a siege where agreement, validity or "
               "termination fails.\nOf those that win as often, the one with "
               "fewer lies comes first.");
    if (tied) {
        (void)puts("=  won as often as another one, with as many lies.");
    }
    if (close) {
        (void)puts("~  its interval overlaps the one above: more runs may turn "
                   "the order.");
    }
}

void tournament_text(const struct tournament *tournament)
{
    const struct setup *setup = &tournament->siege.setup;
    bool any = false;
    (void)printf("%s: generals %u, traitors %u; %" PRIu64
                 " sieges each, seed %" PRIu64 "\n\n",
                 rules_get((enum rule_id)setup->rule)->title, setup->generals,
                 setup_traitors(setup), tournament->runs, tournament->seed);
    for (unsigned i = 0; i < tournament->count; i++) {
        any = any || tournament_ranks(&tournament->entrant[i]);
    }
    if (any) {
        text_table(tournament);
        (void)puts("");
    }
    for (unsigned i = 0; i < tournament->count; i++) {
        text_trouble(&tournament->entrant[i]);
    }
    for (unsigned i = 0; i < tournament->count; i++) {
        text_absent(&tournament->entrant[i]);
    }
}
