/* PBFT: safety first.
 *
 * Problem: no clock says when a letter is lost or only late, and f of the
 * n = 3f + 1 generals may be traitors. By FLP nothing deterministic is both
 * safe and live.
 * Idea: be safe always, and live whenever the letters come through. One
 * general, the primary of the present view, proposes; nobody believes him, but
 * any two quorums of 2f + 1 share a loyal general, who says only one thing. A
 * primary who is silent or false is deposed, and his successor must follow
 * what a loyal general may already have obeyed.
 *
 * The primary of view v is general (commander + v) mod n. In a view:
 *   primary -> all   PRE-PREPARE(v, order)   in view 0 the commander's order
 *   backups -> all   PREPARE(v, order)       the first pre-prepare of the view
 *   all -> all       COMMIT(v, order)        once prepared: with the
 *                    pre-prepare and 2f prepares of different backups
 * A general who is prepared and holds 2f + 1 commits obeys. One who has waited
 * too long (or knows that f + 1 others have) leaves the view:
 *   all -> all       VIEW-CHANGE(v + 1, certificate)   the last order for which
 *                    it was prepared, and in which view; or none
 *   primary -> all   NEW-VIEW(v + 1, order)   with 2f + 1 view changes: the
 *                    order of their highest certificate, or the commander's
 * and a new view's order counts as pre-prepared. A general takes no more
 * letters of a view that it has left: so 2f + 1 commits and 2f + 1 view changes
 * share a loyal general who names the certificate.
 * Letters without a fault: (n-1) + (n-1)^2 + n(n-1) = 2n(n-1).
 *
 * Theorem: with t <= f traitors no two loyal generals obey different orders,
 * whatever the city delivers, delays or loses. Once letters come through, all
 * obey as soon as a primary is loyal: in view f at the latest, counted from the
 * first view in which nothing is delayed any more, of any f + 1 in a row.
 * With f + 1 traitors, the primary among them, two orders are committed in one
 * view; f + 1 backups need a view change for it.
 * Source: Castro and Liskov, "Practical Byzantine Fault Tolerance", 1999.
 *
 * Departs from the paper:
 * - One order is agreed upon, not a sequence: no checkpoints, no clients. The
 *   setup says how many view changes there may be; nothing times out then.
 * - Certificates are not carried about. What traitors can prove is reckoned
 *   from what was really written (pbft_proof.c): a loyal general never signs
 *   what he has not written. Traitors know of every letter at once, also of
 *   one that no road brings to them.
 * - A letter that its receiver could not use yet stays on its road: a prepare
 *   until the receiver's view has an order, a commit until it is prepared. That
 *   takes nothing from the city, which may let it come later, and makes every
 *   arrival count. A letter that can no longer matter is settled as late.
 * - Traitors are asked for all prepares and commits of a view when it begins,
 *   and for their view changes when the first loyal general asks for it. In
 *   view 0 for every order, later for those that the primary wrote. Sending
 *   early is no loss, for the same reason. Certificates that they could gather
 *   after that question they cannot show.
 * - Anybody may lose patience, also who has decided (after those who wait):
 * with a traitor who keeps silent, one general alone that has not decided would
 *   never find f others to ask for a view with it. The paper has clients who
 *   ask again, and checkpoints, for that.
 * - Letters between traitors are not written, and those to traitors are settled
 *   at once. */
#include <stddef.h>

#include "rules/pbft_flow.h"
#include "rules/table.h"

static const struct memory_pbft *in(const struct world *world)
{
    return &world->memory.pbft;
}

static enum status check_generals(const struct setup *setup, struct diag *why)
{
    unsigned n = setup->generals, f = (n - 1u) / 3;
    if (n < 4 || n != 3 * f + 1) {
        diag_set(why,
                 "there are %u generals; safety first needs 3f + 1 of them: 4, "
                 "7, 10, 13 or 16",
                 n);
        return STATUS_SETUP;
    }
    if (setup->faults != f) {
        diag_set(why,
                 "the protocol is told to expect %u traitors; of %u generals "
                 "it must be %u",
                 setup->faults, n, f);
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

static enum status pbft_check(const struct setup *setup, struct diag *why)
{
    if (setup->confirmations >= PBFT_VIEWS_MAX) {
        diag_set(why, "%u changes of the view; there can be 0 to %d",
                 setup->confirmations, (int)PBFT_VIEWS_MAX - 1);
        return STATUS_SETUP;
    }
    if (setup->falls > 0) {
        diag_set(why,
                 "nobody falls silent for ever here: falls must be 0, not "
                 "%u; a silent general is a traitor",
                 setup->falls);
        return STATUS_SETUP;
    }
    if (setup->accusers != 0) {
        diag_set(why, "nobody accuses under safety first: accusers must be "
                      "none");
        return STATUS_SETUP;
    }
    return check_generals(setup, why);
}

/* Safety only. */
static bool pbft_promised(const struct setup *setup)
{
    return setup_traitors(setup) <= setup->faults && !setup_can_capture(setup);
}

/* --- what the future depends on --- */

struct key {
    uint8_t *bytes;
    size_t room, length;
};

static void put(struct key *key, unsigned byte)
{
    if (key->length < key->room) {
        key->bytes[key->length] = (uint8_t)byte;
    }
    key->length++;
}

static void put_set(struct key *key, unsigned set)
{
    put(key, set & 0xff);
    put(key, set >> 8);
}

static void put_replica(struct key *key, const struct world *world, unsigned g)
{
    const struct memory_pbft *pbft = in(world);
    put(key, pbft->view[g]);
    put(key, pbft->active[g]);
    put(key, pbft->accepted[g]);
    put(key, pbft->prepared_order[g]);
    put(key, pbft->prepared_view[g]);
    put(key, world->decided[g]);
    for (unsigned s = 0; s < world->setup.generals; s++) {
        put(key, pbft->heard[g][s]);
    }
    for (unsigned o = 0; o < world->setup.orders; o++) {
        put_set(key, pbft->prepares[g][o]);
        put_set(key, pbft->commits[g][o]);
    }
}

static void put_view(struct key *key, const struct world *world, unsigned view)
{
    const struct memory_pbft *pbft = in(world);
    put_set(key, pbft->asked[view]);
    put_set(key, pbft->got[view]);
    put_set(key, pbft->told[view]);
    put(key, pbft->proposed[view]);
    put(key, pbft->opened[view]);
    for (unsigned o = 0; o < world->setup.orders; o++) {
        put_set(key, pbft->vouched[view][o]);
    }
    for (unsigned s = 0; s < world->setup.generals; s++) {
        put(key, pbft->change_order[view][s]);
        put(key, pbft->change_claim[view][s]);
    }
}

/* Letters on their roads are a set: the next one in it after `last`, in any
 * fixed order that does not depend on their numbers. */
static uint64_t letter_rank(const struct world *world,
                            const struct post_letter *letter)
{
    bool asked = world->setup.capture > 0 && (letter->flags & POST_ROAD) == 0;
    return (uint64_t)letter->to << 40 | (uint64_t)letter->from << 32 |
           (uint64_t)letter->kind << 24 | (uint64_t)letter->phase << 16 |
           (uint64_t)letter->order << 8 | (uint64_t)letter->claim |
           (uint64_t)asked << 48 |
           (uint64_t)(asked && letter->number == world->at) << 49;
}

static void put_letters(struct key *key, const struct world *world)
{
    const struct post *post = post_in(world);
    uint64_t last = 0;
    for (;;) {
        uint64_t next = UINT64_MAX;
        for (uint32_t i = 0; i < post->used; i++) {
            uint64_t rank = letter_rank(world, &post->letter[i]);
            if (post_flies(&post->letter[i]) && rank > last && rank < next) {
                next = rank;
            }
        }
        for (unsigned i = 0; i < 7; i++) {
            put(key, (unsigned)(next >> 8 * i) & 0xff);
        }
        if (next == UINT64_MAX) {
            return;
        }
        last = next;
    }
}

static size_t pbft_canon(const struct world *world, uint8_t *bytes, size_t room)
{
    const struct memory_pbft *pbft = in(world);
    struct key key = {.bytes = bytes, .room = room};
    uint32_t clock = world->setup.deadline > 0 ? world->clock : 0;
    put(&key, world->stage);
    put(&key, world->budget);
    put(&key, pbft->step);
    put(&key, pbft->changing);
    put(&key, pbft->renewing);
    put(&key, pbft->vouching);
    put_set(&key, pbft->fresh);
    put_set(&key, pbft->question & 0xffff);
    put_set(&key, clock & 0xffff);
    put_set(&key, clock >> 16);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        put_replica(&key, world, g);
    }
    for (unsigned v = 0; v <= world->setup.confirmations; v++) {
        put_view(&key, world, v);
    }
    put_letters(&key, world);
    return key.length;
}

/* --- eyes --- */

static size_t pbft_explain(const struct world *world, unsigned g,
                           struct reason *out, size_t room)
{
    bool decided = world->decided[g] != ORDER_NONE;
    unsigned quorum = pbft_quorum(&world->setup);
    if (world->stage != STAGE_OVER) {
        return 0;
    }
    if (room > 0) {
        out[0] =
            (struct reason){.letter = NO_LETTER,
                            .kind = decided ? REASON_QUORUM : REASON_WAITING,
                            .general = (uint8_t)g,
                            .order = world->decided[g],
                            .count = decided ? (uint8_t)quorum : 0,
                            .of = (uint8_t)quorum};
    }
    return 1;
}

const struct rules rules_pbft = {
    .id = "pbft",
    .title = "Safety first, PBFT",
    .source = "Castro and Liskov 1999",
    .traits = RULES_NO_CLOCK | RULES_VIEWS,
    .check = pbft_check,
    .promised = pbft_promised,
    .start = pbft_start,
    .ask = pbft_ask,
    .option = pbft_option,
    .accepts = pbft_accepts,
    .apply = pbft_apply,
    .judge = pbft_judge,
    .letters = post_letters,
    .letter = post_letter,
    .canon = pbft_canon,
    .explain = pbft_explain,
};
