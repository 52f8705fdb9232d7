#include "rules/unsealed.h"

void unsealed_option(unsigned duty, unsigned orders, uint32_t i,
                     struct option *out)
{
    if (i < orders) {
        *out = option_order(OPTION_SAY, order_option(duty, i));
        return;
    }
    *out = option_plain(OPTION_SILENT);
    out->redundant = 1; /* counts as the default order, which is an option */
}

void unsealed_capture(uint8_t *letter)
{
    *letter = (uint8_t)((*letter & ORAL_WRITTEN) | ORAL_CAPTURED);
}

void unsealed_letter(const struct world *world, uint8_t letter, bool written,
                     struct letter *out)
{
    if (world->setup.road[out->from][out->to] == 0) {
        out->duty = ORDER_NONE;
    }
    out->counted = letter & ORAL_HEARD;
    out->order = (uint8_t)((letter & ORAL_WRITTEN) >> ORAL_WRITTEN_SHIFT);
    if (!written || (letter & ORAL_SILENT) != 0) {
        out->order = ORDER_NONE;
        out->state = LETTER_UNWRITTEN;
    } else if ((letter & ORAL_CAPTURED) != 0) {
        out->state = LETTER_CAPTURED;
    } else {
        out->state = LETTER_ARRIVED;
    }
}

void unsealed_log(const struct world *world, uint32_t index,
                  const struct ride *ride, struct event_log *log)
{
    event_add(log,
              (struct event){.minute = world->clock,
                             .letter = index,
                             .kind = ride->written ? EVENT_SENT : EVENT_SILENT,
                             .actor = ride->from,
                             .target = ride->to,
                             .round = world->round});
}
