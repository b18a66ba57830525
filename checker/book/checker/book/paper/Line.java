package checker.book.paper;

/**
 * Text that stands on one height of a sheet.
 *
 * @param text as far as its font tells
 * @param left where it begins, in points from the left edge
 * @param right where it ends
 * @param height of its foot above the lower edge
 * @param size of its first character's font, in points on the sheet
 * @param lacking how many characters of it the font has no picture of
 */
public record Line(String text, double left, double right, double height, double size,
        int lacking) { }
