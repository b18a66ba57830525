#include "Builder.h"
#include "Test.h"
#include "firmware/MADT.h"
#include "startup/InterruptRoutes.h"

static MADTRecords Records;
static IRQRoute Routes[IRQ_LINES];

static void StartRecordsAnew(void) { Records = (MADTRecords){0}; }

static void AddOverride(U8 Bus, U8 Line, U32 GSI, U16 Flags) {
    Records.Overrides[Records.OverrideCount++] =
        (MADTOverride){.Bus = Bus, .Source = Line, .Interrupt = GSI, .Flags = Flags};
}

static void AddNMI(U32 ProcessorID, U8 Input, U16 Flags) {
    Records.LocalNMIs[Records.LocalNMICount++] =
        (MADTLocalNMI){.ProcessorID = ProcessorID, .Input = Input, .Flags = Flags};
}

static void TestWithoutOverrides(void) {
    StartRecordsAnew();
    FindIRQRoutes(&Records, Routes);
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        EXPECT_EQUAL(Line, Routes[Line].GSI);
        EXPECT(!Routes[Line].IsPolarityGiven && !Routes[Line].IsTriggerGiven);
    }
}

static void TestAnInputHasOneLine(void) {
    StartRecordsAnew();
    AddOverride(0, 0, 2, 0);
    AddOverride(0, 9, 20, 0x0D);
    AddOverride(0, 10, 20, 0);  // the input that line 9 has
    AddOverride(0, 0, 5, 0);    // line 0 once more
    AddOverride(1, 3, 30, 0);   // of a bus that there is not
    AddOverride(0, 16, 4, 0);   // of a line that there is not
    AddOverride(0, 255, 6, 0);
    FindIRQRoutes(&Records, Routes);
    EXPECT_EQUAL(2, Routes[0].GSI);
    EXPECT_EQUAL(1, Routes[1].GSI);
    EXPECT_EQUAL(NO_GSI, Routes[2].GSI);
    EXPECT_EQUAL(3, Routes[3].GSI);
    EXPECT_EQUAL(4, Routes[4].GSI);
    EXPECT_EQUAL(5, Routes[5].GSI);
    EXPECT_EQUAL(6, Routes[6].GSI);
    EXPECT_EQUAL(20, Routes[9].GSI);
    EXPECT_EQUAL(NO_GSI, Routes[10].GSI);
}

static void TestLinesThatChangePlaces(void) {
    StartRecordsAnew();
    AddOverride(0, 1, 4, 0);
    AddOverride(0, 4, 1, 0);
    AddOverride(0, 3, 0xFFFFFFFF, 0);
    FindIRQRoutes(&Records, Routes);
    EXPECT_EQUAL(4, Routes[1].GSI);
    EXPECT_EQUAL(1, Routes[4].GSI);
    EXPECT_EQUAL(NO_GSI, Routes[3].GSI);
}

// Table 5.26: 1 high or edge, 3 low or level; 0 is the bus's own, and 2 has no meaning.
static void TestFlags(void) {
    for (U16 Flags = 0; Flags < 16; Flags++) {
        const U32 Polarity = Flags & 3, Trigger = Flags >> 2;
        StartRecordsAnew();
        AddOverride(0, 7, 23, Flags);
        FindIRQRoutes(&Records, Routes);
        EXPECT_EQUAL(23, Routes[7].GSI);
        EXPECT_EQUAL(Polarity == 1 || Polarity == 3, Routes[7].IsPolarityGiven);
        EXPECT_EQUAL(Trigger == 1 || Trigger == 3, Routes[7].IsTriggerGiven);
        if (Routes[7].IsPolarityGiven) EXPECT_EQUAL(Polarity == 3, Routes[7].IsActiveLow);
        if (Routes[7].IsTriggerGiven) EXPECT_EQUAL(Trigger == 3, Routes[7].IsLevel);
    }
}

static void TestLocalInputs(void) {
    LocalInput Inputs[LOCAL_INPUTS];
    StartRecordsAnew();
    FindLocalInputs(&Records, 0, Inputs);
    EXPECT(!Inputs[0].IsNMI && !Inputs[1].IsNMI);

    AddNMI(7, 0, 3);
    AddNMI(MADT_ALL_PROCESSORS, 1, 0);
    AddNMI(8, 255, 0);  // an input that there is not
    FindLocalInputs(&Records, 8, Inputs);
    EXPECT(!Inputs[0].IsNMI && Inputs[1].IsNMI && !Inputs[1].IsActiveLow);
    FindLocalInputs(&Records, 7, Inputs);
    EXPECT(Inputs[0].IsNMI && Inputs[0].IsActiveLow && Inputs[1].IsNMI);
}

// Whatever a table says, no input is two lines', and each line has its own, an override's, or none.
static void ExpectSound(void) {
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        const U32 GSI = Routes[Line].GSI;
        BOOL IsExplained = GSI == NO_GSI || GSI == Line;
        for (U32 Index = 0; Index < Records.OverrideCount; Index++) {
            const MADTOverride *Override = &Records.Overrides[Index];
            if (Override->Source == Line && Override->Interrupt == GSI) IsExplained = TRUE;
        }
        EXPECT_THAT(IsExplained, "line %u has GSI %u", Line, GSI);
        for (U32 Other = 0; Other < Line && GSI != NO_GSI; Other++) {
            EXPECT_THAT(Routes[Other].GSI != GSI, "lines %u and %u have GSI %u", Other, Line, GSI);
        }
    }
}

static void TestDrawnOverrides(U32 Rounds) {
    for (U32 Round = 0; Round < Rounds; Round++) {
        StartRecordsAnew();
        for (U32 Count = Random(MADT_MAX_OVERRIDES + 1); Count > 0; Count--) {
            const U32 GSI = Random(8) == 0 ? 0xFFFFFFF0u + Random(16) : Random(24);
            AddOverride((U8)(Random(8) == 0), (U8)Random(20), GSI, (U16)Random(0x10000));
        }
        FindIRQRoutes(&Records, Routes);
        ExpectSound();
    }
}

// The bytes of a table, any of them changed: what is read of it before the damage is used.
static void TestDamagedTables(U32 Rounds) {
    static Builder Table;
    LocalInput Inputs[LOCAL_INPUTS];
    for (U32 Round = 0; Round < Rounds; Round++) {
        BuildMADT(&Table, 2);
        for (U32 Changes = 1 + Random(8); Changes > 0; Changes--) {
            Table.Bytes[44 + Random(Table.Length - 44)] = (U8)Random(256);
        }
        const U32 Length = 44 + Random(Table.Length - 43);
        U8 *Bytes = ExactCopy(Table.Bytes, Length);
        (void)!ParseMADT(Bytes, Length, &Records);
        FindIRQRoutes(&Records, Routes);
        ExpectSound();
        FindLocalInputs(&Records, Random(256), Inputs);
        free(Bytes);
    }
}

void TestRoutes(U32 Rounds) {
    TestWithoutOverrides();
    TestAnInputHasOneLine();
    TestLinesThatChangePlaces();
    TestFlags();
    TestLocalInputs();
    TestDrawnOverrides(Rounds);
    TestDamagedTables(Rounds);
}
