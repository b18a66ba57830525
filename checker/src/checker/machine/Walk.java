package checker.machine;

import checker.gdb.GdbClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One CPU of a machine, taken on instruction by instruction while all others are frozen. A look at
 * it and a step cost a fifth of a millisecond, so that thousands of instructions can be looked at.
 */
public final class Walk {

    /** In host time; only a CPU that waits ever takes so long. */
    private static final Duration LONG_STEP = Duration.ofSeconds(1);
    private static final int PRIVILEGE = 3;
    /**
     * QEMU's CPU and bank; IA32_MCi_STATUS, valid, uncorrected and enabled; IA32_MCG_STATUS, in
     * progress; address and more of it. Intel SDM volume 3B, chapter "Machine-Check Architecture".
     */
    private static final String MACHINE_CHECK = "mce %d 0 0xb000000000000000 0x4 0 0";

    private final Session session;
    private final View view;
    private final Runs runs;
    private final Symbols symbols;
    private final int cpu;
    private Optional<HeldInterrupts> held = Optional.empty();

    /** Of a machine that stands still. */
    Walk(Session session, View view, Runs runs, Symbols symbols, int cpu) {
        this.session = session;
        this.view = view;
        this.runs = runs;
        this.symbols = symbols;
        this.cpu = cpu;
    }

    /**
     * What the CPU holds between two instructions.
     *
     * @param registers general ones by their names of 32 bits, EIP, EFLAGS, selectors (CS, GS),
     *     GS_BASE and KERNEL_GS_BASE, which is 0 where the CPU has none
     */
    public record Stand(Map<String, Long> registers) {

        private static final long INTERRUPT_FLAG = 1L << 9;

        public Stand {
            registers = Map.copyOf(registers);
        }

        public long register(String name) {
            return registers.get(name);
        }

        public long instruction() {
            return register("EIP");
        }

        public long stack() {
            return register("ESP");
        }

        /** The current privilege level, 0 to 3. */
        public int privilege() {
            return (int) register("CS") & PRIVILEGE;
        }

        /** Whether it takes maskable interrupts: the IF flag. */
        public boolean interruptsEnabled() {
            return (register("EFLAGS") & INTERRUPT_FLAG) != 0;
        }

        public long gsBase() {
            return register("GS_BASE");
        }

        public long kernelGsBase() {
            return register("KERNEL_GS_BASE");
        }
    }

    public int cpu() {
        return cpu;
    }

    public Stand look() {
        return session.call(() -> new Stand(view.registers(cpu)));
    }

    /** Executes one instruction; takes no interrupt. False when the CPU waits for one instead. */
    public boolean step() {
        runs.forgetEnding();
        view.setStepping();
        boolean done = session.call(this::stepNow);
        view.setStill(true);
        return done;
    }

    /**
     * Takes an interrupt that is pending, and stops at the first instruction of its handler; or
     * executes one instruction when there is none. False when the CPU waits.
     */
    public boolean stepIntoInterrupt() {
        session.call(() -> {
            session.gdb().stepIntoInterrupts(true);
            return cpu;
        });
        try {
            return step();
        } finally {
            session.call(() -> {
                session.gdb().stepIntoInterrupts(false);
                return cpu;
            });
        }
    }

    /**
     * Waits as long as it takes: whoever asked the machine to stop could not tell whether the step
     * is done. Only where the CPU is seen to wait there is nothing to come.
     */
    private boolean stepNow() throws IOException, InterruptedException {
        GdbClient gdb = session.gdb();
        gdb.step(cpu);
        while (gdb.awaitStop(LONG_STEP).isEmpty()) {
            if (view.cpus().get(cpu).halted()) {
                session.stop();
                return false;
            }
        }
        return true;
    }

    /**
     * Lets a non-maskable interrupt come to every CPU whose LINT1 is for that: to this one before
     * the instruction at which it stands, when it runs on.
     */
    public void injectNmi() {
        runs.forgetEnding(); // else the next run would begin with a step, which takes no interrupt
        session.gdb().monitor().tell("nmi");
    }

    /**
     * Lets a machine check that cannot be corrected come before the instruction at which this CPU
     * stands, when it runs on. With CR4.MCE clear, or another in progress, the machine is reset.
     */
    public void injectMachineCheck() {
        runs.forgetEnding();
        session.gdb().monitor().tell(
                String.format(MACHINE_CHECK, session.gdb().number(cpu)));
    }

    /**
     * Keeps interrupts that can be masked from this CPU. At each stop the clock runs on, to the
     * next tick at worst, so that in code with interrupts on one would come at each.
     */
    public void holdInterrupts() {
        if (held.isEmpty()) {
            held = Optional.of(session.call(() -> HeldInterrupts.of(cpu, session, view)));
            view.setStill(true);
        }
    }

    /** Lets them come again. */
    public void letInterruptsCome() {
        held.ifPresent(interrupts -> session.call(() -> {
            interrupts.release(session);
            return cpu;
        }));
        held = Optional.empty();
        view.setStill(true);
    }

    /** Runs this CPU until it is about to execute the instruction at any of these addresses. */
    public Ending run(Set<Long> addresses, GuestDuration limit) {
        return runs.run(Set.of(cpu), Target.addresses(addresses, symbols), limit);
    }

    /** Runs this CPU until it writes to one of the 1, 2, 4 or 8 bytes at an address. */
    public Ending runToWrite(long address, int bytes, GuestDuration limit) {
        return runs.run(Set.of(cpu), Target.functions(Map.of())
                .orWrite(symbols.describe(address), address, bytes), limit);
    }

    /**
     * Runs this CPU until it has read one of the 1, 2, 4 or 8 bytes at an address. QEMU 7.2 keeps
     * then what it has translated, which it does not at a breakpoint or after a step.
     */
    public Ending runToRead(long address, int bytes, GuestDuration limit) {
        return runs.run(Set.of(cpu),
                Target.read(symbols.describe(address), address, bytes), limit);
    }

    /** Sets one of the registers of a {@link Stand}, or a control register. */
    public void set(String register, long value) {
        session.call(() -> {
            session.gdb().registers().set(cpu, register, value);
            return cpu;
        });
        view.setStill(true);
    }

    /** Bytes by virtual address, as this CPU maps them. */
    public byte[] read(long address, int length) {
        return session.call(() -> session.gdb().read(cpu, address, length))
                .orElseThrow(() -> new UnmappedMemoryException(address, length));
    }

    /** Writes by virtual address, as this CPU maps it; also where it may not write. */
    public void write(long address, byte[] bytes) {
        if (!session.call(() -> session.gdb().write(cpu, address, bytes))) {
            throw new UnmappedMemoryException(address, bytes.length);
        }
    }
}
