// Reading directories.

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

struct directory {
    int handle;
    size_t next, filled;  // bytes of records
    struct dirent entry;
    char records[1024] __attribute__((aligned(8)));
};

DIR *opendir(const char *path) {
    const int handle = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return NULL;
    DIR *made = calloc(1, sizeof(DIR));
    if (made == NULL) {
        close(handle);
        return NULL;
    }
    made->handle = handle;
    return made;
}

static unsigned char kind_of(unsigned mode) {
    switch (mode & S_IFMT) {
        case S_IFREG: return DT_REG;
        case S_IFDIR: return DT_DIR;
        case S_IFCHR: return DT_CHR;
        case S_IFIFO: return DT_FIFO;
        default: return DT_UNKNOWN;
    }
}

struct dirent *readdir(DIR *directory) {
    if (directory->next == directory->filled) {
        const long filled = result(system_call3(SYS_GETDENTS, directory->handle,
                                                (long)directory->records,
                                                sizeof(directory->records)));
        if (filled <= 0) return NULL;
        directory->next = 0;
        directory->filled = (size_t)filled;
    }
    const DirectoryEntry *record = (const DirectoryEntry *)(directory->records + directory->next);
    directory->next += record->RecordBytes;
    directory->entry.d_ino = record->Inode;
    directory->entry.d_type = kind_of(record->Kind);
    strncpy(directory->entry.d_name, record->Name, sizeof(directory->entry.d_name) - 1);
    return &directory->entry;
}

int closedir(DIR *directory) {
    const int closed = close(directory->handle);
    free(directory);
    return closed;
}
