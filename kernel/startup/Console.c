#include "startup/Console.h"

#include "base/CommandLine.h"
#include "base/Log.h"
#include "devices/Serial.h"
#include "devices/VGAText.h"
#include "memory/Mapping.h"

#define CELL_BYTES 2
#define MAX_COLUMNS 256
#define MAX_ROWS 128

void StartSerialConsole(void) {
    if (CommandLine.Console == CONSOLE_VGA || !InitializeSerial()) return;
    AddLogSink(&SerialLogSink);
}

void StartScreenConsole(const BootInfo *Boot) {
    const BootScreen *Screen = &Boot->Screen;
    if (CommandLine.Console == CONSOLE_SERIAL || Screen->Kind != SCREEN_TEXT) return;
    if (Screen->Width == 0 || Screen->Width > MAX_COLUMNS) return;
    if (Screen->Height == 0 || Screen->Height > MAX_ROWS) return;

    const SIZE Bytes = (SIZE)Screen->Width * Screen->Height * CELL_BYTES;
    volatile U16 *Cells = MapPhysical(Screen->Address, Bytes, MAP_WRITABLE | MAP_UNCACHED);
    if (Cells != NULL && InitializeVGAText(Cells, Screen->Width, Screen->Height)) {
        AddLogSink(&VGALogSink);
    }
}
