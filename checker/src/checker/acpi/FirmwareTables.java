package checker.acpi;

import java.util.Arrays;
import java.util.List;

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
public record FirmwareTables(String description, byte[] tables, byte[] rsdp, byte[] loader) {

    /** Sets of the same bytes are the same set, so that one boot can serve all who ask for it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FirmwareTables set && description.equals(set.description)
                && Arrays.equals(tables, set.tables) && Arrays.equals(rsdp, set.rsdp)
                && Arrays.equals(loader, set.loader);
    }

    @Override
    public int hashCode() {
        return List.of(description, Arrays.hashCode(tables), Arrays.hashCode(rsdp)).hashCode();
    }

    @Override
    public String toString() {
        return description;
    }
}
