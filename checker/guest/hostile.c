// What a program must not do ends that program, with the right status, and nothing else.

#include "runtime/Guest.h"
#include "runtime/Views.h"

static volatile char *const Kernel = (volatile char *)KERNEL_IMAGE;

// A witness that lives through all of it: another process, whose memory and turns must go on.
TEST(OthersLiveOn) {
    volatile int *Stop = SharedPages(PAGE);
    volatile int *Turns = Stop + 1;
    const long Pid = Fork();

    if (Pid == 0) {
        int Own = 12345;
        while (*Stop == 0) {
            ++*Turns;
            if (Own != 12345) Exit(1);
            Yield();
        }
        Exit(0);
    }
    for (int Round = 0; Round < 20; ++Round) {
        const int Before = *Turns;
        DIES(SIGSEGV, *Kernel = 1);
        SleepMilliseconds(20);
        if (!EXPECT(*Turns > Before, "the other had no turn in 20 ms, of %d", Before)) break;
    }
    *Stop = 1;
    EXPECT_EXIT(Pid, 0);
}

TEST(KernelMemoryCannotBeRead) {
    DIES(SIGSEGV, (void)*Kernel);
    DIES(SIGSEGV, (void)*(volatile char *)KERNEL_DIRECT);
    DIES(SIGSEGV, (void)*(volatile char *)USER_END);
    DIES(SIGSEGV, (void)*(volatile char *)-1l);
    DIES(SIGSEGV, (void)*(volatile long *)(USER_END - sizeof(long) / 2));
}

TEST(KernelMemoryCannotBeWritten) {
    DIES(SIGSEGV, *Kernel = 0);
    DIES(SIGSEGV, *(volatile char *)KERNEL_DIRECT = 0);
    DIES(SIGSEGV, *(volatile long *)USER_END = 0);
    DIES(SIGSEGV, *(volatile long *)-(long)sizeof(long) = 0);
}

TEST(KernelCodeCannotBeEntered) {
    DIES(SIGSEGV, ((void (*)(void))KERNEL_IMAGE)());
    DIES(SIGSEGV, ((void (*)(void))USER_END)());
    DIES(SIGSEGV, ((void (*)(void))NON_CANONICAL)());
    DIES(SIGSEGV, ((void (*)(void))-16l)());
}

#define PRIVILEGED(Instruction, ...) DIES(SIGSEGV, __asm__ volatile(Instruction : __VA_ARGS__))

TEST(PrivilegedInstructionsAreRefused) {
    static const char Table[10];

    PRIVILEGED("cli", : : "memory");
    PRIVILEGED("sti", : : "memory");
    PRIVILEGED("hlt", : : "memory");
    PRIVILEGED("inb $0x60, %%al", : : "eax");
    PRIVILEGED("outb %%al, $0x20", : "a"(0x20));
    PRIVILEGED("outb %%al, %%dx", : "a"(0x31), "d"(0xF4));
    PRIVILEGED("rep insb", : "c"(1l), "D"(Kernel), "d"(0x3F8) : "memory");
    PRIVILEGED("mov %%cr0, %0", "=r"(*(long *)&(long){0}));
    PRIVILEGED("mov %0, %%cr3", : "r"(0l));
    PRIVILEGED("mov %0, %%dr7", : "r"(0l));
    PRIVILEGED("lidt %0", : "m"(Table));
    PRIVILEGED("lgdt %0", : "m"(Table));
    PRIVILEGED("ltr %%ax", : "a"(0x10));
    PRIVILEGED("lldt %%ax", : "a"(0));
    PRIVILEGED("lmsw %%ax", : "a"(0));
    PRIVILEGED("clts", : : "memory");
    PRIVILEGED("invlpg %0", : "m"(Table));
    PRIVILEGED("wbinvd", : : "memory");
    PRIVILEGED("rdmsr", : "c"(0xC0000080) : "eax", "edx");
    PRIVILEGED("wrmsr", : "a"(0), "c"(0xC0000080), "d"(0));
    PRIVILEGED("mov %%ax, %%ss", : "a"(0));
    PRIVILEGED("mov %%ax, %%ds", : "a"(0x7FF8));
}

TEST(InterruptsOfTheKernelCannotBeMade) {
    PRIVILEGED("int $0x20", : : "memory");
    PRIVILEGED("int $0x0E", : : "memory");
    PRIVILEGED("int $0x08", : : "memory");
    PRIVILEGED("int $0x02", : : "memory");
    PRIVILEGED("int $0xFF", : : "memory");
}

TEST(ExceptionsEndTheProcessWithTheirSignal) {
    static const volatile int Zero = 0;

    DIES(SIGFPE, __asm__ volatile("xorl %%edx, %%edx; divl %0" : : "m"(Zero), "a"(1) : "edx"));
    DIES(SIGFPE, __asm__ volatile("idivl %0" : : "m"((int){1}), "a"(0), "d"(1)));  // overflow
    DIES(SIGILL, __asm__ volatile("ud2"));
    DIES(SIGTRAP, __asm__ volatile("int3"));
}

// A single step that the program itself turned on must stop there, too.
TEST(TheTrapFlagIsTheProgramsOwnTrouble) {
    const long Pid = Fork();

    if (Pid == 0) {
        __asm__ volatile("pushf; orl $0x100, (%%" STACK_REGISTER "); popf; nop; nop" : : : "memory",
                         "cc");
        Exit(0);
    }
    EXPECT_SIGNAL(Pid, SIGTRAP);
}

// Trap (bit 8), direction (bit 10), nested task (bit 14), alignment check (bit 18).
#define FLAGS_OF_PROGRAMS 0x44500ul

// What the checker's probe ShowEntryFlags has seen.
static unsigned long FlagsInTheKernel(void) {
    unsigned long Flags;

    ReadNumbers("/system/entry-flags", &Flags, 1);
    return Flags;
}

// Flags that a program may set but that the kernel must not run with.
TEST(FlagsDoNotReachTheKernel) {
    char Text[64];

    FlagsInTheKernel();  // so that the probe is there
    __asm__ volatile("std" : : : "cc");
    const long Length = GetDirectory(Text, sizeof(Text));
    __asm__ volatile("cld" : : : "cc");
    EXPECT(Length > 1 && Text[0] == '/', "getcwd gave %ld, %c", Length, Text[0]);
    __asm__ volatile("pushf; orl $0x44000, (%%" STACK_REGISTER "); popf" : : : "memory", "cc");
    const long Pid = GetPid();
    SleepMilliseconds(20);
    __asm__ volatile("pushf; andl $~0x44000, (%%" STACK_REGISTER "); popf" : : : "memory", "cc");
    EXPECT(Pid > 0, "getpid gave %ld", Pid);
    // AC in the kernel would switch SMAP off (Intel SDM volume 3A, "Determination of Access
    // Rights").
    const unsigned long Seen = FlagsInTheKernel();
    EXPECT((Seen & FLAGS_OF_PROGRAMS) == 0, "flags 0x%lx of 0x%lx were set in the kernel", Seen,
           FLAGS_OF_PROGRAMS);
}

TEST(ABadStackPointerEndsTheProcess) {
    DIES(SIGSEGV, __asm__ volatile("mov %0, %%" STACK_REGISTER "; push %%" STACK_REGISTER
                                   : : "r"(KERNEL_IMAGE)));
    DIES(SIGSEGV, __asm__ volatile("mov %0, %%" STACK_REGISTER "; push %%" STACK_REGISTER
                                   : : "r"(64l)));
    DIES(SIGILL, __asm__ volatile("mov %0, %%" STACK_REGISTER "; ud2" : : "r"(NON_CANONICAL)));
}

// A system call does not need a user stack, and must not touch one.
TEST(ACallWithABadStackPointerWorks) {
    const long Pid = Fork();

    if (Pid == 0) {
        __asm__ volatile(
            "mov %%" STACK_REGISTER ", %%" SPARE_REGISTER "\n"
            "mov %0, %%" STACK_REGISTER "\n" MAKE_CALL "\n"
            "mov %%" SPARE_REGISTER ", %%" STACK_REGISTER
            : : "r"(KERNEL_IMAGE), "a"(SYS_GETPID) : "memory", SPARE_REGISTER, CALL_CLOBBERS);
        Exit(0);
    }
    EXPECT_EXIT(Pid, 0);
}

#if IS_64_BIT
// Where a SYSCALL ends at the end of user space the return address is not canonical: SYSRET with it
// faults in the kernel on Intel's CPUs (Intel SDM volume 2, SYSRET).
TEST(AReturnAddressBehindTheEndIsNoTrouble) {
    const long Last = (long)(USER_END - PAGE);
    const long Page = Map(Last, PAGE, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED);

    if (Page != Last) return;  // the kernel does not hand out that page: as good
    memcpy((void *)(Last + PAGE - 2), "\x0f\x05", 2);
    SUCCEEDS(Protect(Last, PAGE, PROT_READ | PROT_EXEC));
    const long Pid = Fork();
    if (Pid == 0) {
        __asm__ volatile("jmp *%0" : : "r"(Last + PAGE - 2), "a"(SYS_GETPID) : "rcx", "r11");
        Exit(SURVIVED);
    }
    EXPECT_SIGNAL(Pid, SIGSEGV);
}
#endif
