/* Writing the head of a record: one line a member of the setup, always all of
 * them, always in this order. */
#include "record/record_head.h"

#include <string.h>

#include "record/record_fields.h"
#include "rules/rules.h"
#include "seal/seal.h"

#define FIELD(member, top, version)                                            \
    {.key = #member,                                                           \
     .offset = offsetof(struct setup, member),                                 \
     .size = sizeof(((struct setup *)0)->member),                              \
     .most = top,                                                              \
     .since = version},

static const struct record_field fields[] = {RECORD_FIELDS(FIELD)};

const struct record_field *record_field_at(size_t i)
{
    return i < sizeof fields / sizeof fields[0] ? &fields[i] : NULL;
}

/* Its value in this setup. */
static uint64_t field_get(const struct record_field *field,
                          const struct setup *setup)
{
    const unsigned char *at = (const unsigned char *)setup + field->offset;
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;

    switch (field->size) {
    case sizeof u8:
        memcpy(&u8, at, sizeof u8);
        return u8;
    case sizeof u16:
        memcpy(&u16, at, sizeof u16);
        return u16;
    case sizeof u32:
        memcpy(&u32, at, sizeof u32);
        return u32;
    default:
        memcpy(&u64, at, sizeof u64);
        return u64;
    }
}

/* An id of a level or an order: spaces, control characters and '%' as %XX. An
 * empty one is "-", and one that is "-" is escaped. */
static void add_id(struct record_text *text, const char *id)
{
    if (id[0] == '\0') {
        record_text_add(text, "-");
    } else if (strcmp(id, "-") == 0) {
        record_text_add(text, "%%2D");
        return;
    }
    for (; *id; id++) {
        unsigned char byte = (unsigned char)*id;
        if (byte <= ' ' || byte == '%' || byte == 0x7f) {
            record_text_add(text, "%%%02X", (unsigned)byte);
        } else {
            record_text_add(text, "%c", *id);
        }
    }
}

static void add_set(struct record_text *text, unsigned set)
{
    if (set == 0) {
        record_text_add(text, " none");
    }
    for (unsigned g = 0; set >> g; g++) {
        if (set >> g & 1) {
            record_text_add(text, " %u", g);
        }
    }
    record_text_add(text, "\n");
}

static void add_orders(struct record_text *text, const struct setup *setup)
{
    unsigned orders = setup->orders < ORDERS_MAX ? setup->orders : ORDERS_MAX;

    record_text_add(text, "orders %u\n", (unsigned)setup->orders);
    for (unsigned o = 0; o < orders; o++) {
        char id[ORDER_ID_MAX + 1] = {0};
        memcpy(id, setup->order_id[o], ORDER_ID_MAX);
        record_text_add(text, "named %u ", o);
        add_id(text, id);
        record_text_add(text, " %lu\n", (unsigned long)setup->order_minute[o]);
    }
}

static void add_generals(struct record_text *text, const struct setup *setup,
                         unsigned n)
{
    for (unsigned g = 0; g < n; g++) {
        record_text_add(text, "general %u power %u input %u watched", g,
                        (unsigned)setup->power[g], (unsigned)setup->input[g]);
        add_set(text, setup->watched[g]);
    }
    for (unsigned g = 0; g < n; g++) {
        record_text_add(text, "roads %u", g);
        for (unsigned to = 0; to < n; to++) {
            record_text_add(text, " %u", (unsigned)setup->road[g][to]);
        }
        record_text_add(text, "\n");
    }
}

void record_head_lines(const struct record_head *head, struct record_text *text)
{
    const struct setup *setup = &head->setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    unsigned n =
        setup->generals < GENERALS_MAX ? setup->generals : GENERALS_MAX;

    uint32_t version = head->version == 0 ? RECORD_VERSION : head->version;

    record_text_add(text, "strategos record %lu\nlevel ",
                    (unsigned long)version);
    add_id(text, head->level);
    record_text_add(text, "\nrule %s\n", rules ? rules->id : "-");
    for (size_t i = 0; record_field_at(i); i++) {
        const struct record_field *field = record_field_at(i);
        if (field->since <= version) {
            record_text_add(text, "%s %llu\n", field->key,
                            (unsigned long long)field_get(field, setup));
        }
    }
    record_text_add(text, "traitors");
    add_set(text, setup->traitors);
    record_text_add(text, "accusers");
    add_set(text, setup->accusers);
    add_orders(text, setup);
    add_generals(text, setup, n);
}

void record_head_hash(struct record_span lines, const struct world *begun,
                      struct record_text *text)
{
    uint8_t bytes[RECORD_HEAD_MAX + 8];
    uint64_t world = record_world_hash(begun);
    size_t length =
        lines.length < RECORD_HEAD_MAX ? lines.length : RECORD_HEAD_MAX;

    memcpy(bytes, lines.at, length);
    for (unsigned i = 0; i < 8; i++) {
        bytes[length + i] = (uint8_t)(world >> 8 * i);
    }
    record_text_add(text, "begin %016llx\n",
                    (unsigned long long)seal_digest(bytes, length + 8));
}

size_t record_format_head(const struct record_head *head,
                          const struct world *begun, char *text, size_t room)
{
    char lines[RECORD_HEAD_MAX];
    struct record_text head_text = record_text_begin(lines, sizeof lines);
    struct record_text out = record_text_begin(text, room);
    struct record_span span;

    record_head_lines(head, &head_text);
    span = (struct record_span){.at = lines, .length = head_text.wanted};
    record_text_add(&out, "%s", lines);
    record_head_hash(span, begun, &out);
    return out.wanted;
}
