// What files/ promises of names: paths, directories, links, rename.

#include "abi/Errors.h"
#include "base/String.h"
#include "files/Files.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"

typedef struct {
    U32 Blocks;
    U32 Frames;  // free, or the heap's
} Held;

static Node *Root;

static Held CountHeld(void) {
    const HeapCounts Heap = GetHeapCounts();
    return (Held){Heap.Blocks, GetFrameCounts().Free + Heap.Pages};
}

static void ExpectHeld(Held Before) {
    const Held Now = CountHeld();

    PROBE_EQUAL(Before.Blocks, Now.Blocks, "heap blocks");
    PROBE_EQUAL(Before.Frames, Now.Frames, "free frames");
}

static INT Make(const char *Path) {
    Object *Made;
    const INT Result = OpenFile(Root, Path, O_WRONLY | O_CREAT | O_EXCL, 0644, &Made);

    if (Result == 0) ReleaseObject(Made);
    return Result;
}

// 0 for a path that leads nowhere.
static U64 InodeOf(const char *Path) {
    FileStatus Status;
    return GetFileStatus(Root, Path, &Status) == 0 ? Status.Inode : 0;
}

static U32 LinksOf(const char *Path) {
    FileStatus Status;
    return GetFileStatus(Root, Path, &Status) == 0 ? Status.Links : 0;
}

// Makes /p with d (a directory with f in it), e (an empty one) and f (a file) in it.
static void MakeTree(void) {
    Root = RootDirectory();
    PROBE_EQUAL(0, MakeDirectory(Root, "/p", 0755), "mkdir p");
    PROBE_EQUAL(0, MakeDirectory(Root, "/p/d", 0755), "mkdir p/d");
    PROBE_EQUAL(0, MakeDirectory(Root, "p/e/", 0755), "mkdir p/e/");
    PROBE_EQUAL(0, Make("/p/f"), "make p/f");
    PROBE_EQUAL(0, Make("p//d/./f"), "make p/d/f");
}

static void RemoveTree(void) {
    PROBE_EQUAL(0, UnlinkFile(Root, "/p/d/f"), "unlink p/d/f");
    PROBE_EQUAL(0, UnlinkFile(Root, "/p/f"), "unlink p/f");
    PROBE_EQUAL(0, RemoveDirectory(Root, "/p/d/"), "rmdir p/d");
    PROBE_EQUAL(0, RemoveDirectory(Root, "/p/e"), "rmdir p/e");
    PROBE_EQUAL(0, RemoveDirectory(Root, "/p"), "rmdir p");
    ReleaseNode(Root);
}

PROBE(PathsLeadWherePOSIXSays, "., .., slashes, and the limits of names and paths") {
    static char Path[PATH_MAX + 2];
    FileStatus Status;

    MakeTree();
    const U64 File = InodeOf("/p/f"), Directory = InodeOf("/p/d");
    PROBE_EXPECT(File != 0 && Directory != 0 && File != Directory, "%llu, %llu", File, Directory);
    PROBE_EQUAL(File, InodeOf("p/f"), "relative");
    PROBE_EQUAL(File, InodeOf("//p///f"), "slashes");
    PROBE_EQUAL(File, InodeOf("/../../p/./d/../f"), "dots");
    PROBE_EQUAL(Directory, InodeOf("/p/d/."), "the directory itself");
    PROBE_EQUAL(Directory, InodeOf("/p/d///"), "slashes behind a directory");
    PROBE_EQUAL(-ENOTDIR, GetFileStatus(Root, "/p/f/", &Status), "a slash behind a file");
    PROBE_EQUAL(-ENOTDIR, GetFileStatus(Root, "/p/f/.", &Status), "a dot behind a file");
    PROBE_EQUAL(-ENOENT, GetFileStatus(Root, "", &Status), "nothing");
    PROBE_EQUAL(-ENOENT, GetFileStatus(Root, "/p/x/../f", &Status), "through nothing");
    PROBE_EQUAL(-ENOENT, GetFileStatus(Root, "/p/ff", &Status), "a longer name");
    PROBE_EQUAL(InodeOf("/"), InodeOf("/.."), "above the root");
    memset(Path, 'n', sizeof(Path));
    Path[NAME_MAX + 1] = 0;
    PROBE_EQUAL(-ENAMETOOLONG, Make(Path), "a name of 256");
    Path[NAME_MAX] = 0;
    PROBE_EQUAL(0, Make(Path), "a name of 255");
    PROBE_EQUAL(0, UnlinkFile(Root, Path), "unlink");
    memset(Path, '/', sizeof(Path));
    Path[PATH_MAX] = 0;
    PROBE_EQUAL(-ENAMETOOLONG, GetFileStatus(Root, Path, &Status), "a path of 1024");
    Path[PATH_MAX - 1] = 0;
    PROBE_EQUAL(0, GetFileStatus(Root, Path, &Status), "a path of 1023");
    RemoveTree();
}

PROBE(LinksAreCounted, "of files by their names, of directories by their subdirectories") {
    const Held Before = CountHeld();

    MakeTree();
    PROBE_EQUAL(4, LinksOf("/p"), "links of a directory with two");
    PROBE_EQUAL(2, LinksOf("/p/e"), "links of an empty directory");
    PROBE_EQUAL(0, LinkFile(Root, "/p/f", "/p/e/g"), "link");
    PROBE_EQUAL(InodeOf("/p/f"), InodeOf("/p/e/g"), "inode");
    PROBE_EQUAL(2, LinksOf("/p/f"), "links of a file with two names");
    PROBE_EQUAL(-EEXIST, LinkFile(Root, "/p/f", "/p/e/g"), "link to what exists");
    PROBE_EQUAL(-EPERM, LinkFile(Root, "/p/d", "/p/e/d"), "link to a directory");
    PROBE_EQUAL(-ENOENT, LinkFile(Root, "/p/x", "/p/e/x"), "link to nothing");
    PROBE_EQUAL(-ENOENT, LinkFile(Root, "/p/f", "/p/x/f"), "link in nothing");
    PROBE_EQUAL(-ENOENT, LinkFile(Root, "/p/f", "/p/e/h/"), "link as a directory");
    PROBE_EQUAL(0, UnlinkFile(Root, "/p/f"), "unlink of the first name");
    PROBE_EQUAL(1, LinksOf("/p/e/g"), "links");
    PROBE_EQUAL(0, RenameFile(Root, "/p/e/g", "/p/f"), "rename");
    PROBE_EQUAL(0, RenameFile(Root, "/p/e", "/p/d/e"), "rename of a directory");
    PROBE_EQUAL(3, LinksOf("/p"), "links after a directory left");
    PROBE_EQUAL(3, LinksOf("/p/d"), "links after a directory came");
    PROBE_EQUAL(InodeOf("/p/d"), InodeOf("/p/d/e/.."), "its parent");
    PROBE_EQUAL(0, RenameFile(Root, "/p/d/e", "/p/e"), "rename back");
    PROBE_EQUAL(2, LinksOf("/p/d"), "links");
    RemoveTree();
    ExpectHeld(Before);
}

PROBE(RemovingHasRules, "what is no directory, is one, is full, or is every directory's") {
    MakeTree();
    PROBE_EQUAL(-ENOTEMPTY, RemoveDirectory(Root, "/p/d"), "rmdir of a full one");
    PROBE_EQUAL(-ENOTDIR, RemoveDirectory(Root, "/p/f"), "rmdir of a file");
    PROBE_EQUAL(-ENOENT, RemoveDirectory(Root, "/p/x"), "rmdir of nothing");
    PROBE_EQUAL(-EINVAL, RemoveDirectory(Root, "/p/e/."), "rmdir of .");
    PROBE_EQUAL(-ENOTEMPTY, RemoveDirectory(Root, "/p/e/.."), "rmdir of ..");
    PROBE_EQUAL(-EBUSY, RemoveDirectory(Root, "/"), "rmdir of /");
    PROBE_EQUAL(-EISDIR, UnlinkFile(Root, "/p/e"), "unlink of a directory");
    PROBE_EQUAL(-EISDIR, UnlinkFile(Root, "/p/e/."), "unlink of .");
    PROBE_EQUAL(-ENOENT, UnlinkFile(Root, "/p/x"), "unlink of nothing");
    PROBE_EQUAL(-ENOTDIR, UnlinkFile(Root, "/p/f/"), "unlink with a slash");
    PROBE_EQUAL(-EEXIST, MakeDirectory(Root, "/p/d", 0755), "mkdir of what exists");
    PROBE_EQUAL(-EEXIST, MakeDirectory(Root, "/p/f", 0755), "mkdir of a file");
    PROBE_EQUAL(-EEXIST, MakeDirectory(Root, "/", 0755), "mkdir of /");
    PROBE_EQUAL(-EEXIST, MakeDirectory(Root, "/p/d/..", 0755), "mkdir of ..");
    PROBE_EQUAL(-ENOTDIR, MakeDirectory(Root, "/p/f/x", 0755), "mkdir in a file");
    RemoveTree();
}

PROBE(RenameHasRules, "POSIX's, each with its error, and nothing has changed then") {
    static const struct {
        const char *Old, *New;
        INT Result;
    } Cases[] = {
        {"/p/x", "/p/y", -ENOENT},        {"/p/f", "/p/x/y", -ENOENT},
        {"/p/f", "/p/d", -EISDIR},        {"/p/d", "/p/f", -ENOTDIR},
        {"/p/e", "/p/d", -ENOTEMPTY},     {"/p/d", "/p", -ENOTEMPTY},
        {"/p", "/p/d/p", -EINVAL},        {"/p/d", "/p/d/d", -EINVAL},
        {"/p/d", "/p/d/../d/d", -EINVAL}, {"/p/d/.", "/p/g", -EINVAL},
        {"/p/d/..", "/p/g", -EINVAL},     {"/p/f", "/p/d/.", -EINVAL},
        {"/p/f", "/p/g/", -ENOTDIR},      {"/p/f/", "/p/g", -ENOTDIR},
        {"/", "/p/g", -EBUSY},            {"/p/d", "/", -EBUSY},
        {"/p/f", "/dev/f", -EROFS},       {"/p/f", "/p/f/g", -ENOTDIR},
        {"/p/f", "/p/f", 0},              {"/p/d", "/p/d/", 0},
        {"/p/d/f", "p/e/../d//f", 0},
    };
    MakeTree();
    const U64 File = InodeOf("/p/f"), Directory = InodeOf("/p/d"), Inner = InodeOf("/p/d/f");

    for (U32 Index = 0; Index < ARRAY_COUNT(Cases); ++Index) {
        const INT Result = RenameFile(Root, Cases[Index].Old, Cases[Index].New);

        PROBE_EXPECT(Result == Cases[Index].Result, "%ld for %s to %s", Result, Cases[Index].Old,
                     Cases[Index].New);
        PROBE_EXPECT(File == InodeOf("/p/f") && Directory == InodeOf("/p/d") &&
                         Inner == InodeOf("/p/d/f") && LinksOf("/p") == 4,
                     "%s to %s changed something", Cases[Index].Old, Cases[Index].New);
    }
    RemoveTree();
}

PROBE(RenameReplaces, "a file a file, a directory an empty one, a link to itself nothing") {
    const Held Before = CountHeld();

    MakeTree();
    const U64 File = InodeOf("/p/f"), Directory = InodeOf("/p/d");
    PROBE_EQUAL(0, RenameFile(Root, "/p/f", "/p/d/f"), "rename over a file");
    PROBE_EQUAL(File, InodeOf("/p/d/f"), "inode");
    PROBE_EQUAL(0, InodeOf("/p/f"), "inode of the old name");
    PROBE_EQUAL(0, RenameFile(Root, "/p/d", "/p/e"), "rename over an empty directory");
    PROBE_EQUAL(Directory, InodeOf("/p/e"), "inode");
    PROBE_EQUAL(3, LinksOf("/p"), "links");
    PROBE_EQUAL(0, LinkFile(Root, "/p/e/f", "/p/f"), "link");
    PROBE_EQUAL(0, RenameFile(Root, "/p/f", "/p/e/f"), "rename over another link");
    PROBE_EQUAL(2, LinksOf("/p/f"), "links of what has both names still");
    PROBE_EQUAL(0, RenameFile(Root, "/p/e", "/p/d"), "rename back");
    PROBE_EQUAL(0, MakeDirectory(Root, "/p/e", 0755), "mkdir");
    RemoveTree();
    ExpectHeld(Before);
}
