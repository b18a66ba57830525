// The registers of x87, MMX and SSE, which the kernel itself never uses.

#include "arch/Arch.h"
#include "base/String.h"

#define CR0_MONITOR_COPROCESSOR 0x02
#define CR0_EMULATION 0x04
#define CR0_TASK_SWITCHED 0x08
#define CR0_NUMERIC_ERROR 0x20  // an x87 error is exception 16, not an interrupt of the 8259
#define CR4_FAST_SAVE 0x200     // OSFXSR: FXSAVE holds SSE too, and SSE may be used
#define CR4_SIMD_ERRORS 0x400   // OSXMMEXCPT: an SSE error is exception 19

// What FNINIT and a reset leave: all errors masked. Intel SDM vol. 1, "x87 FPU Control Word",
// "MXCSR Control and Status Register".
#define DEFAULT_CONTROL 0x037F
#define DEFAULT_SIMD_CONTROL 0x1F80

// [i] FXSAVE is there, and with it another format.
static BOOL HasFastSave;

void EnableFPU(BOOL FastSave, BOOL SSE) {
    UINT CR0 = ReadCR0() & ~(UINT)(CR0_EMULATION | CR0_TASK_SWITCHED);

    WriteCR0(CR0 | CR0_MONITOR_COPROCESSOR | CR0_NUMERIC_ERROR);
    if (FastSave) WriteCR4(ReadCR4() | CR4_FAST_SAVE | (SSE ? CR4_SIMD_ERRORS : 0));
    HasFastSave = FastSave;
}

// Formats: Intel SDM vol. 1, "FXSAVE Area", and "Saving the x87 FPU's State with FSTENV/FNSTENV and
// FSAVE/FNSAVE".
void InitializeFPUState(FPUState *State) {
    memset(State, 0, sizeof(*State));
    if (HasFastSave) {
        State->Words[0] = DEFAULT_CONTROL;  // the tags of its form say "empty" by 0
        State->Words[6] = DEFAULT_SIMD_CONTROL;
    } else {
        State->Words[0] = 0xFFFF0000 | DEFAULT_CONTROL;
        State->Words[1] = 0xFFFF0000;
        State->Words[2] = 0xFFFFFFFF;  // tags: all empty
    }
}

void SaveFPU(FPUState *State) {
    if (HasFastSave) __asm__ volatile("fxsave %0" : "=m"(*State));
    else __asm__ volatile("fnsave %0" : "=m"(*State));
}

// FRSTOR would report an error that is pending: FNSAVE, or else FNINIT, has left none.
void LoadFPU(const FPUState *State) {
    if (HasFastSave) __asm__ volatile("fxrstor %0" ::"m"(*State));
    else __asm__ volatile("fninit\n\tfrstor %0" ::"m"(*State));
}
