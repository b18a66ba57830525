// What the compilers call on their own: memory functions, 64-bit division and atomics.

#include <stdatomic.h>

#include "base/String.h"
#include "probe/Probe.h"

#define BYTES 40

// What a byte-by-byte memmove within Buffer would leave.
static void MoveSlowly(U8 *Buffer, U32 To, U32 From, U32 Count) {
    U8 Copy[BYTES];
    for (U32 Index = 0; Index < Count; Index++) Copy[Index] = Buffer[From + Index];
    for (U32 Index = 0; Index < Count; Index++) Buffer[To + Index] = Copy[Index];
}

static U32 CountDifferences(const U8 *Left, const U8 *Right) {
    U32 Count = 0;
    for (U32 Index = 0; Index < BYTES; Index++) Count += Left[Index] != Right[Index];
    return Count;
}

PROBE(MemoryMoves, "memmove is right for every overlap and length") {
    U32 Wrong = 0;
    for (U32 To = 0; To < 16; To++) {
        for (U32 From = 0; From < 16; From++) {
            for (U32 Count = 0; Count < 24; Count++) {
                U8 Moved[BYTES], Expected[BYTES];
                for (U32 Index = 0; Index < BYTES; Index++) Moved[Index] = Expected[Index] = Index;
                MoveSlowly(Expected, To, From, Count);
                Wrong += memmove(Moved + To, Moved + From, Count) != Moved + To;
                Wrong += CountDifferences(Expected, Moved);
            }
        }
    }
    PROBE_EQUAL(0, Wrong, "wrong bytes or results");
}

PROBE(MemorySets, "memset fills exactly what it is told to, memcmp finds the first difference") {
    for (U32 Start = 0; Start < 9; Start++) {
        for (U32 Count = 0; Count < 24; Count++) {
            U8 Buffer[BYTES] = {0};
            U32 Filled = 0;
            memset(Buffer + Start, 0x1A5, Count);
            for (U32 Index = 0; Index < BYTES; Index++) {
                const BOOL Inside = Index >= Start && Index < Start + Count;
                Filled += Buffer[Index] == (Inside ? 0xA5 : 0);
            }
            if (Filled != BYTES) PROBE_EQUAL(BYTES, Filled, "right bytes");
        }
    }
    PROBE_EXPECT(memcmp("abc", "abd", 3) < 0 && memcmp("b\xFF", "b\x01", 2) > 0, "wrong order");
    PROBE_EXPECT(memcmp("abc", "abd", 2) == 0 && memcmp("x", "y", 0) == 0, "equal is not");
}

PROBE(Division64, "quotient times divisor plus remainder is the dividend") {
    static const U64 Numbers[] = {0, 1, 2, 3, 7, 10, 1000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF,
                                  0x100000000, 0x100000001, 1000000007ull * 999999937ull,
                                  0x7FFFFFFFFFFFFFFF, 0x8000000000000000, ~0ull - 1, ~0ull};
    for (U32 Above = 0; Above < ARRAY_COUNT(Numbers); Above++) {
        for (U32 Below = 1; Below < ARRAY_COUNT(Numbers); Below++) {
            // Volatile, so that the compiler cannot know the answers.
            volatile U64 N = Numbers[Above], D = Numbers[Below];
            const U64 Quotient = N / D, Remainder = N % D;
            PROBE_EXPECT(Quotient * D + Remainder == N && Remainder < D, "%llx / %llx = %llx", N, D,
                         Quotient);
        }
    }
    volatile I64 N = -7, D = 2;
    PROBE_EXPECT(N / D == -3 && N % D == -1, "-7 / 2 = %lld rest %lld", N / D, N % D);
    D = -2;
    PROBE_EXPECT(N / D == 3 && N % D == -1, "-7 / -2 = %lld rest %lld", N / D, N % D);
}

PROBE(Atomic64, "atomic operations on 64 bits carry across the halves") {
    static _Atomic U64 Value;
    U64 Expected = 5;

    atomic_store(&Value, 0xFFFFFFFF);
    PROBE_EQUAL(0xFFFFFFFF, atomic_fetch_add(&Value, 1), "before the addition");
    PROBE_EQUAL(0x100000000, atomic_load(&Value), "after the addition");
    PROBE_EQUAL(0x100000000, atomic_fetch_sub(&Value, 1), "before the subtraction");
    PROBE_EQUAL(0xFFFFFFFF, atomic_fetch_or(&Value, 0xF00000000), "before the or");
    PROBE_EQUAL(0xFFFFFFFFF, atomic_fetch_and(&Value, 0xF0F0F0F0F), "before the and");
    PROBE_EQUAL(0xF0F0F0F0F, atomic_fetch_xor(&Value, 0xFFFFFFFFF), "before the xor");
    PROBE_EQUAL(0x0F0F0F0F0, atomic_exchange(&Value, 9), "before the exchange");
    PROBE_EXPECT(!atomic_compare_exchange_strong(&Value, &Expected, 1), "5 taken for 9");
    PROBE_EQUAL(9, Expected, "what the failed exchange found");
    PROBE_EXPECT(atomic_compare_exchange_strong(&Value, &Expected, ~0ull), "9 not recognised");
    PROBE_EQUAL(~0ull, atomic_load(&Value), "the value at the end");
}
