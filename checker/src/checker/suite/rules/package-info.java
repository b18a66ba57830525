/**
 * Rules about the sources themselves: which way includes and imports point, how long things may
 * be, what a lesson holds. Each reads files and returns what breaks it; none runs anything.
 */
package checker.suite.rules;
