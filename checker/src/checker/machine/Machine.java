package checker.machine;

import checker.qemu.QemuStarter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A machine with a kernel in it. It stands still before its first instruction until a run method
 * is called, runs only within them, and stands still again when they return.
 *
 * <p>Run methods end with a fact (see {@link Ending}); none of them waits by host time, so that a
 * slow host gives the same answer as a fast one.
 *
 * <p>With a deterministic clock all that it does is the same in every run: each instruction of
 * each CPU, each byte written, and what the clock shows at each stop. At a stop every CPU stands
 * where it stood when one of them came there; the clock runs on to its next timer when none of the
 * others is awake. What ends by a limit, or by what is seen from outside (an output, a frame), ends
 * where the host chooses. And so does every stop of a QEMU that no {@link
 * checker.qemu.QemuNursery} has started: the other CPUs execute for another moment, and a check
 * that wants runs to be the same stops once.
 *
 * <p>The limit of the first run is extended by what the firmware may need; see
 * {@link Firmware#allowance}.
 *
 * <p>Not for use by several threads. Every method may
 * throw {@link MachineFailedException}, which is never the kernel's fault; an interrupted thread
 * gets it too, with its interrupt flag set.
 */
public interface Machine extends AutoCloseable {

    /** How many characters can be typed at once without leaving a choice to the host. */
    int TYPED_AT_ONCE = TypedInput.MOST_AT_ONCE;

    /**
     * Makes a machine with a kernel in it; it stands before its first instruction.
     *
     * @param kernel the ELF file
     * @param symbols of that file
     * @param evidence a folder of this machine alone, made when missing; what the machine leaves
     *     behind stays there
     * @throws checker.process.MissingToolException when QEMU is not installed
     * @throws MachineFailedException when QEMU refuses the machine
     */
    static Machine boot(MachineSpec spec, Path kernel, Symbols symbols, Path evidence) {
        return boot(QemuStarter.ALONE, spec, kernel, symbols, evidence);
    }

    /** The same, with a QEMU that is started in that way. */
    static Machine boot(QemuStarter starter, MachineSpec spec, Path kernel, Symbols symbols,
            Path evidence) {
        return Booting.boot(starter, spec, kernel, symbols, evidence);
    }

    MachineSpec spec();

    Symbols symbols();

    // Running

    /** Runs until a CPU is about to execute the first instruction of the function. */
    default Ending runTo(String symbol, GuestDuration limit) {
        return runToAny(Set.of(symbol), limit);
    }

    /** Runs until a CPU is about to execute any of the functions. */
    Ending runToAny(Set<String> symbols, GuestDuration limit);

    /** Runs until a CPU is about to execute the instruction at any of the linear addresses. */
    Ending runToAnyOf(Set<Long> addresses, GuestDuration limit);

    /** Runs until the machine ends of itself, or the limit passes. */
    Ending runToEnd(GuestDuration limit);

    /** Whether a CPU reaches the function; see {@link #lastEnding} when none does. */
    default boolean reaches(String symbol, GuestDuration limit) {
        return runTo(symbol, limit) instanceof Ending.Reached;
    }

    /** Runs until a CPU writes to one of the 1, 2, 4 or 8 bytes of a kernel variable. */
    default Ending runToWrite(String symbol, int bytes, GuestDuration limit) {
        return runToWriteAt(symbols().address(symbol)
                .orElseThrow(() -> new UnknownSymbolException(symbol)), bytes, limit);
    }

    /** The same of memory by its linear address. */
    default Ending runToWriteAt(long address, int bytes, GuestDuration limit) {
        return runToWriteAtOr(address, bytes, Set.of(), limit);
    }

    /** The same, or until a CPU is about to execute any of the functions. */
    Ending runToWriteAtOr(long address, int bytes, Set<String> symbols, GuestDuration limit);

    /**
     * Runs until the text stands in what the guest has written to the serial line. Where the CPUs
     * then are is the host's choice.
     *
     * @param from where in {@link #serial} to begin to look
     */
    Ending runToOutput(int from, String text, GuestDuration limit);

    /** The same until the guest has sent that many frames since the machine was switched on. */
    Ending runToFrames(int count, GuestDuration limit);

    /**
     * Runs for the whole limit, or until the machine ends, and notes every CPU that comes to the
     * function. An expired limit is the usual end of a recording.
     */
    default Arrivals recordArrivals(String symbol, GuestDuration limit) {
        return recordArrivals(symbol, Integer.MAX_VALUE, limit);
    }

    /** Like {@link #recordArrivals(String, GuestDuration)}, but ends at the given count. */
    Arrivals recordArrivals(String symbol, int count, GuestDuration limit);

    /** Runs one CPU to a function while all others are frozen. */
    Ending runOnly(int cpu, String symbol, GuestDuration limit);

    /** Executes one instruction of a CPU that is not halted, with all others frozen. */
    void step(int cpu);

    /** One CPU, to be taken on instruction by instruction. */
    Walk walk(int cpu);

    /** What each CPU holds, by its index, while the machine stands still. */
    List<Walk.Stand> looks();

    /**
     * Sets a register of a CPU.
     *
     * @param register a general one by its name of 32 bits, such as EAX or EIP, all of which is
     *     set; or a control register, in which QEMU leaves out what the CPU does not have
     */
    void setRegister(int cpu, String register, long value);

    /**
     * Never lets the CPU execute again: as if it had died here. From then on the clock runs on by
     * no more than 97 us where the machine stands still.
     */
    void stopForGood(int cpu);

    /** Lets a CPU that was stopped go on from where it stands: one that only seemed dead. */
    void resume(int cpu);

    /** How the last run ended; empty before the first. */
    Optional<Ending> lastEnding();

    // Looking, while it stands still

    GuestMemory memory();

    /** Every CPU, in order of its index. */
    List<CpuState> cpus();

    /** One of them: where there are many, all cost much more than one. */
    CpuState cpu(int index);

    /** Where every CPU is, for a human and for a diagnosis. */
    List<Place> places();

    /** The Local APIC of the CPU with this index; empty when that CPU has none. */
    Optional<LocalApic> localApic(int cpu);

    /** The IOAPIC; empty when there is none. */
    Optional<IoApic> ioApic();

    /** The 8259s, master first. */
    List<Pic> pics();

    /**
     * Guest time since the machine was switched on: to a microsecond, but on a machine without
     * ACPI hardware (a pc without QEMU's own tables) in whole seconds.
     */
    GuestDuration now();

    /** The indices of all CPUs but the boot CPU. */
    default Set<Integer> applicationCpus() {
        return IntStream.range(0, cpus().size()).filter(cpu -> cpu != spec().bootCpu()).boxed()
                .collect(Collectors.toSet());
    }

    /** Where the boot CPU, at the first instruction of a C function, will go on after it. */
    default long returnAddress() {
        long stack = cpus().get(spec().bootCpu()).stackPointer();
        return GuestMemory.number(memory().read(stack, spec().architecture().pointerBytes()));
    }

    /** The APIC id of each CPU that can run, by its index, as QEMU has made them. */
    List<Integer> apicIds();

    /** Every register write since the machine started; needs {@link MachineSpec#withApicTrace}. */
    List<ApicWrite> apicWrites();

    /** Every read of a Local APIC's register in memory; the same. */
    List<ApicRead> apicReads();

    /**
     * Tells what was executed since the machine started; nothing without {@link
     * MachineSpec#with(ExecutionLog)}.
     */
    void readExecution(ExecutionReader reader);

    // Doing something to it

    /** A non-maskable interrupt, as the board's button gives it. */
    void injectNmi();

    /**
     * Presses and releases keys, by QEMU's names ({@code a}, {@code ret}), one after another, those
     * of one string ({@code "a b"}) without any time between, but no more than five of them; as
     * soon as the next run has begun; when exactly is the host's choice.
     */
    void sendKeys(String... keys);

    /**
     * Types a text on the serial line: its first {@value #TYPED_AT_ONCE} characters are there
     * when the next run begins, in QEMU or, if its serial port is switched on, in the guest; the
     * others come during that run, when exactly is the host's choice. A guest that switches its
     * serial port on loses some: let it do so first. Needs {@link MachineSpec#withTyping}.
     */
    void type(String text);

    /**
     * Puts Ethernet frames on the cable of the machine's network card, as they are, without their
     * check sequence. All come to the card at once, as the next run begins: one that the guest has
     * not switched on, or not given as many buffers, loses them. Needs
     * {@link MachineSpec#withNetwork}.
     */
    void sendFrames(List<byte[]> frames);

    // What it leaves behind

    /** The frames that the guest has sent so far, oldest first. */
    List<byte[]> frames();

    /** All that came over the serial line so far, up to the cap; each byte a character. */
    String serial();

    /** All that was written to port 0xE9 so far, up to the cap; each byte a character. */
    String debugConsole();

    /**
     * All that was written to an I/O port so far, up to the cap; each byte a character. Needs
     * {@link MachineSpec#withRecordedPorts}.
     */
    String written(int port);

    Traces traces();

    /** Ends the machine, whatever state it is in. The evidence stays. Does nothing twice. */
    @Override
    void close();
}
