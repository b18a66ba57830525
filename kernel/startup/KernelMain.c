#include "startup/KernelMain.h"

#include "arch/Arch.h"
#include "arch/BootInfo.h"

static void Say(const char *Text) {
    for (; *Text != 0; Text++) WritePort8(0x3F8, (U8)*Text);
}

void KernelMain(void) {
    Say("hello\r\n");
    HaltForever();
}
