// Text: FormatString and the string functions.

#include "base/Format.h"
#include "base/String.h"
#include "probe/Probe.h"

#define EXPECT_TEXT(Wanted, ...)                                                     \
    do {                                                                             \
        char Text[80];                                                               \
        const SIZE Length = FormatString(Text, sizeof(Text), __VA_ARGS__);           \
        PROBE_EXPECT(StringsEqual(Text, (Wanted)), "\"%s\" for \"%s\"", Text, (Wanted)); \
        PROBE_EQUAL(StringLength(Wanted), Length, "length");                         \
    } while (0)

PROBE(FormatNumbers, "numbers come out in every base, width and sign") {
    EXPECT_TEXT("0 7 -7 4294967295", "%d %d %d %u", 0, 7, -7, 0xFFFFFFFFu);
    EXPECT_TEXT("-2147483648", "%d", (int)0x80000000u);
    EXPECT_TEXT("-9223372036854775808", "%lld", (I64)0x8000000000000000ull);
    EXPECT_TEXT("18446744073709551615", "%llu", ~0ull);
    EXPECT_TEXT("ff FF 0", "%x %X %x", 255u, 255u, 0u);
    EXPECT_TEXT("ffffffffffffffff", "%llx", ~0ull);
    EXPECT_TEXT("[   42][42   ][00042][-0042]", "[%5d][%-5d][%05d][%05d]", 42, 42, 42, -42);
    EXPECT_TEXT("[  7][8  ]", "[%*d][%-*d]", 3, 7, 3, 8);
    EXPECT_TEXT("1234567890123 99", "%llu %zu", 1234567890123ull, (SIZE)99);
}

PROBE(FormatText, "strings, characters and percent signs come out as written") {
    EXPECT_TEXT("[abc][  abc][abc  ][ab]", "[%s][%5s][%-5s][%.2s]", "abc", "abc", "abc", "abc");
    // Volatile, so that the compiler cannot know that it is NULL, and warn.
    const char *volatile Nothing = NULL;
    EXPECT_TEXT("(null) x 100%", "%s %c %d%%", Nothing, 'x', 100);
    EXPECT_TEXT("", "%s", "");
}

PROBE(FormatIsCut, "a text that does not fit is cut, ended and measured") {
    char Text[8] = "#######";
    PROBE_EQUAL(10, FormatString(Text, 5, "%s", "0123456789"), "length of the whole");
    PROBE_EXPECT(StringsEqual(Text, "0123"), "\"%s\"", Text);
    PROBE_EQUAL('#', Text[5], "byte behind the buffer");
    PROBE_EQUAL(2, FormatString(Text, 1, "ab"), "length of the whole");
    PROBE_EQUAL(0, Text[0], "first byte of a buffer of one");
}

PROBE(ParseNumbers, "only whole numbers that fit are numbers") {
    static const char *const Wrong[] = {"", "0x", "12a", "a", "-1", " 1", "1 ", "0xg",
                                        "18446744073709551616", "0x10000000000000000"};
    U64 Value = 77;
    for (U32 Index = 0; Index < ARRAY_COUNT(Wrong); Index++) {
        PROBE_EXPECT(!ParseNumber(Wrong[Index], &Value), "\"%s\" taken", Wrong[Index]);
    }
    PROBE_EQUAL(77, Value, "value after refused texts");
    PROBE_EXPECT(ParseNumber("18446744073709551615", &Value) && Value == ~0ull, "%llu", Value);
    PROBE_EXPECT(ParseNumber("0xFFFFFFFFffffffff", &Value) && Value == ~0ull, "%llx", Value);
    PROBE_EXPECT(ParseNumber("0", &Value) && Value == 0, "%llu", Value);
}

PROBE(CopyStrings, "a copy is always ended and says whether it is whole") {
    char Text[4];
    PROBE_EXPECT(CopyString(Text, sizeof(Text), "abc"), "refused what fits");
    PROBE_EXPECT(StringsEqual(Text, "abc"), "\"%s\"", Text);
    PROBE_EXPECT(!CopyString(Text, sizeof(Text), "abcd"), "took what does not fit");
    PROBE_EXPECT(StringsEqual(Text, "abc"), "\"%s\"", Text);
    PROBE_EXPECT(StringStartsWith("abc", "") && StringStartsWith("abc", "abc"), "no prefix");
    PROBE_EXPECT(!StringStartsWith("abc", "abcd"), "a prefix longer than the text");
}
