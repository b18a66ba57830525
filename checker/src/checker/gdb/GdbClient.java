package checker.gdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Controls a machine through QEMU's GDB stub; GDB manual, appendix "GDB Remote Serial Protocol".
 * CPUs are counted from 0. Not for use by several threads. What is only set, such as a breakpoint,
 * goes to the stub with what it is asked next: a refusal is an exception of that.
 */
public final class GdbClient implements AutoCloseable {

    /** What the machine stops for, by the numbers of the Z packets. */
    public enum Trap {
        BREAKPOINT(1), WRITE(2), READ(3), ACCESS(4);

        private final int type;

        Trap(int type) {
            this.type = type;
        }
    }

    /** As many as fit into an answer of the stub, as hexadecimal digits, and nothing else. */
    private static final int MOST_BYTES_AT_ONCE = 2048;
    private static final int MOST_BYTES_TO_WRITE = 1024;
    private static final int MOST_PIECES = 16;
    /** QEMU's SSTEP_ENABLE and SSTEP_NOTIMER; SSTEP_NOIRQ. */
    private static final int STEP_ALONE = 1 | 4;
    private static final int WITHOUT_INTERRUPTS = 2;
    private static final int ANY_INSTRUCTION = 1;

    private final GdbDialogue stub;
    private final GdbMonitor monitor;
    private final Set<Long> breakpoints = new HashSet<>();
    private final CpuSelection cpus = new CpuSelection();
    private final GdbRegisters registers;

    /**
     * Takes up a connection to a machine that stands still, and finds out that it does.
     *
     * @param patience how long an answer may take, in host time
     */
    public GdbClient(SocketChannel channel, Duration patience)
            throws GdbException, InterruptedException {
        this.stub = new GdbDialogue(channel, patience);
        this.monitor = new GdbMonitor(stub, cpus::number);
        this.registers = new GdbRegisters(stub, monitor, cpus);
        if (!stub.exchange("qSupported:multiprocess+;hwbreak+;vContSupported+")
                .contains("vContSupported+")) {
            throw new GdbException("the stub cannot run single CPUs (no vCont)");
        }
        StopReply.of(stub.ask("?"));
    }

    /**
     * Tells which numbers QEMU gives the CPUs, in the order in which they are counted here; they
     * have holes where sockets are empty. Until then, and where nothing is told, they have none.
     */
    public void numberCpus(List<Integer> inOrder) {
        cpus.number(inOrder);
    }

    /**
     * Makes the machine stop when a CPU comes to one of these addresses, and no longer at others.
     * Those that stay cost nothing.
     */
    public void breakAt(Set<Long> addresses) {
        for (long address : List.copyOf(breakpoints)) {
            if (!addresses.contains(address)) {
                clear(Trap.BREAKPOINT, address, ANY_INSTRUCTION);
                breakpoints.remove(address);
            }
        }
        for (long address : addresses) {
            if (breakpoints.add(address)) {
                set(Trap.BREAKPOINT, address, ANY_INSTRUCTION);
            }
        }
    }

    /** Makes the machine stop when a CPU comes to the address, or accesses the bytes there. */
    public void set(Trap trap, long address, int bytes) {
        stub.before(String.format("Z%d,%x,%x", trap.type, address, bytes));
    }

    public void clear(Trap trap, long address, int bytes) {
        stub.before(String.format("z%d,%x,%x", trap.type, address, bytes));
    }

    /** Lets all CPUs run; {@link #awaitStop} tells when they have stopped. */
    public void runAll() throws GdbException {
        stub.run("vCont;c");
    }

    /** Lets one CPU run while the others are frozen. */
    public void runOnly(int cpu) throws GdbException {
        stub.run("vCont;c:" + cpus.thread(cpu));
    }

    /** Lets some CPUs run while the others are frozen. */
    public void runOnly(Iterable<Integer> some) throws GdbException {
        StringBuilder actions = new StringBuilder("vCont");
        some.forEach(cpu -> actions.append(";c:").append(cpus.thread(cpu)));
        stub.run(actions.toString());
    }

    /** Executes one instruction of a CPU; a halted one never gets there: see {@link #interrupt}. */
    public void step(int cpu) throws GdbException {
        stub.run("vCont;s:" + cpus.thread(cpu));
    }

    /** Asks the running machine to stop. */
    public void interrupt() throws GdbException {
        stub.interrupt();
    }

    /** Why the machine stopped, or empty when it still runs after that time of the host. */
    public Optional<StopReply> awaitStop(Duration time) throws GdbException, InterruptedException {
        Optional<String> packet = stub.awaitStop(time);
        if (packet.isEmpty()) {
            return Optional.empty();
        }
        StopReply reply = cpus.counted(StopReply.of(packet.get()));
        // A trap selects the CPU that ran into it; otherwise another may be selected than is told.
        if (reply.signal() == StopReply.TRAP) {
            cpus.select(reply.cpu());
        } else {
            cpus.selectNone();
        }
        return Optional.of(reply);
    }

    /**
     * Bytes by virtual address, as the CPU maps it, or by physical address.
     *
     * @return empty when part of the range is not mapped
     */
    public Optional<byte[]> read(int cpu, long address, int length)
            throws GdbException, InterruptedException {
        cpus.packetFor(cpu).ifPresent(stub::before);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int done = 0; done < length; done += MOST_PIECES * MOST_BYTES_AT_ONCE) {
            if (!readPieces(address + done, done, bytes)) {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.array());
    }

    /** Asks for some pieces in one go. False when one of them is not mapped. */
    private boolean readPieces(long address, int begin, ByteBuffer into)
            throws GdbException, InterruptedException {
        List<String> packets = new ArrayList<>();
        int end = Math.min(into.capacity() - begin, MOST_PIECES * MOST_BYTES_AT_ONCE);
        for (int done = 0; done < end; done += MOST_BYTES_AT_ONCE) {
            packets.add("m" + Long.toHexString(address + done) + ","
                    + Integer.toHexString(Math.min(MOST_BYTES_AT_ONCE, end - done)));
        }
        boolean mapped = true;
        stub.askAll(packets);
        for (String packet : packets) {
            String answer = stub.answerTo(packet);
            mapped &= !answer.startsWith("E");
            if (mapped) {
                into.put(Hex.bytes(answer, Math.min(MOST_BYTES_AT_ONCE, into.remaining())));
            }
        }
        return mapped;
    }

    /** Writes by virtual address, as the CPU maps it; false when that is not mapped. */
    public boolean write(int cpu, long address, byte[] bytes)
            throws GdbException, InterruptedException {
        cpus.packetFor(cpu).ifPresent(stub::before);
        for (int done = 0; done < bytes.length; done += MOST_BYTES_TO_WRITE) {
            int count = Math.min(MOST_BYTES_TO_WRITE, bytes.length - done);
            String answer = stub.ask(String.format("M%x,%x:%s", address + done, count,
                    HexFormat.of().formatHex(bytes, done, done + count)));
            if (!answer.equals("OK")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a step takes an interrupt that is pending, as the CPU would: it then ends at the
     * first instruction of the handler. Until told, steps hold interrupts and the clock back.
     */
    public void stepIntoInterrupts(boolean taken) {
        stub.before("Qqemu.sstep=" + (taken ? STEP_ALONE : STEP_ALONE | WITHOUT_INTERRUPTS));
    }

    /** Whether read and write take physical addresses from now on (QEMU's own extension). */
    public void usePhysicalAddresses(boolean physical) {
        stub.before("Qqemu.PhyMemMode:" + (physical ? 1 : 0));
    }

    /** QEMU's human monitor, for a machine that stands still. */
    public GdbMonitor monitor() {
        return monitor;
    }

    /** The registers of the CPUs of a machine that stands still. */
    public GdbRegisters registers() {
        return registers;
    }

    /** The number that QEMU gives a CPU, for lines of the monitor that name one. */
    public int number(int cpu) {
        return cpus.number(cpu);
    }

    /** The last packet and what came of it, for messages. */
    public String lastExchange() {
        return stub.last();
    }

    /** Ends the connection; QEMU stays as it is. */
    @Override
    public void close() throws IOException {
        stub.close();
    }
}
