/**
 * The slides: a deck for each step, made of the same quotes as the book, and the teacher's guide.
 */
package checker.slides;
