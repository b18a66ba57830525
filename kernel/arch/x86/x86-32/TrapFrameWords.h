// How many words a whole TrapFrame has, for assembly too.

#pragma once

#define TRAP_FRAME_WORDS 19
