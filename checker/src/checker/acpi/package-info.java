/**
 * ACPI tables as a firmware may hand them to a kernel: right, odd, damaged or lying. Only bytes are
 * made here; QEMU's firmware places them (see {@link checker.acpi.FirmwareTables}).
 *
 * <p>Sections in comments are those of the ACPI specification 6.5.
 */
package checker.acpi;
