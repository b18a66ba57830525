// UserTables: the page tables of a user space, below which the kernel's are the same in all.
//
// A leaf entry that is not 0 owns the frame that it names, also while it is not present because
// nobody may touch the page. There is a table only where there is a region (memory/Regions.h): what
// lies between two regions has none, so that what is empty is known without looking.
//
// Context of all: task, or exception of user code; whoever calls keeps others from the tables.

#pragma once

#include "arch/Arch.h"
#include "base/Base.h"

// Returns the top level of tables with nothing in user space, or NULL if there is no memory.
PageEntry *CreateUserTables(void) MUST_USE;

// Gives the top level back; there is nothing in user space and no CPU runs on it.
void DestroyUserTables(PageEntry *Top);

// Goes from *Page on to the first page before End for which there is a table. Returns its entry and
// in Count how many there are from it on, in that table and before End. NULL if there is none, and
// *Page is End.
PageEntry *NextUserEntries(PageEntry *Top, LINEAR *Page, LINEAR End, U32 *Count);

// Frees the tables for [First, End) that serve nothing outside of [Floor, Ceiling), within which no
// page is left.
void FreeUserTables(PageEntry *Top, LINEAR First, LINEAR End, LINEAR Floor, LINEAR Ceiling);
