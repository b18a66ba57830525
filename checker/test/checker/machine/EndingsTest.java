package checker.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Ending.NoProgress;
import checker.machine.Ending.NoProgress.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a run of a guest can end, each from a guest that does just that. */
class EndingsTest {

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aTripleFaultIsAResetThatLeavesTheFaultToBeSeen(Architecture architecture)
            throws IOException {
        try (Machine machine = boot(MachineSpec.of(architecture), Guests.tripleFaults())) {
            Ending.Reset reset = assertInstanceOf(Ending.Reset.class, machine.runToEnd(LIMIT));

            assertTrue(reset.tripleFault(), "by a triple fault");
            assertEquals(TinyGuest.CODE + 7, reset.places().get(0).address());
            assertEquals(reset, machine.runToEnd(LIMIT), "it stays at that end");
        }
    }

    @Test
    void aResetThroughTheKeyboardControllerIsNoTripleFault() throws IOException {
        try (Machine machine = boot(Guests.resets())) {
            Ending.Reset reset = assertInstanceOf(Ending.Reset.class, machine.runToEnd(LIMIT));

            assertFalse(reset.tripleFault());
        }
    }

    @ParameterizedTest
    @EnumSource(Chipset.class)
    void switchingOffIsSeen(Chipset chipset) throws IOException {
        MachineSpec spec = MachineSpec.of(Architecture.X86_32).with(chipset);
        try (Machine machine = boot(spec, Guests.powersOff())) {
            assertEquals(new Ending.PowerOff(), machine.runToEnd(LIMIT));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aDebugExitTellsItsValue(Architecture architecture) throws IOException {
        try (Machine machine = boot(MachineSpec.of(architecture), Guests.exits(21))) {
            assertEquals(new Ending.DebugExit(21), machine.runToEnd(LIMIT));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void anX87ErrorThatQemuDiesOfIsTheGuestsDoing(Architecture architecture) throws IOException {
        MachineSpec spec = MachineSpec.of(architecture).withCpus(2);
        try (Machine machine = boot(spec, Guests.dividesByZeroOnTheX87())) {
            Ending.EmulatorBroken broken = assertInstanceOf(Ending.EmulatorBroken.class,
                    machine.runToEnd(LIMIT));

            assertTrue(broken.describe().contains("CR0.NE"), broken.describe());
            assertTrue(broken.said().contains("assertion failed"), broken.said());
            assertEquals(broken, machine.runToEnd(LIMIT), "it stays at that end");
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void soIsADivisionThatQemuDiesOf(Architecture architecture) throws IOException {
        assertBreaks(architecture, Guests.overflowsADivision(), "IDIV");
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void soIsWhatReachesPastASerialPort(Architecture architecture) throws IOException {
        assertBreaks(architecture, Guests.writesPastTheSerialPort(), "serial port");
        assertBreaks(architecture, Guests.readsPastTheSerialPort(), "serial port");
    }

    private void assertBreaks(Architecture architecture, TinyGuest guest, String word)
            throws IOException {
        try (Machine machine = boot(MachineSpec.of(architecture), guest)) {
            Ending ending = machine.runToEnd(LIMIT);

            assertInstanceOf(Ending.EmulatorBroken.class, ending);
            assertTrue(ending.describe().contains(word), ending.describe());
        }
    }

    @Test
    void whateverElseQemuDiesOfIsNot() {
        assertEquals(Optional.of(FatalDeed.LOST_ITS_WAY),
                FatalDeed.behind(134, "qemu: fatal: Trying to execute code outside RAM or ROM"));
        assertEquals(Optional.empty(), FatalDeed.behind(134, "malloc(): corrupted top size"));
        assertEquals(Optional.empty(), FatalDeed.behind(139, ""));
        assertEquals(Optional.empty(), FatalDeed.behind(137, ""), "killed from outside");
    }

    @Test
    void cpusThatAllHaltAreDeadlocked() throws IOException {
        assertEquals(Kind.DEADLOCKED, kindOf(Guests.halts()));
    }

    /** Often the host stops it while a tick is handled. */
    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aCpuThatWaitsForTicksIsIdleAndWhereItWaits(Architecture architecture) throws IOException {
        TinyGuest guest = Guests.ticks();
        long behind = guest.address("Idle").orElseThrow() + 1;
        Place place = new Place(0, behind, guest.describe(behind), true, true);
        GuestDuration second = GuestDuration.ofSeconds(1);
        try (Machine machine = boot(MachineSpec.of(architecture), guest)) {
            assertEquals(new Ending.Reached("Tick", guest.address("Tick").orElseThrow(), 0),
                    machine.runTo("Tick", LIMIT));
            for (int count = 0; count < 25; count++) {
                assertEquals(new NoProgress(Kind.IDLE, second, List.of(place)),
                        machine.runToEnd(second));
            }
        }
    }

    @Test
    void aCpuInAnEndlessLoopIsLivelocked() throws IOException {
        assertEquals(Kind.LIVELOCKED, kindOf(Guests.spins()));
    }

    @Test
    void aRunThatHasNoEndSaysTheSameOfItselfEachTime() throws IOException {
        try (Machine machine = boot(Guests.spins())) {
            // The first run has two seconds more, for the firmware.
            assertEquals("livelocked after 5.000 s of guest time",
                    machine.runToEnd(LIMIT).describe());
        }
    }

    @Test
    void aCpuThatGoesAboutIsSlow() throws IOException {
        assertEquals(Kind.SLOW, kindOf(Guests.wandersAbout()));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aCpuThatSetsAReservedBitIsStuckAtIt(Architecture architecture) throws IOException {
        MachineSpec spec = MachineSpec.of(architecture).withCpus(2);
        try (Machine machine = boot(spec, Guests.setsAReservedBit())) {
            NoProgress ending = assertInstanceOf(NoProgress.class, machine.runToEnd(LIMIT));

            assertEquals(Kind.STUCK, ending.kind());
            assertEquals(TinyGuest.CODE + 5, ending.places().get(0).address());
        }
    }

    @Test
    void aFloodIsCutAndNamed() throws IOException {
        try (Machine machine = boot(Guests.floods())) {
            Ending ending = machine.runToEnd(GuestDuration.ofSeconds(100_000));

            assertEquals(new Ending.Flooded("serial line", GuestChannel.MOST_BYTES), ending);
            assertEquals(GuestChannel.MOST_BYTES, machine.serial().length());
        }
    }

    @Test
    void aPanicEndsTheRunToSomethingElse() throws IOException {
        TinyGuest guest = Guests.greets().with("Panic", TinyGuest.CODE + 4).with("Later", 0x10);
        try (Machine machine = boot(guest)) {
            assertEquals(new Ending.Panicked(0), machine.runTo("Later", LIMIT));
            assertInstanceOf(NoProgress.class, machine.runTo("Later", LIMIT), "it can run on");
        }
    }

    @Test
    void aPlaceIsReachedBeforeItsInstructionIsExecuted() throws IOException {
        try (Machine machine = boot(Guests.greets())) {
            long end = TinyGuest.CODE + 10;
            assertEquals(new Ending.Reached("End", end, 0), machine.runTo("End", LIMIT));
            assertEquals("Hi", machine.serial());
            assertEquals(end, machine.cpus().get(0).instructionPointer());
            assertEquals(new Ending.Reached("End", end, 0), machine.runTo("End", LIMIT), "again");
        }
    }

    private Kind kindOf(TinyGuest guest) throws IOException {
        try (Machine machine = boot(guest)) {
            NoProgress ending = assertInstanceOf(NoProgress.class, machine.runToEnd(LIMIT));
            assertEquals("", machine.serial(), "not one byte came");
            return ending.kind();
        }
    }

    private Machine boot(TinyGuest guest) throws IOException {
        return boot(MachineSpec.of(Architecture.X86_64), guest);
    }

    private Machine boot(MachineSpec spec, TinyGuest guest) throws IOException {
        return Machine.boot(spec, guest.writeTo(folder), guest, folder.resolve("evidence"));
    }
}
