package checker.book.paper;

/**
 * A picture.
 *
 * @param alternative what is read to who cannot see it
 * @param isDrawn whether there is anything of it on the sheet
 */
public record Figure(String alternative, boolean isDrawn) { }
