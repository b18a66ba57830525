package checker.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A kernel that is started on another CPU than the first. */
class HandoverTest {

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(3);
    private static final List<String> STATE = List.of("EAX", "EBX", "CR0", "CR3", "CR4",
            "CS.base", "CS.limit", "DS.base", "DS.limit", "SS.limit");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void anotherCpuBeginsAsTheFirstWouldHave(Architecture architecture) throws IOException {
        for (Firmware firmware : List.of(Firmware.QBOOT, Firmware.SEABIOS)) {
            MachineSpec four = MachineSpec.of(architecture).with(firmware).withCpus(4);
            try (Machine usual = boot(four, greets());
                    Machine machine = boot(four.bootedBy(2), greets())) {
                assertEquals(0, reached(usual.runTo("Start", LIMIT)).cpu());
                assertEquals(2, reached(machine.runTo("Start", LIMIT)).cpu());

                assertEquals(state(usual.cpus().get(0)), state(machine.cpus().get(2)));
                assertEquals(2, reached(machine.runTo("End", LIMIT)).cpu());
                assertEquals("Hi", machine.serial());
                assertTrue(machine.cpus().get(0).halted(), "the first CPU is out of the way");
                assertArrayEquals(usual.memory().readPhysical(0x70000, 256),
                        machine.memory().readPhysical(0x70000, 256), "no trace is left");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void memoryIsSeenAsTheBootCpuMapsIt(Architecture architecture) throws IOException {
        int eightMebibytes = 0x800000;
        MachineSpec spec = MachineSpec.of(architecture).withCpus(2).bootedBy(1);
        try (Machine machine = boot(spec, Guests.maps())) {
            machine.runTo("End", LIMIT);
            machine.memory().write(eightMebibytes + 0x20000L, new byte[] {1, 2, 3});

            assertArrayEquals(new byte[] {1, 2, 3}, machine.memory().readPhysical(0x20000, 3));
            assertArrayEquals(new byte[] {1, 2, 3},
                    machine.memory().read(eightMebibytes + 0x20000L, 3));
            assertArrayEquals(new byte[] {1, 2, 3}, machine.memory()
                    .readMapped(eightMebibytes + 0x20000L, 3).get(eightMebibytes + 0x20000L));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aRegisterIsSet(Architecture architecture) throws IOException {
        try (Machine machine = boot(MachineSpec.of(architecture), greets())) {
            machine.runTo("Start", LIMIT);
            machine.setRegister(0, "EDX", 0x12345678);
            machine.setRegister(0, "EIP", TinyGuest.CODE + 10);

            assertEquals(0x12345678, machine.cpus().get(0).register("EDX"));
            assertEquals(TinyGuest.CODE + 10, machine.cpus().get(0).instructionPointer());
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aCpuThatIsNotThereCannotBoot(Architecture architecture) throws IOException {
        try (Machine machine = boot(MachineSpec.of(architecture).bootedBy(1), greets())) {
            assertThrows(IllegalArgumentException.class, () -> machine.runTo("End", LIMIT));
        }
    }

    private static TinyGuest greets() {
        return Guests.greets().with("Start", TinyGuest.CODE);
    }

    private static Ending.Reached reached(Ending ending) {
        return assertInstanceOf(Ending.Reached.class, ending);
    }

    private static List<Map.Entry<String, Long>> state(CpuState cpu) {
        return STATE.stream().map(name -> Map.entry(name, cpu.register(name))).toList();
    }

    private Machine boot(MachineSpec spec, TinyGuest guest) throws IOException {
        return Machine.boot(spec, guest.writeTo(folder), guest,
                folder.resolve("evidence-" + spec.hashCode()));
    }
}
