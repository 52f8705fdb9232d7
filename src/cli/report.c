#include "cli/report.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/json.h"
#include "record/record.h"
#include "rules/rules.h"
#include "ui/text.h"

static void json_decisions(struct json *json, const struct world *world)
{
    const struct setup *setup = &world->setup;
    json_key(json, "decisions");
    json_open(json, '[');
    for (unsigned g = 0; g < setup->generals; g++) {
        uint8_t order = world->decided[g];
        json_open(json, '{');
        json_add_count(json, "general", g);
        json_add_bool(json, "loyal", !setup_is_traitor(setup, g));
        json_add_string(json, "order",
                        order < setup->orders ? setup->order_id[order] : NULL);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void json_letters(struct json *json, const struct world *world)
{
    json_key(json, "letters");
    json_open(json, '{');
    json_add_count(json, "sent", world->sent);
    json_add_count(json, "captured", world->captured);
    json_add_count(json, "rejected", world->rejected);
    json_close(json, '}');
}

static void json_verdict(struct json *json, const struct verdict *verdict)
{
    json_add_bool(json, "agreement", verdict->agreement != 0);
    json_key(json, "validity");
    if (verdict->validity == TRI_VOID) {
        json_null(json);
    } else {
        json_bool(json, verdict->validity == TRI_YES);
    }
    json_add_bool(json, "termination", verdict->termination != 0);
    json_add_string(json, "city", verdict->falls != 0 ? "falls" : "stands");
}

void report_json(const struct world *world, const struct report_replay *replay,
                 const struct report_scripts *scripts)
{
    struct json json = json_begin(stdout);
    struct verdict verdict;
    char hash[17];
    game_judge(world, &verdict);
    (void)snprintf(hash, sizeof hash, "%016" PRIx64, record_world_hash(world));
    json_open(&json, '{');
    json_add_string(&json, "rule",
                    rules_get((enum rule_id)world->setup.rule)->id);
    json_verdict(&json, &verdict);
    json_decisions(&json, world);
    json_letters(&json, world);
    json_add_string(&json, "hash", hash);
    if (replay != NULL) {
        json_add_count(&json, "steps", replay->steps);
        json_add_bool(&json, "complete", replay->complete);
    }
    if (scripts != NULL) {
        scripted_json(&json, scripts->files, scripts->seated);
    }
    json_close(&json, '}');
    json_end(&json);
}

static void text_generals(const struct world *world, const struct level *level)
{
    const struct setup *setup = &world->setup;
    for (unsigned g = 0; g < setup->generals; g++) {
        uint8_t order = world->decided[g];
        const char *name = level_name(level, g, text_language());
        const char *rank = g == setup->commander ? " (commander)" : "";
        if (setup_is_traitor(setup, g)) {
            (void)printf("%u. %s%s is a traitor\n", g + 1, name, rank);
        } else if (order < setup->orders) {
            (void)printf("%u. %s%s obeys \"%s\"\n", g + 1, name, rank,
                         setup->order_id[order]);
        } else {
            (void)printf("%u. %s%s has not decided\n", g + 1, name, rank);
        }
    }
}

void report_text(const struct world *world, const struct level *level,
                 const struct report_replay *replay)
{
    static const char *const answers[] = {
        [TRI_NO] = "no", [TRI_YES] = "yes", [TRI_VOID] = "void"};
    const struct setup *setup = &world->setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    struct verdict verdict;
    game_judge(world, &verdict);
    (void)printf("%s: generals %u, traitors %u\n", rules->title,
                 setup->generals, setup_traitors(setup));
    text_generals(world, level);
    (void)printf("Agreement (IC1): %s. Validity (IC2): %s. Termination: %s. "
                 "The city %s.\n",
                 verdict.agreement != 0 ? "yes" : "no",
                 answers[verdict.validity],
                 verdict.termination != 0 ? "yes" : "no",
                 verdict.falls != 0 ? "falls" : "stands");
    (void)printf("Letters: %u sent, %u captured, %u rejected.\n",
                 (unsigned)world->sent, (unsigned)world->captured,
                 (unsigned)world->rejected);
    if (replay != NULL) {
        (void)printf("%u answers replayed as recorded; the record is %s.\n",
                     (unsigned)replay->steps,
                     replay->complete ? "complete" : "unfinished");
    }
    (void)printf("Hash: %016" PRIx64 "\n", record_world_hash(world));
}
