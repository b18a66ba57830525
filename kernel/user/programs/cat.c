// cat [file ...]: writes files, or standard input, to standard output.

#include <err.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int copy(int from, const char *name) {
    static char buffer[16384];
    ssize_t count;
    while ((count = read(from, buffer, sizeof(buffer))) > 0) {
        for (ssize_t done = 0; done < count;) {
            const ssize_t written = write(1, buffer + done, (size_t)(count - done));
            if (written < 0) err(1, "cannot write");
            done += written;
        }
    }
    if (count < 0) warn("%s", name);
    return count < 0;
}

int main(int count, char **arguments) {
    int failed = 0;
    if (count == 1) return copy(0, "standard input");
    for (int index = 1; index < count; index++) {
        const char *name = arguments[index];
        const int from = strcmp(name, "-") == 0 ? 0 : open(name, O_RDONLY);
        if (from < 0) {
            warn("%s", name);
            failed = 1;
            continue;
        }
        failed |= copy(from, name);
        if (from != 0) close(from);
    }
    return failed;
}
