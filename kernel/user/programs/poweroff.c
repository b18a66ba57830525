// poweroff: switches the machine off.

#include <err.h>
#include <sys/reboot.h>

int main(void) {
    reboot(RB_POWER_OFF);
    err(1, "refused");
}
