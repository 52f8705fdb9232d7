/* OM(M) as one would write it down first: a process a general, a channel for
 * each pair, all of them at work at once. For comparing; see om.pml.
 *
 *   spin -a -DN=4 -DM=1 -DTRAITORS=2 -DORDER=1 om_processes.pml
 *   gcc -O2 -DSAFETY -o pan pan.c && ./pan -m100000
 *
 * M is 1 or 2. A traitor writes any of the two orders in every letter. */

#ifndef N
#define N 4
#endif
#ifndef M
#define M 1
#endif
#ifndef TRAITORS
#define TRAITORS 2
#endif
#ifndef ORDER
#define ORDER 1
#endif

#define is_traitor(g) (((TRAITORS) >> (g)) & 1)
#define link(a, b) road[(a) * N + (b)]
#define heard(a, b) letter[(a) * N + (b)]

chan road[N * N] = [N] of { bit };
byte decision[N]; /* 0: none yet; 1 + order */
byte done;

inline write(to, value)
{
    if
    :: is_traitor(me) -> if :: link(me, to)!0 :: link(me, to)!1 fi
    :: else -> link(me, to)!value
    fi
}

proctype general(byte me)
{
    byte i, j, votes, all;
    bit v;
    bit letter[N * N]; /* heard(j, k): what k says that j said; heard(j, j):
                          what j says itself */

    if
    :: me == 0 ->
        for (i : 1 .. N - 1) {
            write(i, ORDER)
        }
        decision[0] = 1 + ORDER
    :: else ->
        link(0, me)?v;
        heard(me, me) = v;
        for (i : 1 .. N - 1) {
            if :: i != me -> write(i, heard(me, me)) :: else fi
        }
        for (i : 1 .. N - 1) {
            if
            :: i != me -> link(i, me)?v; heard(i, i) = v
            :: else
            fi
        }
#if M == 2
        for (j : 1 .. N - 1) {
            for (i : 1 .. N - 1) {
                if
                :: j != me && i != me && i != j -> write(i, heard(j, j))
                :: else
                fi
            }
        }
        for (j : 1 .. N - 1) {
            for (i : 1 .. N - 1) {
                if
                :: j != me && i != me && i != j ->
                    link(i, me)?v; heard(j, i) = v
                :: else
                fi
            }
        }
#endif
        skip;
        d_step {
            all = 0;
            for (j : 1 .. N - 1) {
                votes = heard(j, j);
#if M == 2
                if
                :: j != me ->
                    for (i : 1 .. N - 1) {
                        if
                        :: i != me && i != j -> votes = votes + heard(j, i)
                        :: else
                        fi
                    }
                    votes = (votes * 2 > N - 2 -> 1 : 0)
                :: else
                fi;
#endif
                all = all + votes
            }
            decision[me] = (all * 2 > N - 1 -> 2 : 1)
        }
    fi;
    done++
}

init
{
    byte g, common;
    atomic {
        for (g : 0 .. N - 1) {
            run general(g)
        }
    }
    done == N;
    d_step {
        common = 0;
        for (g : 0 .. N - 1) {
            if
            :: !is_traitor(g) ->
                assert(common == 0 || common == decision[g]);
                common = decision[g]
            :: else
            fi
        }
    }
}
