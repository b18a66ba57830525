/**
 * Turns facts into answers: parses what a kernel reports, decodes its memory, compares sets.
 *
 * <p>Nothing here does any input or output, so every answer can be tested without a machine. All
 * text and memory comes from a student's kernel and is untrusted: whatever arrives, the answer is
 * an object that says what was wrong with it, never an exception.
 */
package checker.oracle;
