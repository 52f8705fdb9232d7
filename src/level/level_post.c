/* Steps of a solution under pbft, whose letters are named by their kind. */
#include <string.h>

#include "level/read.h"
#include "rules/pbft.h"

/* What a letter of pbft is called. */
static const char *const posts[POST_KIND_COUNT] = {
    [POST_PRE_PREPARE] = "pre-prepare", [POST_PREPARE] = "prepare",
    [POST_COMMIT] = "commit",           [POST_VIEW_CHANGE] = "view-change",
    [POST_NEW_VIEW] = "new-view",
};

static bool read_post_kind(struct level_reader *reader,
                           const config_setting_t *group,
                           struct level_step *step)
{
    const char *name = level_get_word(group, "write");
    for (unsigned k = 0; name != NULL && k < POST_KIND_COUNT; k++) {
        if (posts[k] != NULL && strcmp(posts[k], name) == 0) {
            step->post = (uint8_t)k;
            return true;
        }
    }
    level_fault_at(reader, group,
                   "\"write\" is \"pre-prepare\", \"prepare\", \"commit\", "
                   "\"view-change\" or \"new-view\"");
    return false;
}

/* Letters of pbft: their kind, their view, and an order, "silence", or in a
 * view change "nothing". */
bool level_read_post(struct level_reader *reader, const config_setting_t *group,
                     struct level_step *step)
{
    static const unsigned range[] = {0, PBFT_VIEWS_MAX - 1};
    bool send = true, well = level_read_ends(reader, group, step), vouches;
    const char *order = level_get_word(group, "order");
    unsigned view = 0;
    well = read_post_kind(reader, group, step) && well;
    (void)level_get_int(reader, group, "view", range, &view);
    (void)level_get_bool(group, "send", &send);
    vouches = step->post == POST_PREPARE || step->post == POST_COMMIT;
    step->view = (uint8_t)view;
    step->kind = vouches ? (send ? OPTION_SEND : OPTION_WITHHOLD)
                 : step->post == POST_VIEW_CHANGE ? OPTION_CLAIM
                                                  : OPTION_SAY;
    if (!vouches && order != NULL && strcmp(order, "silence") == 0) {
        step->kind = OPTION_SILENT;
        return well;
    }
    if (step->kind == OPTION_CLAIM && order != NULL &&
        strcmp(order, "nothing") == 0) {
        return well;
    }
    return level_get_order(reader, group, "order", &step->order) && well;
}

/* Which letters of pbft there are depends on what was sent before; what can be
 * said without playing is who writes what in which view. */
const char *level_post_fault(const struct setup *setup,
                             const struct level_step *step)
{
    bool primary = pbft_primary(setup, step->view) == step->from;
    bool opens = step->post == POST_PRE_PREPARE || step->post == POST_NEW_VIEW;
    if (step->view > setup->confirmations) {
        return "there are not so many views: raise \"views\" in \"network\"";
    }
    if ((step->post == POST_PRE_PREPARE) > (step->view == 0) ||
        ((step->post == POST_NEW_VIEW || step->post == POST_VIEW_CHANGE) &&
         step->view == 0)) {
        return "view 0 begins with a pre-prepare, every other one with view "
               "changes and a new view";
    }
    if (opens != primary && (opens || step->post == POST_PREPARE)) {
        return opens ? "only the primary opens a view"
                     : "the primary of a view writes no prepares in it";
    }
    return setup_is_traitor(setup, step->to)
               ? "letters between traitors are no choices: they share all"
               : NULL;
}
