#pragma once

#include <abi/Types.h>

#define RB_AUTOBOOT REBOOT_RESTART
#define RB_POWER_OFF REBOOT_POWER_OFF
#define RB_HALT_SYSTEM REBOOT_HALT

int reboot(int how);
