#include "devices/CMOS.h"

#include "arch/Arch.h"
#include "base/String.h"
#include "devices/CMOSTime.h"

enum {
    INDEX = 0x70,
    DATA = 0x71,

    SECOND = 0x00,
    MINUTE = 0x02,
    HOUR = 0x04,
    DAY = 0x07,
    MONTH = 0x08,
    YEAR = 0x09,
    STATUS_A = 0x0A,
    STATUS_B = 0x0B,
    REGISTERS = 0x80,

    UPDATE_IN_PROGRESS = 0x80,
    NO_CLOCK = 0xFF,  // what a bus reads as that nobody drives; in a clock it would stand still
};

// An update takes 1984 us and is announced 244 us before; a read takes two port accesses, 2 us.
#define MAX_STATUS_READS 2000
#define MAX_READINGS 3

// Bit 7 of the index keeps NMIs out of the CPU; it stays clear.
static U8 ReadRegister(U8 Index) {
    const UINT Saved = SaveInterrupts();
    WritePort8(INDEX, Index);
    const U8 Value = ReadPort8(DATA);
    RestoreInterrupts(Saved);
    return Value;
}

static BOOL WaitForUpdate(void) {
    for (U32 Read = 0; Read < MAX_STATUS_READS; Read++) {
        if (!(ReadRegister(STATUS_A) & UPDATE_IN_PROGRESS)) return TRUE;
    }
    return FALSE;
}

static CMOSTime ReadTime(U8 CenturyIndex) {
    const BOOL HasCentury = CenturyIndex > STATUS_B + 2 && CenturyIndex < REGISTERS;
    return (CMOSTime){
        .Second = ReadRegister(SECOND),
        .Minute = ReadRegister(MINUTE),
        .Hour = ReadRegister(HOUR),
        .Day = ReadRegister(DAY),
        .Month = ReadRegister(MONTH),
        .Year = ReadRegister(YEAR),
        .Century = HasCentury ? ReadRegister(CenturyIndex) : 0,
        .StatusB = ReadRegister(STATUS_B),
    };
}

// Two readings that are equal were not torn by an update that began between.
BOOL ReadCMOSClock(U8 CenturyIndex, I64 *Seconds) {
    if (ReadRegister(STATUS_A) == NO_CLOCK) return FALSE;
    for (U32 Reading = 0; Reading < MAX_READINGS; Reading++) {
        if (!WaitForUpdate()) return FALSE;
        const CMOSTime First = ReadTime(CenturyIndex);
        const CMOSTime Second = ReadTime(CenturyIndex);
        if (memcmp(&First, &Second, sizeof(First)) == 0) return SecondsOfCMOSTime(&First, Seconds);
    }
    return FALSE;
}
