#include "startup/InitialFiles.h"

#include "base/Log.h"
#include "files/Files.h"
#include "memory/Mapping.h"

void StartFiles(const BootInfo *Boot) {
    InitializeFiles();
    if (Boot->ModuleCount == 0) return;

    const BootModule *Module = &Boot->Modules[0];
    const void *Archive = MapPhysical(Module->Base, Module->Bytes, MAP_READ_ONLY);
    if (Archive == NULL) {
        LogWarn("initrd", "%llu bytes at 0x%llx can't be mapped", Module->Bytes, Module->Base);
        return;
    }
    UnpackArchive(Archive, (SIZE)Module->Bytes);
    UnmapPhysical(Archive, Module->Bytes);
}
