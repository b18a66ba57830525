package checker.gdb;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registers of CPUs, while the machine stands still: general ones by their names of 32 bits,
 * EIP, EFLAGS, selectors (GS), FS_BASE, GS_BASE and, of CPUs that have it, KERNEL_GS_BASE. To read
 * them costs a tenth of what the monitor takes to print all of all CPUs.
 */
public final class GdbRegisters {

    private static final String ALL = "g";

    private final GdbDialogue stub;
    private final GdbMonitor monitor;
    private final CpuSelection cpus;
    private Optional<RegisterNumbers> numbers = Optional.empty();

    GdbRegisters(GdbDialogue stub, GdbMonitor monitor, CpuSelection cpus) {
        this.stub = stub;
        this.monitor = monitor;
        this.cpus = cpus;
    }

    /**
     * What is asked in one exchange.
     *
     * @param registers of each CPU, by their names
     * @param answers what the monitor prints at each line
     */
    public record Look(List<Map<String, Long>> registers, List<String> answers) {}

    /** Those of one CPU. */
    public Map<String, Long> of(int cpu) throws GdbException, InterruptedException {
        return look(List.of(cpu), List.of()).registers().get(0);
    }

    /** Those of some CPUs, and what the monitor prints at lines. */
    public Look look(List<Integer> some, List<String> lines)
            throws GdbException, InterruptedException {
        RegisterNumbers known = known();
        List<String> packets = new ArrayList<>(lines.stream().map(GdbMonitor::packet).toList());
        for (int cpu : some) {
            cpus.packetFor(cpu).ifPresent(packets::add);
            packets.add(ALL);
        }
        stub.askAll(packets);
        List<String> answers = monitor.outputs(lines);
        List<Map<String, Long>> registers = new ArrayList<>();
        for (String packet : packets.subList(lines.size(), packets.size())) {
            String answer = stub.answerTo(packet);
            if (packet.equals(ALL)) {
                registers.add(values(known, answer));
            } else {
                GdbDialogue.expectOk(packet, answer);
            }
        }
        return new Look(registers, answers);
    }

    /**
     * Sets a register of a CPU, before whatever the stub is asked next.
     *
     * @param register one of those above; a general one or EIP is set whole; CR0 to CR4, CR8
     */
    public void set(int cpu, String register, long value)
            throws GdbException, InterruptedException {
        RegisterNumbers known = known();
        cpus.packetFor(cpu).ifPresent(stub::before);
        stub.before(String.format("P%x=%s", known.number(register), HexFormat.of()
                .toHexDigits(Long.reverseBytes(value)).substring(0, 2 * known.bytes(register))));
    }

    private static Map<String, Long> values(RegisterNumbers known, String block)
            throws GdbException {
        int count = known.blockBytes(); // what else there is would take as long again
        if (block.length() < 2 * count) {
            throw new GdbException("registers of " + block.length() / 2 + " bytes");
        }
        return known.values(Hex.bytes(block.substring(0, 2 * count), count));
    }

    private RegisterNumbers known() throws GdbException, InterruptedException {
        if (numbers.isEmpty()) { // until asked for it, QEMU's stub knows no single registers
            numbers = Optional.of(RegisterNumbers.of(
                    stub.ask("qXfer:features:read:target.xml:0,ffb")));
        }
        return numbers.get();
    }
}
