// Memory that is given back all at once.

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "sh.h"

struct piece {
    struct piece *next;
    max_align_t memory[];
};

static struct piece *pieces;

void *take(size_t bytes) {
    struct piece *piece = calloc(1, sizeof(*piece) + bytes);
    if (piece == NULL) err(1, "no memory");
    piece->next = pieces;
    pieces = piece;
    return piece->memory;
}

char *take_text(const char *from, size_t length) { return memcpy(take(length + 1), from, length); }

// There is room for a power of two of them.
void add_word(struct words *to, char *word) {
    const size_t used = to->count + 1;
    if (to->all == NULL || (used >= 4 && (used & (used - 1)) == 0)) {
        char **grown = take((to->all == NULL ? 4 : 2 * used) * sizeof(char *));
        if (to->all != NULL) memcpy(grown, to->all, used * sizeof(char *));
        to->all = grown;
    }
    to->all[to->count++] = word;
}

void give_all_back(void) {
    while (pieces != NULL) {
        struct piece *next = pieces->next;
        free(pieces);
        pieces = next;
    }
}
