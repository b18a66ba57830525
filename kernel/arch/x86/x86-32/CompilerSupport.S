// Functions that compilers call on their own, x86-32: memory, and atomic access to 64 bits (the
// ABI passes an 8-byte value as two words; without an FPU only CMPXCHG8B moves 8 bytes at once).
//
// Entry and exit: the C calling convention (System V ABI, Intel386 supplement); DF clear.

    .text

    .globl memcpy, memmove, memset, memcmp
memcpy:
    pushl %esi
    pushl %edi
    movl 12(%esp), %edi
    movl 16(%esp), %esi
    movl 20(%esp), %edx
    movl %edi, %eax
CopyForward:
    movl %edx, %ecx
    shrl $2, %ecx
    rep movsl
    movl %edx, %ecx
    andl $3, %ecx
    rep movsb
    popl %edi
    popl %esi
    ret

memmove:
    pushl %esi
    pushl %edi
    movl 12(%esp), %edi
    movl 16(%esp), %esi
    movl 20(%esp), %edx
    movl %edi, %eax
    movl %edi, %ecx
    subl %esi, %ecx
    cmpl %edx, %ecx                 // unsigned: also true if the destination lies below
    jae CopyForward
    leal -1(%edi,%edx), %edi
    leal -1(%esi,%edx), %esi
    movl %edx, %ecx
    std
    rep movsb
    cld
    popl %edi
    popl %esi
    ret

memset:
    pushl %edi
    movl 8(%esp), %edi
    movzbl 12(%esp), %eax
    imull $0x01010101, %eax, %eax
    movl 16(%esp), %edx
    movl %edx, %ecx
    shrl $2, %ecx
    rep stosl
    movl %edx, %ecx
    andl $3, %ecx
    rep stosb
    movl 8(%esp), %eax
    popl %edi
    ret

memcmp:
    pushl %esi
    pushl %edi
    movl 12(%esp), %esi
    movl 16(%esp), %edi
    movl 20(%esp), %ecx
    xorl %eax, %eax
    cmpl %eax, %eax                 // equal, if there is nothing to compare
    repe cmpsb
    je 1f
    movzbl -1(%esi), %eax
    movzbl -1(%edi), %edx
    subl %edx, %eax
1:  popl %edi
    popl %esi
    ret

// U64 __atomic_load_8(const U64 *Object, int Order). CMPXCHG8B with the new value equal to the
// expected one changes nothing, but writes: the object must lie in writable memory.
    .globl __atomic_load_8
__atomic_load_8:
    pushl %ebx
    pushl %esi
    movl 12(%esp), %esi
    xorl %eax, %eax
    xorl %edx, %edx
    xorl %ebx, %ebx
    xorl %ecx, %ecx
    lock cmpxchg8b (%esi)
    popl %esi
    popl %ebx
    ret

// void __atomic_store_8(U64 *Object, U64 Value, int Order)
// U64 __atomic_exchange_8(U64 *Object, U64 Value, int Order)
    .globl __atomic_store_8, __atomic_exchange_8
__atomic_store_8:
__atomic_exchange_8:
    pushl %ebx
    pushl %esi
    movl 12(%esp), %esi
    movl 16(%esp), %ebx
    movl 20(%esp), %ecx
    movl (%esi), %eax               // may be torn: then the exchange fails and brings the true one
    movl 4(%esi), %edx
1:  lock cmpxchg8b (%esi)
    jne 1b
    popl %esi
    popl %ebx
    ret

// bool __atomic_compare_exchange_8(U64 *Object, U64 *Expected, U64 Value, int, int)
    .globl __atomic_compare_exchange_8
__atomic_compare_exchange_8:
    pushl %ebx
    pushl %esi
    pushl %edi
    movl 16(%esp), %esi
    movl 20(%esp), %edi
    movl 24(%esp), %ebx
    movl 28(%esp), %ecx
    movl (%edi), %eax
    movl 4(%edi), %edx
    lock cmpxchg8b (%esi)
    je 1f
    movl %eax, (%edi)
    movl %edx, 4(%edi)
1:  sete %al
    movzbl %al, %eax
    popl %edi
    popl %esi
    popl %ebx
    ret

// U64 __atomic_fetch_OP_8(U64 *Object, U64 Value, int Order), returning the value before.
.macro FETCH Name, LowInstruction, HighInstruction
    .globl __atomic_fetch_\Name\()_8
__atomic_fetch_\Name\()_8:
    pushl %ebx
    pushl %esi
    movl 12(%esp), %esi
    movl (%esi), %eax
    movl 4(%esi), %edx
1:  movl %eax, %ebx
    movl %edx, %ecx
    \LowInstruction 16(%esp), %ebx
    \HighInstruction 20(%esp), %ecx
    lock cmpxchg8b (%esi)
    jne 1b
    popl %esi
    popl %ebx
    ret
.endm

FETCH add, addl, adcl
FETCH sub, subl, sbbl
FETCH and, andl, andl
FETCH or, orl, orl
FETCH xor, xorl, xorl
