/**
 * What the course needs from a machine, and whether it is there: the list that the launcher reads
 * too, the tools' versions, the machines that QEMU makes, KVM. {@link checker.tools.Checkup} is all
 * of it together.
 */
package checker.tools;
