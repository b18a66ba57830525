// What a program may have in GS.

#pragma once

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
