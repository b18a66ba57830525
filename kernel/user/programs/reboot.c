// reboot: starts the machine anew.

#include <err.h>
#include <sys/reboot.h>

int main(void) {
    reboot(RB_AUTOBOOT);
    err(1, "refused");
}
