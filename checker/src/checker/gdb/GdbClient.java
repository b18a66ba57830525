package checker.gdb;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Controls a machine through QEMU's GDB stub; GDB manual, appendix "GDB Remote Serial Protocol".
 * CPUs are counted from 0. Not for use by several threads.
 */
public final class GdbClient {

    /** What the machine stops for. */
    public enum Trap {
        BREAKPOINT(1), WRITE(2), READ(3), ACCESS(4);

        private final int type;

        Trap(int type) {
            this.type = type;
        }
    }

    private static final int MOST_BYTES_AT_ONCE = 1024;
    /** QEMU's SSTEP_ENABLE and SSTEP_NOTIMER; SSTEP_NOIRQ. */
    private static final int STEP_ALONE = 1 | 4;
    private static final int WITHOUT_INTERRUPTS = 2;

    private final GdbConnection connection;
    private final Duration patience;
    private String lastExchange = "(none)";
    private int selectedCpu = -1;
    private List<Integer> numbers = List.of();
    private Optional<RegisterNumbers> registers = Optional.empty();

    /**
     * Takes up a connection to a machine that stands still, and finds out that it does.
     *
     * @param patience how long an answer may take, in host time
     */
    public GdbClient(InputStream in, OutputStream out, Duration patience)
            throws GdbException, InterruptedException {
        this.connection = new GdbConnection(in, out);
        this.patience = patience;
        if (!exchange("qSupported:multiprocess+;hwbreak+;vContSupported+")
                .contains("vContSupported+")) {
            throw new GdbException("the stub cannot run single CPUs (no vCont)");
        }
        StopReply.of(ask("?"));
    }

    /**
     * Tells which numbers QEMU gives the CPUs, in the order in which they are counted here; they
     * have holes where sockets are empty. Until then, and where nothing is told, they have none.
     */
    public void numberCpus(List<Integer> inOrder) {
        numbers = List.copyOf(inOrder);
    }

    /** Makes the machine stop when a CPU comes to the address, or accesses the bytes there. */
    public void set(Trap trap, long address, int bytes) throws GdbException, InterruptedException {
        expectOk(String.format("Z%d,%x,%x", trap.type, address, bytes));
    }

    public void clear(Trap trap, long address, int bytes)
            throws GdbException, InterruptedException {
        expectOk(String.format("z%d,%x,%x", trap.type, address, bytes));
    }

    /** Lets all CPUs run; {@link #awaitStop} tells when they have stopped. */
    public void runAll() throws GdbException {
        run("vCont;c");
    }

    /** Lets one CPU run while the others are frozen. */
    public void runOnly(int cpu) throws GdbException {
        run("vCont;c:" + thread(cpu));
    }

    /** Lets some CPUs run while the others are frozen. */
    public void runOnly(Iterable<Integer> cpus) throws GdbException {
        StringBuilder actions = new StringBuilder("vCont");
        cpus.forEach(cpu -> actions.append(";c:").append(thread(cpu)));
        run(actions.toString());
    }

    /** Executes one instruction of a CPU; a halted one never gets there: see {@link #interrupt}. */
    public void step(int cpu) throws GdbException {
        run("vCont;s:" + thread(cpu));
    }

    /** Asks the running machine to stop. */
    public void interrupt() throws GdbException {
        connection.interrupt();
    }

    /** Why the machine stopped, or empty when it still runs after that time of the host. */
    public Optional<StopReply> awaitStop(Duration time) throws GdbException, InterruptedException {
        Optional<String> packet = connection.receive(time);
        if (packet.isEmpty()) {
            return Optional.empty();
        }
        note(packet.get());
        selectedCpu = -1; // a stop selects the CPU that caused it
        StopReply reply = StopReply.of(packet.get());
        int index = numbers.indexOf(reply.cpu());
        return Optional.of(index < 0 ? reply
                : new StopReply(reply.signal(), index, reply.watched()));
    }

    /**
     * Bytes by virtual address, as the CPU maps it, or by physical address.
     *
     * @return empty when part of the range is not mapped
     */
    public Optional<byte[]> read(int cpu, long address, int length)
            throws GdbException, InterruptedException {
        select(cpu);
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; done += MOST_BYTES_AT_ONCE) {
            int count = Math.min(MOST_BYTES_AT_ONCE, length - done);
            String answer = ask(String.format("m%x,%x", address + done, count));
            if (answer.startsWith("E")) {
                return Optional.empty();
            }
            System.arraycopy(bytes(answer, count), 0, bytes, done, count);
        }
        return Optional.of(bytes);
    }

    /** Writes by virtual address, as the CPU maps it; false when that is not mapped. */
    public boolean write(int cpu, long address, byte[] bytes)
            throws GdbException, InterruptedException {
        select(cpu);
        for (int done = 0; done < bytes.length; done += MOST_BYTES_AT_ONCE) {
            int count = Math.min(MOST_BYTES_AT_ONCE, bytes.length - done);
            String answer = ask(String.format("M%x,%x:%s", address + done, count,
                    HexFormat.of().formatHex(bytes, done, done + count)));
            if (!answer.equals("OK")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Sets a register of a CPU.
     *
     * @param register a general one by its name of 32 bits, such as EAX or EIP, all of which is
     *     set; or one of those that {@link #registers} has
     */
    public void setRegister(int cpu, String register, long value)
            throws GdbException, InterruptedException {
        RegisterNumbers known = known();
        select(cpu);
        expectOk(String.format("P%x=%s", known.number(register), HexFormat.of()
                .toHexDigits(Long.reverseBytes(value)).substring(0, 2 * known.bytes(register))));
    }

    /**
     * The registers of a CPU that tell what it does: general ones by their names of 32 bits, EIP,
     * EFLAGS, selectors (GS), FS_BASE, GS_BASE and, of CPUs that have it, KERNEL_GS_BASE. Costs
     * a tenth of what the monitor takes to print all of all CPUs.
     */
    public Map<String, Long> registers(int cpu) throws GdbException, InterruptedException {
        RegisterNumbers known = known();
        select(cpu);
        String block = ask("g");
        return known.values(bytes(block, block.length() / 2));
    }

    private RegisterNumbers known() throws GdbException, InterruptedException {
        if (registers.isEmpty()) { // until asked for it, QEMU's stub knows no single registers
            registers = Optional.of(RegisterNumbers.of(
                    ask("qXfer:features:read:target.xml:0,ffb")));
        }
        return registers.get();
    }

    /**
     * Whether a step takes an interrupt that is pending, as the CPU would: it then ends at the
     * first instruction of the handler. Until told, steps hold interrupts and the clock back.
     */
    public void stepIntoInterrupts(boolean taken) throws GdbException, InterruptedException {
        expectOk("Qqemu.sstep=" + (taken ? STEP_ALONE : STEP_ALONE | WITHOUT_INTERRUPTS));
    }

    /** Whether read and write take physical addresses from now on (QEMU's own extension). */
    public void usePhysicalAddresses(boolean physical) throws GdbException, InterruptedException {
        expectOk("Qqemu.PhyMemMode:" + (physical ? 1 : 0));
    }

    /**
     * Executes a line of QEMU's human monitor while the machine stands still; gives its output,
     * with LF line ends. QEMU takes the whole line at once here, while it reads QMP byte by byte.
     */
    public String monitor(String line) throws GdbException, InterruptedException {
        String packet = "qRcmd," + HexFormat.of().formatHex(line.getBytes(StandardCharsets.UTF_8));
        StringBuilder output = new StringBuilder();
        String answer = ask(packet);
        while (answer.startsWith("O") && !answer.equals("OK")) {
            output.append(text(answer.substring(1)));
            answer = answerTo(packet);
        }
        if (!answer.equals("OK")) {
            throw new GdbException("stub answers '" + answer + "' to monitor line " + line);
        }
        String text = output.toString().replace("\r", "");
        lastExchange = "monitor " + line;
        note(text);
        return text;
    }

    /** The last packet and what came of it, for messages. */
    public String lastExchange() {
        return lastExchange;
    }

    private String thread(int cpu) {
        return String.format("p1.%x", (cpu < numbers.size() ? numbers.get(cpu) : cpu) + 1);
    }

    private void run(String packet) throws GdbException {
        lastExchange = packet + " -> (running)";
        connection.send(packet);
    }

    private void select(int cpu) throws GdbException, InterruptedException {
        if (cpu != selectedCpu) {
            expectOk("Hg" + thread(cpu));
            selectedCpu = cpu;
        }
    }

    private void expectOk(String packet) throws GdbException, InterruptedException {
        String answer = ask(packet);
        if (!answer.equals("OK")) {
            throw new GdbException("stub answers '" + answer + "' to " + packet);
        }
    }

    /** Sends a packet that the stub must know. */
    private String ask(String packet) throws GdbException, InterruptedException {
        String answer = exchange(packet);
        if (answer.isEmpty()) {
            throw new GdbException("the stub does not know " + packet);
        }
        return answer;
    }

    private String exchange(String packet) throws GdbException, InterruptedException {
        lastExchange = packet + " -> (nothing yet)";
        connection.send(packet);
        return answerTo(packet);
    }

    private String answerTo(String packet) throws GdbException, InterruptedException {
        boolean stopAsked = packet.equals("?");
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            Optional<String> answer = connection.receive(left);
            if (answer.isEmpty()) {
                throw new GdbException("no answer to " + packet + " within "
                        + patience.toSeconds() + " s");
            }
            if (stopAsked || !StopReply.isOne(answer.get())) {
                note(answer.get());
                return answer.get();
            }
        }
    }

    private void note(String answer) {
        String end = answer.length() > 200 ? answer.substring(0, 200) + "..." : answer;
        lastExchange = lastExchange.replaceFirst(" -> .*$", "") + " -> " + end;
    }

    private static String text(String hex) throws GdbException {
        return new String(bytes(hex, hex.length() / 2), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String hex, int count) throws GdbException {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            if (bytes.length == count) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new GdbException("not hexadecimal: " + hex, e);
        }
        throw new GdbException("asked for " + count + " bytes, got " + hex.length() / 2);
    }
}
