#include "firmware/Power.h"

#include "arch/Arch.h"
#include "base/Log.h"
#include "firmware/ACPI.h"
#include "memory/Mapping.h"

enum {
    // PM1 control register, ACPI 6.5, section 4.8.3.2.1, table 4.13.
    PM1_SCI_ENABLED = 1u << 0,  // set while the machine is in ACPI mode
    PM1_SLEEP_TYPE_SHIFT = 10,
    PM1_SLEEP_TYPE_MASK = 7u << 10,
    PM1_SLEEP_ENABLE = 1u << 13,

    // Reset control register of Intel's south bridges since the PIIX3 (82371SB data sheet, RC).
    RESET_CONTROL = 0xCF9,
    RESET_HARD = 0x02,
    RESET_NOW = 0x06,

    // 8042 keyboard controller: pulse output line 0, which is the CPU's reset.
    KEYBOARD_STATUS = 0x64,
    KEYBOARD_COMMAND = 0x64,
    KEYBOARD_INPUT_FULL = 0x02,
    KEYBOARD_PULSE_RESET = 0xFE,

    // PCI Local Bus Specification 3.0, section 3.2.2.3.2: configuration mechanism 1.
    PCI_ADDRESS = 0xCF8,
    PCI_DATA = 0xCFC,

    PORT_COUNT = 0x10000,
};

// A power supply may take its time, and an emulator notices at its next round.
#define SLEEP_LIMIT_MILLISECONDS 3000

// An access to a port that nobody listens to takes about a microsecond on an ISA bus. This long
// is given to each way before the next one is tried.
static void WaitMilliseconds(U32 Milliseconds) {
    for (U32 Microseconds = Milliseconds * 1000; Microseconds > 0; Microseconds--) {
        WritePort8(0x80, 0);
    }
}

// A control register must be an I/O port; no PC has it elsewhere.
static BOOL IsPort(RegisterAddress Register) {
    return Register.Space == ADDRESS_IO && Register.Address != 0 && Register.Address < PORT_COUNT;
}

// Section 4.8.2.5: firmware that starts in legacy mode hands over when asked to.
static void EnterACPIMode(U16 Control) {
    const FADTRecord *FADT = &ACPI.FADT;
    if (FADT->CommandPort == 0 || FADT->CommandPort >= PORT_COUNT || FADT->EnableValue == 0) return;
    if (ReadPort16(Control) & PM1_SCI_ENABLED) return;
    WritePort8((U16)FADT->CommandPort, FADT->EnableValue);
    for (U32 Try = 0; Try < 300 && !(ReadPort16(Control) & PM1_SCI_ENABLED); Try++) {
        WaitMilliseconds(1);
    }
}

static void Sleep(U16 Control, U8 Type) {
    const U16 Kept = ReadPort16(Control) & (U16)~PM1_SLEEP_TYPE_MASK;
    WritePort16(Control, (U16)(Kept | Type << PM1_SLEEP_TYPE_SHIFT | PM1_SLEEP_ENABLE));
}

void PowerOff(void) {
    LogInfo("power", "switching off");
    const FADTRecord *FADT = &ACPI.FADT;
    if (ACPI.HasFADT && ACPI.HasS5 && IsPort(FADT->PM1aControl)) {
        DisableInterrupts();
        EnterACPIMode((U16)FADT->PM1aControl.Address);
        Sleep((U16)FADT->PM1aControl.Address, ACPI.S5.TypeA);
        if (IsPort(FADT->PM1bControl)) Sleep((U16)FADT->PM1bControl.Address, ACPI.S5.TypeB);
        WaitMilliseconds(SLEEP_LIMIT_MILLISECONDS);
    }
    LogWarn("power", "the machine cannot be switched off: halted");
    HaltForever();
}

// Section 4.8.3.6: the register is in memory, in I/O space or in PCI configuration space of bus 0,
// where the address holds device, function and offset, 16 bits each.
static void WriteResetRegister(void) {
    const RegisterAddress Reset = ACPI.FADT.Reset;
    if (!ACPI.HasFADT || !(ACPI.FADT.Flags & FADT_RESET_REGISTER_SUPPORTED)) return;
    if (IsPort(Reset)) {
        WritePort8((U16)Reset.Address, ACPI.FADT.ResetValue);
    } else if (Reset.Space == ADDRESS_MEMORY && Reset.Address != 0) {
        volatile U8 *Register = MapPhysical(Reset.Address, 1, MAP_WRITABLE | MAP_UNCACHED);
        if (Register != NULL) *Register = ACPI.FADT.ResetValue;
    } else if (Reset.Space == ADDRESS_PCI) {
        const U32 Device = (U32)(Reset.Address >> 32) & 0x1F;
        const U32 Function = (U32)(Reset.Address >> 16) & 7;
        const U32 Offset = (U32)Reset.Address & 0xFF;
        WritePort32(PCI_ADDRESS, 1u << 31 | Device << 11 | Function << 8 | (Offset & 0xFC));
        WritePort8((U16)(PCI_DATA + Offset % 4), ACPI.FADT.ResetValue);
    }
    WaitMilliseconds(10);
}

static void WriteResetControl(void) {
    WritePort8(RESET_CONTROL, RESET_HARD);
    WritePort8(RESET_CONTROL, RESET_NOW);
    WaitMilliseconds(10);
}

static void PulseKeyboardReset(void) {
    for (U32 Try = 0; Try < 100 && ReadPort8(KEYBOARD_STATUS) & KEYBOARD_INPUT_FULL; Try++) {
        WaitMilliseconds(1);
    }
    WritePort8(KEYBOARD_COMMAND, KEYBOARD_PULSE_RESET);
    WaitMilliseconds(10);
}

void Reboot(void) {
    LogInfo("power", "rebooting");
    WriteResetRegister();  // before interrupts go off: it may have to map memory
    DisableInterrupts();
    WriteResetControl();
    PulseKeyboardReset();
    TripleFault();
}
