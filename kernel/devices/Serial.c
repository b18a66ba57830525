#include "devices/Serial.h"

#include "arch/Arch.h"

// PC16550D data sheet, table "Summary of Registers".
enum {
    COM1 = 0x3F8,
    TRANSMIT = COM1 + 0,
    DIVISOR_LOW = COM1 + 0,  // while LINE_DIVISOR is set, as is DIVISOR_HIGH
    INTERRUPT_ENABLE = COM1 + 1,
    DIVISOR_HIGH = COM1 + 1,
    FIFO_CONTROL = COM1 + 2,
    LINE_CONTROL = COM1 + 3,
    MODEM_CONTROL = COM1 + 4,
    LINE_STATUS = COM1 + 5,
    SCRATCH = COM1 + 7,

    FIFO_ENABLE_AND_CLEAR = 0x07,
    LINE_8_BITS_NO_PARITY = 0x03,
    LINE_DIVISOR = 0x80,
    MODEM_READY = 0x03,  // data terminal ready, request to send
    STATUS_TRANSMIT_EMPTY = 0x20,

    DIVISOR_115200 = 1,
};

// One character takes 87 us on the wire and a port access about 1 us, so the transmitter is empty
// after some hundred reads; a UART that is not after this many never will be.
#define MAX_STATUS_READS 100000u

static BOOL IsPresent;

// The scratch register keeps what is written to it; where there is no UART the bus reads as 0xFF.
static BOOL IsThere(void) {
    WritePort8(SCRATCH, 0x5A);
    if (ReadPort8(SCRATCH) != 0x5A) return FALSE;
    WritePort8(SCRATCH, 0xA5);
    return ReadPort8(SCRATCH) == 0xA5;
}

BOOL InitializeSerial(void) {
    IsPresent = IsThere();
    if (!IsPresent) return FALSE;

    WritePort8(INTERRUPT_ENABLE, 0);
    WritePort8(LINE_CONTROL, LINE_DIVISOR);
    WritePort8(DIVISOR_LOW, DIVISOR_115200);
    WritePort8(DIVISOR_HIGH, 0);
    WritePort8(LINE_CONTROL, LINE_8_BITS_NO_PARITY);
    WritePort8(FIFO_CONTROL, FIFO_ENABLE_AND_CLEAR);
    WritePort8(MODEM_CONTROL, MODEM_READY);
    return TRUE;
}

static BOOL WaitUntilEmpty(void) {
    for (U32 Read = 0; Read < MAX_STATUS_READS; Read++) {
        if (ReadPort8(LINE_STATUS) & STATUS_TRANSMIT_EMPTY) return TRUE;
        RelaxCPU();
    }
    return FALSE;
}

static void WriteCharacter(char Character) {
    if (IsPresent && !WaitUntilEmpty()) IsPresent = FALSE;
    if (IsPresent) WritePort8(TRANSMIT, (U8)Character);
}

void WriteSerial(const char *Text, U32 Length) {
    for (U32 Index = 0; Index < Length; Index++) {
        if (Text[Index] == '\n') WriteCharacter('\r');
        WriteCharacter(Text[Index]);
    }
}

LogSink SerialLogSink = {.Name = "serial", .Write = WriteSerial};
