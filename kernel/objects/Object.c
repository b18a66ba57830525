#include "objects/Object.h"

#include <stdatomic.h>

#include "abi/Errors.h"
#include "base/Assert.h"

void InitializeObject(Object *Made, const ObjectType *Type) {
    Made->Type = Type;
    Made->References = 1;
}

Object *ReferenceObject(Object *Shared) {
    const U32 Before = atomic_fetch_add(&Shared->References, 1);

    ASSERT_THAT(Before > 0, "a %s that is gone", Shared->Type->Name);
    return Shared;
}

Object *TryReferenceObject(Object *Shared) {
    U32 Before = atomic_load(&Shared->References);

    while (Before > 0) {
        if (atomic_compare_exchange_weak(&Shared->References, &Before, Before + 1)) return Shared;
    }
    return NULL;
}

void ReleaseObject(Object *Released) {
    if (Released == NULL) return;

    const U32 Before = atomic_fetch_sub(&Released->References, 1);
    ASSERT_THAT(Before > 0, "a %s that is gone", Released->Type->Name);
    if (Before == 1) Released->Type->Destroy(Released);
}

INT ReadObject(Object *From, void *Buffer, SIZE Bytes) {
    return From->Type->Read == NULL ? -EBADF : From->Type->Read(From, Buffer, Bytes);
}

INT WriteObject(Object *To, const void *Buffer, SIZE Bytes) {
    return To->Type->Write == NULL ? -EBADF : To->Type->Write(To, Buffer, Bytes);
}

INT SeekObject(Object *Moved, I64 *Offset, U32 Whence) {
    return Moved->Type->Seek == NULL ? -ESPIPE : Moved->Type->Seek(Moved, Offset, Whence);
}

INT GetObjectStatus(Object *Asked, FileStatus *Status) {
    return Asked->Type->GetStatus == NULL ? -EBADF : Asked->Type->GetStatus(Asked, Status);
}

INT ReadObjectDirectory(Object *From, void *Buffer, SIZE Bytes) {
    if (From->Type->ReadDirectory == NULL) return -ENOTDIR;
    return From->Type->ReadDirectory(From, Buffer, Bytes);
}

INT TruncateObject(Object *Cut, U64 Bytes) {
    return Cut->Type->Truncate == NULL ? -EINVAL : Cut->Type->Truncate(Cut, Bytes);
}
