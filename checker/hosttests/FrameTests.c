#include <stdarg.h>
#include <string.h>

#include "Test.h"
#include "base/Panic.h"
#include "memory/Bitmap.h"
#include "memory/FrameRanges.h"

#define FRAMES 4096  // of the world that the model knows
#define BITS 1000

// The kernel's, were it to run here: a failed assertion ends the tests.
void Panic(const char *Format, ...) {
    va_list Arguments;
    va_start(Arguments, Format);
    vfprintf(stderr, Format, Arguments);
    va_end(Arguments);
    abort();
}

// Sorted, not empty, and a gap between any two.
static void ExpectWellFormed(const FrameRanges *Set) {
    EXPECT(Set->Count <= MAX_FRAME_RANGES);
    for (U32 Index = 0; Index < Set->Count; Index++) {
        EXPECT(Set->Ranges[Index].First < Set->Ranges[Index].End);
        if (Index > 0) EXPECT(Set->Ranges[Index - 1].End < Set->Ranges[Index].First);
    }
}

// What the set holds and the model does not; what the model holds and the set does not.
static void Compare(const FrameRanges *Set, const BOOL *Model, U32 *Surplus, U32 *Missing) {
    static BOOL Held[FRAMES];
    memset(Held, 0, sizeof(Held));
    for (U32 Index = 0; Index < Set->Count; Index++) {
        for (U64 Frame = Set->Ranges[Index].First; Frame < Set->Ranges[Index].End; Frame++) {
            Held[Frame] = TRUE;
        }
    }
    *Surplus = *Missing = 0;
    for (U32 Frame = 0; Frame < FRAMES; Frame++) {
        if (Held[Frame] && !Model[Frame]) ++*Surplus;
        if (!Held[Frame] && Model[Frame]) ++*Missing;
    }
}

// Few long operations keep the set small; many short ones fill it, so that it has to drop some.
static void FuzzRanges(U32 Operations, U32 Longest) {
    static FrameRanges Set;
    static BOOL Model[FRAMES];
    memset(&Set, 0, sizeof(Set));
    memset(Model, 0, sizeof(Model));

    for (U32 Left = Operations; Left > 0; Left--) {
        const U32 First = Random(FRAMES), Length = Random(Longest);
        const U32 End = MINIMUM(First + Length, FRAMES);
        const BOOL Add = Random(3) != 0;
        if (Add) AddFrameRange(&Set, First, End);
        else RemoveFrameRange(&Set, First, End);
        for (U32 Frame = First; Frame < End; Frame++) Model[Frame] = Add;
        ExpectWellFormed(&Set);
    }
    U32 Surplus, Missing;
    Compare(&Set, Model, &Surplus, &Missing);
    EXPECT_EQUAL(0, Surplus);
    // What was dropped may have been removed later, or added again.
    EXPECT_THAT(Missing <= Set.FramesDropped, "%u missing, %llu dropped", Missing,
                Set.FramesDropped);
}

static void TestExtremes(void) {
    static FrameRanges Set;
    memset(&Set, 0, sizeof(Set));

    AddFrameRange(&Set, 5, 5);
    AddFrameRange(&Set, 9, 3);
    EXPECT_EQUAL(0, Set.Count);
    AddFrameRange(&Set, 0, ~0ULL);
    RemoveFrameRange(&Set, 0, 0);
    EXPECT_EQUAL(~0ULL, CountFrames(&Set));
    RemoveFrameRange(&Set, 100, ~0ULL);
    AddFrameRange(&Set, 100, 101);
    EXPECT_EQUAL(1, Set.Count);
    AddFrameRange(&Set, 200, 300);
    EXPECT_EQUAL(51, TrimFrameRanges(&Set, 150));
    EXPECT_EQUAL(150, CountFrames(&Set));
    EXPECT_EQUAL(150, TrimFrameRanges(&Set, 0));
    EXPECT_EQUAL(0, Set.Count);
}

// The lowest run of clear bits, looked for bit by bit.
static U32 SlowFind(const BOOL *Model, U32 Count, U32 First, U32 End) {
    for (U32 Start = First; Start + Count <= End; Start++) {
        U32 Clear = 0;
        while (Clear < Count && !Model[Start + Clear]) Clear++;
        if (Clear == Count) return Start;
    }
    return NO_BIT;
}

static void FuzzBitmap(void) {
    static U32 Words[BITMAP_WORDS(BITS)];
    static BOOL Model[BITS];
    memset(Words, 0, sizeof(Words));
    memset(Model, 0, sizeof(Model));
    Bitmap Map = {.Words = Words, .Bits = BITS};
    U32 Taken = 0;

    for (U32 Left = 300; Left > 0; Left--) {
        const U32 First = Random(4) == 0 ? Random(BITS) : 0, End = First + Random(BITS - First + 1);
        const U32 Count = 1 + Random(Random(2) == 0 ? 3 : 90), Bit = Random(BITS);
        if (Random(3) != 0) {
            const U32 Expected = SlowFind(Model, Count, First, End);
            EXPECT_EQUAL(Expected, TakeBits(&Map, Count, First, End));
            for (U32 At = 0; Expected != NO_BIT && At < Count; At++, Taken++) {
                Model[Expected + At] = TRUE;
            }
        } else if (Model[Bit]) {
            ReleaseBits(&Map, Bit, 1);
            Model[Bit] = FALSE;
            Taken--;
        }
        EXPECT_EQUAL(Taken, Map.Taken);
        EXPECT_EQUAL(Model[Bit], BitIsTaken(&Map, Bit));
    }
}

void TestFrames(U32 Rounds) {
    TestExtremes();
    for (U32 Round = 0; Round < Rounds / 20; Round++) {
        FuzzRanges(1 + Random(40), FRAMES);
        FuzzRanges(400, 20);
        FuzzBitmap();
    }
}
