#include "Builder.h"
#include "Test.h"
#include "base/Format.h"
#include "base/String.h"
#include "files/Archive.h"

#define BLOCK ARCHIVE_BLOCK_BYTES

static Builder Archive;

// Offsets in a header; POSIX.1-2017, pax, written down here a second time on purpose.
enum { NAME = 0, MODE = 100, SIZE_FIELD = 124, SUM = 148, KIND = 156, LINKED = 157, MAGIC = 257,
       PREFIX = 345 };

static U8 *Header(U32 At) { return Archive.Bytes + At; }

static void FixSum(U32 At) {
    U32 Sum = 0;
    memset(Header(At) + SUM, ' ', 8);
    for (U32 Index = 0; Index < BLOCK; Index++) Sum += Header(At)[Index];
    FormatString((char *)Header(At) + SUM, 8, "%c%c%c%c%c%c", '0' + (Sum >> 15 & 7),
                 '0' + (Sum >> 12 & 7), '0' + (Sum >> 9 & 7), '0' + (Sum >> 6 & 7),
                 '0' + (Sum >> 3 & 7), '0' + (Sum & 7));
}

static void PutField(U32 At, U32 Field, const char *Text) {
    memcpy(Header(At) + Field, Text, StringLength(Text));
}

static void PutSize(U32 At, U32 Bytes) {
    for (U32 Digit = 0; Digit < 11; Digit++) {
        Header(At)[SIZE_FIELD + 10 - Digit] = (U8)('0' + ((U64)Bytes >> 3 * Digit & 7));
    }
}

// Adds an entry of Bytes bytes, all of them Fill, and returns where its header is.
static U32 PutEntry(const char *Name, char Kind, U32 Bytes, U8 Fill) {
    const U32 At = Archive.Length;
    const U32 Blocks = (Bytes + BLOCK - 1) / BLOCK;

    memset(Header(At), 0, BLOCK + Blocks * BLOCK);
    PutField(At, NAME, Name);
    PutField(At, MODE, "0000755");
    PutSize(At, Bytes);
    Header(At)[KIND] = (U8)Kind;
    PutField(At, MAGIC, "ustar");
    PutField(At, MAGIC + 6, "00");
    FixSum(At);
    memset(Header(At) + BLOCK, Fill, Bytes);
    Archive.Length += BLOCK + Blocks * BLOCK;
    return At;
}

static void PutEnd(void) {
    memset(Header(Archive.Length), 0, 2 * BLOCK);
    Archive.Length += 2 * BLOCK;
}

// What every answer has to be, whatever the archive: within it, and safe to unpack.
static void CheckEntry(const ArchiveReader *Reader, const ArchiveEntry *Entry) {
    const char *Names[] = {Entry->Name, Entry->Existing};
    const U8 *End = Reader->Bytes + Reader->Size;

    if (Entry->Kind == ARCHIVE_FILE) {
        EXPECT(Entry->Data >= Reader->Bytes && Entry->Data <= End);
        EXPECT(Entry->Bytes <= (SIZE)(End - Entry->Data));
        U32 Sum = 0;
        for (SIZE Index = 0; Index < Entry->Bytes; Index++) Sum += Entry->Data[Index];
        EXPECT(Sum <= Entry->Bytes * 255);
    }
    EXPECT(Entry->Mode <= 0777);
    for (U32 Index = 0; Index < (Entry->Kind == ARCHIVE_LINK ? 2 : 1); Index++) {
        char Bounded[ARCHIVE_NAME_BYTES + 2];
        EXPECT(StringLength(Names[Index]) < ARCHIVE_NAME_BYTES);
        EXPECT(Names[Index][0] != 0 && Names[Index][0] != '/');
        FormatString(Bounded, sizeof(Bounded), "/%s/", Names[Index]);
        for (char *At = Bounded; *At != 0; At++) EXPECT(!StringStartsWith(At, "/../"));
    }
}

// Reads all of the first Length bytes. Counts what is good and bad; the last entries, too.
static ArchiveEntry Last;
static const char *LastProblem;
static U32 Good, Bad;

static void ReadAll(U32 Length) {
    U8 *Exact = ExactCopy(Archive.Bytes, Length);
    ArchiveReader Reader = {.Bytes = Exact, .Size = Length};
    ArchiveEntry Entry;
    ArchiveResult Result;
    const char *Problem;

    Good = Bad = 0;
    do {
        const SIZE Before = Reader.Offset;
        Result = ReadArchive(&Reader, &Entry, &Problem);
        EXPECT(Reader.Offset <= Reader.Size && (Result == ARCHIVE_END || Reader.Offset > Before));
        Good += Result == ARCHIVE_ENTRY;
        Bad += Result == ARCHIVE_BAD;
        if (Result == ARCHIVE_ENTRY) {
            CheckEntry(&Reader, &Entry);
            Last = Entry;
        }
        if (Result == ARCHIVE_BAD) {
            EXPECT(Problem != NULL && StringLength(Entry.Name) < ARCHIVE_NAME_BYTES);
            LastProblem = Problem;
        }
    } while (Result != ARCHIVE_END);
    free(Exact);
}

static void ExpectCounts(const char *What, U32 ExpectedGood, U32 ExpectedBad) {
    ReadAll(Archive.Length);
    EXPECT_THAT(Good == ExpectedGood && Bad == ExpectedBad, "%s: %u good, %u bad entries", What,
                Good, Bad);
}

static void TestGoodEntries(void) {
    char Name[101];

    Archive.Length = 0;
    ExpectCounts("nothing", 0, 0);
    PutEntry("bin/", '5', 0, 0);
    PutEntry("bin/sh", '0', 513, 's');
    PutEntry("./old", 0, 1, 'o');
    const U32 Link = PutEntry("bin/ls", '1', 0, 0);
    PutField(Link, LINKED, "bin/sh");
    PutSize(Link, 513);  // some writers say how long the other one is
    FixSum(Link);
    ExpectCounts("without an end", 4, 0);
    EXPECT(Last.Kind == ARCHIVE_LINK && StringsEqual(Last.Existing, "bin/sh") && Last.Bytes == 0);
    EXPECT_EQUAL(0755, Last.Mode);

    memset(Name, 'n', sizeof(Name));
    Name[100] = 0;
    U32 At = PutEntry(Name, '0', 0, 0);
    PutField(At, PREFIX, "some/where");
    FixSum(At);
    PutEnd();
    PutEntry("behind/the/end", '0', 0, 0);
    ExpectCounts("with an end", 5, 0);
    EXPECT_EQUAL(111, StringLength(Last.Name));
    EXPECT(StringStartsWith(Last.Name, "some/where/nnn"));
    memset(Header(At) + PREFIX, 'p', 155);
    FixSum(At);
    ReadAll(Archive.Length);
    EXPECT_EQUAL(ARCHIVE_NAME_BYTES - 1, StringLength(Last.Name));
    PutField(At, MAGIC, "ustar  ");  // GNU's: the prefix holds times
    FixSum(At);
    ReadAll(Archive.Length);
    EXPECT_EQUAL(100, StringLength(Last.Name));
    EXPECT_EQUAL(5, Good);
}

static void TestFullFields(void) {
    Archive.Length = 0;
    const U32 At = PutEntry("full", '0', 1, 'f');
    PutField(At, SIZE_FIELD, "00000000000177777777777");  // the next field begins at once
    FixSum(At);
    ExpectCounts("a field that ends without a mark", 1, 0);
    EXPECT_EQUAL(1, Last.Bytes);
}

// One entry is changed, between two that stay.
static void ExpectBad(const char *What, U32 Field, const char *Value, U32 Bytes, BOOL SumIsRight) {
    Archive.Length = 0;
    PutEntry("before", '0', 600, 'b');
    const U32 At = PutEntry("changed", '0', 600, 'c');
    PutEntry("after", '0', 600, 'a');
    PutEnd();
    memcpy(Header(At) + Field, Value, Bytes);
    if (SumIsRight) FixSum(At);
    ReadAll(Archive.Length);
    EXPECT_THAT(Good == 2 && Bad == 1, "%s: %u good, %u bad entries", What, Good, Bad);
    EXPECT_THAT(StringsEqual(Last.Name, "after"), "%s: the last one is %s", What, Last.Name);
}

static void TestBadEntries(void) {
    ExpectBad("a wrong sum", NAME, "C", 1, FALSE);
    ExpectBad("no sum", SUM, "\0\0\0\0\0\0\0\0", 8, FALSE);
    ExpectBad("another format", MAGIC, "USTAR", 5, TRUE);
    ExpectBad("no name", NAME, "\0", 1, TRUE);
    ExpectBad("an absolute name", NAME, "/changed", 8, TRUE);
    ExpectBad("only dots", NAME, "..\0", 3, TRUE);
    ExpectBad("dots first", NAME, "../changed", 10, TRUE);
    ExpectBad("dots within", NAME, "a//../b", 8, TRUE);
    ExpectBad("dots last", NAME, "a/b/..\0", 7, TRUE);
    ExpectBad("dots in the prefix", PREFIX, "a/..", 4, TRUE);
    ExpectBad("an absolute prefix", PREFIX, "/", 1, TRUE);
    ExpectBad("a symbolic link", KIND, "2", 1, TRUE);
    ExpectBad("a device", KIND, "4", 1, TRUE);
    ExpectBad("a link to nothing", KIND, "1", 1, TRUE);
    ExpectBad("a link out", KIND, "1../x", 5, TRUE);
    ExpectBad("no mode", MODE, "rwxr-xr-x", 8, TRUE);
    ExpectBad("no size", SIZE_FIELD, "\0\0\0\0\0\0\0\0\0\0\0\0", 12, TRUE);
    ExpectBad("a huge size", SIZE_FIELD, "777777777777", 12, TRUE);
    ExpectBad("a size one block too large", SIZE_FIELD, "00000007001\0", 12, TRUE);
    ExpectBad("a negative size", SIZE_FIELD, "-0000000001\0", 12, TRUE);
    ExpectBad("a binary size", SIZE_FIELD, "\x80\0\0\0\0\0\0\0\0\0\2\x58", 12, TRUE);
    ExpectBad("a negative binary size", SIZE_FIELD,
              "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe\0", 12, TRUE);
    ExpectBad("a decimal size", SIZE_FIELD, "00000000980\0", 12, TRUE);
}

// Names that look bad and are not.
static void TestGoodNames(void) {
    static const char *const Names[] = {"...", "..a",  "a..",   "a/.../b",
                                        ".",   "./",   "a/./b", ".hidden"};

    for (U32 Index = 0; Index < ARRAY_COUNT(Names); Index++) {
        Archive.Length = 0;
        PutEntry(Names[Index], '5', 0, 0);
        ExpectCounts(Names[Index], 1, 0);
    }
}

// Every shorter archive: what is cut off is bad, what is whole is read.
static void TestCuts(void) {
    Archive.Length = 0;
    PutEntry("first", '0', 700, '1');
    PutEntry("second", '0', 10, '2');
    for (U32 Length = 0; Length <= Archive.Length; Length++) {
        const U32 Whole = (Length >= BLOCK + 700) + (Length >= 4 * BLOCK + 10);
        const BOOL AtAnEnd = Length == 0 || (Length >= BLOCK + 700 && Length <= 3 * BLOCK) ||
                             Length >= 4 * BLOCK + 10;
        ReadAll(Length);
        EXPECT_THAT(Good == Whole && Bad == !AtAnEnd, "cut to %u: %u good, %u bad", Length, Good,
                    Bad);
    }
}

// Changes some bytes, mostly of headers, which mostly get their sum again.
static void FuzzArchive(void) {
    static const char Nasty[] = "\0/.0177\x80\xff -";
    U32 Headers[6];

    Archive.Length = 0;
    for (U32 Index = 0; Index < ARRAY_COUNT(Headers); Index++) {
        const char Kind = "0015L2x"[Random(7)];
        Headers[Index] = PutEntry("some/name.txt", Kind, Random(1200), (U8)Random(256));
    }
    PutEnd();
    for (U32 Left = Random(12); Left > 0; Left--) {
        const U32 At = Random(8) == 0 ? Random(Archive.Length)
                                      : Headers[Random(ARRAY_COUNT(Headers))] + Random(BLOCK);
        Archive.Bytes[At] = Random(2) == 0 ? (U8)Random(256) : (U8)Nasty[Random(sizeof(Nasty) - 1)];
    }
    for (U32 Index = 0; Index < ARRAY_COUNT(Headers); Index++) {
        if (Random(8) != 0) FixSum(Headers[Index]);
    }
    ReadAll(Random(4) == 0 ? Random(Archive.Length + 1) : Archive.Length);
}

void TestArchives(U32 Rounds) {
    TestGoodEntries();
    TestFullFields();
    TestBadEntries();
    TestGoodNames();
    TestCuts();
    for (U32 Round = 0; Round < Rounds; Round++) FuzzArchive();
}
