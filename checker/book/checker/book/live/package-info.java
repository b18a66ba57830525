/**
 * Booted machines that the book quotes: what they wrote, what was typed to them, what their
 * registers and tables held. Facts as lines of text; pages are made of them elsewhere.
 */
package checker.book.live;
