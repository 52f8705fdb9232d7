/* The words of a step line. Private to this room. */
#ifndef RECORD_RECORD_STEP_H
#define RECORD_RECORD_STEP_H

#include "record/record_text.h"
#include "rules/rules.h"

/* Write a step's line up to its answer and hash. */
void record_step_words(const struct decision *asked,
                       const struct option *option, const struct setup *setup,
                       struct record_text *text);

#endif
