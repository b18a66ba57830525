// AddressSpace: the user memory of a process.
//
// What it holds is a list of regions; their pages come into being when they are touched, filled
// with zeros. A fork shares all pages: private ones are copied by the first of their owners that
// writes to them. No page is both writable and executable: who asks for that gets -EACCES. Nothing
// is ever mapped below USER_BEGIN, nor in the guard below a stack (MAP_STACK) unless MAP_FIXED
// says so.
//
// Results of type INT are negative errors of abi/Errors.h, or not. Addresses may look negative on
// x86-32: what is an error IsErrorResult tells.
//
// Context, unless stated otherwise: task, not frozen, not interrupts. Several tasks may use one
// space at the same time. Changes are made in frozen sections; pages go in several, of 64 each.

#pragma once

#include "abi/Errors.h"
#include "abi/Types.h"
#include "arch/Arch.h"
#include "base/Base.h"

// User addresses are those in [USER_BEGIN, USER_END): NULL and what is near it is nobody's.
#define USER_BEGIN 0x10000

// A space is a list of so many regions at most; then nothing more can be mapped.
#define MAX_REGIONS 1024

typedef struct AddressSpace AddressSpace;

static inline BOOL IsErrorResult(INT Result) { return Result < 0 && Result >= -4095; }

// Makes a space with nothing in it. NULL if memory has run out.
AddressSpace *CreateAddressSpace(void) MUST_USE;

// Makes a space with all that is in From, which the caller is in or nobody is. NULL if memory has
// run out; From then holds the same as before.
AddressSpace *ForkAddressSpace(AddressSpace *From) MUST_USE;

// Frees the space with every frame that is its own. No task is in it, nor will be.
void DestroyAddressSpace(AddressSpace *Space);

// Space is the running task's from now on, NULL: none. Task.Space keeps it while others run.
// Context: task, or the scheduler for the task that comes; interrupts on or off.
void EnterAddressSpace(AddressSpace *Space);

// The running task's. Context: any.
AddressSpace *CurrentUserSpace(void);

// mmap: maps Bytes of anonymous memory and returns its address. Protection is PROT_..., Flags
// MAP_... of abi/Types.h. Without MAP_FIXED a usable Address is a wish. With it what was there is
// unmapped first, and stays so when memory for the rest has run out.
INT MapUserMemory(AddressSpace *Space, LINEAR Address, SIZE Bytes, U32 Protection, U32 Flags);

// munmap: what is not mapped in the range may be so.
INT UnmapUserMemory(AddressSpace *Space, LINEAR Address, SIZE Bytes);

// mprotect: -ENOMEM, and nothing has changed, if any of the range is not mapped.
INT ProtectUserMemory(AddressSpace *Space, LINEAR Address, SIZE Bytes, U32 Protection);

// exec: the heap begins, empty, at Start.
void SetUserHeap(AddressSpace *Space, LINEAR Start);

// sbrk: moves the end of the heap and returns where it was.
INT MoveUserHeapEnd(AddressSpace *Space, INT Increment);

// Where the word at Address lies for everyone who shares it, a physical address; 0 if its page is
// the space's own, or is not there. Context: interrupts off, so that it stays true.
PHYSICAL SharedUserWord(const AddressSpace *Space, LINEAR Address);

// How many pages of it there are, those shared with others included. Context: any.
U32 CountUserPages(const AddressSpace *Space);

typedef enum { USER_FAULT_HANDLED, USER_FAULT_BAD_ADDRESS, USER_FAULT_NO_MEMORY } UserFaultResult;

// Makes the page at Address such that the access which faulted goes through. Any Address will do.
// Context: task; exceptions that were raised by user code or by a copy.
UserFaultResult HandleUserFault(AddressSpace *Space, LINEAR Address, BOOL IsWrite, BOOL IsFetch);

// Kill is called for a fault in user mode that HandleUserFault refuses; when it returns the task
// goes on in user mode with what the frame then says. Its context: exception, interrupts off.
// Context: boot or task.
void SetUserFaultHandler(void (*Kill)(TrapFrame *Frame, LINEAR Address));

// Registers for page faults. Context: boot, once.
void InitializeUserFaults(void);
