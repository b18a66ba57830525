package checker.book;

import checker.book.live.Answers;

/**
 * Where what pages show as output comes from.
 *
 * @param runs what commands print
 * @param answers what booted machines show
 */
record Outputs(Runs runs, Answers answers) { }
