#include "cli/patience.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { SECONDS = 8 };

/* Only what a handler may call. */
static void tell(int number)
{
    static const char line[] =
        "strategos: this takes a while; Ctrl-C stops it\n";
    int kept = errno;
    (void)number;
    if (write(STDERR_FILENO, line, sizeof line - 1) < 0) {
        errno = 0; /* whoever would read it is gone */
    }
    errno = kept;
}

void patience_begin(void)
{
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
    if (isatty(STDERR_FILENO) && sigemptyset(&action.sa_mask) == 0 &&
        sigaction(SIGALRM, &action, NULL) == 0) {
        (void)alarm(SECONDS);
    }
}
