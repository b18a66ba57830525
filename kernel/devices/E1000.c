#include "devices/E1000.h"

#include <stdatomic.h>

#include "arch/Arch.h"
#include "base/Log.h"
#include "base/String.h"
#include "cpu/IRQ.h"
#include "cpu/SharedIRQ.h"
#include "devices/PCI.h"
#include "memory/Frames.h"
#include "memory/Mapping.h"

// Manual, chapter 13 "Register Descriptions": offsets into the registers, and bits.
enum {
    CONTROL = 0x0000,
    STATUS = 0x0008,
    CAUSE = 0x00C0,  // reading it clears it, and takes the interrupt back
    INTERRUPT_THROTTLE = 0x00C4,
    CAUSE_SET = 0x00C8,  // raises an interrupt
    INTERRUPT_ENABLE = 0x00D0,
    INTERRUPT_DISABLE = 0x00D8,
    RECEIVE_CONTROL = 0x0100,
    TRANSMIT_CONTROL = 0x0400,
    TRANSMIT_GAP = 0x0410,
    RECEIVE_RING = 0x2800,   // a ring: address low and high, bytes, head, tail
    RECEIVE_DELAY = 0x2820,
    TRANSMIT_RING = 0x3800,
    MULTICAST_TABLE = 0x5200,
    MULTICAST_WORDS = 128,
    ADDRESS_LOW = 0x5400,
    ADDRESS_HIGH = 0x5404,
    REGISTER_BYTES = 0x8000,

    RING_HIGH = 0x04,
    RING_BYTES = 0x08,
    RING_HEAD = 0x10,
    RING_TAIL = 0x18,

    CONTROL_LINK_UP = 1 << 6,
    CONTROL_AUTO_SPEED = 1 << 5,
    CONTROL_RESET = 1 << 26,
    CAUSE_LINK = 0x04,
    CAUSES = 0xD5,  // sent; link changed; few descriptors left; overrun; received
    RECEIVE_ON = 1 << 1,
    RECEIVE_BROADCAST = 1 << 15,
    RECEIVE_STRIP_CHECKSUM = 1 << 26,
    TRANSMIT_ON = 1 << 1,
    TRANSMIT_PAD = 1 << 3,
    TRANSMIT_COLLISIONS = 0x0F << 4 | 0x40 << 12,  // 13.4.33: thresholds for full duplex
    GAP_OF_82540 = 10 | 8 << 10 | 6 << 20,         // 13.4.34

    DONE = 0x01,  // in both kinds of descriptors: the controller has finished with it
    RECEIVED_END = 0x02,
    SEND_END = 0x01,
    SEND_CHECKSUM = 0x02,
    SEND_REPORT = 0x08,
};
#define ADDRESS_IS_VALID 0x80000000u

// Manual, 3.2.3 and 3.3.3 (legacy format).
typedef struct {
    U64 Address;
    U16 Bytes;
    U16 Checksum;
    U8 Status;
    U8 Errors;
    U16 Special;
} ReceiveDescriptor;

typedef struct {
    U64 Address;
    U16 Bytes;
    U8 ChecksumOffset;
    U8 Command;
    U8 Status;
    U8 ChecksumStart;
    U16 Special;
} TransmitDescriptor;

#define RING_ENTRIES 32

// What the controller works on, in one piece of memory below 4 GiB.
typedef struct {
    volatile ReceiveDescriptor Received[RING_ENTRIES];
    volatile TransmitDescriptor Sent[RING_ENTRIES];
    U8 Unused[PAGE_BYTES - 2 * 16 * RING_ENTRIES];
    U8 ReceiveBuffers[RING_ENTRIES][E1000_FRAME_BYTES];
    U8 SendBuffers[RING_ENTRIES][E1000_FRAME_BYTES];
} Shared;

#define SHARED_PAGES (sizeof(Shared) / PAGE_BYTES)
_Static_assert(offsetof(Shared, ReceiveBuffers) == PAGE_BYTES, "descriptors take 16 bytes each");

// [i] since it was started; [t] the task that receives and sends.
static struct {
    volatile U32 *Registers;   // [i]
    Shared *Memory;            // [i]
    U8 Address[MAC_BYTES];     // [i]
    U32 Line;                  // [i]
    void (*OnEvent)(void);     // [i]
    U32 NextReceived;          // [t]
    U32 NextSent;              // [t]
    BOOL IsSkipping;           // [t] the descriptors are those of a frame that is too long
} NIC;

static U32 Read(U32 Register) { return NIC.Registers[Register / 4]; }

static void Write(U32 Register, U32 Value) { NIC.Registers[Register / 4] = Value; }

// The CPU keeps the order of its stores and so does the bus (Intel SDM vol. 3A, "Memory Ordering");
// the compiler has to be told.
static void KeepOrder(void) { atomic_signal_fence(memory_order_seq_cst); }

static BOOL HandleE1000IRQ(void *Context) {
    (void)Context;
    if (Read(CAUSE) == 0) return FALSE;
    NIC.OnEvent();
    return TRUE;
}

static BOOL MapE1000(const PCIFunction *Function) {
    const PCIMemory Registers = EnablePCIMemory(Function);
    if (Registers.Bytes < REGISTER_BYTES) return FALSE;
    NIC.Registers = MapPhysical(Registers.Address, REGISTER_BYTES, MAP_WRITABLE | MAP_UNCACHED);
    return NIC.Registers != NULL;
}

// Manual, 14.3: after the reset nothing is touched for a microsecond, the length of an access to a
// port that nobody listens to. QEMU 7.2 resets nothing: what matters is set here or in StartRings.
static BOOL ResetE1000(void) {
    Write(INTERRUPT_DISABLE, ~0u);
    Write(RECEIVE_CONTROL, 0);
    Write(TRANSMIT_CONTROL, 0);
    Write(CONTROL, Read(CONTROL) | CONTROL_RESET);
    for (U32 Wait = 0; Wait < 10; Wait++) WritePort8(0x80, 0);
    for (U32 Try = 0; Read(CONTROL) & CONTROL_RESET; Try++) {
        if (Try == 10000) return FALSE;
    }
    Write(INTERRUPT_DISABLE, ~0u);
    Read(CAUSE);
    return TRUE;
}

// Context: interrupts off.
static U32 PendingLines(void) {
    U32 Pending = 0;
    for (U32 Line = 0; Line < IRQ_LINES; Line++) Pending |= (U32)IsIRQPending(Line) << Line;
    return Pending;
}

// Asks for an interrupt and takes it back; returns the lines that rose. Context: interrupts off.
static U32 PulseLine(void) {
    const U32 Before = PendingLines();
    Write(INTERRUPT_ENABLE, CAUSES);
    Write(CAUSE_SET, CAUSE_LINK);
    Read(STATUS);  // comes back after both have arrived
    const U32 Risen = PendingLines() & ~Before;
    Write(INTERRUPT_DISABLE, ~0u);
    Read(CAUSE);
    return Risen;
}

// What the firmware Said is the line if it rises, or if no other does that could be it: qboot names
// the wrong one. It is level-triggered before it rises: an edge that a controller keeps would look
// like a level that never falls.
static BOOL ConnectLine(U32 Said) {
    const UINT Saved = SaveInterrupts();
    if (Said < IRQ_LINES) SetIRQLevel(Said);
    const U32 Risen = PulseLine() & LEVEL_IRQ_LINES & ~(1u << IRQ_COM1);
    RestoreInterrupts(Saved);

    const BOOL IsRight = Risen == 0 || (Said < IRQ_LINES && (Risen >> Said & 1));
    NIC.Line = IsRight ? Said : (U32)__builtin_ctz(Risen);
    if (!IsRight) LogInfo("e1000", "line %u, not %u as the firmware says", NIC.Line, Said);
    return ShareIRQ(NIC.Line, HandleE1000IRQ, NULL);
}

static BOOL ReadAddress(void) {
    const U32 Low = Read(ADDRESS_LOW), High = Read(ADDRESS_HIGH);
    for (U32 Index = 0; Index < MAC_BYTES; Index++) {
        NIC.Address[Index] = (U8)(Index < 4 ? Low >> 8 * Index : High >> 8 * (Index - 4));
    }
    return (High & ADDRESS_IS_VALID) && (Low & 1) == 0 && (Low | (High & 0xFFFF)) != 0;
}

static BOOL AllocateShared(PHYSICAL *Address) {
    *Address = AllocateFrames(SHARED_PAGES, GIB(4));
    if (*Address == NO_FRAME) return FALSE;
    NIC.Memory = MapPhysical(*Address, sizeof(Shared), MAP_WRITABLE);
    for (U32 Page = 0; NIC.Memory == NULL && Page < SHARED_PAGES; Page++) {
        FreeFrame(*Address + (PHYSICAL)Page * PAGE_BYTES);
    }
    return NIC.Memory != NULL;
}

static void SetRing(U32 Ring, PHYSICAL Address, U32 Tail) {
    Write(Ring, (U32)Address);
    Write(Ring + RING_HIGH, (U32)(Address >> 32));
    Write(Ring + RING_BYTES, 16 * RING_ENTRIES);
    Write(Ring + RING_HEAD, 0);
    Write(Ring + RING_TAIL, Tail);
}

// Manual, 14.4 and 14.5. A tail that is the head means an empty ring, so that the controller is
// given all descriptors but one.
static void StartRings(PHYSICAL Address) {
    Shared *Memory = NIC.Memory;
    for (U32 Index = 0; Index < RING_ENTRIES; Index++) {
        const U32 Offset = Index * E1000_FRAME_BYTES;
        Memory->Received[Index] = (ReceiveDescriptor){
            .Address = Address + offsetof(Shared, ReceiveBuffers) + Offset};
        Memory->Sent[Index] = (TransmitDescriptor){
            .Address = Address + offsetof(Shared, SendBuffers) + Offset, .Status = DONE};
    }
    KeepOrder();
    for (U32 Word = 0; Word < MULTICAST_WORDS; Word++) Write(MULTICAST_TABLE + 4 * Word, 0);
    Write(INTERRUPT_THROTTLE, 0);
    Write(RECEIVE_DELAY, 0);
    Write(CONTROL, Read(CONTROL) | CONTROL_LINK_UP | CONTROL_AUTO_SPEED);
    SetRing(RECEIVE_RING, Address + offsetof(Shared, Received), RING_ENTRIES - 1);
    SetRing(TRANSMIT_RING, Address + offsetof(Shared, Sent), 0);
    Write(TRANSMIT_GAP, GAP_OF_82540);
    Write(TRANSMIT_CONTROL, TRANSMIT_ON | TRANSMIT_PAD | TRANSMIT_COLLISIONS);
    Write(RECEIVE_CONTROL, RECEIVE_ON | RECEIVE_BROADCAST | RECEIVE_STRIP_CHECKSUM);
}

// Why it cannot be used; NULL: it works.
static const char *Start(const PCIFunction *Function) {
    PHYSICAL Address;
    if (!MapE1000(Function)) return "no place for its registers";
    if (!ResetE1000()) return "it does not come out of its reset";
    if (!ReadAddress()) return "it has no Ethernet address";
    if (!ConnectLine(Function->Line)) return "no interrupt line";
    if (!AllocateShared(&Address)) return "no memory";
    StartRings(Address);
    Write(INTERRUPT_ENABLE, CAUSES);
    return NULL;
}

E1000Result StartE1000(void (*OnEvent)(void)) {
    const PCIFunction *Function = FindPCIFunction(0x8086, 0x100E);
    if (Function == NULL) return E1000_ABSENT;

    NIC.OnEvent = OnEvent;
    const char *Problem = Start(Function);
    if (Problem == NULL) return E1000_STARTED;
    LogWarn("e1000", "not used: %s", Problem);
    return E1000_UNUSABLE;
}

const U8 *E1000Address(void) { return NIC.Address; }

U32 E1000Line(void) { return NIC.Line; }

// Gives the next descriptor back to the controller.
static void ReturnDescriptor(void) {
    NIC.Memory->Received[NIC.NextReceived].Status = 0;
    KeepOrder();
    Write(RECEIVE_RING + RING_TAIL, NIC.NextReceived);
    NIC.NextReceived = (NIC.NextReceived + 1) % RING_ENTRIES;
}

U32 ReceiveE1000(void *Frame) {
    for (;;) {
        const volatile ReceiveDescriptor *Next = &NIC.Memory->Received[NIC.NextReceived];
        const U8 Status = Next->Status;
        if (!(Status & DONE)) return 0;

        KeepOrder();
        const U32 Bytes = Next->Bytes;
        const BOOL IsEnd = (Status & RECEIVED_END) != 0;
        const BOOL IsWhole = IsEnd && !NIC.IsSkipping && Next->Errors == 0;
        NIC.IsSkipping = !IsEnd;
        const BOOL IsTaken = IsWhole && Bytes > 0 && Bytes <= E1000_FRAME_BYTES;
        if (IsTaken) memcpy(Frame, NIC.Memory->ReceiveBuffers[NIC.NextReceived], Bytes);
        KeepOrder();
        ReturnDescriptor();
        if (IsTaken) return Bytes;
    }
}

BOOL SendE1000(const void *Frame, U32 Bytes) {
    const U32 This = NIC.NextSent, After = (This + 1) % RING_ENTRIES;
    volatile TransmitDescriptor *Next = &NIC.Memory->Sent[This];
    if (!(Next->Status & DONE) || !(NIC.Memory->Sent[After].Status & DONE)) return FALSE;

    memcpy(NIC.Memory->SendBuffers[This], Frame, Bytes);
    Next->Bytes = (U16)Bytes;
    Next->Status = 0;
    Next->Command = SEND_END | SEND_CHECKSUM | SEND_REPORT;
    KeepOrder();
    Write(TRANSMIT_RING + RING_TAIL, After);
    NIC.NextSent = After;
    return TRUE;
}
