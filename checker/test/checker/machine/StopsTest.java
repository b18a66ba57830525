package checker.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import checker.qemu.QemuNursery;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a machine does, at stops and between them, does not depend on how busy the host is. */
class StopsTest {

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(20);
    private static final int RUNS = 20;
    private static final int WRITES = 5;

    @TempDir
    Path folder;
    private QemuNursery nursery;

    @BeforeEach
    void open() {
        nursery = new QemuNursery(Repository.find());
    }

    @AfterEach
    void close() {
        nursery.close();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aSessionOfManyStopsIsTheSameEachTime(Architecture architecture) throws Exception {
        MachineSpec spec = MachineSpec.of(architecture).withCpus(2).with(Clock.scheduled(11));
        Set<List<Shown>> sessions = new HashSet<>();

        BusyHost.during(() -> {
            for (int count = 0; count < RUNS; count++) {
                sessions.add(session(spec));
            }
        });

        assertEquals(1, sessions.size(), "ways that it went");
    }

    /** What the clock and the CPUs showed at a stop. */
    private record Shown(GuestDuration now, List<Map<String, Long>> registers) {

        static Shown by(Machine machine) {
            return new Shown(machine.now(),
                    machine.cpus().stream().map(CpuState::registers).toList());
        }
    }

    /** At a breakpoint, at writes of the other CPU, after steps of either, at a breakpoint. */
    private List<Shown> session(MachineSpec spec) throws IOException {
        List<Shown> shown = new ArrayList<>();
        try (Machine machine = boot(spec, Guests.races())) {
            assertInstanceOf(Ending.Reached.class, machine.runTo("Sampling", LIMIT));
            shown.add(Shown.by(machine));
            for (int count = 0; count < WRITES; count++) {
                assertInstanceOf(Ending.Touched.class,
                        machine.runToWrite("Counter", Short.BYTES, LIMIT));
                shown.add(Shown.by(machine));
                machine.step(count % 2);
                shown.add(Shown.by(machine));
            }
            assertInstanceOf(Ending.Reached.class, machine.runTo("End", LIMIT));
            shown.add(Shown.by(machine));
        }
        return shown;
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void nothingIsExecutedOnceTheMachineIsOff(Architecture architecture) throws Exception {
        Set<Long> further = new HashSet<>();

        BusyHost.during(() -> {
            for (int count = 0; count < RUNS; count++) {
                try (Machine machine = boot(MachineSpec.of(architecture),
                        Guests.powersOffAndCounts())) {
                    assertEquals(new Ending.PowerOff(), machine.runToEnd(LIMIT));
                    further.add(machine.cpu(0).register("EBX"));
                }
            }
        });

        assertEquals(Set.of(0L), further, "instructions behind the last");
    }

    private Machine boot(MachineSpec spec, TinyGuest guest) throws IOException {
        return Machine.boot(nursery, spec, guest.writeTo(folder), guest,
                folder.resolve("evidence"));
    }
}
