package checker.book.paper;

/**
 * A line of the outline that a reader shows beside the sheets.
 *
 * @param level 1 for the outermost
 * @param title what it says
 * @param sheet where it leads to, from 1; 0 for nowhere
 */
public record Bookmark(int level, String title, int sheet) { }
