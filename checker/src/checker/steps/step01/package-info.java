/**
 * Step 1, CPU Discovery and Boot Policy: the kernel knows which processors the machine has, which
 * of them it runs on, and when it had better stay with that one.
 *
 * <p>The evidence is the kernel's table in memory, compared with the CPUs that QEMU has or with the
 * firmware tables that it was given; the log is judged only as a log.
 */
package checker.steps.step01;
