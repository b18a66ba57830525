#include "probe/Glob.h"

BOOL MatchesGlob(const char *Pattern, const char *Text) {
    // Where to go on when something after the last star does not fit: the star takes one more.
    const char *AfterStar = NULL;
    const char *Retry = NULL;

    while (*Text != 0) {
        if (*Pattern == '*') {
            AfterStar = ++Pattern;
            Retry = Text;
        } else if (*Pattern == '?' || *Pattern == *Text) {
            ++Pattern;
            ++Text;
        } else if (AfterStar != NULL) {
            Pattern = AfterStar;
            Text = ++Retry;
        } else {
            return FALSE;
        }
    }
    while (*Pattern == '*') ++Pattern;
    return *Pattern == 0;
}
