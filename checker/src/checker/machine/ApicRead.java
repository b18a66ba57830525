package checker.machine;

/**
 * A read of a register of a Local APIC in memory, as QEMU traced it; QEMU does not tell which
 * CPU's.
 *
 * @param register its offset: 0x280 is the error status register
 * @param writesBefore how many {@link Machine#apicWrites} there were before it
 */
public record ApicRead(int register, int writesBefore) {}
