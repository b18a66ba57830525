#include "startup/FirstProgram.h"

#include "base/CommandLine.h"
#include "base/Log.h"
#include "files/Files.h"
#include "process/Program.h"
#include "startup/Exit.h"
#include "tasks/Task.h"

#define DEFAULT_PATH "/bin/init"

static U32 AwaitEnd(void *Init) {
    const U32 Status = AwaitProcess(Init);

    if ((Status & 0xFF) == 0) LogInfo("init", "ended with exit code %u", Status >> 8);
    else LogError("init", "ended by signal %u", Status & 0xFF);
    ExitAsAsked();
    return 0;
}

static const char *ChoosePath(void) {
    FileStatus Status;
    Node *Root = RootDirectory();
    const BOOL HasDefault = GetFileStatus(Root, DEFAULT_PATH, &Status) >= 0;

    ReleaseNode(Root);
    if (CommandLine.Init[0] != 0) return CommandLine.Init;
    return HasDefault ? DEFAULT_PATH : NULL;
}

BOOL StartFirstProgram(void) {
    const char *Path = ChoosePath();
    if (Path == NULL) return FALSE;

    Process *Init = CreateInitialProcess(Path);
    const TaskInfo Info = {.Name = "init's end", .Function = AwaitEnd, .Argument = Init};
    if (Init != NULL && CreateTask(&Info, NULL) == TASK_CREATED) return TRUE;
    LogError("init", "no memory to start %s", Path);
    return FALSE;
}
