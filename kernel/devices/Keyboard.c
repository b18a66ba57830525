#include "devices/Keyboard.h"

#include "arch/Arch.h"
#include "cpu/IRQ.h"
#include "devices/ScanCode.h"

// IBM Personal System/2 Hardware Interface Technical Reference, "Keyboard and Auxiliary Device
// Controller"; the keyboard's own commands in its chapter "Keyboards".
enum {
    DATA = 0x60,
    STATUS = 0x64,
    COMMAND = 0x64,

    STATUS_OUTPUT_FULL = 0x01,
    STATUS_INPUT_FULL = 0x02,
    STATUS_FROM_MOUSE = 0x20,
    NO_CONTROLLER = 0xFF,  // what a bus reads as that nobody drives

    READ_CONFIGURATION = 0x20,
    WRITE_CONFIGURATION = 0x60,
    DISABLE_MOUSE = 0xA7,
    DISABLE_KEYBOARD = 0xAD,

    KEYBOARD_INTERRUPT = 0x01,
    MOUSE_INTERRUPT = 0x02,
    KEYBOARD_OFF = 0x10,
    MOUSE_OFF = 0x20,
    TRANSLATE = 0x40,

    ACKNOWLEDGE = 0xFA,
};

// A port access takes about 1 us; a controller takes less than this many to deal with a byte.
#define MAX_STATUS_READS 10000
#define MAX_STALE_BYTES 32

// What the keyboard is told, a byte at each of its acknowledgements: use set 2; send keys.
static const U8 Greeting[] = {0xF0, 0x02, 0xF4};
static U32 Greeted;

static KeyState Keys;
static void (*Deliver)(char Character);

static BOOL WaitForStatus(U8 Bit, U8 Wanted) {
    for (U32 Read = 0; Read < MAX_STATUS_READS; Read++) {
        if ((ReadPort8(STATUS) & Bit) == Wanted) return TRUE;
    }
    return FALSE;
}

static BOOL Send(U16 Port, U8 Value) {
    if (!WaitForStatus(STATUS_INPUT_FULL, 0)) return FALSE;
    WritePort8(Port, Value);
    return TRUE;
}

static void DropStaleBytes(void) {
    for (U32 Byte = 0; Byte < MAX_STALE_BYTES; Byte++) {
        if (!(ReadPort8(STATUS) & STATUS_OUTPUT_FULL)) return;
        ReadPort8(DATA);
    }
}

static void GreetFurther(void) {
    if (Greeted < ARRAY_COUNT(Greeting) && Send(DATA, Greeting[Greeted])) Greeted++;
}

static void HandleKeyboardIRQ(void *Context) {
    (void)Context;
    const U8 Status = ReadPort8(STATUS);
    if (!(Status & STATUS_OUTPUT_FULL)) return;

    const U8 Code = ReadPort8(DATA);
    if (Status & STATUS_FROM_MOUSE) return;
    if (Code == ACKNOWLEDGE) {
        GreetFurther();
        return;
    }
    const char Character = TranslateScanCode(&Keys, Code);
    if (Character != 0) Deliver(Character);
}

BOOL InitializeKeyboard(void (*OnCharacter)(char Character)) {
    if (ReadPort8(STATUS) == NO_CONTROLLER) return FALSE;
    if (!Send(COMMAND, DISABLE_KEYBOARD) || !Send(COMMAND, DISABLE_MOUSE)) return FALSE;
    DropStaleBytes();
    if (!Send(COMMAND, READ_CONFIGURATION) ||
        !WaitForStatus(STATUS_OUTPUT_FULL, STATUS_OUTPUT_FULL)) {
        return FALSE;
    }
    const U8 Kept = ReadPort8(DATA) & (U8)~(MOUSE_INTERRUPT | KEYBOARD_OFF);

    Deliver = OnCharacter;
    RegisterIRQHandler(IRQ_KEYBOARD, HandleKeyboardIRQ, NULL);
    if (!Send(COMMAND, WRITE_CONFIGURATION) ||
        !Send(DATA, Kept | KEYBOARD_INTERRUPT | MOUSE_OFF | TRANSLATE)) {
        return FALSE;
    }
    GreetFurther();
    return TRUE;
}
