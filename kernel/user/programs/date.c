// date [+format]: prints the date and the time of day, in UTC.

#include <err.h>
#include <stdio.h>
#include <time.h>

int main(int count, char **arguments) {
    char text[256];
    const time_t now = time(NULL);
    const char *format = "%a %b %e %T UTC %Y";
    if (count > 2 || (count == 2 && arguments[1][0] != '+')) errx(2, "usage: date [+format]");
    if (count == 2) format = arguments[1] + 1;
    if (now < 0) err(1, "no clock");
    if (strftime(text, sizeof(text), format, gmtime(&now)) == 0) *text = '\0';
    puts(text);
    return 0;
}
