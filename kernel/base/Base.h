// Base types. Every file of the kernel may use them; they depend on nothing but the compiler.
//
// U8 ... I64 say how wide a number is. UINT and INT are as wide as a register of the machine.
// LINEAR is an address as the CPU's paging sees it, PHYSICAL one as the memory bus sees it: always
// 64 bits, for x86-32 with PAE reaches beyond 4 GiB. Print them with:
//   U32 %u %x   U64, PHYSICAL %llu %llx   UINT, LINEAR %lu %lx   SIZE %zu   pointers %p

#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef unsigned char U8;
typedef unsigned short U16;
typedef unsigned int U32;
typedef unsigned long long U64;
typedef signed char I8;
typedef signed short I16;
typedef signed int I32;
typedef signed long long I64;

typedef unsigned long UINT;
typedef signed long INT;
typedef __SIZE_TYPE__ SIZE;
typedef UINT LINEAR;
typedef U64 PHYSICAL;

typedef bool BOOL;
#define FALSE false
#define TRUE true

#define KIB(Count) ((Count) * 1024ULL)
#define MIB(Count) ((Count) * 1024ULL * 1024ULL)
#define GIB(Count) ((Count) * 1024ULL * 1024ULL * 1024ULL)

#define ARRAY_COUNT(Array) (sizeof(Array) / sizeof((Array)[0]))

// Alignment must be a power of two; the result has the type of Value.
#define ALIGN_DOWN(Value, Alignment) ((Value) & ~((__typeof__(Value))(Alignment)-1))
#define ALIGN_UP(Value, Alignment) \
    ALIGN_DOWN((Value) + ((__typeof__(Value))(Alignment)-1), Alignment)

#define MINIMUM(A, B) ((A) < (B) ? (A) : (B))
#define MAXIMUM(A, B) ((A) > (B) ? (A) : (B))

// The structure that contains the field at Pointer.
#define CONTAINER_OF(Pointer, Type, Field) ((Type *)((char *)(Pointer)-offsetof(Type, Field)))

#define NORETURN __attribute__((noreturn))
#define NOINLINE __attribute__((noinline))
// A function for a debugger to wait at. QEMU executes a page that has a breakpoint instruction by
// instruction, so these have a page to themselves (Kernel.ld).
#define LANDMARK NOINLINE __attribute__((section(".text.landmarks")))
#define MUST_USE __attribute__((warn_unused_result))
#define ALIGNED(Bytes) __attribute__((aligned(Bytes)))
#define PRINTF_LIKE(FormatIndex, FirstIndex) \
    __attribute__((format(printf, FormatIndex, FirstIndex)))

// Only for layouts that hardware or firmware defines.
#define PACKED __attribute__((packed))

_Static_assert(sizeof(U8) == 1 && sizeof(U16) == 2 && sizeof(U32) == 4 && sizeof(U64) == 8,
               "the names of the base types state their widths");
_Static_assert(sizeof(UINT) == sizeof(void *) && sizeof(SIZE) == sizeof(void *),
               "UINT, LINEAR and SIZE hold any address");
