/**
 * Step 3, AP Bootstrap Path: every CPU that may be used comes from a start-up message to its idle
 * loop, and no other one runs.
 *
 * <p>The evidence is where each CPU executes and what its registers, its descriptor tables and its
 * Local APIC hold; the messages as the boot CPU's Local APIC sends them; and CPUs that the check
 * holds back, or stops on their way.
 */
package checker.steps.step03;
