package checker.book.live;

import java.util.ArrayList;
import java.util.List;

/** The firmware's tables, field by field; ACPI 6.5, chapter 5. */
final class AcpiGrids {

    private static final List<String> COLUMNS = List.of("Offset", "Bytes", "Field", "Value");
    private static final String KINDS = "m,m,d,d";
    private static final int OLD_BYTES = 20;
    private static final int HEADER_BYTES = 36;

    private final MachineState.Table table;
    private final TableBytes bytes;
    private final List<List<String>> rows = new ArrayList<>();

    private AcpiGrids(MachineState.Table table) {
        this.table = table;
        this.bytes = new TableBytes(table.bytes());
    }

    static Grid rsdp(MachineState.Table table) {
        AcpiGrids grid = new AcpiGrids(table);
        grid.text(0, 8, "signature");
        grid.checksum(8, 0, OLD_BYTES, "first 20 bytes");
        grid.text(9, 6, "who made it");
        grid.number(15, 1, "revision");
        grid.number(16, 4, "address of the RSDT");
        if (grid.bytes.length() > OLD_BYTES) {
            grid.number(20, 4, "length");
            grid.number(24, 8, "address of the XSDT");
            grid.checksum(32, 0, grid.bytes.length(), "all bytes");
        }
        return grid.grid("RSDP", "ACPI 6.5, 5.2.5");
    }

    /** RSDT or XSDT. */
    static Grid root(MachineState.Table table) {
        AcpiGrids grid = new AcpiGrids(table);
        grid.header();
        int size = table.name().equals("RSDT") ? Integer.BYTES : Long.BYTES;
        for (int at = HEADER_BYTES; grid.bytes.has(at, size); at += size) {
            grid.number(at, size, "address of a table");
        }
        return grid.grid(table.name(), "ACPI 6.5, 5.2.7 and 5.2.8");
    }

    static Grid fadt(MachineState.Table table) {
        AcpiGrids grid = new AcpiGrids(table);
        grid.header();
        grid.number(36, 4, "address of the FACS");
        grid.number(40, 4, "address of the DSDT");
        grid.number(46, 2, "interrupt of the SCI");
        grid.number(48, 4, "port of SMI commands");
        grid.number(56, 4, "port of the PM1a events");
        grid.number(64, 4, "port of the PM1a control");
        grid.number(76, 4, "port of the PM timer");
        grid.row(109, 2, "what an old PC has", grid.devices(109));
        grid.number(112, 4, "flags");
        if (grid.bytes.has(116, 13)) {
            grid.number(120, 8, "address of the reset register");
            grid.number(128, 1, "what resets, written there");
        }
        if (grid.bytes.has(140, 8)) {
            grid.number(140, 8, "address of the DSDT, in 64 bits");
        }
        return grid.grid("FADT", "ACPI 6.5, 5.2.9");
    }

    static Grid hpet(MachineState.Table table) {
        AcpiGrids grid = new AcpiGrids(table);
        grid.header();
        grid.number(36, 4, "hardware block");
        grid.number(44, 8, "address of its registers");
        grid.number(52, 1, "number");
        grid.number(53, 2, "least ticks of a periodic comparator");
        return grid.grid("HPET", "IA-PC HPET 1.0a, 3.2.4");
    }

    static Grid madt(MachineState.Table table) {
        AcpiGrids grid = new AcpiGrids(table);
        grid.header();
        grid.number(36, 4, "address of the Local APICs");
        grid.row(40, 4, "flags", grid.flag(40, 4, "two 8259s as well"));
        for (int at = 44; grid.bytes.has(at, 2); at += (int) grid.bytes.number(at + 1, 1)) {
            int length = (int) grid.bytes.number(at + 1, 1);
            if (length < 2 || !grid.bytes.has(at, length)) {
                grid.row(at, length, "a damaged entry", "");
                break;
            }
            grid.entry(at, length);
        }
        return grid.grid("MADT", "ACPI 6.5, 5.2.12");
    }

    private void entry(int at, int length) {
        int type = (int) bytes.number(at, 1);
        switch (type) {
            case 0 -> row(at, length, "0 Processor Local APIC", "processor UID "
                    + hex(at + 2, 1) + ", APIC id " + hex(at + 3, 1) + ", flags "
                    + processor(at + 4));
            case 1 -> row(at, length, "1 I/O APIC", "id " + hex(at + 2, 1) + ", address "
                    + hex(at + 4, 4) + ", from interrupt " + bytes.number(at + 8, 4) + " on");
            case 2 -> row(at, length, "2 Interrupt Source Override", "ISA IRQ "
                    + bytes.number(at + 3, 1) + " is interrupt " + bytes.number(at + 4, 4) + ", "
                    + wiring(at + 8));
            case 3 -> row(at, length, "3 NMI Source", "interrupt " + bytes.number(at + 4, 4) + ", "
                    + wiring(at + 2));
            case 4 -> row(at, length, "4 Local APIC NMI", (bytes.number(at + 2, 1) == 0xff
                    ? "every processor" : "processor UID " + hex(at + 2, 1)) + ", LINT"
                    + bytes.number(at + 5, 1) + ", " + wiring(at + 3));
            case 5 -> row(at, length, "5 Local APIC Address Override", hex(at + 4, 8));
            case 9 -> row(at, length, "9 Processor Local x2APIC", "processor UID "
                    + hex(at + 12, 4) + ", APIC id " + hex(at + 4, 4) + ", flags "
                    + processor(at + 8));
            default -> row(at, length, type + " another structure", "");
        }
    }

    /** IA-PC boot architecture flags; ACPI 6.5, table 5.10. */
    private String devices(int at) {
        long flags = bytes.number(at, 2);
        return Numbers.hex(flags) + ((flags & 1) != 0 ? ", legacy devices" : "")
                + ((flags & 2) != 0 ? ", keyboard controller" : "");
    }

    private String processor(int at) {
        return flag(at, 4, "enabled") + ((bytes.number(at, 4) & 2) != 0
                ? ", can be brought online" : "");
    }

    /** A number whose lowest bit is said in words. */
    private String flag(int at, int size, String words) {
        long flags = bytes.number(at, size);
        return Numbers.hex(flags) + ((flags & 1) != 0 ? ": " + words : ": not " + words);
    }

    /** The flags of MPS INTI; ACPI 6.5, table 5.26. */
    private String wiring(int at) {
        int flags = (int) bytes.number(at, 2);
        List<String> polarity = List.of("polarity as usual", "active high", "", "active low");
        List<String> trigger = List.of("trigger as usual", "edge", "", "level");
        return polarity.get(flags & 3) + ", " + trigger.get(flags >> 2 & 3);
    }

    private void header() {
        text(0, 4, "signature");
        number(4, 4, "length");
        number(8, 1, "revision");
        checksum(9, 0, bytes.length(), "all bytes");
        text(10, 6, "who made it");
        text(16, 8, "for what");
    }

    private void checksum(int at, int from, int to, String what) {
        int sum = bytes.sum(from, to);
        row(at, 1, "checksum", hex(at, 1) + ": " + what + " add up to " + Numbers.hex(sum));
    }

    private void text(int at, int size, String words) {
        row(at, size, words, '"' + bytes.text(at, size) + '"');
    }

    private void number(int at, int size, String words) {
        row(at, size, words, hex(at, size));
    }

    private void row(int at, int size, String words, String value) {
        rows.add(List.of(Numbers.hex(at), String.valueOf(size), words, value));
    }

    private String hex(int at, int size) {
        return Numbers.hex(bytes.number(at, size));
    }

    private Grid grid(String name, String source) {
        return new Grid(name + " at " + Numbers.hex(table.address()), source, KINDS, COLUMNS,
                rows);
    }
}
