#include <stdio.h>

static int Depth(volatile int *Last) {
    volatile int Here = *Last + 1;

    return Depth(&Here) + Here;
}

int main(void) {
    volatile int Start = 0;

    printf("%d\n", Depth(&Start));
    return 0;
}
