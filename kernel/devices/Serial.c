#include "devices/Serial.h"

#include <stdatomic.h>

#include "arch/Arch.h"
#include "base/Assert.h"
#include "cpu/IRQ.h"

// PC16550D data sheet, table "Summary of Registers".
enum {
    COM1 = 0x3F8,
    TRANSMIT = COM1 + 0,
    RECEIVE = COM1 + 0,
    DIVISOR_LOW = COM1 + 0,  // while LINE_DIVISOR is set, as is DIVISOR_HIGH
    INTERRUPT_ENABLE = COM1 + 1,
    DIVISOR_HIGH = COM1 + 1,
    FIFO_CONTROL = COM1 + 2,
    INTERRUPT_CAUSE = COM1 + 2,
    LINE_CONTROL = COM1 + 3,
    MODEM_CONTROL = COM1 + 4,
    LINE_STATUS = COM1 + 5,
    SCRATCH = COM1 + 7,

    FIFO_ENABLE_AND_CLEAR = 0x07,
    LINE_8_BITS_NO_PARITY = 0x03,
    LINE_DIVISOR = 0x80,
    MODEM_READY = 0x03,  // data terminal ready, request to send
    MODEM_LETS_INTERRUPT = 0x08,  // output 2, which a PC has between the UART and its line
    STATUS_RECEIVED = 0x01,
    STATUS_TRANSMIT_EMPTY = 0x20,
    ENABLE_RECEIVED = 0x01,
    ENABLE_TRANSMIT_EMPTY = 0x02,
    CAUSE_NONE = 0x01,
    CAUSE_HAS_FIFO = 0xC0,

    DIVISOR_115200 = 1,
};

// One character takes 87 us on the wire and a port access about 1 us, so the transmitter is empty
// after some hundred reads; a UART that is not after this many never will be.
#define MAX_STATUS_READS 100000u

// More than a full queue takes, a byte at a time, on a line that is infinitely fast.
#define MAX_CAUSES 4096

// What the terminal has written and the line has not taken yet. First and End count up for ever;
// whoever takes stores First last, whoever adds stores End last, so that either may be interrupted.
#define QUEUE_BYTES 1024
static struct {
    char Bytes[QUEUE_BYTES];
    _Atomic U32 First;  // interrupts off, or who IsHeld
    _Atomic U32 End;    // interrupts off
} Queue;

static BOOL IsPresent;
static U32 FIFOBytes;  // that the transmitter takes at once
static const SerialClient *Client;  // NULL: no interrupts yet
static volatile BOOL IsHeld;        // somebody writes, polled: the interrupt leaves the queue alone
static BOOL IsRoomWanted;           // a piece had none
static BOOL IsInLine;               // what has gone out of the queue last was no line feed

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
    FIFOBytes = (ReadPort8(INTERRUPT_CAUSE) & CAUSE_HAS_FIFO) == CAUSE_HAS_FIFO ? 16 : 1;
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

static BOOL TakeFromQueue(char *Character) {
    const U32 First = Queue.First;
    if (First == Queue.End) return FALSE;

    *Character = Queue.Bytes[First % QUEUE_BYTES];
    IsInLine = *Character != '\n';
    Queue.First = First + 1;
    return TRUE;
}

// With the enabling comes an interrupt at once if the transmitter is empty.
static void EnableSerialInterrupts(void) {
    const BOOL Waiting = !IsHeld && (IsRoomWanted || Queue.First != Queue.End);
    WritePort8(INTERRUPT_ENABLE, ENABLE_RECEIVED | (Waiting ? ENABLE_TRANSMIT_EMPTY : 0));
}

// Begins to write polled: the queue is this context's now, and gets empty. Two can be at it only in
// a panic, and then the first never comes back.
static void HoldQueue(void) {
    char Character;

    IsHeld = TRUE;
    if (Client == NULL) return;
    EnableSerialInterrupts();
    while (TakeFromQueue(&Character)) WriteCharacter(Character);
}

static void LetGoOfQueue(void) {
    const UINT Saved = SaveInterrupts();
    IsHeld = FALSE;
    if (Client != NULL) EnableSerialInterrupts();
    RestoreInterrupts(Saved);
}

void FlushSerial(void) {
    HoldQueue();
    LetGoOfQueue();
}

static void WriteText(const char *Text, U32 Length) {
    for (U32 Index = 0; Index < Length; Index++) {
        if (Text[Index] == '\n') WriteCharacter('\r');
        WriteCharacter(Text[Index]);
    }
}

static void WriteLogLine(const char *Text, U32 Length) {
    HoldQueue();
    if (IsInLine) WriteText("\n", 1);
    IsInLine = FALSE;
    WriteText(Text, Length);
    LetGoOfQueue();
}

LogSink SerialLogSink = {.Name = "serial", .Write = WriteLogLine};

static void ReceiveAll(void) {
    for (U32 Byte = 0; Byte < FIFOBytes; Byte++) {
        if (!(ReadPort8(LINE_STATUS) & STATUS_RECEIVED)) return;
        Client->OnCharacter((char)ReadPort8(RECEIVE));
    }
}

static void TransmitSome(void) {
    char Character;

    if (IsHeld || !(ReadPort8(LINE_STATUS) & STATUS_TRANSMIT_EMPTY)) return;
    for (U32 Byte = 0; Byte < FIFOBytes && TakeFromQueue(&Character); Byte++) {
        WritePort8(TRANSMIT, (U8)Character);
    }
    if (IsRoomWanted && Queue.End - Queue.First <= QUEUE_BYTES - 2 * SERIAL_PIECE_BYTES) {
        IsRoomWanted = FALSE;
        Client->OnRoom();
    }
    if (Queue.First == Queue.End) EnableSerialInterrupts();
}

// The line is edge-triggered: it rises again only after there was no cause left. A UART that never
// comes to that is heard of no more.
static void HandleSerialIRQ(void *Context) {
    (void)Context;
    for (U32 Cause = 0; Cause < MAX_CAUSES; Cause++) {
        if (ReadPort8(INTERRUPT_CAUSE) & CAUSE_NONE) return;
        ReceiveAll();
        TransmitSome();
    }
}

void StartSerialInterrupts(const SerialClient *NewClient) {
    if (!IsPresent) return;
    ASSERT(Client == NULL);
    Client = NewClient;
    RegisterIRQHandler(IRQ_COM1, HandleSerialIRQ, NULL);
    WritePort8(MODEM_CONTROL, MODEM_READY | MODEM_LETS_INTERRUPT);
    EnableSerialInterrupts();
}

static void PutInQueue(char Character) {
    const U32 End = Queue.End;
    Queue.Bytes[End % QUEUE_BYTES] = Character;
    Queue.End = End + 1;
}

BOOL QueueSerial(const char *Text, U32 Length) {
    ASSERT_THAT(Length <= SERIAL_PIECE_BYTES, "%u", Length);
    if (!IsPresent) return TRUE;
    if (Queue.End - Queue.First > QUEUE_BYTES - 2 * Length) {
        IsRoomWanted = TRUE;
        return FALSE;
    }

    for (U32 Index = 0; Index < Length; Index++) {
        if (Text[Index] == '\n') PutInQueue('\r');
        PutInQueue(Text[Index]);
    }
    EnableSerialInterrupts();
    return TRUE;
}
