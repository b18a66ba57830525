/**
 * What {@code jbang test} runs: the proof that the course and its checker keep their promises.
 *
 * <p>Everything the suite proves is a {@link checker.suite.Trial}; what trials there are is read
 * off the repository, so a new step, patch, mistake or variant is tested as soon as it is there.
 */
package checker.suite;
