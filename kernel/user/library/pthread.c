// Threads: stacks, and who the running thread is. The locks are in lock.c.
//
// No register tells a thread who it is: its stack pointer does. All stacks but the first thread's
// lie in one area, in slots of STACK_BYTES, aligned to that; a thread's own data stands at the top
// of its slot. Pages appear when they are touched, so what is not used costs nothing. The lowest
// page of a slot is a guard.

#include <pthread.h>
#include <stdbool.h>
#include <sys/mman.h>

#include "internal.h"

#define STACK_BYTES ((uintptr_t)65536)
#define GUARD_BYTES 4096
#define SLOTS 127

struct thread {
    int id;
    int error;  // its errno
    void *(*start)(void *);
    void *argument, *result;
    bool used, detached;             // under slots_lock
    _Atomic bool finished;           // set a few instructions before its end
} __attribute__((aligned(16)));

static struct thread first_thread;
static _Atomic unsigned slots_lock;
static uintptr_t area;           // 0: no thread has been made yet
static uintptr_t guarded_slots;  // so many, from the first on, have their guard

static struct thread *thread_of_slot(uintptr_t slot) {
    return (struct thread *)(area + (slot + 1) * STACK_BYTES) - 1;
}

pthread_t pthread_self(void) {
    const uintptr_t offset = (uintptr_t)__builtin_frame_address(0) - area;
    // Without an area the offset is an address, and no stack lies so low.
    return offset < SLOTS * STACK_BYTES ? thread_of_slot(offset / STACK_BYTES) : &first_thread;
}

int pthread_equal(pthread_t left, pthread_t right) { return left == right; }

int *__errno_location(void) { return &pthread_self()->error; }

// Whether the area is there.
static bool make_area(void) {
    if (area != 0) return true;
    char *memory = mmap(NULL, (SLOTS + 1) * STACK_BYTES, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    area = ((uintptr_t)memory + STACK_BYTES - 1) & ~(STACK_BYTES - 1);
    return true;
}

// The lowest free slot is taken first, so guards are made in order, once for each.
static void guard(uintptr_t slot) {
    if (slot < guarded_slots) return;
    mprotect((void *)(area + slot * STACK_BYTES), GUARD_BYTES, PROT_NONE);
    guarded_slots = slot + 1;
}

static int join(struct thread *thread) {
    return (int)-system_call2(SYS_THREAD_JOIN, thread->id, 0);
}

// A free slot's thread, marked used; NULL: none. Detached threads that have ended give theirs back
// here, for nobody can free the stack that it stands on.
static struct thread *take_slot(void) {
    struct thread *found = NULL;
    __lock(&slots_lock);
    for (uintptr_t slot = 0; make_area() && found == NULL && slot < SLOTS; slot++) {
        struct thread *thread = thread_of_slot(slot);
        if (thread->used && thread->detached && thread->finished && join(thread) == 0) {
            thread->used = false;
        }
        if (thread->used) continue;
        guard(slot);
        *thread = (struct thread){.used = true};
        found = thread;
    }
    __unlock(&slots_lock);
    return found;
}

static void give_slot_back(struct thread *thread) {
    __lock(&slots_lock);
    thread->used = false;
    __unlock(&slots_lock);
}

void __start_thread(void) {
    struct thread *self = pthread_self();
    pthread_exit(self->start(self->argument));
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument) {
    if (attributes != NULL) return EINVAL;
    struct thread *made = take_slot();
    if (made == NULL) return EAGAIN;
    made->start = start;
    made->argument = argument;
    const long id = system_call3(SYS_THREAD_CREATE, (long)__thread_entry, 0, (long)made);
    if (id < 0) {
        give_slot_back(made);
        return (int)-id;
    }
    made->id = (int)id;
    *thread = made;
    return 0;
}

int pthread_join(pthread_t thread, void **value) {
    const int error = join(thread);
    if (error != 0) return error;
    if (value != NULL) *value = thread->result;
    give_slot_back(thread);
    return 0;
}

int pthread_detach(pthread_t thread) {
    __lock(&slots_lock);
    thread->detached = true;
    __unlock(&slots_lock);
    return 0;
}

void pthread_exit(void *value) {
    struct thread *self = pthread_self();
    self->result = value;
    self->finished = true;
    for (;;) system_call1(SYS_THREAD_EXIT, 0);
}
