package checker.acpi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A whole set of tables under construction: RSDP, RSDT and XSDT, FADT and DSDT, and what else is
 * put in. Without a word said, everything about it is right.
 *
 * <pre>{@code
 * new AcpiTables().with(madt).withBadChecksum("APIC").describedAs("a MADT with a wrong checksum")
 * }</pre>
 */
public final class AcpiTables {

    /** Which root tables the RSDP leads to. */
    public enum Root {
        /** RSDP of ACPI 1.0 with an RSDT of 32-bit addresses. */
        RSDT,
        /** RSDP of ACPI 2.0 with an XSDT of 64-bit addresses and no RSDT. */
        XSDT,
        /** Both, as most firmware does. */
        BOTH
    }

    private static final int HEADER_BYTES = 36;
    private static final int MADT_REVISION = 5;
    private static final int RSDP_BYTES = 36;
    private static final int OLD_RSDP_BYTES = 20;
    private static final int RSDT_ADDRESS = 16;
    private static final int XSDT_ADDRESS = 24;

    private final Map<String, byte[]> bodies = new LinkedHashMap<>();
    private final TreeSet<String> badChecksums = new TreeSet<>();
    private final Map<String, Integer> claimedLengths = new LinkedHashMap<>();
    private Root root = Root.BOTH;

    /** With a MADT. */
    public AcpiTables with(Madt madt) {
        return with("APIC", madt.body());
    }

    /** With a table of any signature (4 letters) and content. */
    public AcpiTables with(String signature, byte[] body) {
        bodies.put(signature, body.clone());
        return this;
    }

    /** With these root tables instead of both. */
    public AcpiTables with(Root value) {
        root = value;
        return this;
    }

    /** With one byte of that table's checksum changed: {@code APIC}, {@code XSDT}, {@code RSD}. */
    public AcpiTables withBadChecksum(String signature) {
        badChecksums.add(signature);
        return this;
    }

    /** With a table that claims to be of another length (its checksum fits its true bytes). */
    public AcpiTables claimingLength(String signature, int bytes) {
        claimedLengths.put(signature, bytes);
        return this;
    }

    /** The set, named by what is special about it. */
    public FirmwareTables describedAs(String description) {
        LoaderScript script = new LoaderScript();
        TableBytes all = new TableBytes();
        int dsdt = append(all, table("DSDT", 2, FixedTables.dsdt()));
        List<Integer> listed = new ArrayList<>();
        listed.add(appendFadt(all, dsdt, script));
        for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
            int revision = body.getKey().equals("APIC") ? MADT_REVISION : 1;
            listed.add(append(all, table(body.getKey(), revision, body.getValue())));
        }
        int rsdt = root == Root.XSDT ? 0 : appendRoot(all, "RSDT", 4, listed, script);
        int xsdt = root == Root.RSDT ? 0 : appendRoot(all, "XSDT", 8, listed, script);
        byte[] rsdp = rsdp(rsdt, xsdt, script);
        return new FirmwareTables(description, all.toArray(), rsdp, script.bytes());
    }

    private int appendFadt(TableBytes all, int dsdt, LoaderScript script) {
        int at = append(all, table("FACP", FixedTables.FADT_REVISION, FixedTables.fadt(dsdt)));
        script.pointToTable(at + FixedTables.FADT_DSDT, 4);
        script.pointToTable(at + FixedTables.FADT_X_DSDT, 8);
        finish(at, "FACP", HEADER_BYTES + FixedTables.fadt(dsdt).length, script);
        return at;
    }

    private int appendRoot(
            TableBytes all, String signature, int size, List<Integer> listed, LoaderScript script) {
        TableBytes pointers = new TableBytes();
        listed.forEach(offset -> pointers.number(offset, size));
        int at = append(all, table(signature, 1, pointers.toArray()));
        for (int index = 0; index < listed.size(); index++) {
            script.pointToTable(at + HEADER_BYTES + index * size, size);
        }
        finish(at, signature, HEADER_BYTES + pointers.size(), script);
        return at;
    }

    private byte[] rsdp(int rsdt, int xsdt, LoaderScript script) {
        boolean old = root == Root.RSDT;
        TableBytes rsdp = new TableBytes().text("RSD PTR ", 8).u8(0).text("COURSE", 6)
                .u8(old ? 0 : 2).u32(rsdt);
        if (!old) {
            rsdp.u32(RSDP_BYTES).u64(xsdt).u32(0);
        }
        if (root != Root.XSDT) {
            script.pointRsdp(RSDT_ADDRESS, 4);
        }
        if (!old) {
            script.pointRsdp(XSDT_ADDRESS, 8);
        }
        int first = firstSummed("RSD");
        script.sumRsdp(8, first, OLD_RSDP_BYTES);
        if (!old) {
            script.sumRsdp(32, first, RSDP_BYTES);
        }
        return rsdp.toArray();
    }

    /** Has the loader sum up a table whose pointers it changes. */
    private void finish(int at, String signature, int length, LoaderScript script) {
        script.sumTable(at, firstSummed(signature), length);
    }

    /** A wrong sum misses the first letter of the signature, which is not zero. */
    private int firstSummed(String signature) {
        return badChecksums.contains(signature) ? 1 : 0;
    }

    /** Header and body; the checksum is right, or wrong by one, for the bytes as they are here. */
    private byte[] table(String signature, int revision, byte[] body) {
        int length = HEADER_BYTES + body.length;
        byte[] bytes = new TableBytes().text(signature, 4)
                .u32(claimedLengths.getOrDefault(signature, length)).u8(revision).u8(0)
                .text("COURSE", 6).text("ELEVEN", 8).u32(1).text("SMP", 4).u32(1).raw(body)
                .toArray();
        int sum = badChecksums.contains(signature) ? 1 : 0;
        for (byte value : bytes) {
            sum -= value;
        }
        bytes[9] = (byte) sum;
        return bytes;
    }

    private static int append(TableBytes all, byte[] table) {
        all.align(8);
        int at = all.size();
        all.raw(table);
        return at;
    }
}
