// What the levels above may ask of the machine: everything that takes an instruction, a register
// or a table format of the CPU goes through here. The bodies are in arch/x86/common/ and in
// arch/x86/x86-32/ or x86-64/, which the include path chooses.
//
// Unless a function says otherwise, its context is any (task, interrupt, NMI; interrupts on or
// off), it takes no lock and acts on the CPU that calls it.

#pragma once

#include "Layout.h"
#include "TrapFrame.h"
#include "arch/CPU.h"
#include "arch/x86/common/Instructions.h"
#include "arch/x86/common/Paging.h"
#include "base/Base.h"

// --- Interrupts of this CPU (bodies: Instructions.h) --------------------------------------------
//
//   void EnableInterrupts(void), DisableInterrupts(void)
//   BOOL InterruptsEnabled(void)
//   UINT SaveInterrupts(void)            turns them off; returns what they were
//   void RestoreInterrupts(UINT Saved)   makes them so again
//   void WaitForInterrupt(void)          turns them on and halts until one has been handled
//   void HaltForever(void)               interrupts off, and never again
//   void OrderMemory(void)               all accesses before it are done; #UD without SSE2
//   void FlushCaches(void)               this CPU's caches are written back and empty
//   void RelaxCPU(void)                  tells the CPU that it is in a waiting loop
//
// --- Ports and registers of this CPU (bodies: Instructions.h) -----------------------------------
//
//   U8/U16/U32 ReadPort8/16/32(U16 Port), void WritePort8/16/32(U16 Port, U8/U16/U32 Value)
//   U64 ReadMSR(U32 Register), void WriteMSR(U32 Register, U64 Value)   #GP if there is none
//   CPUIDResult ReadCPUID(U32 Leaf, U32 Subleaf)
//   U64 ReadTimestamp(void)              the timestamp counter; not ordered with other instructions
//   UINT ReadHardwareRandom(void)        a random number, or 0; #UD on a CPU without RDRAND
//   UINT ReadCR0/CR2/CR3/CR4(void), void WriteCR0/CR3/CR4(UINT Value)
//
// --- Page tables (bodies: Paging.h) -------------------------------------------------------------
//
//   PageEntry MakePageEntry(PHYSICAL Frame, U32 Flags)
//   PageEntry MakeTableEntry(PHYSICAL Table, U32 Level, U32 Flags)
//   EntryIsPresent, EntryIsLeaf, EntryAddress, EntryFlags, PageTableIndex, TableSlotBytes
//   void InvalidatePage(LINEAR Address), FlushTLB(void)
//   void LoadAddressSpace(PHYSICAL Root), PHYSICAL CurrentAddressSpace(void)
//   void ReloadTopLevel(PHYSICAL Root)
//   void *DirectMap(PHYSICAL Address), PHYSICAL PhysicalOf(const void *InDirectMapOrImage)

// --- Sections of the kernel's image -------------------------------------------------------------

// One run of pages with the same rights, page-aligned, at IMAGE_OFFSET + its physical address.
typedef struct {
    const char *Name;
    LINEAR Start;
    LINEAR End;
    U32 Flags;  // PAGE_*, for MakePageEntry
} ImageSection;

#define IMAGE_SECTION_COUNT 3

// text, rodata and data (with bss), in a row to the end of the image. The boot code in front of
// them is only needed at its physical addresses, with paging off: it gets no mapping.
extern const ImageSection ImageSections[IMAGE_SECTION_COUNT];

// The physical pages of the whole image: [ImagePhysicalStart(), ImagePhysicalEnd()).
PHYSICAL ImagePhysicalStart(void);
PHYSICAL ImagePhysicalEnd(void);

// --- Descriptor tables, the boot CPU ------------------------------------------------------------

// Fills and loads GDT, IDT and TSS, and the boot CPU's entry of CPUTable; from here on exceptions
// are reported. A double fault runs on a stack of its own; on x86-64 #DB, NMI and machine check do,
// too.
// Context: boot, before anything asks for CurrentCPU, interrupts off.
void InitializeDescriptors(void);

// Whether the CPU that asks is the one that the kernel was started on.
BOOL IsBootCPU(void);

// The stack on which an interrupt from user mode starts; Top is 16-byte aligned.
// Context: interrupts off.
void SetKernelStack(LINEAR Top);

// The stack of early boot, which later is the idle task's: [BootStackBottom(), BootStackTop()).
LINEAR BootStackBottom(void);
LINEAR BootStackTop(void);

// The page below a stack that lies in the image: the boot stack, or one that an exception brings.
// It belongs to nobody, so that memory/ can unmap it as a guard. Index counts from 0; 0 is returned
// when there is none any more.
LINEAR ImageGuardPage(U32 Index);

// --- Interrupts and exceptions ------------------------------------------------------------------

// TrapFrame: the registers of what was interrupted (TrapFrame.h). Its fields differ between the
// architectures: code above this level uses functions.
LINEAR TrapInstructionPointer(const TrapFrame *Frame);
void SetTrapInstructionPointer(TrapFrame *Frame, LINEAR Address);  // where it goes on
LINEAR TrapStackPointer(const TrapFrame *Frame);
LINEAR TrapFramePointer(const TrapFrame *Frame);
U32 TrapVector(const TrapFrame *Frame);
U32 TrapErrorCode(const TrapFrame *Frame);  // 0 where the exception has none
BOOL TrapFromUser(const TrapFrame *Frame);
BOOL TrapInterruptsEnabled(const TrapFrame *Frame);  // what they were before the interrupt

// Called with interrupts off, on the stack of what was interrupted. Whoever owns the source of the
// interrupt tells its controller that it is done.
typedef void (*InterruptHandler)(TrapFrame *Frame, void *Context);

// From now on Vector calls Handler with Context. For an exception (vector 0 to 31) the handler is
// asked before the dump, see ExceptionHandler. Panics if the vector has a handler already.
// Context: boot or task.
#define VECTOR_COUNT 256
#define FIRST_DEVICE_VECTOR 32
void RegisterInterruptHandler(U32 Vector, InterruptHandler Handler, void *Context);

// The same for an exception; TRUE means that it was dealt with and the program goes on. On another
// CPU than the boot CPU only that of the NMI is asked, which may run on several at a time. It must
// not cause an exception: its IRET would let the next NMI in, on the same stack (Intel SDM vol. 3A,
// "Handling Multiple NMIs").
#define EXCEPTION_COUNT 32
typedef BOOL (*ExceptionHandler)(TrapFrame *Frame, void *Context);
void RegisterExceptionHandler(U32 Vector, ExceptionHandler Handler, void *Context);

// Called at the end of every interrupt (not of exceptions), after its handler, interrupts off, on
// the interrupted task's stack: the place from which the scheduler switches tasks. May be NULL.
void SetInterruptReturnHook(void (*Hook)(void));

// Called for an exception of user mode that no handler deals with, instead of a panic. Context as a
// handler's. NMIs, double faults and machine checks are the kernel's whoever was interrupted.
void SetUserExceptionHook(void (*Hook)(TrapFrame *Frame));

// Called at the end of each interrupt and exception of user mode, after all other hooks, interrupts
// off, not inside a handler any more: where a task that is to die need not return. May be NULL.
void SetUserReturnHook(void (*Hook)(void));

// Whether this CPU is inside an interrupt or exception handler. Context: interrupts off.
BOOL InInterrupt(void);

// "#GP general protection" for 13. Vector < EXCEPTION_COUNT.
const char *ExceptionName(U32 Vector);

// Makes panics report registers and backtraces, and end in HaltForever until told otherwise.
// Context: early boot.
void InitializePanicReport(void);

// What a panic has to call, on the CPU that panics first and interrupts off, so that no other CPU
// goes on; those that get an NMI then halt in it. Until it is set there are no others.
void SetOtherCPUsStop(void (*Stop)(void));

// --- User mode ----------------------------------------------------------------------------------
//
// A task that runs user code has an empty kernel stack as long as it does. Each entry into the
// kernel leaves a whole TrapFrame at the stack's top.
//
// Bodies in TrapFrame.h:
//   UINT SystemCallNumber(const TrapFrame *), void SetSystemCallResult(TrapFrame *, INT)
//   void ReadSystemCallArguments(const TrapFrame *, UINT Arguments[4])

// Lets user mode make system calls. Context: boot of each CPU, interrupts off.
void EnableSystemCalls(void);

// What is called for each system call, interrupts off, on the task's kernel stack. When it returns
// the user goes on, with the registers of the frame. Context: boot, before any user mode.
void SetSystemCallHandler(void (*Handler)(TrapFrame *Frame));

// The frame that the last entry from user mode left on the kernel stack that ends at StackTop.
TrapFrame *UserFrame(LINEAR StackTop);

// Makes the frame of user code that starts at Entry with its stack pointer at Stack. All other
// registers are 0, interrupts on, every other flag off.
void MakeUserFrame(TrapFrame *Frame, LINEAR Entry, LINEAR Stack);

// The same for a C function, void Function(UINT Argument), with the stack below Stack. Returns how
// many of Words must stand at the frame's stack pointer: a return address of 0 and what the calling
// convention wants there.
#define USER_CALL_WORDS 2
U32 MakeUserCall(TrapFrame *Frame, LINEAR Function, UINT Argument, LINEAR Stack,
                 UINT Words[USER_CALL_WORDS]);

// Goes on in user mode as Frame says; the kernel stack that ends at StackTop, the running task's,
// is empty then. Frame does not lie on it. Context: task.
void EnterUserMode(const TrapFrame *Frame, LINEAR StackTop) NORETURN;

// --- The FPU ------------------------------------------------------------------------------------

// What user code has in the registers of x87, MMX and SSE. The kernel does not use them.
typedef struct ALIGNED(16) {
    U32 Words[128];
} FPUState;

// Lets user code use the FPU. FastSave: the CPU has FXSAVE; SSE: and SSE. Context: boot of each
// CPU, interrupts off.
void EnableFPU(BOOL FastSave, BOOL SSE);

// Makes the state that a program starts with: empty, errors masked.
void InitializeFPUState(FPUState *State);

// Stores this CPU's registers. What they hold afterwards is undefined. Context: interrupts off.
void SaveFPU(FPUState *State);

// Fills this CPU's registers, all of them. Context: interrupts off.
void LoadFPU(const FPUState *State);
// --- User memory --------------------------------------------------------------------------------

// Whether SMAP of this CPU is on, and its instructions exist. [i] set by cpu/.
extern BOOL UserAccessGuarded;

// One side is memory of the user space that this CPU is in, the other the kernel's. A fault that
// nobody deals with ends them with FALSE, some of it moved.

// Context: any in which a page fault may be dealt with.
BOOL MoveUserMemory(void *To, const void *From, SIZE Bytes) MUST_USE;

// Moves 32 bits, which are aligned, by one access.
BOOL MoveUserWord(U32 *To, const U32 *From) MUST_USE;

// Where to go on after the Instruction of these functions that faulted; 0 if it is none of theirs.
LINEAR UserAccessEnd(LINEAR Instruction);

// --- Switching between kernel stacks ------------------------------------------------------------

// What a task that is not running needs to go on: everything else is on its stack.
typedef struct {
    LINEAR StackPointer;
} TaskContext;

// Makes a context that, when first switched to, calls Entry(Argument) on an empty stack with
// interrupts off. Entry must not return. StackTop is 16-byte aligned.
void InitializeContext(TaskContext *Context, LINEAR StackTop, void (*Entry)(void *),
                       void *Argument);

// Saves this CPU's state in From and goes on with To; returns when someone switches back to From.
// Context: interrupts off, and they stay off.
void SwitchContext(TaskContext *From, const TaskContext *To);

// --- Backtraces and symbols ---------------------------------------------------------------------

// Return addresses, innermost first, of the call chain that FramePointer belongs to. Reads only
// what is mapped, so that a broken chain ends instead of faulting. Returns how many were found.
U32 WalkBacktrace(LINEAR FramePointer, LINEAR *Addresses, U32 MaxAddresses);

// Writes "Symbol+0x12", or the number if no symbol of the kernel's text covers Address.
// Returns Buffer.
const char *DescribeAddress(LINEAR Address, char *Buffer, SIZE Bytes);
#define DESCRIBED_ADDRESS_BYTES 96

// Whether a read of Address on the current page tables would not fault.
BOOL IsMapped(LINEAR Address);

// --- Leaving ------------------------------------------------------------------------------------

// Goes down to real mode and comes back up through the bootstrap stub into the kernel's entry, as
// if the loader had just started it with the same information. Context: any; does not return.
void SoftRestart(void) NORETURN;

// How often that has happened since the loader started the kernel.
U32 SoftRestarts(void);

// Makes the CPU reset itself by a triple fault: the last resort of a reboot. Does not return.
void TripleFault(void) NORETURN;
