#include <string.h>

#include "Test.h"
#include "devices/ScanCode.h"
#include "terminal/LineDiscipline.h"

static LineDiscipline Lines;
static char Screen[4096];
static U32 Column;

// Types Text and shows its echo on a screen of one line; returns the last event.
static LineEvent Type(const char *Text) {
    LineEvent Event = LINE_GOES_ON;
    for (; *Text != '\0'; Text++) {
        Echo Shown;
        Event = TypeCharacter(&Lines, *Text, &Shown);
        EXPECT(Shown.Erased <= Column && Shown.Length <= sizeof(Shown.Text));
        Column -= MINIMUM(Shown.Erased, Column);
        for (U32 Index = 0; Index < Shown.Length; Index++) {
            // A terminal shows all bytes of a UTF-8 character in one column.
            if (((U8)Shown.Text[Index] & 0xC0) != 0x80) Screen[Column++] = Shown.Text[Index];
        }
        Screen[Column] = '\0';
    }
    return Event;
}

static void Start(void) {
    Lines = (LineDiscipline){0};
    Column = 0;
    Screen[0] = '\0';
}

#define EXPECT_SAME(Expected, Found) \
    EXPECT_THAT(strcmp(Expected, Found) == 0, "expected \"%s\", found \"%s\"", Expected, Found)
#define EXPECT_SCREEN(Expected) EXPECT_SAME(Expected, Screen)
#define EXPECT_READ(Expected)                                     \
    do {                                                          \
        char Read[TYPED_BYTES + 1] = "";                          \
        EXPECT(HasLine(&Lines));                                  \
        if (HasLine(&Lines)) ReadLine(&Lines, Read, TYPED_BYTES); \
        EXPECT_SAME(Expected, Read);                              \
    } while (0)

static void LinesAreEdited(void) {
    Start();
    EXPECT_EQUAL(LINE_GOES_ON, Type("lx\bs -l\x7f\x7f\x7f"));
    EXPECT(!HasLine(&Lines));
    EXPECT_SCREEN("ls");
    EXPECT_EQUAL(LINE_IS_COMPLETE, Type("\r"));
    EXPECT_READ("ls\n");
    Start();
    Type("\b\bnot this\x15this\n");
    EXPECT_SCREEN("this\n");
    EXPECT_READ("this\n");
    Start();
    Type("a\x01\t\xC3\xA9x\b\b\b\b");  // a, ^A, tab, e acute, x: four taken back
    EXPECT_SCREEN("a");
    Type("b\r");
    EXPECT_READ("ab\n");
}

static void EveryLineEndIsOne(void) {
    Start();
    Type("a\rb\nc\r\nd\r\r\n");
    EXPECT_READ("a\n");
    EXPECT_READ("b\n");
    EXPECT_READ("c\n");
    EXPECT_READ("d\n");
    EXPECT_READ("\n");
    EXPECT(!HasLine(&Lines));
}

static void EndsAndInterrupts(void) {
    char Read[8];
    Start();
    EXPECT_EQUAL(LINE_IS_COMPLETE, Type("\x04"));
    EXPECT_READ("");
    Type("part\x04\x04");
    EXPECT_EQUAL(4, ReadLine(&Lines, Read, 4));  // the mark behind it is no end of input
    EXPECT_READ("");
    EXPECT(!HasLine(&Lines));
    Type("done\nhalf");
    EXPECT_EQUAL(LINE_INTERRUPTED, Type("\x03"));
    EXPECT(!HasLine(&Lines));
    EXPECT_EQUAL(LINE_IS_COMPLETE, Type("x\n"));
    EXPECT_READ("x\n");
}

static void ALineIsReadInPieces(void) {
    char Read[4];
    Start();
    Type("abcdef\n");
    EXPECT_EQUAL(4, ReadLine(&Lines, Read, 4));
    EXPECT(memcmp(Read, "abcd", 4) == 0);
    EXPECT_READ("ef\n");
}

static void WhatDoesNotFitRings(void) {
    Start();
    for (U32 Count = 0; Count < LONGEST_LINE; Count++) Type("x");
    EXPECT_EQUAL(LONGEST_LINE, Column);
    Type("y");
    EXPECT_EQUAL('\a', Screen[Column - 1]);
    EXPECT_EQUAL(LINE_IS_COMPLETE, Type("\n"));
    U32 Completed = 1;
    while (Type("z\n") == LINE_IS_COMPLETE) Completed++;
    EXPECT(Completed > (TYPED_BYTES - 256) / 2 - 2);
    for (U32 Index = 0; Index < Completed; Index++) {
        char Read[TYPED_BYTES];
        EXPECT(HasLine(&Lines));
        const SIZE Bytes = ReadLine(&Lines, Read, sizeof(Read));
        EXPECT_EQUAL(Index == 0 ? LONGEST_LINE + 1 : 2, Bytes);
    }
    EXPECT(!HasLine(&Lines));
}

// The same by other means: a list of lines, and no more.
static struct {
    char Line[LONGEST_LINE];
    U32 Length;
    U32 Stored;    // bytes of complete lines that are not read yet
    U32 Complete;  // complete lines and ends of input
    BOOL WasReturn;
} Model;

static LineEvent TypeInModel(char Key) {
    const BOOL IsSecond = Key == '\n' && Model.WasReturn;
    Model.WasReturn = Key == '\r';
    if (Key == 0x03) {
        Model.Stored = Model.Complete = Model.Length = 0;
        return LINE_INTERRUPTED;
    }
    if (Key == '\r' || Key == '\n' || Key == 0x04) {
        if (IsSecond || Model.Stored + Model.Length >= TYPED_BYTES) return LINE_GOES_ON;
        Model.Stored += Model.Length + 1;
        Model.Complete++;
        Model.Length = 0;
        return LINE_IS_COMPLETE;
    }
    if (Key == 0x15) Model.Length = 0;
    else if (Key == '\b' || Key == 0x7F) Model.Length -= Model.Length > 0 ? 1 : 0;
    else if (Model.Length < LONGEST_LINE && Model.Stored + Model.Length < TYPED_BYTES - 1) {
        Model.Line[Model.Length++] = Key;
    }
    return LINE_GOES_ON;
}

static void FuzzLines(U32 Rounds) {
    static const char Keys[] = "\r\n\x03\x04\x08\x7f\x15\x01\t abc";
    memset(&Model, 0, sizeof(Model));
    Start();
    Lines.First = Lines.Line = Lines.End = 0xFFFFFF00u;  // indices wrap
    for (U32 Round = 0; Round < Rounds * 20; Round++) {
        const BOOL IsPlain = Random(3) != 0;
        char Key = (char)(IsPlain ? 'a' + Random(26) : (U32)Keys[Random(sizeof(Keys) - 1)]);
        if (Key == 0x03 && Random(50) != 0) Key = 'x';
        Echo Shown;
        EXPECT_EQUAL(TypeInModel(Key), TypeCharacter(&Lines, Key, &Shown));
        EXPECT(Shown.Length <= sizeof(Shown.Text));
        EXPECT_EQUAL(Model.Length, Lines.End - Lines.Line);
        EXPECT_EQUAL(Model.Stored, Lines.Line - Lines.First);
        EXPECT_EQUAL(Model.Complete > 0, HasLine(&Lines));
        if (Random(40) != 0) continue;
        while (HasLine(&Lines)) {
            char Read[LONGEST_LINE + 1];
            EXPECT(ReadLine(&Lines, Read, sizeof(Read)) <= sizeof(Read));
        }
        Model.Stored = Model.Complete = 0;
    }
}

static const char *Press(KeyState *Keys, const char *Codes, U32 Count) {
    static char Text[64];
    U32 Length = 0;
    for (U32 Index = 0; Index < Count; Index++) {
        const char Character = TranslateScanCode(Keys, (U8)Codes[Index]);
        if (Character != 0) Text[Length++] = Character;
    }
    Text[Length] = '\0';
    return Text;
}

#define EXPECT_KEYS(Expected, Codes) EXPECT_SAME(Expected, Press(&Keys, Codes, sizeof(Codes) - 1))

static void KeysMakeCharacters(void) {
    KeyState Keys = {0};
    EXPECT_KEYS("az09", "\x1E\x9E\x2C\xAC\x0B\x8B\x0A\x8A");
    EXPECT_KEYS("A!a", "\x2A\x1E\x9E\x02\x82\xAA\x1E\x9E");
    EXPECT_KEYS("Ba", "\x2A\x36\xAA\x30\xB6\x1E");  // one Shift is still down
    EXPECT_KEYS("A1a", "\x3A\xBA\x1E\x02\x2A\x1E\xAA\x3A\xBA");
    EXPECT_KEYS("\x03\x04\x15", "\x1D\x2E\xAE\x20\xA0\x16\x96\x9D");
    EXPECT_KEYS("\x03" "c", "\xE0\x1D\x2E\xE0\x9D\x2E");
    EXPECT_KEYS("\r\b\t \x1B\r/", "\x1C\x0E\x0F\x39\x01\xE0\x1C\xE0\x35");
    EXPECT_KEYS("[]\\;'`,./-=", "\x1A\x1B\x2B\x27\x28\x29\x33\x34\x35\x0C\x0D");
    EXPECT_KEYS("{}|:\"~<>?_+", "\x2A\x1A\x1B\x2B\x27\x28\x29\x33\x34\x35\x0C\x0D\xAA");
    EXPECT_KEYS("7890.", "\x47\x48\x49\x52\x53");
    // Cursor up with the Shift that no one presses, Pause, answers of the keyboard.
    EXPECT_KEYS("a", "\xE0\x2A\xE0\x48\xE0\xC8\xE0\xAA\xE1\x1D\x45\xE1\x9D\xC5\xFA\xFE\xEE\x1E");
}

static void FuzzKeys(U32 Rounds) {
    KeyState Keys = {0};
    for (U32 Round = 0; Round < Rounds; Round++) {
        EXPECT((U8)TranslateScanCode(&Keys, (U8)Random(256)) < 0x80);
    }
}

void TestLines(U32 Rounds) {
    LinesAreEdited();
    EveryLineEndIsOne();
    EndsAndInterrupts();
    ALineIsReadInPieces();
    WhatDoesNotFitRings();
    FuzzLines(Rounds);
    KeysMakeCharacters();
    FuzzKeys(Rounds);
}
