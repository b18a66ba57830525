/**
 * Running programs: {@link checker.process.Command} is one to run, with all that it needs;
 * {@link checker.process.CommandResult} is what became of it.
 */
package checker.process;
