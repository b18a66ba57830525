// MemoryTypes: how each part of physical memory is cached, by the MTRRs and the PAT of a CPU. All
// CPUs have to agree on it, or each sees other contents of what they share (Intel SDM vol. 3A,
// "MTRR Considerations in MP Systems").

#pragma once

#include "base/Base.h"

#define FIXED_TYPE_RANGES 11
#define MAX_VARIABLE_RANGES 32

typedef struct {
    BOOL HasPAT, HasMTRRs, HasFixedRanges;
    U32 VariableRanges;
    U64 PAT;
    U64 Default;  // IA32_MTRR_DEF_TYPE
    U64 Fixed[FIXED_TYPE_RANGES];
    U64 Variable[2 * MAX_VARIABLE_RANGES];  // base and mask of each
} MemoryTypes;

// Reads those of this CPU. Context: any.
void ReadMemoryTypes(MemoryTypes *Types);

// Gives this CPU the Types of another one of the same model; does nothing if it has them, which is
// what firmware sees to. Context: boot of each CPU, interrupts off.
void SetMemoryTypes(const MemoryTypes *Types);
