package checker.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.ApicWrite.Controller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looking into a machine, and controlling its CPUs one by one. */
class ControlTest {

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyApArrivesOnceWithItsOwnRegisters(Architecture architecture) throws IOException {
        try (Machine machine = boot(spec(architecture, 4), Guests.wakesAnAp())) {
            Arrivals arrivals = machine.recordArrivals("APEntry", LIMIT);

            assertEquals(Set.of(1, 2, 3), arrivals.cpus());
            assertEquals(machine.applicationCpus(), arrivals.cpus());
            assertEquals(3, arrivals.list().size(), "each came once");
            assertTrue(arrivals.cpusAloneOnTheirStack().isEmpty(), "all came with one stack");
            assertInstanceOf(Ending.NoProgress.class, arrivals.ending());
            assertEquals(CpuState.Mode.REAL, machine.cpus().get(1).mode());
            assertEquals(CpuState.Mode.PROTECTED, machine.cpus().get(0).mode());
        }
    }

    @Test
    void aCpuThatWasStoppedForGoodNeverArrives() throws IOException {
        try (Machine machine = boot(spec(Architecture.X86_64, 3), Guests.wakesAnAp())) {
            machine.stopForGood(1);
            Arrivals arrivals = machine.recordArrivals("APEntry", LIMIT);

            assertEquals(Set.of(2), arrivals.cpus());
            assertThrows(IllegalArgumentException.class, () -> machine.stopForGood(3));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void oneCpuRunsAloneAndStepsAlone(Architecture architecture) throws IOException {
        try (Machine machine = boot(spec(architecture, 2), Guests.races().with("Nowhere", 0x10))) {
            machine.runTo("Sampling", LIMIT);
            assertEquals(1, assertInstanceOf(Ending.Touched.class,
                    machine.runToWrite("Counter", 2, LIMIT)).cpu());
            int counter = counter(machine);
            assertInstanceOf(Ending.NoProgress.class, machine.runOnly(0, "Nowhere", LIMIT));
            assertEquals(counter, counter(machine), "CPU 1 was frozen");

            machine.step(1);
            machine.step(1);
            assertEquals(counter + 1, counter(machine), "jmp, inc");
        }
    }

    @Test
    void anInstructionIsAPlaceToStopAt() throws IOException {
        try (Machine machine = boot(spec(Architecture.X86_64, 1), Guests.greets())) {
            long second = TinyGuest.CODE + 6; // behind mov and mov, at the first out
            Ending.Reached reached = assertInstanceOf(Ending.Reached.class, machine.runToAnyOf(
                    Set.of(second, TinyGuest.CODE + 10L), LIMIT));

            assertEquals(second, reached.address());
            assertEquals("", machine.serial());
            assertEquals(TinyGuest.CODE + 10L, assertInstanceOf(Ending.Reached.class,
                    machine.runToAnyOf(Set.of(TinyGuest.CODE + 10L), LIMIT)).address());
            assertEquals("Hi", machine.serial());
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aReadIsAReasonToStopAndAWriteIsNot(Architecture architecture) throws IOException {
        TinyGuest guest = TinyGuest.of("a3 00000200", "a1 00000200", "ebfe"); // writes, reads
        try (Machine machine = boot(spec(architecture, 1), guest)) {
            machine.runToAnyOf(Set.of((long) TinyGuest.CODE), LIMIT);
            Walk walk = machine.walk(0);

            assertEquals(new Ending.Touched("0x20000", 0x20000, 0),
                    walk.runToRead(0x20000, 4, LIMIT));
            assertEquals(TinyGuest.CODE + 10L, walk.look().instruction());
            assertInstanceOf(Ending.NoProgress.class, walk.runToRead(0x20000, 4, LIMIT));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void interruptsAreHeldAndComeAgain(Architecture architecture) throws IOException {
        try (Machine machine = boot(spec(architecture, 2), Guests.greets())) {
            machine.runTo("End", LIMIT);
            Walk walk = machine.walk(0);
            int priority = machine.localApic(0).orElseThrow().taskPriority();
            List<Pic> before = machine.pics();

            walk.holdInterrupts();
            assertEquals(0xf0, machine.localApic(0).orElseThrow().taskPriority());
            assertEquals(priority, machine.localApic(1).orElseThrow().taskPriority());
            assertTrue(machine.pics().stream().allMatch(Pic::fullyMasked));

            walk.holdInterrupts();
            walk.letInterruptsCome();
            assertEquals(priority, machine.localApic(0).orElseThrow().taskPriority());
            assertEquals(before, machine.pics());
            walk.letInterruptsCome();
        }
    }

    @Test
    void memoryIsReadAndWrittenBothWays() throws IOException {
        try (Machine machine = boot(spec(Architecture.X86_64, 1), Guests.greets())) {
            machine.runTo("End", LIMIT);
            byte[] data = new byte[3000];
            data[0] = 1;
            data[2999] = '$';
            machine.memory().write(0x20000, data);

            assertArrayEquals(data, machine.memory().readPhysical(0x20000, data.length));
            machine.memory().writePhysical(0x20000, new byte[] {7});
            assertEquals(7, machine.memory().read(0x20000, 1)[0]);
            assertEquals(0xfeeb, machine.memory().readNumber("End", 2));
            assertThrows(UnknownSymbolException.class, () -> machine.memory().read("Nowhere", 1));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void muchMemoryIsReadAsFarAsItIsMapped(Architecture architecture) throws IOException {
        int fourMebibytes = 0x400000;
        try (Machine machine = boot(spec(architecture, 1), Guests.maps())) {
            machine.runTo("End", LIMIT);
            GuestMemory memory = machine.memory();
            byte[] data = new byte[10000];
            new Random(1).nextBytes(data);
            memory.write(0x20010, data);

            Map<Long, byte[]> whole = memory.readMapped(0x20010, data.length);
            assertArrayEquals(data, joined(whole.values()));
            assertEquals(Set.of(0x20010L, 0x21000L), whole.keySet(), "no page comes alone");

            Map<Long, byte[]> before = memory.readMapped(fourMebibytes - 4196, 4096 * 3);
            assertEquals(Set.of(fourMebibytes - 4196L, fourMebibytes - 4096L), before.keySet());
            assertEquals(4196, joined(before.values()).length);

            Map<Long, byte[]> behind = memory.readMapped(2 * fourMebibytes - 4000, 4000 + 1100);
            assertEquals(Set.of(2L * fourMebibytes), behind.keySet());
            assertArrayEquals(memory.read(0, 1100), joined(behind.values()));
            assertTrue(memory.readMapped(fourMebibytes, 4096 * 2).isEmpty());
        }
    }

    private static byte[] joined(Collection<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void registerWritesOfTheApicAreTraced() throws IOException {
        MachineSpec spec = spec(Architecture.X86_64, 2).withApicTrace();
        try (Machine machine = boot(spec, Guests.wakesAnAp())) {
            machine.recordArrivals("APEntry", 1, LIMIT);
            List<Long> commands = machine.apicWrites().stream()
                    .filter(write -> write.controller() == Controller.LOCAL_APIC
                            && write.register() == 0x300)
                    .map(ApicWrite::value).toList();

            assertEquals(List.of(0xc4500L, 0xc4608L),
                    commands.subList(commands.size() - 2, commands.size()));
        }
    }

    @Test
    void theInterruptControllersAreSeen() throws IOException {
        try (Machine machine = boot(spec(Architecture.X86_64, 2), Guests.greets())) {
            machine.runTo("End", LIMIT);

            assertEquals(List.of(0, 1), machine.apicIds());
            assertEquals(1, machine.localApic(1).orElseThrow().id());
            assertFalse(machine.localApic(0).orElseThrow().localVectorTable().isEmpty());
            assertEquals(24, machine.ioApic().orElseThrow().pins().size());
            assertEquals(2, machine.pics().size());
        }
    }

    @Test
    void apicIdsHaveTheHolesOfTheTopology() throws IOException {
        MachineSpec holes = spec(Architecture.X86_64, 1).with(Topology.of(2, 3, 1));
        MachineSpec gaps = spec(Architecture.X86_32, 1)
                .with(Topology.of(2).ofAtMost(8).with(5, 7));
        try (Machine first = boot(holes, Guests.spins()); Machine second = boot(gaps,
                Guests.spins())) {
            assertEquals(List.of(0, 1, 2, 4, 5, 6), first.apicIds());
            assertEquals(List.of(0, 1, 5, 7), second.apicIds());
        }
    }

    @Test
    void aMachineWithoutLocalApicHasNone() throws IOException {
        MachineSpec spec = spec(Architecture.X86_64, 1).withCpuModel("qemu64,-apic");
        try (Machine machine = boot(spec, Guests.spins())) {
            assertTrue(machine.localApic(0).isEmpty());
        }
    }

    @Test
    void timePassesAsTheGuestExecutes() throws IOException {
        for (AcpiSupport acpi : List.of(AcpiSupport.EMULATORS_OWN, AcpiSupport.ABSENT)) {
            MachineSpec spec = spec(Architecture.X86_64, 1).with(acpi);
            try (Machine machine = boot(spec, Guests.spins())) {
                machine.runToEnd(LIMIT);
                assertTrue(machine.now().compareTo(LIMIT) > 0, acpi + ": " + machine.now());
            }
        }
    }

    private static int counter(Machine machine) {
        return (int) machine.memory().readNumber("Counter", 2);
    }

    private static MachineSpec spec(Architecture architecture, int cpus) {
        return MachineSpec.of(architecture).withCpus(cpus);
    }

    private Machine boot(MachineSpec spec, TinyGuest guest) throws IOException {
        return Machine.boot(spec, guest.writeTo(folder), guest,
                folder.resolve("evidence-" + spec.hashCode()));
    }
}
