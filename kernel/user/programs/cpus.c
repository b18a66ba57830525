// cpus: the CPUs that the kernel knows, as the kernel says it in /system/cpus.

#include "view.h"

int main(void) { return print_view("/system/cpus"); }
