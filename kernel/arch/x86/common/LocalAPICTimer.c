#include "arch/x86/common/LocalAPICTimer.h"

#include "arch/Arch.h"
#include "arch/x86/common/APICAccess.h"
#include "arch/x86/common/LocalAPIC.h"
#include "arch/x86/common/Vectors.h"
#include "base/Assert.h"

enum {
    LVT_MASKED = 1 << 16,
    DIVIDE_BY_16 = 3,  // figure "Divide Configuration Register"
};
_Static_assert(LOCAL_APIC_TIMER_DIVISOR == 16, "DIVIDE_BY_16");

U64 LocalAPICTimerFrequency;

static void (*OnTimerEnd)(void);
static BOOL IsRegistered;

static void HandleTimer(TrapFrame *Frame, void *Context) {
    (void)Frame;
    (void)Context;
    CurrentCPU()->LapicTimer.Mode = LAPIC_TIMER_STOPPED;
    // None: it came due just before it was stopped.
    if (OnTimerEnd != NULL) OnTimerEnd();
    EndLocalAPICInterrupt();
}

void SetLocalAPICTimerFrequency(U64 CountsPerSecond) {
    LocalAPICTimerFrequency = CountsPerSecond;
    CurrentCPU()->LapicTimer.Frequency = CountsPerSecond;
}

void StartLocalAPICTimer(U32 Counts, void (*OnEnd)(void)) {
    ASSERT(OnTimerEnd == NULL && Counts > 0);
    if (!IsRegistered) RegisterInterruptHandler(VECTOR_LOCAL_APIC_TIMER, HandleTimer, NULL);
    IsRegistered = TRUE;
    OnTimerEnd = OnEnd;
    CurrentCPU()->LapicTimer.InitialCount = Counts;
    CurrentCPU()->LapicTimer.Mode = LAPIC_TIMER_ONCE;
    APIC->Write(APIC_TIMER_DIVIDE, DIVIDE_BY_16);
    APIC->Write(APIC_LVT_TIMER, VECTOR_LOCAL_APIC_TIMER);  // once, not periodically
    APIC->Write(APIC_TIMER_INITIAL_COUNT, Counts);         // this starts it
}

U32 ReadLocalAPICTimer(void) { return APIC->Read(APIC_TIMER_CURRENT_COUNT); }

void StopLocalAPICTimer(void) {
    // The vector stays: one below 16 may count as an error even in a masked entry (Intel SDM vol.
    // 3A, "Valid Interrupt Vectors").
    APIC->Write(APIC_LVT_TIMER, LVT_MASKED | VECTOR_LOCAL_APIC_TIMER);
    APIC->Write(APIC_TIMER_INITIAL_COUNT, 0);
    CurrentCPU()->LapicTimer.Mode = LAPIC_TIMER_STOPPED;
    OnTimerEnd = NULL;
}
