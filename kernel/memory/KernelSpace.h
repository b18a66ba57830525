// KernelSpace: which kernel addresses are in use, of the stretch where areas are mapped.
//
// Only addresses: what they show is for memory/Mapping.h. One page before each area stays free, so
// that running off an area's start, or its neighbour's end, faults.

#pragma once

#include "base/Base.h"

// Returns the address of Pages consecutive unused pages, or 0 if there is no such gap. Pages > 0.
// Context: task or boot, frozen.
LINEAR AllocateKernelSpace(U32 Pages) MUST_USE;

// Gives back what AllocateKernelSpace returned. Context: as there; panics on addresses that are
// not in use.
void FreeKernelSpace(LINEAR Address, U32 Pages);
