// The end of the machine, as a program asks for it.

#include "runtime/Guest.h"

TEST(NothingRunsAfterIt) {
    const long Result = Reboot(REBOOT_HALT);

    EXPECT(0, "Reboot came back with %ld", Result);
}
