/* strategos: finds the command and runs it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "cli/patience.h"

/* A closed standard stream must not give its number to a file that is opened
 * later: what is meant for the screen would be written there. */
static void keep_streams(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            (void)open("/dev/null", O_RDONLY);
        }
    }
}

/* What was written must have arrived, too, or nobody has read the answer. */
static int finish(int code)
{
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        int failed =
            cli_fail(EXIT_RESOURCE, "the output could not be written: %s",
                     errno != 0 ? strerror(errno) : "write error");
        return code == EXIT_DONE || code == EXIT_NO ? failed : code;
    }
    return code;
}

/* Words of the program itself. The last two serve `make install`. */
static bool answer(const char *word)
{
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        help_program(stdout);
    } else if (strcmp(word, "--version") == 0) {
        (void)printf("strategos %s\n", help_version());
    } else if (strcmp(word, "--man") == 0) {
        help_man(stdout);
    } else if (strcmp(word, "--completion") == 0) {
        help_completion(stdout);
    } else {
        return false;
    }
    return true;
}

static int run(const struct command *command, int argc, char **argv)
{
    struct options options;
    int code = EXIT_USAGE;
    return options_read(&options, command, argc, argv, &code)
               ? command->run(&options)
               : code;
}

/* Whoever writes options first, as in "--lang ko play 3-4", means the same as
 * one who writes them last: the command is brought to the front. Returns
 * whether there is one. */
static bool bring_forward(int argc, char **argv)
{
    int at = options_before(argc, argv);
    if (at == argc || command_find(argv[at]) == NULL) {
        return false;
    }
    char *name = argv[at];
    for (; at > 1; at--) {
        argv[at] = argv[at - 1];
    }
    argv[1] = name;
    return true;
}

int main(int argc, char **argv)
{
    keep_streams();
    /* A limit on file sizes is told like a full disk, not by dying. */
    (void)signal(SIGXFSZ, SIG_IGN);
    if (argc > 1 && answer(argv[1])) {
        return finish(EXIT_DONE);
    }
    if (argc < 2 || (argv[1][0] == '-' && !bring_forward(argc, argv))) {
        return finish(run(&cmd_play, argc, argv));
    }
    const struct command *command = command_find(argv[1]);
    if (command == NULL) {
        return command_refuse(argv[1]);
    }
    if (command != &cmd_play) {
        patience_begin();
    }
    return finish(run(command, argc - 1, argv + 1));
}
