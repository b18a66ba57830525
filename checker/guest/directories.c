// Directories, paths and names.

#include "runtime/Guest.h"

static char Buffer[2048];

static void Make(const char *Path) { Close(SUCCEEDS(Open(Path, O_CREAT | O_RDWR, 0644))); }

// How many entries a directory has but . and .., and whether Wanted is one of them.
static int CountEntries(const char *Path, const char *Wanted, bool *Found) {
    const long Directory = SUCCEEDS(Open(Path, O_RDONLY | O_DIRECTORY, 0));
    int Count = 0;
    long Bytes;

    if (Found != NULL) *Found = false;
    while ((Bytes = ReadDirectory(Directory, Buffer, 512)) > 0) {
        for (long At = 0; At < Bytes;) {
            const DirectoryEntry *Entry = (const DirectoryEntry *)(Buffer + At);
            EXPECT(Entry->RecordBytes % 8 == 0 && Entry->RecordBytes >= 16, "record of %d bytes",
                   Entry->RecordBytes);
            StopIfFailed();
            const bool IsDot = TextsEqual(Entry->Name, ".") || TextsEqual(Entry->Name, "..");
            Count += IsDot ? 0 : 1;
            if (Wanted != NULL && TextsEqual(Entry->Name, Wanted)) *Found = true;
            At += Entry->RecordBytes;
        }
    }
    EQUAL(0, Bytes, "getdents at the end");
    Close(Directory);
    return Count;
}

TEST(DirectoriesAreMadeListedAndRemoved) {
    bool Found;
    FileStatus Status;

    EQUAL(0, MakeDirectory("/tmp/d", 0755), "mkdir");
    FAILS(EEXIST, MakeDirectory("/tmp/d", 0755));
    EQUAL(0, CountEntries("/tmp/d", NULL, NULL), "entries");
    Make("/tmp/d/file");
    EQUAL(0, MakeDirectory("/tmp/d/sub/", 0755), "mkdir with a slash behind");
    EQUAL(2, CountEntries("/tmp/d", "sub", &Found), "entries");
    EXPECT(Found, "no entry sub");
    EQUAL(0, StatusOfPath("/tmp/d/sub", &Status), "stat");
    EQUAL(S_IFDIR, Status.Mode & S_IFMT, "kind");
    FAILS(ENOTEMPTY, RemoveDirectory("/tmp/d"));
    FAILS(ENOTDIR, RemoveDirectory("/tmp/d/file"));
    FAILS(EISDIR, Unlink("/tmp/d/sub"));
    EQUAL(0, RemoveDirectory("/tmp/d/sub"), "rmdir");
    EQUAL(0, Unlink("/tmp/d/file"), "unlink");
    EQUAL(0, RemoveDirectory("/tmp/d"), "rmdir");
    FAILS(ENOENT, RemoveDirectory("/tmp/d"));
    EXPECT(RemoveDirectory("/") < 0, "the root");
}

TEST(ManyEntriesAreListedOnceEach) {
    char Path[40];
    bool Found;

    MakeDirectory("/tmp/many", 0755);
    for (int Index = 0; Index < 100; ++Index) {
        FormatText(Path, sizeof(Path), "/tmp/many/entry-%d", Index);
        Make(Path);
    }
    EQUAL(100, CountEntries("/tmp/many", "entry-77", &Found), "entries");
    EXPECT(Found, "no entry-77");
    for (int Index = 0; Index < 100; ++Index) {
        FormatText(Path, sizeof(Path), "/tmp/many/entry-%d", Index);
        EQUAL(0, Unlink(Path), "unlink");
    }
    EQUAL(0, CountEntries("/tmp/many", NULL, NULL), "entries");
    const long Directory = SUCCEEDS(Open("/tmp/many", O_RDONLY, 0));
    FAILS(EISDIR, Read(Directory, Buffer, 1));
    FAILS(EINVAL, ReadDirectory(Directory, Buffer, 4));
    FAILS(EFAULT, ReadDirectory(Directory, KERNEL_IMAGE, 512));
    FAILS(ENOTDIR, ReadDirectory(SUCCEEDS(Open("/bin/test", O_RDONLY, 0)), Buffer, 512));
}

TEST(PathsAreFollowed) {
    FileStatus Root, Other;

    MakeDirectory("/tmp/x", 0755);
    MakeDirectory("/tmp/x/y", 0755);
    EQUAL(0, ChangeDirectory("/tmp/x"), "chdir");
    EQUAL(7, GetDirectory(Buffer, sizeof(Buffer)), "getcwd");
    EXPECT(TextsEqual(Buffer, "/tmp/x"), "%s", Buffer);
    Make("y/../f");
    EQUAL(0, StatusOfPath("/tmp/./x//y/../../x/f", &Other), "stat");
    EQUAL(0, ChangeDirectory("y"), "chdir");
    EQUAL(0, ChangeDirectory("../.."), "chdir");
    EQUAL(5, GetDirectory(Buffer, sizeof(Buffer)), "getcwd");
    EQUAL(0, StatusOfPath("/", &Root), "stat");
    EQUAL(0, StatusOfPath("/../..", &Other), "stat above the root");
    EXPECT(Root.Inode == Other.Inode, "not the root");
    EQUAL(0, ChangeDirectory("/"), "chdir");
    EQUAL(2, GetDirectory(Buffer, 2), "getcwd");
    FAILS(ERANGE, GetDirectory(Buffer, 1));
    FAILS(ENOTDIR, ChangeDirectory("/tmp/x/f"));
    FAILS(ENOENT, ChangeDirectory("/tmp/none"));
    FAILS(ENOENT, ChangeDirectory(""));
    FAILS(ENOTDIR, StatusOfPath("/tmp/x/f/", &Other));
    FAILS(ENOENT, Open("/tmp/none/f", O_CREAT | O_RDWR, 0600));
}

TEST(TheDirectoryOfAProcessIsItsOwn) {
    MakeDirectory("/tmp/own", 0755);
    EQUAL(0, ChangeDirectory("/tmp"), "chdir");
    const long Pid = Fork();
    if (Pid == 0) {
        GetDirectory(Buffer, sizeof(Buffer));
        EXPECT(TextsEqual(Buffer, "/tmp"), "the child is in %s", Buffer);
        ChangeDirectory("/tmp/own");
        StopIfFailed();
        Exit(0);
    }
    EXPECT_EXIT(Pid, 0);
    GetDirectory(Buffer, sizeof(Buffer));
    EXPECT(TextsEqual(Buffer, "/tmp"), "the parent is in %s", Buffer);
}

TEST(NamesHaveALargestLength) {
    static char Path[PATH_MAX + 16];

    memset(Path, 'n', sizeof(Path) - 1);
    memcpy(Path, "/tmp/", 5);
    Path[5 + NAME_MAX] = 0;
    Make(Path);
    EQUAL(0, Unlink(Path), "unlink of the longest name");
    Path[5 + NAME_MAX] = 'n';
    Path[6 + NAME_MAX] = 0;
    FAILS(ENAMETOOLONG, Open(Path, O_CREAT | O_RDWR, 0600));
    memset(Path, '/', sizeof(Path) - 1);
    FAILS(ENAMETOOLONG, Open(Path, O_RDONLY, 0));
    Path[PATH_MAX - 1] = 0;
    SUCCEEDS(Open(Path, O_RDONLY, 0));
}

TEST(RenameMovesAndReplaces) {
    FileStatus Before, After;

    MakeDirectory("/tmp/r", 0755);
    MakeDirectory("/tmp/r/in", 0755);
    Make("/tmp/r/a");
    StatusOfPath("/tmp/r/a", &Before);
    EQUAL(0, Rename("/tmp/r/a", "/tmp/r/in/b"), "rename");
    FAILS(ENOENT, StatusOfPath("/tmp/r/a", &After));
    EQUAL(0, StatusOfPath("/tmp/r/in/b", &After), "stat");
    EXPECT(Before.Inode == After.Inode, "another file");
    Make("/tmp/r/c");
    EQUAL(0, Rename("/tmp/r/in/b", "/tmp/r/c"), "rename over a file");
    StatusOfPath("/tmp/r/c", &After);
    EXPECT(Before.Inode == After.Inode, "another file");
    EQUAL(0, Rename("/tmp/r/c", "/tmp/r/c"), "rename to itself");
    EQUAL(0, StatusOfPath("/tmp/r/c", &After), "stat");
    FAILS(ENOENT, Rename("/tmp/r/none", "/tmp/r/x"));
    FAILS(EISDIR, Rename("/tmp/r/c", "/tmp/r/in"));
    FAILS(ENOTDIR, Rename("/tmp/r/in", "/tmp/r/c"));
    FAILS(EINVAL, Rename("/tmp/r", "/tmp/r/in/r"));
    EQUAL(0, Rename("/tmp/r/in", "/tmp/r/out"), "rename of a directory");
    EQUAL(0, ChangeDirectory("/tmp/r/out/.."), "chdir");
    GetDirectory(Buffer, sizeof(Buffer));
    EXPECT(TextsEqual(Buffer, "/tmp/r"), "%s", Buffer);
}

// Several processes make, list and remove names in one directory.
TEST(OneDirectoryServesMany) {
    MakeDirectory("/tmp/busy", 0755);
    for (int Worker = 0; Worker < 4; ++Worker) {
        if (Fork() != 0) continue;
        char Path[40], Other[40];
        FormatText(Path, sizeof(Path), "/tmp/busy/w%d", Worker);
        FormatText(Other, sizeof(Other), "/tmp/busy/v%d", Worker);
        for (int Round = 0; Round < 50; ++Round) {
            Make(Path);
            EQUAL(0, Rename(Path, Other), "rename");
            if (Round % 10 == 0) CountEntries("/tmp/busy", NULL, NULL);
            EQUAL(0, Unlink(Other), "unlink");
            if (Round % 7 == Worker) Yield();
        }
        StopIfFailed();
        Exit(0);
    }
    for (int Worker = 0; Worker < 4; ++Worker) {
        int Status = -1;
        WaitPid(-1, &Status, 0);
        EQUAL(0, Status, "a worker's status");
    }
    EQUAL(0, CountEntries("/tmp/busy", NULL, NULL), "entries");
}
