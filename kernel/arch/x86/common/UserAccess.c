// Instructions that touch user memory, and what becomes of them when a page is not there.
//
// The addresses of the few instructions that may fault are listed, each with the address behind
// it, in the section .fixups. A page-fault handler that can do nothing for such an instruction goes
// on there; how much is left in the count register tells that the instruction did not end.

#include "arch/Arch.h"

BOOL UserAccessGuarded;

static void AllowUserAccess(void) {
    if (UserAccessGuarded) __asm__ volatile("stac" ::: "memory", "cc");
}

static void ForbidUserAccess(void) {
    if (UserAccessGuarded) __asm__ volatile("clac" ::: "memory", "cc");
}

typedef struct {
    LINEAR Instruction;
    LINEAR Next;
} Fixup;

// Set by Kernel.ld.
extern const Fixup FixupsStart[], FixupsEnd[];

#define TEXT(Words) #Words
#define TEXT_OF(Macro) TEXT(Macro)

// Moves Left units up from From to To by a string instruction; Left is then what was not moved.
#define MOVE(Instruction, To, From, Left)                             \
    __asm__ volatile("1: rep " Instruction "\n"                       \
                     "2:\n\t"                                         \
                     ".pushsection .fixups, \"a\"\n\t"                \
                     TEXT_OF(WORD_DIRECTIVE) " 1b, 2b\n\t"            \
                     ".popsection"                                    \
                     : "+D"(To), "+S"(From), "+c"(Left)::"memory")

BOOL MoveUserMemory(void *To, const void *From, SIZE Bytes) {
    SIZE Words = Bytes / sizeof(UINT), Rest = Bytes % sizeof(UINT);

    AllowUserAccess();
    MOVE(MOVE_WORDS, To, From, Words);
    if (Words == 0) MOVE("movsb", To, From, Rest);
    ForbidUserAccess();
    return Words == 0 && Rest == 0;
}

BOOL MoveUserWord(U32 *To, const U32 *From) {
    SIZE Words = 1;

    AllowUserAccess();
    MOVE("movsl", To, From, Words);
    ForbidUserAccess();
    return Words == 0;
}

LINEAR UserAccessEnd(LINEAR Instruction) {
    for (const Fixup *Entry = FixupsStart; Entry < FixupsEnd; ++Entry) {
        if (Entry->Instruction == Instruction) return Entry->Next;
    }
    return 0;
}
