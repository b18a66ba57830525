#include "arch/x86/common/UserMode.h"

void (*SystemCallHandler)(TrapFrame *Frame);
U8 SMAPIsOn;

void SetSystemCallHandler(void (*Handler)(TrapFrame *Frame)) { SystemCallHandler = Handler; }

void NoteSMAP(void) { SMAPIsOn = 1; }

TrapFrame *UserFrame(LINEAR StackTop) { return (TrapFrame *)StackTop - 1; }
