/* The inside of the level loader, for the files of level/ only: one struct
 * that carries the level being built and collects the faults. */
#ifndef LEVEL_READ_H
#define LEVEL_READ_H

#include <libconfig.h>

#include "level/level.h"

enum {
    GENERAL_ID_MAX = 32, /* bytes, the closing zero included */
    NESTING_MAX = 12     /* brackets within brackets; the format needs 5 */
};

/* What a key's value must be. */
enum value_kind {
    VALUE_INT,
    VALUE_REAL,
    VALUE_BOOL,
    VALUE_WORD,  /* "oral" */
    VALUE_TEXT,  /* { en = ".."; ko = ".."; } */
    VALUE_GROUP, /* { .. } */
    VALUE_LIST,  /* ( .. ) */
    VALUE_NAMES, /* [ "a", "b" ] */
    VALUE_ANY    /* looked at by its reader */
};

/* One key of a group. `example` is what would be right. */
struct level_key {
    const char *name, *example;
    enum value_kind kind;
    bool required;
};

#define LEVEL_KEY(key, must, type, right)                                      \
    {                                                                          \
        .name = (key), .example = (right), .kind = (type), .required = (must)  \
    }

/* The keys of one group, and what the group is called in faults. */
struct level_keys {
    const char *what;
    const struct level_key *keys;
    size_t count;
};

struct level_reader {
    struct level *level; /* being built */
    const char *file;
    struct diag_list *faults; /* may be NULL */
    size_t found;             /* faults of this file */
    const config_setting_t *root;
    char general[GENERALS_MAX][GENERAL_ID_MAX]; /* their ids, "" if bad */
    uint16_t scripted;                   /* bit g: general g has a `plays` */
    uint32_t step_line[LEVEL_STEPS_MAX]; /* where each solution step stands */
    unsigned step_number[LEVEL_STEPS_MAX];
    bool has_role, has_player, has_rule; /* named, and known */
    bool good_generals;                  /* no fault among them */
    bool good_work; /* the group `work` is there, and without fault */
};

/* Note a fault at a line (at least 1). */
void level_fault(struct level_reader *reader, uint32_t line, const char *format,
                 ...) STRATEGOS_PRINTF(3, 4);

/* Note a fault at a setting. */
#define level_fault_at(reader, setting, ...)                                   \
    level_fault((reader), level_line(setting), __VA_ARGS__)
uint32_t level_line(const config_setting_t *setting);

/* level_scan.c: look at the bytes before libconfig does: UTF-8, zero bytes,
 * @include, brackets, keys that stand twice. Faulty places are blanked where
 * reading can go on, so that other faults are found as well. `text` has
 * `length` bytes and a closing zero. Returns false when it cannot go on. */
bool level_scan(struct level_reader *reader, char *text, size_t length);

/* level_keys.c: unknown and missing keys, and wrong types, in one group. */
void level_check_keys(struct level_reader *reader,
                      const config_setting_t *group,
                      const struct level_keys *keys);

/* A member, when it is there and has the right kind; else NULL: the fault was
 * noted by level_check_keys. */
const config_setting_t *level_get(const config_setting_t *group,
                                  const char *name, enum value_kind kind);

/* level_values.c: values of members, checked. Each returns false and leaves
 * `out` alone when the member is not there or faulty. */
bool level_get_int(struct level_reader *reader, const config_setting_t *group,
                   const char *name, const unsigned range[2], unsigned *out);
bool level_get_bool(const config_setting_t *group, const char *name, bool *out);
const char *level_get_word(const config_setting_t *group, const char *name);
void level_get_text(struct level_reader *reader, const config_setting_t *group,
                    const char *name, struct level_text *out);
bool level_get_general(struct level_reader *reader,
                       const config_setting_t *group, const char *name,
                       uint8_t *out);
bool level_get_order(struct level_reader *reader, const config_setting_t *group,
                     const char *name, uint8_t *out);
/* Up to GENERALS_MAX generals, none twice; false and `count` 0 otherwise. */
bool level_get_generals(struct level_reader *reader,
                        const config_setting_t *names,
                        uint8_t out[GENERALS_MAX], unsigned *count);
/* level_scripts.c: look for strategies in the level's own folder. */
void level_seek_beside(struct level *level);
/* Who plays a side, `plays`: a built-in strategy or a file. */
bool level_get_plays(struct level_reader *reader, const config_setting_t *group,
                     bool city, uint8_t *out);
/* "Friday 13:00" as a minute of the week. */
bool level_get_time(struct level_reader *reader, const config_setting_t *group,
                    const char *name, uint32_t *out);
/* Say whether `id` is lower-case letters, digits, '-' and '_', begins with a
 * letter and is shorter than `room`. */
bool level_id_is_good(const char *id, size_t room);

/* Sections of a file, in the order in which they are read. */
void level_read_head(struct level_reader *reader);     /* level_head.c */
void level_read_generals(struct level_reader *reader); /* level_sides.c */
void level_read_orders(struct level_reader *reader);   /* level_orders.c */
void level_read_sides(struct level_reader *reader);    /* level_sides.c */
void level_read_roads(struct level_reader *reader);    /* level_roads.c */
void level_read_work(struct level_reader *reader);     /* level_work.c */
void level_read_acks(struct level_reader *reader);     /* level_acks.c */
void level_read_network(struct level_reader *reader);  /* level_network.c */
void level_read_secret(struct level_reader *reader);   /* level_sides.c */
void level_read_solution(struct level_reader *reader); /* level_solution.c */

/* level_work.c: what fits only to proof of work. */
void level_check_work(struct level_reader *reader);

/* level_acks.c: what fits only to two generals; minutes until the last leg is
 * ridden. */
void level_check_acks(struct level_reader *reader);
uint32_t level_legs_end(const struct setup *setup);
/* level_network.c: whether the rule has no clock; what fits only then. */
bool level_has_steps(const struct level_reader *reader);
void level_check_network(struct level_reader *reader);

/* level_checks.c: what only shows when the parts are put together. */
void level_check_whole(struct level_reader *reader);

/* level_words.c: whether a name, letter or title is one line that can be seen
 * whole; and whether all generals are told apart by what they are called. */
bool level_check_line(struct level_reader *reader,
                      const config_setting_t *member, const char *what);
void level_check_names(struct level_reader *reader);

/* level_solution.c: whom a step's letter is from and to. */
bool level_read_ends(struct level_reader *reader, const config_setting_t *group,
                     struct level_step *step);

/* level_post.c: a step that names a letter of pbft, and what is impossible
 * about it; NULL: nothing. */
bool level_read_post(struct level_reader *reader, const config_setting_t *group,
                     struct level_step *step);
const char *level_post_fault(const struct setup *setup,
                             const struct level_step *step);

/* level_solution.c: whether the solution's letters exist under the rule.
 * Needs a setup that its rule accepts. */
void level_check_solution(struct level_reader *reader);

#endif
