/**
 * Pages on paper: printed by Chromium, bound to a PDF with bookmarks, and read again as a reader
 * finds them. Knows nothing of books and slides.
 */
package checker.book.paper;
