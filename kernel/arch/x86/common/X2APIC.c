// The registers of a Local APIC as MSRs: 800H and up, one for each 16 bytes of what is memory in
// xAPIC mode (Intel SDM vol. 3A, "x2APIC Register Address Space"). The id has 32 bits, and the
// command register is one of 64.

#include "arch/Arch.h"
#include "arch/x86/common/APICAccess.h"

#define FIRST_X2APIC_MSR 0x800u
#define BYTES_PER_REGISTER 16u

static U32 MSROf(U32 Register) { return FIRST_X2APIC_MSR + Register / BYTES_PER_REGISTER; }

static U32 ReadRegister(U32 Register) { return (U32)ReadMSR(MSROf(Register)); }

// Memory is written in order before a register is in xAPIC mode, whose accesses are uncached; a
// WRMSR to these registers does not wait for stores before it ("MSR Access in x2APIC Mode"), so a
// CPU that an interrupt is sent to might not see yet what the interrupt is about.
static void WriteRegister(U32 Register, U32 Value) {
    OrderMemory();
    WriteMSR(MSROf(Register), Value);
}

static U32 ReadX2APICID(void) { return ReadRegister(APIC_ID); }

// There is no delivery status: the write itself waits ("ICR Operation in x2APIC Mode").
static void SendX2APICCommand(U32 Destination, U32 Command) {
    OrderMemory();
    WriteMSR(MSROf(APIC_COMMAND), (U64)Destination << 32 | Command);
}

const APICAccess X2APICAccess = {
    .Name = "x2APIC",
    .Read = ReadRegister,
    .Write = WriteRegister,
    .ReadID = ReadX2APICID,
    .SendCommand = SendX2APICCommand,
};
