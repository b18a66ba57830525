// The Local APIC's registers as MSRs. No emulator here has that mode, so that what the instructions
// would do is written down instead.

#include "Test.h"
#include "arch/x86/common/APICAccess.h"
#include "machine/arch/Arch.h"

static U32 LastMSR;
static U64 LastValue;
static U32 Writes;
static BOOL IsOrdered;

U64 ReadMSR(U32 MSR) {
    LastMSR = MSR;
    return 0x1122334400000000ULL | MSR;
}

void WriteMSR(U32 MSR, U64 Value) {
    EXPECT_THAT(IsOrdered, "MSR 0x%x is written before memory", MSR);
    IsOrdered = FALSE;
    LastMSR = MSR;
    LastValue = Value;
    Writes++;
}

void OrderMemory(void) { IsOrdered = TRUE; }

// SDM vol. 3A, table "Local APIC Register Address Map Supported by x2APIC".
static const struct {
    U32 Register, MSR;
} Known[] = {
    {APIC_ID, 0x802},
    {APIC_VERSION, 0x803},
    {APIC_TASK_PRIORITY, 0x808},
    {APIC_END_OF_INTERRUPT, 0x80B},
    {APIC_SPURIOUS, 0x80F},
    {APIC_IN_SERVICE, 0x810},
    {APIC_IN_SERVICE + 7 * 0x10, 0x817},
    {APIC_REQUESTED, 0x820},
    {APIC_ERROR_STATUS, 0x828},
    {APIC_LVT_CMCI, 0x82F},
    {APIC_LVT_TIMER, 0x832},
    {APIC_LVT_THERMAL, 0x833},
    {APIC_LVT_PERFORMANCE, 0x834},
    {APIC_LVT_LINT0, 0x835},
    {APIC_LVT_LINT1, 0x836},
    {APIC_LVT_ERROR, 0x837},
    {APIC_TIMER_INITIAL_COUNT, 0x838},
    {APIC_TIMER_CURRENT_COUNT, 0x839},
    {APIC_TIMER_DIVIDE, 0x83E},
};

static void TestEveryRegister(void) {
    for (U32 Index = 0; Index < ARRAY_COUNT(Known); Index++) {
        EXPECT_EQUAL(Known[Index].MSR, X2APICAccess.Read(Known[Index].Register));
        EXPECT_EQUAL(Known[Index].MSR, LastMSR);
        const U32 Before = Writes;
        X2APICAccess.Write(Known[Index].Register, 0x80000000u + Index);
        EXPECT_EQUAL(Before + 1, Writes);
        EXPECT_EQUAL(Known[Index].MSR, LastMSR);
        EXPECT_EQUAL(0x80000000u + Index, LastValue);
    }
}

// One write of 64 bits, with an ID of 32; in xAPIC mode they are two, with one of 8.
static void TestCommands(void) {
    const U32 Before = Writes;
    X2APICAccess.SendCommand(0x12345678, 0x000C4500);
    EXPECT_EQUAL(Before + 1, Writes);
    EXPECT_EQUAL(0x830, LastMSR);
    EXPECT_EQUAL(0x12345678000C4500ULL, LastValue);
    EXPECT_EQUAL(0x802, X2APICAccess.ReadID());  // not the upper byte of it
}

void TestX2APIC(void) {
    TestEveryRegister();
    TestCommands();
}
