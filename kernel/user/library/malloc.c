// The heap: a free list for each power of two from 32 bytes to 64 KiB, which sbrk() feeds; what is
// larger comes from mmap() and goes back there. Nothing is split or joined, so it is quick and
// wastes at most half (Kingsley's allocator in 4.2BSD).

#include <stdlib.h>

#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "internal.h"

#define PAGE_BYTES 4096
#define FIRST_SHIFT 5
#define CLASSES 12
#define CLASS_BYTES(class) ((size_t)1 << (FIRST_SHIFT + (class)))
#define MAPPED ((size_t)-1)

// Stands before each piece of memory; keeps it aligned to 16.
union header {
    struct {
        size_t class;  // or MAPPED
        size_t bytes;  // of a mapping, the header included
    };
    union header *next;  // in a free list
    char alignment[16];
};

static _Atomic unsigned heap_lock;
static union header *free_lists[CLASSES];

// A piece fresh from the kernel: the first of a page's, the others go to the free list. The heap's
// end starts on a page, for only whole pages and more are ever added.
static union header *grow(size_t class) {
    const size_t bytes = CLASS_BYTES(class);
    const size_t added = bytes < PAGE_BYTES ? PAGE_BYTES : bytes;
    char *memory = sbrk((intptr_t)added);
    if (memory == (char *)-1) return NULL;
    for (size_t offset = bytes; offset < added; offset += bytes) {
        union header *piece = (union header *)(memory + offset);
        piece->next = free_lists[class];
        free_lists[class] = piece;
    }
    return (union header *)memory;
}

static void *map(size_t bytes) {
    if (bytes > (size_t)PTRDIFF_MAX - 2 * PAGE_BYTES) {
        errno = ENOMEM;
        return NULL;
    }
    bytes = (bytes + sizeof(union header) + PAGE_BYTES - 1) & ~(size_t)(PAGE_BYTES - 1);
    union header *made = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                              -1, 0);
    if (made == MAP_FAILED) return NULL;
    made->class = MAPPED;
    made->bytes = bytes;
    return made + 1;
}

void *malloc(size_t bytes) {
    size_t class = 0;
    while (class < CLASSES && CLASS_BYTES(class) - sizeof(union header) < bytes) class++;
    if (class == CLASSES) return map(bytes);
    __lock(&heap_lock);
    union header *piece = free_lists[class];
    if (piece != NULL) free_lists[class] = piece->next;
    else piece = grow(class);
    __unlock(&heap_lock);
    if (piece == NULL) return NULL;
    piece->class = class;
    return piece + 1;
}

void free(void *memory) {
    if (memory == NULL) return;
    union header *piece = (union header *)memory - 1;
    if (piece->class == MAPPED) {
        munmap(piece, piece->bytes);
        return;
    }
    __lock(&heap_lock);
    union header **list = &free_lists[piece->class];
    piece->next = *list;
    *list = piece;
    __unlock(&heap_lock);
}

void *calloc(size_t count, size_t bytes) {
    size_t total;
    if (__builtin_mul_overflow(count, bytes, &total)) {
        errno = ENOMEM;
        return NULL;
    }
    void *memory = malloc(total);
    // Fresh mappings are zero already.
    if (memory != NULL && ((union header *)memory - 1)->class != MAPPED) memset(memory, 0, total);
    return memory;
}

void *realloc(void *memory, size_t bytes) {
    if (memory == NULL) return malloc(bytes);
    const union header *piece = (union header *)memory - 1;
    const size_t room = (piece->class == MAPPED ? piece->bytes : CLASS_BYTES(piece->class)) -
                        sizeof(union header);
    if (bytes <= room) return memory;
    void *moved = malloc(bytes);
    if (moved == NULL) return NULL;
    memcpy(moved, memory, room);
    free(memory);
    return moved;
}
