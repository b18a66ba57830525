package checker.book.paper;

/**
 * What can be clicked on a sheet to come to another place of the same PDF.
 *
 * @param target the place's name
 * @param leads whether there is such a place
 */
public record Link(String target, boolean leads) { }
