#include <string.h>
#include <time.h>

#include "Test.h"
#include "devices/CMOSTime.h"
#include "devices/PCIScan.h"

static U32 Space[256 * 32 * 8][16];  // configuration spaces, by Where >> 8, as far as is read
static U32 Reads;

static U32 ReadSpace(U32 Where, U32 Offset) {
    Reads++;
    EXPECT(Where < 0x1000000 && Offset % 4 == 0 && Offset < 64);
    return Space[Where >> 8][Offset / 4];
}

static void PutFunction(U32 Bus, U32 Device, U32 Function, U32 ID, U32 Header, U32 Secondary) {
    U32 *At = Space[Bus << 8 | Device << 3 | Function];
    At[PCI_ID / 4] = ID;
    At[PCI_CLASS / 4] = 0x02000000;
    At[PCI_HEADER / 4] = Header << 16;
    At[PCI_BUSES / 4] = Secondary << 8;
    At[PCI_INTERRUPT / 4] = 0x010B;
}

static void BusesAreFound(void) {
    static PCIFunctions Found;
    memset(Space, 0xFF, sizeof(Space));
    PutFunction(0, 0, 0, 0x12378086, 0, 0);
    PutFunction(0, 1, 0, 0x70008086, 0x80, 0);
    PutFunction(0, 1, 3, 0x71138086, 0, 0);  // with holes before it
    PutFunction(0, 2, 1, 0x11111111, 0, 0);  // without a function 0 there is no device
    PutFunction(0, 3, 0, 0x00011B36, 1, 7);
    PutFunction(7, 31, 0, 0x100E8086, 0, 0);
    PutFunction(9, 0, 0, 0x22222222, 0, 0);  // behind nothing
    memset(&Found, 0, sizeof(Found));
    ScanPCI(ReadSpace, &Found);
    EXPECT_EQUAL(5, Found.Count);
    const PCIFunction *Last = &Found.Functions[4];
    EXPECT_EQUAL(7u << 16 | 31 << 11, Last->Where);
    EXPECT_EQUAL(0x8086, Last->Vendor);
    EXPECT_EQUAL(0x100E, Last->Device);
    EXPECT_EQUAL(2, Last->Class);
    EXPECT_EQUAL(11, Last->Line);
    EXPECT(!Last->IsBridge && Found.Functions[3].IsBridge);
}

// Bridges to everywhere, to themselves and in circles: every bus is looked at once.
static void BridgesThatLieEnd(void) {
    static PCIFunctions Found;
    for (U32 Index = 0; Index < ARRAY_COUNT(Space); Index++) {
        PutFunction(Index >> 8, Index >> 3 & 31, Index & 7, 0x00011B36, 0x81, Random(256));
    }
    memset(&Found, 0, sizeof(Found));
    Reads = 0;
    ScanPCI(ReadSpace, &Found);
    EXPECT_EQUAL(MAX_PCI_FUNCTIONS, Found.Count);
    EXPECT(Found.Dropped > 0 && Found.Count + Found.Dropped <= ARRAY_COUNT(Space));
    EXPECT(Reads <= 5 * ARRAY_COUNT(Space));
}

static void FuzzPCI(U32 Rounds) {
    static PCIFunctions Found;
    for (U32 Round = 0; Round < Rounds / 200 + 1; Round++) {
        for (U32 Index = 0; Index < ARRAY_COUNT(Space); Index++) {
            const BOOL Exists = Random(64) == 0;
            PutFunction(Index >> 8, Index >> 3 & 31, Index & 7, Exists ? Random(1 << 30) : ~0u,
                        Random(256), Random(256));
        }
        memset(&Found, 0, sizeof(Found));
        ScanPCI(ReadSpace, &Found);
        EXPECT(Found.Count <= MAX_PCI_FUNCTIONS);
    }
}

static U8 BCD(U32 Number) { return (U8)(Number / 10 << 4 | Number % 10); }

// In all four forms that the clock has.
static CMOSTime Registers(const struct tm *When, U8 StatusB, BOOL HasCentury) {
    const U32 Year = (U32)When->tm_year + 1900;
    const U32 Hour = (U32)When->tm_hour;
    const U32 Shown = StatusB & 2 ? Hour : (Hour + 11) % 12 + 1;
    const BOOL IsBinary = (StatusB & 4) != 0;
#define FORM(Number) (IsBinary ? (U8)(Number) : BCD(Number))
    return (CMOSTime){
        .Second = FORM((U32)When->tm_sec),
        .Minute = FORM((U32)When->tm_min),
        .Hour = (U8)(FORM(Shown) | (!(StatusB & 2) && Hour >= 12 ? 0x80 : 0)),
        .Day = FORM((U32)When->tm_mday),
        .Month = FORM((U32)When->tm_mon + 1),
        .Year = FORM(Year % 100),
        .Century = HasCentury ? FORM(Year / 100) : 0,
        .StatusB = StatusB,
    };
}

static void EveryFormIsRead(U32 Rounds) {
    for (U32 Round = 0; Round < Rounds; Round++) {
        const time_t Wanted = (time_t)(((U64)Random(1 << 30) << 3 | Random(8)) % 6000000000ULL);
        struct tm When;
        I64 Seconds = -1;
        gmtime_r(&Wanted, &When);
        const U32 Year = (U32)When.tm_year + 1900;
        const BOOL HasCentury = Random(2) == 0 || Year < 2000 || Year > 2099;
        const CMOSTime Time = Registers(&When, (U8)(Random(4) << 1), HasCentury);
        EXPECT(SecondsOfCMOSTime(&Time, &Seconds));
        EXPECT_EQUAL(Wanted, Seconds);
    }
}

static void WhatIsNoTimeIsRefused(void) {
    const CMOSTime Good = {0x59, 0x59, 0x23, 0x29, 0x02, 0x24, 0x20, 0x02};
    const CMOSTime Bad[] = {
        {0x60, 0x59, 0x23, 0x29, 0x02, 0x24, 0x20, 0x02},
        {0x5A, 0x59, 0x23, 0x29, 0x02, 0x24, 0x20, 0x02},
        {0x59, 0x60, 0x23, 0x29, 0x02, 0x24, 0x20, 0x02},
        {0x59, 0x59, 0x24, 0x29, 0x02, 0x24, 0x20, 0x02},
        {0x59, 0x59, 0x00, 0x29, 0x02, 0x24, 0x20, 0x00},  // twelve hours have no 0
        {0x59, 0x59, 0x93, 0x29, 0x02, 0x24, 0x20, 0x00},
        {0x59, 0x59, 0x23, 0x30, 0x02, 0x24, 0x20, 0x02},
        {0x59, 0x59, 0x23, 0x29, 0x02, 0x23, 0x20, 0x02},
        {0x59, 0x59, 0x23, 0x29, 0x02, 0x00, 0x21, 0x02},
        {0x59, 0x59, 0x23, 0x00, 0x02, 0x24, 0x20, 0x02},
        {0x59, 0x59, 0x23, 0x29, 0x00, 0x24, 0x20, 0x02},
        {0x59, 0x59, 0x23, 0x29, 0x13, 0x24, 0x20, 0x02},
        {0x59, 0x59, 0x23, 0x29, 0x02, 0x24, 0x18, 0x02},
        {0x59, 0x59, 0x23, 0x29, 0x02, 0x24, 0xFF, 0x02},
        {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    };
    I64 Seconds = 0;
    EXPECT(SecondsOfCMOSTime(&Good, &Seconds));
    EXPECT_EQUAL(1709251199, Seconds);
    for (U32 Index = 0; Index < ARRAY_COUNT(Bad); Index++) {
        EXPECT_THAT(!SecondsOfCMOSTime(&Bad[Index], &Seconds), "bad time %u is read", Index);
    }
}

static void FuzzTime(U32 Rounds) {
    for (U32 Round = 0; Round < Rounds; Round++) {
        CMOSTime Time;
        I64 Seconds;
        U8 *Bytes = (U8 *)&Time;
        for (U32 Index = 0; Index < sizeof(Time); Index++) Bytes[Index] = (U8)Random(256);
        if (SecondsOfCMOSTime(&Time, &Seconds)) EXPECT(Seconds >= 0 && Seconds < 256LL << 30);
    }
}

void TestDevices(U32 Rounds) {
    BusesAreFound();
    BridgesThatLieEnd();
    FuzzPCI(Rounds);
    EveryFormIsRead(Rounds);
    WhatIsNoTimeIsRefused();
    FuzzTime(Rounds);
}
