package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.acpi.AcpiTables;
import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.ExactTime;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.kernel.OffsetRequest;
import checker.machine.AcpiSupport;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/** The rate of the Local APIC's timer is measured, by whatever the machine has to measure it by. */
@Step(2)
@Criterion("Prepare LAPIC timer calibration path (PIT or HPET as reference), even if PIT later "
        + "disabled.")
@Hint(diagnosis = "divided", where = "The divide configuration register.",
        wrong = "The rate is that of the divided counter.",
        fix = "Multiply by what the counter is divided by: LocalAPICTimerFrequency is the rate "
                + "before division.",
        hunk = "CalibrateLocalAPICTimer")
@Hint(diagnosis = "nothing-to-measure-by", where = "The reference: HPET or PIT.",
        wrong = "Nothing was measured: what it was to be measured by does not count.",
        fix = "Look whether the HPET's counter moves before it is taken; without one there is the "
                + "PIT.",
        hunk = "StartHPETCounter")
@Hint(where = "Which two counters are read, when, and what is divided by what.",
        wrong = "LocalAPICTimerFrequency is not the rate at which the timer counts.",
        fix = "Read both counters at the same moment, twice, some milliseconds apart; the rate is "
                + "what one has counted, times the other's rate, divided by what that has counted.",
        hunk = "LookAtBoth")
final class TheTimerIsMeasuredTest {

    private static final String FREQUENCY = "LocalAPICTimerFrequency";
    private static final long HERTZ = 1_000_000_000L; // QEMU's APIC_BUS_CYCLE_NS is 1
    private static final long PER_MILLE = 1000;
    private static final int DIVISORS = 128;
    /** In the last KiB below 640, which a PC's firmware keeps to itself. */
    private static final long STILL = 0x9fc00;
    private static final int HPET_BYTES = 20; // behind the header
    private static final int BLOCK_ID = 0x8086a201;
    private static final int PERIOD = 4;
    private static final int FEMTOSECONDS = 10_000_000;
    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);

    private static final OffsetRequest SOURCE = OffsetRequest.of("time/TickSource.h")
            .field("TickSource", "CountsPerSecond");

    /** With each reference. */
    static final class References implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec pc = MachineSpec.of(architecture);
            return Stream.of(
                    NamedSpec.of("hpet", pc),
                    NamedSpec.of("pit", pc.with(Chipset.Q35).with(Firmware.SEABIOS).withoutHpet()),
                    NamedSpec.of("four-cpus", pc.withCpus(4).withoutHpet()),
                    withHpetAt(architecture, "hpet-stands-still", STILL),
                    withHpetAt(architecture, "hpet-is-not-there", Wirings.NOTHING),
                    Wirings.limitedToOne(architecture));
        }
    }

    /**
     * With a table that lists an HPET there: where nothing answers, or in memory that has the
     * period of one and a counter that does not move. IA-PC HPET Specification 1.0a, 2.3 and 3.2.4.
     */
    private static NamedSpec withHpetAt(Architecture architecture, String name, long address) {
        Madt madt = Wirings.madt(List.of(MadtEntry.ioApic(0, Madt.USUAL_IO_APIC, 0),
                MadtEntry.interruptOverride(0, 2, 0), MadtEntry.nmiOnEveryProcessor()));
        ByteBuffer table = ByteBuffer.allocate(HPET_BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(BLOCK_ID).put((byte) 0).put((byte) 64).putShort((short) 0)
                .putLong(address);
        return NamedSpec.of(name, MachineSpec.of(architecture).withCpus(2)
                .with(AcpiSupport.given(new AcpiTables().with(madt).with("HPET", table.array())
                        .describedAs(name)))
                .withDevices("-device", String.format("loader,addr=0x%x,data=0x%x,data-len=4",
                        STILL + PERIOD, FEMTOSECONDS)));
    }

    @OnEveryMachine(from = References.class)
    void itIsWhatTheMachineReallyHas(Boot boot) {
        ExactTime.assume(boot.spec());
        Mode.expectAPIC(boot);
        expectRate(boot.number(FREQUENCY), HERTZ);
    }

    /** Measured by a clock that counts twice as fast as it does, the timer does so, too. */
    @OnEveryMachine(from = Unknown.class)
    @Hint(diagnosis = "not-measured", where = "Where the number comes from.",
            wrong = "LocalAPICTimerFrequency does not follow the clock that it is measured by.",
            fix = "Measure it. On another machine it is another number.",
            hunk = "CalibrateLocalAPICTimer")
    void itIsMeasuredAndNotKnown(Machine machine, Kernel kernel) {
        ExactTime.assume(machine.spec());
        expectToReach(machine, "EnterAPICMode", BOOT);
        doubleTheClock(machine, kernel);
        expectToReach(machine, "KernelReady", BOOT);
        long found = machine.memory().readNumber(FREQUENCY, Long.BYTES);
        expect(FREQUENCY + ", by a clock that counts twice as fast", found)
                .diagnose("not-measured", rate -> Math.abs(rate - HERTZ) <= HERTZ / PER_MILLE)
                .to("be " + 2 * HERTZ + " to a thousandth",
                        rate -> Math.abs(rate - 2 * HERTZ) <= 2 * HERTZ / PER_MILLE);
    }

    /** Nothing but the clock to measure by. */
    static final class Unknown implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("fast-clock",
                    MachineSpec.of(architecture).withoutHpet()));
        }
    }

    private static void expectRate(long found, long expected) {
        expect(FREQUENCY, found)
                .given("the timer counts", expected + " times a second")
                .diagnose("nothing-to-measure-by", rate -> rate == 0)
                .diagnose("divided", rate -> rate > 0 && expected / rate >= 2
                        && expected / rate <= DIVISORS)
                .to("be that to a thousandth",
                        rate -> Math.abs(rate - expected) <= expected / PER_MILLE);
    }

    /** As if the machine's timer counted at another rate than that of every PC. */
    private static void doubleTheClock(Machine machine, Kernel kernel) {
        long field = kernel.address("PITTickSource")
                + kernel.offsets(SOURCE).field("TickSource", "CountsPerSecond").offset();
        byte[] rate = machine.memory().read(field, Integer.BYTES);
        ByteBuffer doubled = ByteBuffer.wrap(rate).order(ByteOrder.LITTLE_ENDIAN);
        doubled.putInt(0, 2 * doubled.getInt(0));
        machine.memory().write(field, rate);
    }
}
