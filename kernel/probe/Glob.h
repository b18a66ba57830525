// Glob: patterns as for file names: * is any number of characters, ? is any one.

#pragma once

#include "base/Base.h"

// Whether Pattern describes all of Text. Context: any.
BOOL MatchesGlob(const char *Pattern, const char *Text);
