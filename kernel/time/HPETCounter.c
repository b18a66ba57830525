#include "time/HPETCounter.h"

#include "arch/Arch.h"

// IA-PC HPET Specification 1.0a, 2.3.
enum {
    REGISTER_PERIOD = 0x004,  // femtoseconds a count
    REGISTER_CONFIGURATION = 0x010,
    REGISTER_COUNTER = 0x0F0,  // its low word; there may be no other

    CONFIGURATION_ENABLE = 1 << 0,
    CONFIGURATION_LEGACY = 1 << 1,  // it would take the lines of the PIT and of the clock
};

#define MAX_PERIOD 0x05F5E100u  // 100 ns, 2.3.4
#define FEMTOSECONDS_PER_SECOND 1000000000000000ULL

// A count lasts 100 ns at most, and a read takes longer than this part of it.
#define MAX_EQUAL_READS 1000

static volatile U32 *HPET;

static U32 ReadRegister(U32 Register) { return HPET[Register / sizeof(U32)]; }

static U32 ReadCounter(void) { return ReadRegister(REGISTER_COUNTER); }

static TimeReference Reference = {.Name = "HPET", .Read = ReadCounter};

static BOOL IsCounting(void) {
    const U32 First = ReadCounter();
    for (U32 Read = 0; Read < MAX_EQUAL_READS; Read++) {
        if (ReadCounter() != First) return TRUE;
    }
    return FALSE;
}

const TimeReference *StartHPETCounter(volatile void *Registers) {
    HPET = Registers;
    const U32 Period = ReadRegister(REGISTER_PERIOD);
    if (Period == 0 || Period > MAX_PERIOD) return NULL;

    const U32 Configuration = ReadRegister(REGISTER_CONFIGURATION) & ~(U32)CONFIGURATION_LEGACY;
    HPET[REGISTER_CONFIGURATION / sizeof(U32)] = Configuration | CONFIGURATION_ENABLE;
    if (!IsCounting()) return NULL;
    Reference.CountsPerSecond = FEMTOSECONDS_PER_SECOND / Period;
    return &Reference;
}
