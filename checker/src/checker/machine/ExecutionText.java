package checker.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads QEMU's log of executed instructions: its {@code cpu_tb_exec} and {@code cpu_dump_state},
 * and its trace of writes to devices.
 */
final class ExecutionText {

    private static final String EXECUTION = "Trace ";
    private static final String WRITE = "memory_region_ops_write ";
    private static final String RESET = "CPU Reset (CPU ";
    private static final Pattern REGISTERS = Pattern.compile(
            "[ER]AX=([0-9a-f]+) .*[ER]DX=([0-9a-f]+)\\s*");
    private static final Pattern WRITTEN = Pattern.compile(WRITE
            + "cpu (-?\\d+) .*addr 0x([0-9a-f]+) value 0x([0-9a-f]+) .*");

    private ExecutionText() {}

    /** Tells all that is in it; other lines are left out. */
    static void read(BufferedReader text, ExecutionReader reader) throws IOException {
        boolean executed = false;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            if (line.startsWith(EXECUTION)) {
                executed = tellExecution(line, reader);
            } else if (line.startsWith(WRITE)) {
                tellWrite(line, reader);
            } else if (line.startsWith(RESET) && line.endsWith(")")) {
                reader.resets(Integer.parseInt(line, RESET.length(), line.length() - 1, 10));
                executed = false;
            } else if (executed) { // a CPU that is reset has its registers noted, too
                tellRegisters(line, reader);
                executed = false;
            }
        }
    }

    /** {@code Trace CPU: HOST [CODE-SEGMENT/LINEAR-ADDRESS/FLAGS/...] SYMBOL}. */
    private static boolean tellExecution(String line, ExecutionReader reader) {
        int colon = line.indexOf(':');
        int segment = line.indexOf('[');
        int address = line.indexOf('/', segment) + 1;
        int flags = line.indexOf('/', address) + 1;
        int end = line.indexOf('/', flags);
        if (colon < 0 || segment < 0 || address == 0 || flags == 0 || end < 0) {
            return false; // the last line of a machine that was ended
        }
        reader.executes(Integer.parseInt(line, EXECUTION.length(), colon, 10),
                Long.parseUnsignedLong(line, address, flags - 1, 16),
                CpuMode.ofFlags(Integer.parseUnsignedInt(line, flags, end, 16)));
        return true;
    }

    private static void tellRegisters(String line, ExecutionReader reader) {
        Matcher registers = REGISTERS.matcher(line);
        if (registers.matches()) {
            reader.registers(Long.parseUnsignedLong(registers.group(1), 16),
                    Long.parseUnsignedLong(registers.group(2), 16));
        }
    }

    private static void tellWrite(String line, ExecutionReader reader) {
        Matcher written = WRITTEN.matcher(line);
        if (written.matches()) {
            reader.writes(Integer.parseInt(written.group(1)),
                    Long.parseUnsignedLong(written.group(2), 16),
                    Long.parseUnsignedLong(written.group(3), 16));
        }
    }
}
