package checker.book.live;

import java.util.Locale;

/** Numbers as the book writes them: hexadecimal ones end in H, as in Intel's manuals. */
final class Numbers {

    private Numbers() {}

    /** {@code FEE00000H}; 0 to 9 are themselves. */
    static String hex(long value) {
        return value >= 0 && value <= 9 ? String.valueOf(value)
                : Long.toHexString(value).toUpperCase(Locale.ROOT) + "H";
    }
}
