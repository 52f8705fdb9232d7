#include "core/view.h"

_Static_assert(sizeof(struct letter) == 40, "struct letter has padding");

/* A sealed letter that a traitor could send: there is nothing to see while it
 * is neither written nor due. */
static bool is_idea(const struct letter *letter)
{
    return letter->sealed && letter->state == LETTER_UNWRITTEN &&
           letter->duty == ORDER_NONE;
}

/* The post keeps old letters of a rule without a clock for a while only. */
static bool is_forgotten(const struct letter *letter)
{
    return letter->sent == UINT32_MAX;
}

bool letter_at(struct letter *letter, uint32_t minute)
{
    uint32_t taken = letter->sent + (letter->arrives - letter->sent) / 2;
    if (minute < letter->sent || is_idea(letter) || is_forgotten(letter)) {
        return false;
    }
    if (letter->state == LETTER_UNWRITTEN) {
        return true;
    }
    if (letter->state == LETTER_CAPTURED ? minute < taken
                                         : minute < letter->arrives) {
        letter->state = LETTER_RIDING;
        letter->refusal = REFUSAL_NONE;
    }
    return true;
}

/* What the receiver alone knows: nothing came, or what came. */
static bool seen_by_receiver(struct letter *letter, uint32_t minute)
{
    if (minute < letter->arrives || letter->state == LETTER_RIDING) {
        return false;
    }
    letter->duty = ORDER_NONE;
    if (letter->state == LETTER_UNWRITTEN || letter->state == LETTER_CAPTURED) {
        letter->state = LETTER_UNWRITTEN;
        letter->order = ORDER_NONE;
        letter->claim = 0;
        /* Nobody knows that a sealed letter or a chain was due, nor, without a
         * clock, that a letter will not come. */
        return !letter->sealed && !letter->block && letter->post == POST_NONE;
    }
    /* Which seals are forged shows only where the check failed. */
    letter->forged = letter->state == LETTER_REFUSED ? letter->forged : 0;
    return true;
}

static void seen_by_sender(struct letter *letter)
{
    letter->counted = ORDER_NONE;
    letter->refusal = REFUSAL_NONE;
    if (letter->post != POST_NONE) {
        letter->late = 0;
        letter->arrives = UINT32_MAX; /* it may arrive at any time */
        letter->state =
            letter->state == LETTER_UNWRITTEN ? LETTER_UNWRITTEN : LETTER_SENT;
    } else if (letter->state != LETTER_UNWRITTEN &&
               letter->state != LETTER_RIDING) {
        letter->state = LETTER_SENT;
    }
}

bool letter_seen(struct letter *letter, uint16_t eyes, uint32_t minute)
{
    bool sends = (eyes >> letter->from & 1) != 0;
    bool receives = (eyes >> letter->to & 1) != 0;
    bool riding;
    if (eyes == EYES_ALL) {
        return letter_at(letter, minute);
    }
    if (sends && receives && minute >= letter->arrives) {
        return letter_at(letter, minute);
    }
    if (!sends) {
        return receives && seen_by_receiver(letter, minute);
    }
    riding = minute < letter->arrives;
    if (minute < letter->sent || is_idea(letter) || is_forgotten(letter)) {
        return false;
    }
    if (riding && letter->state != LETTER_UNWRITTEN) {
        letter->state = LETTER_RIDING;
    }
    seen_by_sender(letter);
    return true;
}

bool letter_is_lie(const struct letter *letter)
{
    if (letter->state == LETTER_UNWRITTEN) {
        return letter->duty != ORDER_NONE;
    }
    return letter->order != letter->duty || letter->forged != 0;
}
