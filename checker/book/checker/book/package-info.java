/**
 * The book: lessons turned into pages, with what they quote taken from the stages they speak of.
 * Apart from the checker's other packages, since only here Asciidoctor is on the class path.
 */
package checker.book;
