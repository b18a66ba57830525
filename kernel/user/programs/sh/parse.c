// From text to lists of commands.

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sh.h"

enum token { END, LINE_END, SEMICOLON, AMPERSAND, AND, OR, PIPE, REDIRECTION, WORD, BAD };

struct parser {
    const char *at;                  // behind the token
    const char *start;               // of the token
    enum token token;
    struct redirection redirection;  // of a REDIRECTION, without its word
};

static bool fail(struct parser *parser, const char *what) {
    const size_t length = (size_t)(parser->at - parser->start);
    if (*parser->start == '\0' || *parser->start == '\n') {
        fprintf(stderr, "sh: syntax error: %s at the end of the line\n", what);
    } else {
        fprintf(stderr, "sh: syntax error: %s at '%.*s'\n", what, (int)length, parser->start);
    }
    parser->token = BAD;
    return false;
}

// Behind the closing quote; NULL: there is none.
static const char *skip_quoted(const char *at) {
    const char quote = *at++;
    for (; *at != quote; at++) {
        if (*at == '\\' && quote == '"' && at[1] != '\0') at++;
        if (*at == '\0') return NULL;
    }
    return at + 1;
}

static void read_word(struct parser *parser) {
    const char *at = parser->start;
    while (at != NULL && *at != '\0' && strchr(" \t\n;&|<>()", *at) == NULL) {
        if (*at == '\'' || *at == '"') at = skip_quoted(at);
        else at += *at == '\\' && at[1] != '\0' ? 2 : 1;
    }
    parser->token = WORD;
    parser->at = at > parser->start ? at : parser->start + 1;
    if (at == NULL) fail(parser, "a quote without its end");
    else if (at == parser->start) fail(parser, "unexpected");  // a parenthesis: no such thing here
}

// [number]< [number]> [number]>> [number]>& [number]<&. False: it is something else.
static bool read_redirection(struct parser *parser) {
    const char *at = parser->start;
    while (isdigit((unsigned char)*at)) at++;
    if (*at != '<' && *at != '>') return false;
    struct redirection *read = &parser->redirection;
    read->handle = at > parser->start ? atoi(parser->start) : *at == '>';
    read->kind = *at == '<' ? READ : WRITE;
    at++;
    if (*at == '>' && read->kind == WRITE) {
        read->kind = APPEND;
        at++;
    } else if (*at == '&') {
        read->kind = DUPLICATE;
        at++;
    }
    parser->token = REDIRECTION;
    parser->at = at;
    return true;
}

static void next_token(struct parser *parser) {
    static const struct {
        const char *text;
        enum token token;
    } operators[] = {{"\n", LINE_END}, {";", SEMICOLON}, {"&&", AND},
                     {"&", AMPERSAND}, {"||", OR},       {"|", PIPE}};
    const char *at = parser->at;
    for (;; at++) {
        if (at[0] == '\\' && at[1] == '\n') at++;  // the line goes on
        else if (*at != ' ' && *at != '\t') break;
    }
    if (*at == '#') at += strcspn(at, "\n");
    parser->start = parser->at = at;
    if (*at == '\0') {
        parser->token = END;
        return;
    }
    for (size_t index = 0; index < sizeof(operators) / sizeof(*operators); index++) {
        const size_t length = strlen(operators[index].text);
        if (strncmp(at, operators[index].text, length) == 0) {
            parser->token = operators[index].token;
            parser->at = at + length;
            return;
        }
    }
    if (!read_redirection(parser)) read_word(parser);
}

static bool parse_redirection(struct parser *parser, struct command *command) {
    struct redirection *made = take(sizeof(*made));
    *made = parser->redirection;
    next_token(parser);
    if (parser->token != WORD) {
        return parser->token == BAD ? false : fail(parser, "a redirection without its file");
    }
    made->word = take_text(parser->start, (size_t)(parser->at - parser->start));
    struct redirection **last = &command->redirections;
    while (*last != NULL) last = &(*last)->next;
    *last = made;
    return true;
}

static struct command *parse_command(struct parser *parser) {
    struct command *made = take(sizeof(*made));
    for (; parser->token == WORD || parser->token == REDIRECTION; next_token(parser)) {
        if (parser->token == WORD) {
            add_word(&made->words, take_text(parser->start, (size_t)(parser->at - parser->start)));
        } else if (!parse_redirection(parser, made)) {
            return NULL;
        }
    }
    if (parser->token == BAD) return NULL;
    if (made->words.count == 0 && made->redirections == NULL) {
        fail(parser, "no command");
        return NULL;
    }
    return made;
}

static void skip_line_ends(struct parser *parser) {
    do next_token(parser);
    while (parser->token == LINE_END);
}

static struct pipeline *parse_pipeline(struct parser *parser, enum condition condition) {
    struct pipeline *made = take(sizeof(*made));
    struct command **last = &made->first;
    made->condition = condition;
    for (;;) {
        *last = parse_command(parser);
        if (*last == NULL) return NULL;
        if (parser->token != PIPE) return made;
        last = &(*last)->next;
        skip_line_ends(parser);
    }
}

struct list *parse_list(const char **at) {
    struct parser parser = {.at = *at};
    skip_line_ends(&parser);
    *at = parser.at;
    if (parser.token == END) return NULL;

    const char *start = parser.start;
    struct list *made = take(sizeof(*made));
    struct pipeline **last = &made->first;
    enum condition condition = ALWAYS;
    for (;;) {
        *last = parse_pipeline(&parser, condition);
        if (*last == NULL) {
            *at = NULL;
            return NULL;
        }
        last = &(*last)->next;
        if (parser.token != AND && parser.token != OR) break;
        condition = parser.token == AND ? IF_SUCCEEDED : IF_FAILED;
        skip_line_ends(&parser);
    }
    made->background = parser.token == AMPERSAND;
    size_t length = (size_t)(parser.start - start);
    while (length > 0 && isspace((unsigned char)start[length - 1])) length--;
    made->text = take_text(start, length);
    *at = parser.at;
    return made;
}
