package checker.machine;

import checker.machine.ApicWrite.Controller;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the accesses to registers that QEMU traced; QEMU documentation, "Tracing". */
final class ApicTrace {

    /** The trace events that have to be switched on. */
    static final List<String> EVENTS =
            List.of("apic_mem_writel", "apic_mem_readl", "ioapic_mem_write", "pic_ioport_write");

    private static final String HEX = "(?:0x)?([0-9a-f]+)";
    private static final Pattern LOCAL_APIC = Pattern.compile(
            "apic_mem_writel " + HEX + " = " + HEX);
    private static final Pattern READ = Pattern.compile("apic_mem_readl " + HEX + " = ");
    private static final Pattern IO_APIC = Pattern.compile(
            "ioapic_mem_write .*addr:? ?" + HEX + ".*regsel:? ?" + HEX + ".*val:? ?" + HEX);
    private static final Pattern PIC = Pattern.compile(
            "\\bpic_ioport_write master (\\d) addr " + HEX + " val " + HEX);
    private static final int WINDOW = 0x10;
    private static final int MASTER_PORT = 0x20;
    private static final int SLAVE_PORT = 0xa0;

    private ApicTrace() {}

    /** The writes in a trace, in their order; other lines are left out. */
    static List<ApicWrite> parse(String text) {
        List<ApicWrite> writes = new ArrayList<>();
        text.lines().forEach(line -> addLine(line, writes));
        return List.copyOf(writes);
    }

    /** The reads in a trace, in their order. */
    static List<ApicRead> parseReads(String text) {
        List<ApicWrite> writes = new ArrayList<>();
        List<ApicRead> reads = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher read = READ.matcher(line);
            if (read.find()) {
                reads.add(new ApicRead((int) number(read, 1), writes.size()));
            } else {
                addLine(line, writes);
            }
        });
        return List.copyOf(reads);
    }

    private static void addLine(String line, List<ApicWrite> writes) {
        Matcher ioApic = IO_APIC.matcher(line);
        Matcher localApic = LOCAL_APIC.matcher(line);
        Matcher pic = PIC.matcher(line);
        if (ioApic.find()) {
            if (number(ioApic, 1) == WINDOW) { // a write of the index alone changes nothing
                writes.add(new ApicWrite(Controller.IO_APIC, (int) number(ioApic, 2),
                        number(ioApic, 3)));
            }
        } else if (localApic.find()) {
            writes.add(new ApicWrite(Controller.LOCAL_APIC, (int) number(localApic, 1),
                    number(localApic, 2)));
        } else if (pic.find()) {
            int firstPort = number(pic, 1) == 1 ? MASTER_PORT : SLAVE_PORT;
            writes.add(new ApicWrite(Controller.PIC, firstPort + (int) number(pic, 2),
                    number(pic, 3)));
        }
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseUnsignedLong(matcher.group(group), 16);
    }
}
