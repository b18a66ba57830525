/**
 * Step 4, Per-CPU Structures and Accessors: each CPU finds its own entry in the table of CPUs, at
 * any instruction, without asking anyone.
 *
 * <p>The evidence is where GS leads on each CPU, taken on instruction by instruction; what an NMI
 * finds that comes at each of them; and the entries, as the compiler lays them out.
 */
package checker.steps.step04;
