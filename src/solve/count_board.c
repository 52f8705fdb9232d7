#include "solve/count_board.h"

#include <string.h>

enum {
    GROUP = 28,
    TABLE = 2 * COUNT_CASES,
    CASES_A_TICK = 64 /* somebody may wait for a count to stop */
};

/* ---- Counts -------------------------------------------------------------- */

uint32_t board_ranks(unsigned orders, unsigned of)
{
    uint64_t ranks = 1; /* of + orders - 1 over orders - 1 */
    for (unsigned i = 1; i < orders; i++) {
        ranks = ranks * (of + i) / i;
    }
    return (uint32_t)ranks;
}

/* Those with more of the first order come first. */
uint32_t board_rank(unsigned orders, const struct counts *counts)
{
    unsigned left = 0;
    uint32_t rank = 0;
    for (unsigned o = 0; o < orders; o++) {
        left += counts->of[o];
    }
    for (unsigned o = 0; o + 1 < orders; o++) {
        for (unsigned more = counts->of[o] + 1U; more <= left; more++) {
            rank += board_ranks(orders - o - 1, left - more);
        }
        left -= counts->of[o];
    }
    return rank;
}

bool board_next(unsigned orders, struct counts *counts)
{
    unsigned last = counts->of[orders - 1];
    counts->of[orders - 1] = 0;
    for (unsigned o = orders - 1; o-- > 0;) {
        if (counts->of[o] > 0) {
            counts->of[o]--;
            counts->of[o + 1] = (uint8_t)(last + 1);
            return true;
        }
    }
    return false;
}

static uint64_t factorial(unsigned n)
{
    uint64_t product = 1;
    while (n > 1) {
        product *= n--;
    }
    return product;
}

uint64_t board_ways(unsigned orders, const struct counts *counts)
{
    unsigned all = 0;
    uint64_t same = 1;
    for (unsigned o = 0; o < orders; o++) {
        all += counts->of[o];
        same *= factorial(counts->of[o]);
    }
    return factorial(all) / same;
}

/* ---- Cases --------------------------------------------------------------- */

static struct count_case *case_at(const struct board *board, unsigned half,
                                  uint32_t i)
{
    return &board->count->room->cases[half * COUNT_CASES + i];
}

static mpz_ptr weight_at(const struct board *board, unsigned half, uint32_t i)
{
    return board->count->room->weights[half * COUNT_CASES + i];
}

/* Zero; cases are numbered in ascending order, so at most this one is not yet
 * ready. */
static mpz_ptr new_weight(const struct board *board, unsigned half, uint32_t i)
{
    mpz_ptr weight = weight_at(board, half, i);
    uint32_t *ready = &board->count->room->ready->weights[half];
    if (i == *ready) {
        mpz_init(weight);
        ++*ready;
    }
    mpz_set_ui(weight, 0);
    return weight;
}

/* FNV-1a, a number at a time. */
static uint32_t hash(const struct board *board, const uint32_t *item)
{
    uint64_t sum = UINT64_C(14695981039346656037);
    for (unsigned i = 0; i < board->loyal; i++) {
        sum = (sum ^ item[i]) * UINT64_C(1099511628211);
    }
    return (uint32_t)(sum >> 32) % TABLE;
}

static void sort(uint32_t *item, unsigned count)
{
    for (unsigned i = 1; i < count; i++) {
        uint32_t one = item[i];
        unsigned at = i;
        for (; at > 0 && item[at - 1] > one; at--) {
            item[at] = item[at - 1];
        }
        item[at] = one;
    }
}

/* The weight of this case on the coming half; NULL when there is no room. */
static mpz_ptr find(struct board *board, uint32_t *item)
{
    unsigned half = board->half ^ 1;
    uint32_t *table = board->count->room->table;
    size_t size = board->loyal * sizeof *item;
    uint32_t slot;
    sort(item, board->loyal);
    for (slot = hash(board, item); table[slot] != 0;
         slot = (slot + 1) % TABLE) {
        if (memcmp(case_at(board, half, table[slot] - 1)->item, item, size) ==
            0) {
            return weight_at(board, half, table[slot] - 1);
        }
    }
    if (board->cases[half] == COUNT_CASES) {
        board->full = true;
        return NULL;
    }
    table[slot] = ++board->cases[half];
    memcpy(case_at(board, half, table[slot] - 1)->item, item, size);
    case_at(board, half, table[slot] - 1)->slot = slot;
    return new_weight(board, half, table[slot] - 1);
}

/* Before case i: say whether there is room, and time, for it. */
static bool goes_on(struct board *board, uint32_t i)
{
    const struct count_room *room = board->count->room;
    if (i % CASES_A_TICK == CASES_A_TICK - 1 && room->tick != NULL &&
        !room->tick(room->context, board->count->states + i)) {
        board->stopped = true;
    }
    return !board->full && !board->stopped;
}

/* The coming half becomes the present one. */
static void turn_over(struct board *board)
{
    unsigned half = board->half ^ 1;
    for (uint32_t i = 0; i < board->cases[half]; i++) {
        board->count->room->table[case_at(board, half, i)->slot] = 0;
    }
    board->count->states += board->cases[half];
    board->cases[board->half] = 0;
    board->half = half;
}

static uint32_t votes(unsigned order, unsigned many)
{
    return order == ORDER_RETREAT ? 0 : (uint32_t)many << 4 * (order - 1);
}

static uint32_t group_of(uint32_t item)
{
    return item >> GROUP;
}

void board_begin(struct board *board, const struct counts *told)
{
    uint32_t item[GENERALS_MAX];
    unsigned i = 0;
    mpz_ptr weight;
    board->cases[0] = board->cases[1] = 0;
    for (unsigned o = 0; o < board->orders; o++) {
        for (unsigned k = 0; k < told->of[o]; k++) {
            item[i++] = votes(o, 1) | (o + 1U) << GROUP;
        }
    }
    weight = find(board, item);
    if (weight != NULL) {
        mpz_set_ui(weight, 1);
    }
    turn_over(board);
}

/* ---- Trees --------------------------------------------------------------- */

/* What the receivers make of the tree that is added: the i-th its value. Among
 * equal receivers the values ascend, so that each way to share them out comes
 * once; `ways` has those that were left out. */
struct reading {
    uint32_t item[GENERALS_MAX]; /* the receivers, ascending */
    uint8_t value[GENERALS_MAX];
    unsigned count;
};

static bool next_reading(struct reading *reading, unsigned orders)
{
    unsigned i = reading->count;
    while (i > 0 && reading->value[i - 1] + 1U == orders) {
        i--;
    }
    if (i == 0) {
        return false;
    }
    reading->value[i - 1]++;
    for (; i < reading->count; i++) {
        bool same = reading->item[i] == reading->item[i - 1];
        reading->value[i] = same ? reading->value[i - 1] : 0;
    }
    return true;
}

static uint64_t ways(const struct reading *reading, unsigned orders)
{
    uint64_t product = 1;
    struct counts same = {{0}};
    for (unsigned i = 0; i < reading->count; i++) {
        same.of[reading->value[i]]++;
        if (i + 1 == reading->count ||
            reading->item[i + 1] != reading->item[i]) {
            product *= board_ways(orders, &same);
            same = (struct counts){{0}};
        }
    }
    return product;
}

/* Add all readings of one case; `fixed` receiver, if there is one, makes
 * nothing of it. */
static void read_all(struct board *board, struct reading *reading,
                     mpz_srcptr weight, uint32_t fixed, mpz_t *plans)
{
    mpz_t product;
    mpz_init(product);
    memset(reading->value, 0, sizeof reading->value);
    do {
        struct counts counts = {{0}};
        uint32_t item[GENERALS_MAX] = {0};
        mpz_ptr to;
        mpz_srcptr some;
        for (unsigned i = 0; i < reading->count; i++) {
            item[i] = reading->item[i] + votes(reading->value[i], 1);
            counts.of[reading->value[i]]++;
        }
        if (reading->count < board->loyal) {
            item[reading->count] = fixed;
        }
        some = plans[board_rank(board->orders, &counts)];
        if (mpz_sgn(some) == 0) {
            continue;
        }
        to = find(board, item);
        if (to == NULL) {
            break;
        }
        mpz_mul_ui(product, weight, ways(reading, board->orders));
        mpz_addmul(to, product, some);
    } while (next_reading(reading, board->orders));
    mpz_clear(product);
}

/* One of the receivers who were told this, each as likely: the first of those
 * with the same number stands for all of these. */
static void read_of(struct board *board, uint32_t i, unsigned told,
                    mpz_t *plans)
{
    const struct count_case *from = case_at(board, board->half, i);
    unsigned group = 0;
    mpz_t weight;
    mpz_init(weight);
    for (unsigned g = 0; g < board->loyal; g++) {
        group += group_of(from->item[g]) == told + 1;
    }
    for (unsigned g = 0, end; g < board->loyal; g = end) {
        struct reading reading = {.count = board->loyal - 1};
        for (end = g + 1;
             end < board->loyal && from->item[end] == from->item[g];) {
            end++;
        }
        if (group_of(from->item[g]) != told + 1) {
            continue;
        }
        memcpy(reading.item, from->item, g * sizeof from->item[0]);
        memcpy(reading.item + g, from->item + g + 1,
               (reading.count - g) * sizeof from->item[0]);
        mpz_mul_ui(weight, weight_at(board, board->half, i), end - g);
        mpz_divexact_ui(weight, weight, group);
        read_all(board, &reading, weight,
                 from->item[g] & ((UINT32_C(1) << GROUP) - 1), plans);
    }
    mpz_clear(weight);
}

void board_add(struct board *board, unsigned told, mpz_t *plans)
{
    for (uint32_t i = 0; i < board->cases[board->half] && goes_on(board, i);
         i++) {
        const struct count_case *from = case_at(board, board->half, i);
        struct reading reading = {.count = board->loyal};
        if (told != ORDER_NONE) {
            read_of(board, i, told, plans);
            continue;
        }
        memcpy(reading.item, from->item, board->loyal * sizeof from->item[0]);
        read_all(board, &reading, weight_at(board, board->half, i), 0, plans);
    }
    turn_over(board);
}

void board_add_all(struct board *board, unsigned told, unsigned many,
                   mpz_srcptr plans)
{
    mpz_t times;
    mpz_init(times);
    mpz_pow_ui(times, plans, many);
    for (uint32_t i = 0; i < board->cases[board->half] && goes_on(board, i);
         i++) {
        const struct count_case *from = case_at(board, board->half, i);
        uint32_t item[GENERALS_MAX];
        mpz_ptr to;
        for (unsigned g = 0; g < board->loyal; g++) {
            bool own = group_of(from->item[g]) == told + 1;
            uint32_t rest = own ? from->item[g] & ((UINT32_C(1) << GROUP) - 1)
                                : from->item[g];
            item[g] = rest + votes(told, many - own);
        }
        to = find(board, item);
        if (to != NULL) {
            mpz_addmul(to, weight_at(board, board->half, i), times);
        }
    }
    mpz_clear(times);
    turn_over(board);
}

static unsigned majority(const struct board *board, uint32_t item, unsigned of)
{
    for (unsigned o = 1; o < board->orders; o++) {
        if ((item >> 4 * (o - 1) & 15) * 2 > of) {
            return o;
        }
    }
    return ORDER_RETREAT;
}

void board_gather(const struct board *board, unsigned of, mpz_srcptr times,
                  mpz_t *sums)
{
    for (uint32_t i = 0; i < board->cases[board->half]; i++) {
        const struct count_case *from = case_at(board, board->half, i);
        struct counts made = {{0}};
        for (unsigned g = 0; g < board->loyal; g++) {
            made.of[majority(board, from->item[g], of)]++;
        }
        mpz_addmul(sums[board_rank(board->orders, &made)],
                   weight_at(board, board->half, i), times);
    }
}
