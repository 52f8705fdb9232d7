/* Another implementation says the same of every seal: OpenSSL, on the bytes,
 * keys and signatures of a siege with forgeries. Skipped where there is none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rules/signed_bytes.h"
#include "support/sieges.h"

/* SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes. RFC 8410. */
static const uint8_t der_head[] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                   0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

static char folder[64];

static FILE *open_file(const char *name)
{
    char path[128];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    return file;
}

static void write_file(const char *name, const void *head, size_t head_length,
                       const void *bytes, size_t length)
{
    FILE *file = open_file(name);

    assert_int_equal(fwrite(head, 1, head_length, file), head_length);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static bool openssl_verifies(const struct signed_text *text,
                             const struct setup *setup, unsigned k)
{
    const struct signed_seal *seal = &text->seal[k];
    uint8_t key[SEAL_PUBLIC_BYTES];
    char command[512];

    signed_public_key(key, setup, seal->general);
    write_file("key.der", der_head, sizeof der_head, key, sizeof key);
    write_file("over", "", 0, text->bytes, seal->covers);
    write_file("seal", "", 0, seal->signature, sizeof seal->signature);
    (void)snprintf(command, sizeof command,
                   "cd %s && openssl pkeyutl -verify -pubin -keyform DER "
                   "-inkey key.der -rawin -in over -sigfile seal >out 2>&1",
                   folder);
    return system(command) == 0;
}

/* General 1 of four is a traitor, and tries every forgery that it may. */
static void play_forger(struct world *world)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 4, 2, 1u << 1);
    struct decision asked;

    sieges_start(world, &setup);
    for (game_ask(world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        struct action action = {.cursor = asked.cursor};

        action.answer = asked.kind == DECISION_FORGE;
        sieges_apply(world, action);
    }
}

static int find_openssl(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/strategos-seals-XXXXXX");
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static int clean_up(void **state)
{
    char command[128];

    (void)state;
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) == 0 ? 0 : -1;
}

static void openssl_confirms_the_same_seals(void **state)
{
    static struct world world;
    unsigned held = 0, failed = 0;

    (void)state;
    if (system("openssl version >/dev/null 2>&1") != 0) {
        skip();
    }
    play_forger(&world);
    for (uint32_t i = 0; i < game_letters(&world); i++) {
        struct signed_text text;
        struct letter letter;

        game_letter(&world, i, &letter);
        signed_build(&text, &world.setup, &letter);
        for (unsigned k = 0; k < text.seals; k++) {
            bool ours = signed_seal_holds(&text, &world.setup, k);

            assert_int_equal(openssl_verifies(&text, &world.setup, k), ours);
            held += ours;
            failed += !ours;
        }
    }
    assert_true(held >= 15 && failed >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(openssl_confirms_the_same_seals),
    };

    return cmocka_run_group_tests_name("openssl_seals", tests, find_openssl,
                                       clean_up);
}
