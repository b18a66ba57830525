#include "arch/x86/common/UserMode.h"

void (*SystemCallHandler)(TrapFrame *Frame);

void SetSystemCallHandler(void (*Handler)(TrapFrame *Frame)) { SystemCallHandler = Handler; }

TrapFrame *UserFrame(LINEAR StackTop) { return (TrapFrame *)StackTop - 1; }
