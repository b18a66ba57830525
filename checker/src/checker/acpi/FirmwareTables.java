package checker.acpi;

/**
 * A whole set of ACPI tables as a firmware takes it from QEMU: three fw_cfg files. The firmware
 * places the blobs in memory, links their pointers and computes checksums as the loader script
 * says.
 *
 * @param description what is special about the set, for a human: {@code zero-length entry}
 * @param tables {@code etc/acpi/tables}: every table but the RSDP
 * @param rsdp {@code etc/acpi/rsdp}: the Root System Description Pointer
 * @param loader {@code etc/table-loader}: linker-loader commands of 128 bytes each
 */
public record FirmwareTables(String description, byte[] tables, byte[] rsdp, byte[] loader) {}
