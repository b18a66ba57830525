// What a program may have in GS, and tests of whether it finds that again.

#pragma once

#include "Guest.h"

#define RPL 3u

static inline unsigned ReadGS(void) {
    unsigned Selector;

    __asm__ volatile("movl %%gs, %0" : "=r"(Selector));
    return Selector & 0xFFFF;
}

static inline void LoadGS(unsigned Selector) {
    __asm__ volatile("movl %0, %%gs" : : "r"(Selector));
}

static inline unsigned StackSelector(void) {
    unsigned Selector;

    __asm__("movl %%ss, %0" : "=r"(Selector));
    return Selector & 0xFFFF;
}

static inline unsigned CodeSelector(void) {
    unsigned Selector;

    __asm__("movl %%cs, %0" : "=r"(Selector));
    return Selector & 0xFFFF;
}

// By turns none, and each of the segments that it runs with.
static inline unsigned OwnSelector(long Way) {
    return Way % 3 == 0 ? 0 : Way % 3 == 1 ? StackSelector() : CodeSelector();
}

// Two processes in turns, each with another selector. Now and then one does not give up its turn
// for so many milliseconds: longer than a tick, which takes it.
static inline void KeepGSInTurns(int Rounds, long Milliseconds) {
    const long Pid = Fork();
    const unsigned Mine = Pid == 0 ? StackSelector() : CodeSelector();

    LoadGS(Mine);
    for (int Round = 0; Round < Rounds; ++Round) {
        if (!EQUAL(Mine, ReadGS(), "GS after others ran")) break;
        if (Round % 20 == 0) SpinMilliseconds(Milliseconds);
        else Yield();
    }
    if (Pid == 0) {
        StopIfFailed();
        Exit(0);
    }
    EXPECT_EXIT(Pid, 0);
}

// A program of its own finds none, whatever was there before: this one, whose RunWithArguments is
// to return HasGS.
static inline void BeginWithoutGS(void) {
    static char *const Words[] = {"/bin/test", "again", NULL};
    static char *const Nothing[] = {NULL};
    const long Pid = Fork();

    if (Pid == 0) {
        LoadGS(StackSelector());
        Execute(Words[0], Words, Nothing);
        Exit(2);
    }
    EXPECT_EXIT(Pid, 0);
}

static inline int HasGS(void) { return ReadGS() <= RPL ? 0 : 1; }
