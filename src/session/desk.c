/* The desk: the player's questions of a round, found by asking and answering
 * on a scratch world, and the answers that stand on it. */
#include <stdlib.h>
#include <string.h>

#include "rules/pbft.h"
#include "rules/work.h"
#include "session/inside.h"

bool desk_asks_player(const struct session *session,
                      const struct decision *asked)
{
    switch ((enum level_role)session->level.role) {
    case ROLE_TRAITOR:
        return asked->chooser == CHOOSER_TRAITOR;
    case ROLE_LOYAL:
        return asked->chooser == CHOOSER_GENERAL &&
               asked->actor == session->level.player;
    case ROLE_CITY:
        return asked->chooser == CHOOSER_CITY;
    case ROLE_WATCH:
        break;
    }
    return false;
}

/* Say whether the answer to "what happens next" does more than to let a letter
 * arrive. */
static bool takes_letter(const struct world *world, uint64_t answer)
{
    struct option option;
    return game_option(world, answer, &option) == STATUS_OK &&
           option.kind != OPTION_DELIVER;
}

bool desk_counts(const struct session *session, const struct decision *asked,
                 uint64_t answer)
{
    if (asked->kind == DECISION_DELIVER &&
        !takes_letter(session->world, answer)) {
        return false;
    }
    return answer != 0 && desk_asks_player(session, asked) &&
           session->level.role != ROLE_LOYAL;
}

/* Letters of one round do not depend on each other, and neither do captures;
 * what is asked last (accuse, proof, decide) depends on the answer before. */
static bool depends(const struct decision *asked)
{
    return asked->kind == DECISION_ACCUSE || asked->kind == DECISION_PROOF_1 ||
           asked->kind == DECISION_PROOF_2;
}

static bool same_question(const struct decision *a, const struct decision *b)
{
    return a->kind == b->kind && a->actor == b->actor &&
           a->target == b->target && a->item == b->item && a->round == b->round;
}

const struct desk_item *desk_match(const struct desk_item *items, size_t count,
                                   size_t *cursor, const struct decision *asked)
{
    for (size_t i = *cursor; i < count; i++) {
        if (same_question(&items[i].decision, asked)) {
            *cursor = i + 1;
            return &items[i];
        }
    }
    return NULL;
}

/* What the question is about, for the eyes. */
static void describe(const struct world *world, struct desk_item *item)
{
    struct option duty;
    const struct decision *asked = &item->decision;
    item->letter = asked->item;
    item->duty_order = ORDER_NONE;
    item->order = ORDER_NONE;
    item->options = asked->options;
    if (asked->item != NO_LETTER && asked->item < game_letters(world)) {
        struct letter letter;
        game_letter(world, asked->item, &letter);
        item->chain = letter.chain;
        item->length = letter.length;
    }
    if (world->setup.rule == RULE_PBFT) {
        struct pbft_question about;
        pbft_asked(world, &about);
        item->post = about.kind;
        item->view = about.view;
    }
    if (asked->kind == DECISION_SEAL || asked->kind == DECISION_VOUCH) {
        item->order = (uint8_t)desk_sealed_order(world, asked);
    }
    if (game_option(world, 0, &duty) == STATUS_OK && duty.kind == OPTION_SAY) {
        item->duty_order = duty.order;
    }
}

/* Where the traitor goes on: at the end of what the traitors know on top of
 * his base for the same order, since another of them may have found it. */
static unsigned grown(const struct world *world, unsigned g)
{
    const struct memory_work *work = &world->memory.work;
    unsigned base = work_base(world, g), end = base;
    for (unsigned b = base + 1; b < work->blocks; b++) {
        if ((work->block[b].known >> g & 1) != 0 &&
            work_order(world, b) == work_vote(world, g) &&
            work->block[b].height > work->block[end].height &&
            work_on_chain(world, base, b)) {
            end = b;
        }
    }
    return end;
}

/* Say whether the traitor has left the protocol's way: his base is not on the
 * longest chain, or names nothing while he would name another order. A longest
 * chain for his own order leaves him behind. */
static bool digs_elsewhere(const struct world *world, unsigned g)
{
    const struct memory_work *work = &world->memory.work;
    unsigned base = work_base(world, g), best = work->best[g];
    if (!work_on_chain(world, base, best)) {
        return work_order(world, best) != work_vote(world, g) ||
               work->block[best].height <= work->block[grown(world, g)].height;
    }
    return work_order(world, base) == ORDER_NONE &&
           work->vote[g] != ORDER_NONE && work->vote[g] != work->heard[g];
}

/* Go on with what was built before; the duty where that is the protocol's. */
static uint64_t keep_building(const struct world *world,
                              const struct decision *asked)
{
    unsigned base = grown(world, asked->actor);
    unsigned vote = work_vote(world, asked->actor);
    for (uint32_t i = 0; i < asked->options; i++) {
        struct option option;
        if (digs_elsewhere(world, asked->actor) &&
            game_option(world, i, &option) == STATUS_OK &&
            option.block == base && option.order == vote) {
            return i;
        }
    }
    return 0;
}

/* The answer that stands on the desk before the player says anything. */
static void settle(const struct session *session, struct desk_item *item)
{
    const struct decision *asked = &item->decision;
    if (asked->kind == DECISION_DECIDE && session->level.role == ROLE_LOYAL) {
        item->open = 1;
        item->answer =
            game_find_option(session->scratch, OPTION_DECIDE, ORDER_RETREAT);
        return;
    }
    if (asked->kind == DECISION_DEMAND) {
        item->open = 1; /* the duty stands there, and is not said to be it */
        return;
    }
    if (asked->kind == DECISION_BUILD) {
        item->answer = keep_building(session->scratch, asked);
        return;
    }
    item->answer = desk_standing_answer(session, session->scratch, asked);
}

static bool make_room(struct desk *desk, size_t options)
{
    void *items = desk->items;
    void *first = desk->first_option;
    void *choices = desk->options;
    size_t room = desk->room;
    size_t same = desk->room; /* both arrays grow alike */
    bool ok = grow(&items, &room, desk->count + 1, sizeof *desk->items);
    desk->items = items;
    ok = ok && grow(&first, &same, desk->count + 1, sizeof *desk->first_option);
    desk->first_option = first;
    desk->room = ok ? room : desk->room;
    ok = ok && grow(&choices, &desk->option_room, desk->option_count + options,
                    sizeof *desk->options);
    desk->options = choices;
    return ok;
}

/* Lay one question of the scratch world on the desk. */
static enum status lay(const struct session *session, struct desk *desk,
                       const struct decision *asked,
                       const struct desk_item *before)
{
    struct desk_item item = {.decision = *asked};
    if (!make_room(desk, asked->options)) {
        return STATUS_MEMORY;
    }
    describe(session->scratch, &item);
    settle(session, &item);
    if (before != NULL && before->answer < asked->options) {
        item.answer = before->answer;
        item.overridden = before->overridden;
        item.open = before->open;
    }
    desk->first_option[desk->count] = desk->option_count;
    for (uint32_t i = 0; i < asked->options; i++) {
        enum status status = game_option(session->scratch, i,
                                         &desk->options[desk->option_count]);
        if (status != STATUS_OK) {
            return status;
        }
        desk->option_count++;
    }
    desk->items[desk->count++] = item;
    return STATUS_OK;
}

/* Say whether a question stands on one desk with the first one: rounds without
 * a clock are numbered anew again and again. */
static bool goes_on(const struct session *session, const struct decision *first,
                    const struct decision *asked)
{
    return asked->chooser != CHOOSER_NOBODY && asked->round == first->round &&
           (!session_steps(session) || asked->chooser == first->chooser);
}

/* Walk through the open round on the scratch world. */
static enum status lay_all(struct session *session, struct desk *desk,
                           const struct desk_item *before, size_t count)
{
    size_t cursor = 0;
    struct decision asked, first;
    world_copy(session->scratch, session->world);
    game_ask(session->scratch, &asked);
    first = asked;
    while (goes_on(session, &first, &asked)) {
        uint64_t answer = 0;
        if (desk_asks_player(session, &asked)) {
            enum status status =
                lay(session, desk, &asked,
                    desk_match(before, count, &cursor, &asked));
            if (status != STATUS_OK) {
                return status;
            }
            answer = depends(&asked) ? desk->items[desk->count - 1].answer : 0;
        }
        enum status status = game_apply(
            session->scratch,
            (struct action){.cursor = asked.cursor, .answer = answer}, NULL);
        if (status != STATUS_OK) {
            return status;
        }
        game_ask(session->scratch, &asked);
    }
    return STATUS_OK;
}

enum status desk_build(struct session *session, const struct desk_item *before,
                       size_t count)
{
    struct desk desk = {.items = NULL};
    struct decision asked;
    schedule_look(session);
    game_ask(session->world, &asked);
    if (!session_over(session) && desk_asks_player(session, &asked)) {
        enum status status = lay_all(session, &desk, before, count);
        if (status != STATUS_OK) {
            desk_close(&desk);
            return status;
        }
    }
    desk_close(&session->desk);
    session->desk = desk;
    return STATUS_OK;
}

void desk_close(struct desk *desk)
{
    free(desk->items);
    free(desk->first_option);
    free(desk->options);
    *desk = (struct desk){.items = NULL};
}

size_t session_desk(const struct session *session,
                    const struct desk_item **items)
{
    *items = session->desk.items;
    return session->desk.count;
}

enum status session_option(const struct session *session, size_t item,
                           uint32_t i, struct option *out)
{
    const struct desk *desk = &session->desk;
    if (item >= desk->count || i >= desk->items[item].options) {
        return STATUS_RANGE;
    }
    *out = desk->options[desk->first_option[item] + i];
    return STATUS_OK;
}

static unsigned captures_on(const struct desk *desk)
{
    unsigned captures = 0;
    for (size_t i = 0; i < desk->count; i++) {
        captures += desk->items[i].decision.kind == DECISION_CAPTURE &&
                    desk->items[i].answer != 0;
    }
    return captures;
}

/* Other proofs are asked for now: lay the desk out again. Answers to what was
 * asked before remain, and so do those to what is asked all the same. */
static enum status set_dependent(struct session *session, size_t item,
                                 uint64_t answer)
{
    size_t count = session->desk.count;
    struct desk_item *before = malloc(count * sizeof *before);
    if (before == NULL) {
        return STATUS_MEMORY;
    }
    memcpy(before, session->desk.items, count * sizeof *before);
    before[item].answer = answer;
    before[item].overridden = 1;
    enum status status = desk_build(session, before, count);
    free(before);
    return status;
}

enum status session_set(struct session *session, size_t item, uint64_t answer)
{
    bool noted = edits_note(session);
    enum status status = desk_set(session, item, answer);
    edits_settle(session, noted);
    return status;
}

enum status desk_set(struct session *session, size_t item, uint64_t answer)
{
    struct desk *desk = &session->desk;
    if (item >= desk->count || answer >= desk->items[item].options) {
        return STATUS_RANGE;
    }
    struct desk_item *at = &desk->items[item];
    if (at->decision.kind == DECISION_CAPTURE && answer != 0 &&
        at->answer == 0 && captures_on(desk) >= session->world->budget) {
        return STATUS_RANGE;
    }
    if (depends(&at->decision)) {
        return set_dependent(session, item, answer);
    }
    at->answer = answer;
    at->overridden = 1;
    at->open = 0;
    return STATUS_OK;
}
