// The shell's variables.

#include <ctype.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sh.h"

extern char **environ;

struct variable {
    struct variable *next;
    char *value;  // NULL: exported before it was set
    bool exported;
    char name[];
};

static struct variable *variables;

static struct variable *find(const char *name, bool make) {
    struct variable **link = &variables;
    while (*link != NULL && strcmp((*link)->name, name) != 0) link = &(*link)->next;
    if (*link == NULL && make) {
        *link = calloc(1, sizeof(**link) + strlen(name) + 1);
        if (*link == NULL) err(1, "no memory");
        strcpy((*link)->name, name);
    }
    return *link;
}

const char *variable(const char *name) {
    const struct variable *found = find(name, false);
    return found == NULL ? NULL : found->value;
}

void set_variable(const char *name, const char *value) {
    struct variable *set = find(name, true);
    char *copy = strdup(value);
    if (copy == NULL) err(1, "no memory");
    free(set->value);
    set->value = copy;
}

void export_variable(const char *name) { find(name, true)->exported = true; }

size_t name_length(const char *text) {
    size_t length = 0;
    if (isdigit((unsigned char)*text)) return 0;
    while (isalnum((unsigned char)text[length]) || text[length] == '_') length++;
    return length;
}

bool assign(const char *word, const char *value) {
    const size_t length = name_length(word);
    if (length == 0 || word[length] != '=') return false;
    set_variable(take_text(word, length), value == NULL ? word + length + 1 : value);
    return true;
}

void import_environment(void) {
    for (char **entry = environ; *entry != NULL; entry++) {
        if (assign(*entry, NULL)) export_variable(take_text(*entry, name_length(*entry)));
    }
    if (variable("PATH") == NULL) set_variable("PATH", "/bin");
    export_variable("PATH");
}

char **environment(void) {
    struct words made = {0};
    for (const struct variable *each = variables; each != NULL; each = each->next) {
        if (!each->exported || each->value == NULL) continue;
        char *entry = take(strlen(each->name) + strlen(each->value) + 2);
        sprintf(entry, "%s=%s", each->name, each->value);
        add_word(&made, entry);
    }
    if (made.all == NULL) made.all = take(sizeof(char *));
    return made.all;
}

void print_exported(void) {
    for (const struct variable *each = variables; each != NULL; each = each->next) {
        if (each->exported && each->value != NULL) {
            printf("export %s='%s'\n", each->name, each->value);
        }
    }
}
