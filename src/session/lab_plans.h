/* Everything that the traitors of one siege could write, decided and counted
 * in an errand, question by question: can the goal be reached, can agreement be
 * broken, validity, either; with how few lies; by how many of all plans. The
 * answers are those of session/inquiry. */
#ifndef SESSION_LAB_PLANS_H
#define SESSION_LAB_PLANS_H

#include "session/errand.h"
#include "session/inquiry.h"

enum lab_question { LAB_GOAL, LAB_IC1, LAB_IC2, LAB_EITHER, LAB_QUESTIONS };

struct lab_finding {
    bool asked;           /* it makes sense here */
    bool solved, counted; /* the verdict is there; so are the numbers, or what
                             stands in their way */
    struct inquiry_answer answer; /* of a solved one; its pointers are those
                                     below. Owner: struct lab_plans */
    uint64_t *answers;            /* of the witness; NULL: none */
    char *plans, *breaking;       /* decimal; NULL: not counted */
    double share;                 /* breaking / plans, from 0 to 1 */
    double seconds;               /* that it took */
    struct diag fault;            /* why it could not be asked; else no text */
};

struct lab_plans {
    struct level level;
    struct setup setup; /* its secrets settled */
    struct agents agents;
    bool of_level;
    double limit; /* seconds that each step is worth; 0: any number */
    struct lab_finding finding[LAB_QUESTIONS];
    uint8_t at;    /* the one that is asked; LAB_QUESTIONS: none */
    bool counting; /* and it is counted just now */
};

/* The questions about a level, or about a setup's level without a story.
 * Owner: the caller, who calls lab_plans_close, never while the work goes on.
 * NULL: there is no memory. */
struct lab_plans *lab_plans_open(const struct level *level, bool of_level,
                                 uint64_t seed);
void lab_plans_close(struct lab_plans *plans);

/* Answer what is still open: an errand's work; `plans` is a struct lab_plans.
 * Its findings may be looked at between errand_lock and errand_unlock. */
void lab_plans_work(struct errand *errand, void *plans);

/* Say whether every question that was asked is answered; whether any is. */
bool lab_plans_full(const struct lab_plans *plans);
bool lab_plans_any(const struct lab_plans *plans);

#endif
