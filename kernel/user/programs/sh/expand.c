// From words as they were written to what they mean.
//
// Between the two stands a pattern: the text without its quotes, where a backslash stands before
// each character that was quoted and would mean something to the search for file names.

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "sh.h"

struct expansion {
    char *text;  // the field so far
    size_t length, room;
    bool started;         // also an empty one, if it had quotes
    struct words fields;  // patterns
};

static void add(struct expansion *to, char c) {
    if (to->length + 1 >= to->room) {
        to->room = to->room == 0 ? 32 : 2 * to->room;
        char *grown = take(to->room);
        if (to->length > 0) memcpy(grown, to->text, to->length);
        to->text = grown;
    }
    to->text[to->length++] = c;
    to->text[to->length] = '\0';
    to->started = true;
}

static void add_quoted(struct expansion *to, char c) {
    if (strchr("*?\\", c) != NULL) add(to, '\\');
    add(to, c);
}

static void end_field(struct expansion *to) {
    if (to->started) add_word(&to->fields, to->length > 0 ? to->text : take_text("", 0));
    to->text = NULL;
    to->length = to->room = 0;
    to->started = false;
}

static const char *number_text(long number) {
    char text[24];
    return take_text(text, (size_t)snprintf(text, sizeof(text), "%ld", number));
}

static const char *all_parameters(void) {
    struct expansion joined = {0};
    for (size_t index = 1; index < parameters.count; index++) {
        if (index > 1) add(&joined, ' ');
        for (const char *c = parameters.all[index]; *c != '\0'; c++) add(&joined, *c);
    }
    return joined.length > 0 ? joined.text : "";
}

// The value of what stands behind a $; *at moves behind it. NULL: the $ means itself.
static const char *value_of(const char **at) {
    const bool braces = **at == '{';
    const char *start = *at + braces;
    size_t length = name_length(start);
    if (length == 0 && (isdigit((unsigned char)*start) || (*start != '\0' &&
                                                          strchr("?$!#@*", *start) != NULL))) {
        length = 1;
    }
    if (length == 0 || (braces && start[length] != '}')) return NULL;
    *at = start + length + braces;
    if (isdigit((unsigned char)*start)) {
        const size_t index = (size_t)(*start - '0');
        return index < parameters.count ? parameters.all[index] : "";
    }
    switch (*start) {
        case '?': return number_text(last_status);
        case '$': return number_text(shell_process);
        case '!': return last_job > 0 ? number_text(last_job) : "";
        case '#': return number_text((long)parameters.count - 1);
        case '@':
        case '*': return all_parameters();
    }
    const char *value = variable(take_text(start, length));
    return value == NULL ? "" : value;
}

// In quotes a value stays in one piece; otherwise its white space separates fields, if there are
// to be several, and its * and ? are those of patterns.
static const char *expand_dollar(struct expansion *to, const char *at, bool quoted, bool split) {
    const char *value = value_of(&at);
    if (value == NULL) {
        add(to, '$');
        return at;
    }
    for (; *value != '\0'; value++) {
        if (quoted) add_quoted(to, *value);
        else if (split && isspace((unsigned char)*value)) end_field(to);
        else if (*value == '\\') add_quoted(to, *value);
        else add(to, *value);
    }
    return at;
}

static const char *expand_double_quoted(struct expansion *to, const char *at) {
    while (*at != '"' && *at != '\0') {
        if (*at == '$') {
            at = expand_dollar(to, at + 1, true, false);
        } else if (at[0] == '\\' && at[1] == '\n') {
            at += 2;
        } else {
            if (at[0] == '\\' && at[1] != '\0' && strchr("$`\"\\", at[1]) != NULL) at++;
            add_quoted(to, *at++);
        }
    }
    return *at == '\0' ? at : at + 1;
}

static void expand(struct expansion *to, const char *at, bool split) {
    while (*at != '\0') {
        const char c = *at++;
        if (c == '\'') {
            to->started = true;
            while (*at != '\'' && *at != '\0') add_quoted(to, *at++);
            if (*at != '\0') at++;
        } else if (c == '"') {
            to->started = true;
            at = expand_double_quoted(to, at);
        } else if (c == '$') {
            at = expand_dollar(to, at, false, split);
        } else if (c == '\\' && *at == '\n') {
            at++;
        } else if (c == '\\' && *at != '\0') {
            add_quoted(to, *at++);
        } else {
            add(to, c);
        }
    }
    end_field(to);
}

struct words expand_words(const struct words *words) {
    struct expansion to = {0};
    struct words result = {0};
    for (size_t index = 0; index < words->count; index++) expand(&to, words->all[index], true);
    for (size_t index = 0; index < to.fields.count; index++) {
        if (!add_file_names(&result, to.fields.all[index])) {
            add_word(&result, plain_text(to.fields.all[index]));
        }
    }
    return result;
}

char *expand_word(const char *word) {
    struct expansion to = {0};
    expand(&to, word, false);
    return to.fields.count == 0 ? take_text("", 0) : plain_text(to.fields.all[0]);
}
