// The registers of a Local APIC as memory: 4 KiB at the address in IA32_APIC_BASE, each register 16
// bytes apart, to be accessed by aligned words only (Intel SDM vol. 3A, "The Local APIC Block
// Diagram").

#include "arch/Arch.h"
#include "arch/x86/common/APICAccess.h"
#include "base/Assert.h"

enum {
    ID_SHIFT = 24,
    COMMAND_DESTINATION_SHIFT = 24,
    COMMAND_IS_PENDING = 1 << 12,
};

static volatile U32 *Registers;  // [i] one address for all CPUs: each finds its own APIC there

void SetXAPICRegisters(volatile void *Mapped) {
    ASSERT(Registers == NULL);
    Registers = Mapped;
}

static U32 ReadRegister(U32 Register) { return Registers[Register / sizeof(U32)]; }

static void WriteRegister(U32 Register, U32 Value) { Registers[Register / sizeof(U32)] = Value; }

static U32 ReadXAPICID(void) { return ReadRegister(APIC_ID) >> ID_SHIFT; }

// The write of the low word is what sends ("Interrupt Command Register (ICR)"). A command that has
// not left yet would be overwritten, so that the next one waits.
static void SendXAPICCommand(U32 Destination, U32 Command) {
    WriteRegister(APIC_COMMAND_HIGH, Destination << COMMAND_DESTINATION_SHIFT);
    WriteRegister(APIC_COMMAND, Command);
    while (ReadRegister(APIC_COMMAND) & COMMAND_IS_PENDING) RelaxCPU();
}

const APICAccess XAPICAccess = {
    .Name = "xAPIC",
    .Read = ReadRegister,
    .Write = WriteRegister,
    .ReadID = ReadXAPICID,
    .SendCommand = SendXAPICCommand,
};
