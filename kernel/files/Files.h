// Files: one tree of directories, files, devices and views, all of it in memory.
//
//     /        what the initrd brought and programs make
//     /dev     devices: whoever has one adds it (AddDevice)
//     /system  views: read-only text about the kernel, written anew at each open (AddSystemView)
//
// Names mean what POSIX says. There are no users: a file's mode has one set of bits that counts,
// the owner's, and open asks it. Paths are relative to a directory that the caller names, unless
// they begin with '/'; PATH_MAX and NAME_MAX hold. Beyond the errors stated here, all that take a
// path return -ENOENT, -ENOTDIR, -ENAMETOOLONG, and those that change a directory -EROFS below /dev
// and /system and -ENOENT in a directory that was removed. Whatever fails has changed nothing.
//
// Context of all functions: task, or boot after InitializeTasks; not frozen, holding no mutex.

#pragma once

#include "abi/Types.h"
#include "base/Base.h"
#include "objects/Object.h"

// A file that ends at most here (-EFBIG beyond). Files may not take the last sixteenth of memory
// (-ENOSPC): the kernel needs some to go on.
#define MAX_FILE_BYTES GIB(1024)

typedef struct Node Node;  // a file, directory, device or view; reference-counted

// Makes the root, /dev with null, zero and random, and /system. Context: boot, once.
void InitializeFiles(void);

// A new reference to the root, to Shared. ReleaseNode gives one back; NULL is fine.
Node *RootDirectory(void) MUST_USE;
Node *ReferenceNode(Node *Shared);
void ReleaseNode(Node *Released);

// Opens what Path names (O_CREAT: makes a file if there is none) and hands out an object with one
// reference. A file's reads and writes are atomic with regard to each other, the position of the
// object included. -EISDIR, -EEXIST, -EACCES, -EINVAL, -ENOMEM, what the device says.
INT OpenFile(Node *Directory, const char *Path, U32 Flags, U32 Mode, Object **Opened);

INT GetFileStatus(Node *Directory, const char *Path, FileStatus *Status);

INT LinkFile(Node *Directory, const char *Existing, const char *New);    // -EEXIST, -EPERM
INT UnlinkFile(Node *Directory, const char *Path);                       // -EISDIR
INT MakeDirectory(Node *Directory, const char *Path, U32 Mode);          // -EEXIST
INT RemoveDirectory(Node *Directory, const char *Path);                  // -ENOTEMPTY, -EBUSY

// At every moment New names something if it did before. -EINVAL (into itself; names . and ..),
// -EISDIR, -ENOTEMPTY, -EBUSY.
INT RenameFile(Node *Directory, const char *Old, const char *New);

// Makes *Directory, a reference, one to the directory at Path.
INT ChangeDirectory(Node **Directory, const char *Path);

// Writes the absolute path and returns its length with the NUL; -ERANGE, -ENOENT if removed.
INT PathOfDirectory(Node *Directory, char *Buffer, SIZE Bytes);

// Opens a device with O_... flags of which it minds the access mode and O_NONBLOCK.
typedef INT (*OpenDevice)(U32 Flags, Object **Opened);

// Makes /dev/Name. -EEXIST, -EINVAL (no name), -ENOMEM.
INT AddDevice(const char *Name, OpenDevice Open);

// Appends to a view's text, at most VIEW_LINE_BYTES - 1 characters at a time; more are cut.
typedef struct TextWriter TextWriter;
void WriteText(TextWriter *To, const char *Format, ...) PRINTF_LIKE(2, 3);
#define VIEW_LINE_BYTES 256

// Makes /system/Name. Write is called in the task that opens it, as above. Errors: as AddDevice.
INT AddSystemView(const char *Name, void (*Write)(TextWriter *To));

// Unpacks a ustar archive into the root. A bad entry costs one WARN line and is left out; FALSE if
// there was any.
BOOL UnpackArchive(const void *Archive, SIZE Bytes);
