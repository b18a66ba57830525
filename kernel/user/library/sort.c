// Sorting and searching.

#include <stdlib.h>

#include <string.h>

static void swap(char *left, char *right, size_t bytes) {
    for (; bytes > 0; bytes--) {
        const char kept = *left;
        *left++ = *right;
        *right++ = kept;
    }
}

// Heap sort: no recursion, no memory, n log n also in the worst case (Knuth, vol. 3, 5.2.3).
// Lets the element at root sink until none of its two children is greater.
static void sink(char *array, size_t root, size_t count, size_t bytes,
                 int (*compare)(const void *, const void *)) {
    for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
        if (child + 1 < count &&
            compare(array + child * bytes, array + (child + 1) * bytes) < 0) {
            child++;
        }
        if (compare(array + root * bytes, array + child * bytes) >= 0) return;
        swap(array + root * bytes, array + child * bytes, bytes);
        root = child;
    }
}

void qsort(void *array, size_t count, size_t bytes, int (*compare)(const void *, const void *)) {
    for (size_t root = count / 2; root > 0; root--) sink(array, root - 1, count, bytes, compare);
    for (size_t last = count; last > 1; last--) {
        swap(array, (char *)array + (last - 1) * bytes, bytes);
        sink(array, 0, last - 1, bytes, compare);
    }
}

void *bsearch(const void *key, const void *array, size_t count, size_t bytes,
              int (*compare)(const void *, const void *)) {
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const char *element = (const char *)array + middle * bytes;
        const int order = compare(key, element);
        if (order == 0) return (void *)element;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return NULL;
}
