/**
 * What operations cost on this kernel and on Linux: the guest program {@code bench}, run on both in
 * the same machine, whose time counts instructions.
 */
package checker.bench;
