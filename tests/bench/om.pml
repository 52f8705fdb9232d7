/* OM(1) and OM(2) as well as we can say them to Spin: one process, which walks
 * the tree of letters branch by branch.
 *
 *   spin -a -DN=7 -DM=2 -DTRAITORS=3 -DORDER=1 om.pml
 *   gcc -O2 -DSAFETY -o pan pan.c && ./pan -m100000
 *
 * N generals, the commander is general 0; bit g of TRAITORS: general g is one;
 * ORDER is what the commander was told, 0 or 1. "errors: 0" proves that the
 * loyal generals agree, and obey a loyal commander, whatever traitors write.
 *
 * What makes it small:
 * - A branch is what lieutenant j says about the commander's order, and what
 *   the others say that j said. Once it is voted on, nothing of it is kept but
 *   one vote a receiver, so that plans which differ in letters alone meet again.
 * - Traitors choose a letter when it is read. A letter to a traitor is not
 *   written: a traitor says anything, whatever it was told.
 * - What is not a choice happens in one step (d_step).
 * What it does not do: take receivers of a kind for one another. */

#ifndef N
#define N 7
#endif
#ifndef M
#define M 2
#endif
#ifndef TRAITORS
#define TRAITORS 3
#endif
#ifndef ORDER
#define ORDER 1
#endif

#define is_traitor(g) (((TRAITORS) >> (g)) & 1)

byte told[N];  /* by the commander */
byte branch[N]; /* votes for 1 of each loyal receiver about the present j */
byte votes[N]; /* for 1 about the order, of each loyal receiver */

inline any(v)
{
    if
    :: v = 0
    :: v = 1
    fi
}

/* Lieutenant k passes on to all loyal receivers that j said v. */
inline pass_on(v)
{
    if
    :: is_traitor(k) ->
        r = 1;
        do
        :: r < N ->
            if
            :: !is_traitor(r) && r != j ->
                any(v);
                branch[r] = branch[r] + v
            :: else
            fi;
            v = 0;
            r++
        :: else -> break
        od
    :: else ->
        d_step {
            r = 1;
            do
            :: r < N ->
                if
                :: !is_traitor(r) && r != j -> branch[r] = branch[r] + v
                :: else
                fi;
                r++
            :: else -> break
            od;
            v = 0
        }
    fi
}

active proctype siege()
{
    byte j, k, r, v, decided;

    atomic {
        r = 1;
        do
        :: r < N ->
            if
            :: is_traitor(0) && !is_traitor(r) -> any(told[r])
            :: else -> told[r] = ORDER
            fi;
            r++
        :: else -> break
        od
    }
    j = 1;
    do
    :: j < N ->
#if M == 1
        k = j;
        v = told[j];
        pass_on(v);
        skip;
        d_step {
            r = 1;
            do
            :: r < N ->
                votes[r] = votes[r] + branch[r];
                branch[r] = 0;
                r++
            :: else -> break
            od;
            r = 0;
            k = 0;
            j++
        }
#else
        k = 1;
        do
        :: k < N ->
            if
            :: k == j
            :: else ->
                /* what j told k, which a loyal k believes and passes on */
                if
                :: is_traitor(j) && !is_traitor(k) -> any(v)
                :: else -> v = told[j]
                fi;
                pass_on(v)
            fi;
            k++
        :: else -> break
        od;
        /* A loyal k was counted as telling itself: that is its own letter. */
        skip;
        d_step {
            r = 1;
            do
            :: r < N ->
                if
                :: r != j && !is_traitor(r) && branch[r] * 2 > N - 2 ->
                    votes[r] = votes[r] + 1
                :: else
                fi;
                branch[r] = 0;
                r++
            :: else -> break
            od;
            r = 0;
            k = 0;
            j++
        }
#endif
    :: else -> break
    od;
    skip;
    d_step {
        decided = 2;
        if
        :: !is_traitor(0) -> decided = ORDER
        :: else
        fi;
        r = 1;
        do
        :: r < N ->
            if
            :: !is_traitor(r) ->
                v = ((votes[r] + told[r]) * 2 > N - 1 -> 1 : 0);
                assert(decided == 2 || decided == v);
                decided = v
            :: else
            fi;
            r++
        :: else -> break
        od
    }
}
