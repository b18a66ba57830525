#include <string.h>

#include "Builder.h"
#include "Test.h"
#include "firmware/MPPointer.h"

#define POINTER_BYTES 16
#define REGION_BYTES 64

// MultiProcessor Specification 1.4, table 4-1.
static void Make(U8 *At, U8 Features2) {
    static const U8 Usual[POINTER_BYTES] = {'_', 'M', 'P', '_', 0, 0, 0, 0, 1, 4};
    U8 Sum = 0;
    memcpy(At, Usual, sizeof(Usual));
    At[12] = Features2;
    for (U32 Index = 0; Index < POINTER_BYTES; Index++) Sum = (U8)(Sum + At[Index]);
    At[10] = (U8)-Sum;
}

static BOOL Find(const U8 *Region, U32 Length, MPPointer *Record) {
    U8 *Bytes = ExactCopy(Region, Length);
    const BOOL Found = FindMPPointer(Bytes, Length, Record);
    free(Bytes);
    return Found;
}

static void TestEveryPlace(void) {
    for (U32 Place = 0; Place < REGION_BYTES; Place += POINTER_BYTES) {
        U8 Region[REGION_BYTES] = {0};
        MPPointer Record = {0};
        Make(Region + Place, 0x80);
        EXPECT(Find(Region, REGION_BYTES, &Record));
        EXPECT(Record.HasIMCR);
        Record = (MPPointer){0};
        EXPECT(!Find(Region, Place, &Record));
        EXPECT(!Find(Region, Place + POINTER_BYTES - 1, &Record));  // its last byte is outside
        EXPECT(!Record.HasIMCR);
    }
    U8 Region[REGION_BYTES] = {0};
    MPPointer Record;
    Make(Region + 8, 0x80);  // on no boundary
    EXPECT(!Find(Region, REGION_BYTES, &Record));
}

static void TestTheFirstValidOneCounts(void) {
    U8 Region[REGION_BYTES] = {0};
    MPPointer Record = {0};
    Make(Region, 0x80);
    Region[10]++;
    Make(Region + 16, 0x7F);
    Make(Region + 32, 0x80);
    EXPECT(Find(Region, REGION_BYTES, &Record));
    EXPECT(!Record.HasIMCR);
}

static void TestDamagedOnes(void) {
    for (U32 Byte = 0; Byte < POINTER_BYTES; Byte++) {
        for (U32 Bit = 0; Bit < 8; Bit++) {
            U8 Region[POINTER_BYTES];
            MPPointer Record;
            Make(Region, 0x80);
            Region[Byte] ^= (U8)(1u << Bit);
            EXPECT_THAT(!Find(Region, POINTER_BYTES, &Record), "bit %u of byte %u", Bit, Byte);
        }
    }
    for (U32 Length = 0; Length < 256; Length++) {  // with a sum that is right
        U8 Region[POINTER_BYTES];
        MPPointer Record;
        Make(Region, 0x80);
        Region[10] = (U8)(Region[10] + Region[8] - Length);
        Region[8] = (U8)Length;
        EXPECT_EQUAL(Length == 1, Find(Region, POINTER_BYTES, &Record));
    }
}

void TestMPPointer(void) {
    TestEveryPlace();
    TestTheFirstValidOneCounts();
    TestDamagedOnes();
}
