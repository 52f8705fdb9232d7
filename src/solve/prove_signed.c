/* SM(m) as a circuit.
 *
 * Inputs: for each letter that traitors could send to a loyal general and that
 * could bring it news, whether they do. The letters of a round are listed in
 * the order in which rules/signed_round.c numbers them, because of several
 * that bring an order in one round the first one counts as news, and is passed
 * on. `present` of a letter: it is written. `news`: it is, no letter of an
 * earlier round brought this order here, and no earlier one of this round did.
 * - A loyal general, or a traitor towards another one, passes on what was news,
 *   and nothing else.
 * - A traitor may send a loyal general any chain whose loyal seals are at hand:
 *   up to its last loyal signer it is the beginning of a letter with this order
 *   that a loyal general sent to a traitor in an earlier round (or there is no
 *   loyal signer on it; then the commander is a traitor).
 * - A due letter passes on what was news to the traitor in the last round.
 *
 * What can be left out. A letter that cannot bring news changes nothing that
 * anybody knows; it then does its duty, which is no lie. Whether it can is seen
 * by what its presence implies: if that includes an earlier letter with the
 * same order to the same receiver, it cannot. Between traitors letters only
 * decide what is due; without lies to count they are left out.
 *
 * No symmetry is used: all loyal generals are in the circuit. Forgeries are
 * refused, always, and never tried. */
#include "solve/prove_formula.h"

#include <stdlib.h>

struct season {
    struct formula *formula;
    unsigned round;
    uint32_t last, first; /* letters of the last round, and of this one */
    uint16_t used;        /* generals on the chain that is being made */
    int before[GENERALS_MAX][ORDERS_MAX]; /* some letter so far brought it */
    uint32_t latest[GENERALS_MAX][ORDERS_MAX]; /* or NO_LETTER */
};

static bool loyal(const struct season *season, unsigned g)
{
    return !setup_is_traitor(season->formula->setup, g);
}

static bool has_road(const struct season *season, unsigned from, unsigned to)
{
    return season->formula->setup->road[from][to] > 0;
}

static unsigned signers(path_bits chain, unsigned length)
{
    unsigned set = 0;

    for (unsigned k = 0; k < length; k++) {
        set |= 1u << paths_at(chain, k);
    }
    return set;
}

static path_bits beginning(path_bits chain, unsigned length)
{
    return length < 16 ? chain & (((path_bits)1 << 4 * length) - 1) : chain;
}

/* Say whether an earlier letter with this order to this general is written
 * whenever this literal is true: it is then not news. */
static bool brought(const struct season *season, int literal, unsigned order,
                    unsigned to)
{
    const struct formula *formula = season->formula;

    for (uint32_t i = season->latest[to][order]; i != NO_LETTER;
         i = formula->sealed[i].earlier) {
        if (formula->sealed[i].present == literal) {
            return true;
        }
    }
    return false;
}

/* A letter that is written only if `literal` is true, which follows from
 * letter `cause`: say whether it cannot bring news. */
static bool is_stale(const struct season *season, int literal, uint32_t cause,
                     unsigned order, unsigned to)
{
    while (!brought(season, literal, order, to)) {
        if (cause == NO_LETTER) {
            return false;
        }
        literal = season->formula->sealed[cause].present;
        cause = season->formula->sealed[cause].cause;
    }
    return true;
}

/* Say whether letter `i` is written only if `literal` is true. */
static bool follows(const struct formula *formula, uint32_t i, int literal)
{
    for (; i != NO_LETTER; i = formula->sealed[i].cause) {
        if (formula->sealed[i].present == literal) {
            return true;
        }
    }
    return false;
}

static struct prove_sealed *append(struct formula *formula)
{
    if (formula->sealed_used == formula->sealed_room) {
        uint32_t room = 2 * formula->sealed_room + 256;
        struct prove_sealed *sealed =
            realloc(formula->sealed, room * sizeof *sealed);

        if (sealed == NULL) {
            formula->circuit.failed = true;
            return NULL;
        }
        formula->sealed = sealed;
        formula->sealed_room = room;
    }
    formula->full = formula->sealed_used >= PROVE_SEALED_LETTERS_MAX;
    return &formula->sealed[formula->sealed_used++];
}

/* Add this letter if it can bring news, or gives a traitor a loyal seal. */
static void add(struct season *season, struct prove_sealed letter)
{
    struct formula *formula = season->formula;
    int *before = &season->before[letter.to][letter.order];
    bool stale =
        *before == LIT_TRUE ||
        is_stale(season, letter.present, letter.cause, letter.order, letter.to);
    struct prove_sealed *slot;

    if (letter.present == LIT_FALSE ||
        (stale && (loyal(season, letter.to) || !loyal(season, letter.from)))) {
        return;
    }
    letter.news = LIT_FALSE;
    if (!stale) {
        letter.news = circuit_and(&formula->circuit, letter.present, -*before);
        *before = circuit_or(&formula->circuit, letter.present, *before);
    }
    letter.earlier = season->latest[letter.to][letter.order];
    slot = append(formula);
    if (slot != NULL) {
        *slot = letter;
        season->latest[letter.to][letter.order] = formula->sealed_used - 1;
    }
}

/* Part 1 of a round: who had news from letter `cause` (NO_LETTER: the
 * commander) passes it on to all who have not signed. */
static void pass_on(struct season *season, const struct prove_sealed *heard,
                    uint32_t cause)
{
    unsigned length = season->round, sender = heard->to;
    path_bits sealed = heard->chain | (path_bits)sender << 4 * (length - 1);
    unsigned set = signers(sealed, length);

    for (unsigned to = 0; to < season->formula->setup->generals; to++) {
        if ((set >> to & 1) == 0 && has_road(season, sender, to) &&
            (loyal(season, sender) ||
             (!loyal(season, to) && season->formula->lies))) {
            add(season, (struct prove_sealed){.chain = sealed,
                                              .present = heard->news,
                                              .cause = cause,
                                              .order = heard->order,
                                              .to = (uint8_t)to,
                                              .from = (uint8_t)sender,
                                              .length = (uint8_t)length});
        }
    }
}

static void send_duties(struct season *season)
{
    const struct formula *formula = season->formula;
    const struct prove_sealed told = {.news = LIT_TRUE,
                                      .order = formula->setup->order,
                                      .to = formula->setup->commander};

    if (season->round == 1) {
        pass_on(season, &told, NO_LETTER);
        return;
    }
    for (uint32_t i = season->last; i < season->first && !formula->full; i++) {
        struct prove_sealed heard = formula->sealed[i];

        pass_on(season, &heard, i);
    }
}

/* What a chain needs of loyal generals. */
struct need {
    int literal;    /* LIT_TRUE: nothing */
    uint32_t cause; /* the letter that all of it follows from, or NO_LETTER */
};

/* Some loyal general's letter that begins with this is with a traitor. */
static struct need at_hand(const struct season *season, path_bits chain,
                           unsigned length, unsigned order)
{
    struct formula *formula = season->formula;
    struct need need = {.literal = LIT_FALSE, .cause = NO_LETTER};
    int some = LIT_FALSE;

    for (uint32_t i = 0; i < season->first; i++) {
        const struct prove_sealed *letter = &formula->sealed[i];

        if (letter->order != order || letter->length < length ||
            !loyal(season, letter->from) || loyal(season, letter->to) ||
            beginning(letter->chain, length) != chain ||
            (some != LIT_FALSE && follows(formula, i, some))) {
            continue;
        }
        need.cause = some == LIT_FALSE ? i : NO_LETTER;
        some = some == LIT_FALSE ? letter->present : some;
        need.literal =
            circuit_or(&formula->circuit, need.literal, letter->present);
    }
    return need;
}

/* The last sender had this as news in the last round. */
static int is_due(const struct season *season, path_bits chain, unsigned order)
{
    const struct formula *formula = season->formula;
    unsigned sender = paths_at(chain, season->round - 1);

    if (season->round == 1) {
        return order == formula->setup->order ? LIT_TRUE : LIT_FALSE;
    }
    chain = beginning(chain, season->round - 1);
    for (uint32_t i = season->last; i < season->first; i++) {
        const struct prove_sealed *letter = &formula->sealed[i];

        if (letter->chain == chain && letter->to == sender &&
            letter->order == order) {
            return letter->news;
        }
    }
    return LIT_FALSE;
}

/* A letter that the traitors may send to a loyal general. */
static void offer(struct season *season, path_bits chain, struct need need,
                  unsigned to, unsigned order)
{
    struct formula *formula = season->formula;
    unsigned from = paths_at(chain, season->round - 1);
    struct prove_sealed letter = {.chain = chain,
                                  .cause = need.cause,
                                  .order = (uint8_t)order,
                                  .to = (uint8_t)to,
                                  .from = (uint8_t)from,
                                  .length = (uint8_t)season->round};
    uint32_t used = formula->sealed_used;

    if (!has_road(season, from, to) || season->before[to][order] == LIT_TRUE ||
        is_stale(season, need.literal, need.cause, order, to)) {
        return;
    }
    letter.sends = circuit_input(&formula->circuit);
    letter.present = circuit_and(&formula->circuit, letter.sends, need.literal);
    add(season, letter);
    if (formula->sealed_used > used && formula->lies) {
        int due = is_due(season, chain, order);
        formula_lie(formula,
                    circuit_xor(&formula->circuit, letter.present, due));
    }
}

/* Every chain from this place on, in lexicographic order. `need` is for the
 * chain so far. */
static void chains(struct season *season, path_bits chain, unsigned length,
                   struct need need, unsigned to, unsigned order)
{
    const struct setup *setup = season->formula->setup;

    for (unsigned g = 0; g < setup->generals && !season->formula->full; g++) {
        path_bits longer = chain | (path_bits)g << 4 * length;
        struct need with = need;

        if ((season->used >> g & 1) != 0 || g == to ||
            (length == 0 && g != setup->commander) ||
            (length + 1 == season->round && loyal(season, g))) {
            continue;
        }
        if (loyal(season, g)) {
            with = at_hand(season, longer, length + 1, order);
        }
        if (with.literal == LIT_FALSE || !formula_goes_on(season->formula)) {
            continue;
        }
        if (length + 1 == season->round) {
            offer(season, longer, with, to, order);
            continue;
        }
        season->used |= (uint16_t)(1u << g);
        chains(season, longer, length + 1, with, to, order);
        season->used &= (uint16_t) ~(1u << g);
    }
}

static void offer_letters(struct season *season)
{
    const struct setup *setup = season->formula->setup;
    struct need nothing = {.literal = LIT_TRUE, .cause = NO_LETTER};

    for (unsigned to = 0; to < setup->generals; to++) {
        for (unsigned order = 0; loyal(season, to) && order < setup->orders;
             order++) {
            chains(season, 0, 0, nothing, to, order);
        }
    }
}

/* choice(): the only order that is known, else retreat. */
static struct value choice(struct formula *formula, const int *known)
{
    struct value value = {{0}};

    for (unsigned o = 1; o < formula->setup->orders; o++) {
        int only = known[o];

        for (unsigned p = 0; p < formula->setup->orders; p++) {
            int other = p == o ? LIT_FALSE : known[p];
            only = circuit_and(&formula->circuit, only, -other);
        }
        value.is[o] = only;
    }
    return value;
}

void formula_signed(struct formula *formula)
{
    const struct setup *setup = formula->setup;
    unsigned longest = setup->generals - 2u;
    unsigned rounds = (setup->depth < longest ? setup->depth : longest) + 1u;
    struct season season = {.formula = formula};

    for (unsigned i = 0; i < GENERALS_MAX * ORDERS_MAX; i++) {
        season.before[i / ORDERS_MAX][i % ORDERS_MAX] = LIT_FALSE;
        season.latest[i / ORDERS_MAX][i % ORDERS_MAX] = NO_LETTER;
    }
    for (season.round = 1; season.round <= rounds; season.round++) {
        season.last = season.first;
        season.first = formula->sealed_used;
        send_duties(&season);
        offer_letters(&season);
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        if (g != setup->commander && loyal(&season, g)) {
            formula->decision[g] = choice(formula, season.before[g]);
            formula->decides |= (uint16_t)(1u << g);
        }
    }
}
