package checker.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A deterministic machine does the same again, bit by bit, whatever the host is busy with. */
class DeterminismTest {

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(20);
    private static final int RUNS = 20;
    private static final long FIRST = Guests.races().entry();

    @TempDir
    Path folder;

    /** What was written until CPU 0 arrived, and all the registers with which it did. */
    private record Outcome(String serial, Map<String, Long> registers) {

        /** Short, so that a failure can be read. */
        @Override
        public String toString() {
            return "outcome " + Integer.toHexString(hashCode());
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void twentyRunsAreOneAlsoOnABusyHost(Architecture architecture) throws Exception {
        MachineSpec spec = MachineSpec.of(architecture).withCpus(2).with(Clock.scheduled(11));
        Outcome first = run(spec);
        Set<Outcome> outcomes = new HashSet<>();

        BusyHost.during(() -> {
            for (int count = 1; count < RUNS; count++) {
                outcomes.add(run(spec));
            }
        });

        assertEquals(Set.of(first), outcomes);
        assertEquals(200, first.serial().length());
    }

    @Test
    void otherSeedsGiveOtherInterleavings() throws IOException {
        MachineSpec spec = MachineSpec.of(Architecture.X86_64).withCpus(2);
        Set<String> interleavings = new HashSet<>();
        for (long seed = 1; seed <= 8; seed++) {
            interleavings.add(run(spec.with(Clock.scheduled(seed))).serial());
        }

        assertTrue(interleavings.size() >= 7, interleavings.size() + " of 8 differ");
    }

    @Test
    void seedsCoverShortAndLongSlices() {
        for (long seed = 0; seed < 1000; seed++) {
            int microseconds = Schedule.microseconds(seed);
            assertTrue(microseconds >= 20 && microseconds <= 2000, microseconds + " us");
        }
    }

    private Outcome run(MachineSpec spec) throws IOException {
        return run(spec, (cpu, address, mode) -> { });
    }

    private Outcome run(MachineSpec spec, ExecutionReader reader) throws IOException {
        TinyGuest guest = Guests.races();
        Path evidence = folder.resolve("evidence");
        try (Machine machine = Machine.boot(spec, guest.writeTo(folder), guest, evidence)) {
            assertInstanceOf(Ending.Reached.class, machine.runTo("End", LIMIT));
            if (spec.executionLog().isPresent()) {
                machine.readExecution(reader);
            }
            return new Outcome(machine.serial(), machine.cpus().get(0).registers());
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aRunIsTheSameWhenInstructionsAreNoted(Architecture architecture) throws IOException {
        MachineSpec spec = MachineSpec.of(architecture).withCpus(2).with(Clock.scheduled(11));
        Outcome first = run(spec);
        Noted all = new Noted();
        Noted some = new Noted();

        assertEquals(first, run(spec.with(ExecutionLog.OF_ALL), all));
        assertEquals(first, run(spec.with(new ExecutionLog(Set.of(FIRST))), some));

        assertTrue(all.instructions.size() > 2000, all.instructions.size() + " instructions");
        assertEquals(0, all.registers);
        assertEquals(List.of(FIRST), some.instructions.stream().distinct().toList());
        assertEquals(some.instructions.size(), some.registers);
    }

    /** Keeps what it is told. */
    private static final class Noted implements ExecutionReader {
        private final List<Long> instructions = new ArrayList<>();
        private int registers;

        @Override
        public void executes(int cpu, long address, CpuMode mode) {
            instructions.add(address);
        }

        @Override
        public void registers(long accumulator, long data) {
            registers++;
        }
    }
}
