package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the 8259s are wired to the boot CPU past its Local APIC, the IMCR puts that in between. A
 * machine has one if its MP Floating Pointer Structure says so, and never else (MultiProcessor
 * Specification 1.4, sections 3.6.2.1 and 4.1). QEMU's has none: what the kernel writes is read at
 * the two ports.
 */
@Step(2)
@Criterion("Transition interrupt mode: PIC masked, IOAPIC initialized, spurious vector configured.")
@Hint(diagnosis = "imcr-forgotten", where = "The MP Floating Pointer Structure; ports 22H and 23H.",
        wrong = "The machine has an IMCR, and it is left as it was: the 8259s stay wired to the "
                + "CPU past its Local APIC.",
        fix = "Look for _MP_ where a BIOS leaves it; if bit 7 of its byte 12 is set, write 70H to "
                + "port 22H and 1 to port 23H.",
        hunk = "PutLocalAPICBetween")
@Hint(diagnosis = "imcr-unasked", where = "What is asked before ports 22H and 23H are written.",
        wrong = "The IMCR is written on a machine that has none. Something else may be there.",
        fix = "Write it in APIC mode only, and only if a structure of the right length and sum has "
                + "bit 7 of its byte 12 set.",
        hunk = "FindMPPointer")
final class TheOldWiringEndsTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);
    private static final int SELECT = 0x22;
    private static final int DATA = 0x23;
    private static final String SELECTED = "70";
    private static final String THROUGH_THE_APIC = "01";

    private static final long SEGMENT_AT = 0x40e;
    private static final long LOWEST = 0x400;
    private static final long LAST = 0x9fc00; // the last KiB below 640
    private static final long BIOS_AREA = 0xf0000;
    private static final int AREA_BYTES = 1024; // that are looked through
    private static final byte[] SIGNATURE = "_MP_".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 16;
    private static final int LENGTH_AT = 8;
    private static final int SUM_AT = 10;
    private static final int FEATURES_AT = 12;
    private static final byte IMCR = (byte) 0x80;
    private static final byte NO_IMCR = 0;

    /** A machine whose ports 22H and 23H are watched. */
    static final class Watched implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("pc", watched(architecture)));
        }
    }

    /** The same, with the 8259s asked for. */
    static final class WatchedWithoutSMP implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("nosmp",
                    watched(architecture).withArguments("nosmp")));
        }
    }

    @OnEveryMachine(from = Watched.class)
    void theImcrIsSetWhereThereIsOne(Machine machine) {
        boot(machine, pointer(IMCR, 0));
        expectSet(machine);
    }

    /** Where most BIOSes have it; QEMU cannot write to that area as qboot leaves it. */
    static final class OnSeaBios implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("q35", watched(architecture).with(Chipset.Q35)
                    .with(Firmware.SEABIOS)));
        }
    }

    @OnEveryMachine(from = OnSeaBios.class)
    void theBiosAreaIsLookedThroughToo(Machine machine, Draw draw) {
        expectToReach(machine, "BootEntry", BOOT);
        // Without paging, where a linear address reaches what is read-only to the guest.
        machine.memory().write(BIOS_AREA + BYTES * draw.between(0, 0x7f), pointer(IMCR, 0));
        expectToReach(machine, "KernelReady", BOOT);
        expectSet(machine);
    }

    private static void expectSet(Machine machine) {
        expect("bytes written to port 22H", written(machine, SELECT))
                .diagnose("imcr-forgotten", List::isEmpty).toBe(List.of(SELECTED));
        expect("bytes written to port 23H", written(machine, DATA))
                .toBe(List.of(THROUGH_THE_APIC));
    }

    @OnEveryMachine(from = Watched.class)
    void nothingIsWrittenWhereThereIsNone(Machine machine) {
        boot(machine, pointer(NO_IMCR, 0));
        expectNothingWritten(machine, "bit 7 of the structure's byte 12 is clear");
    }

    @OnEveryMachine(from = Watched.class)
    void aStructureWhoseSumIsWrongIsNone(Machine machine) {
        boot(machine, pointer(IMCR, 1));
        expectNothingWritten(machine, "the structure's sum is wrong");
    }

    @OnEveryMachine(from = WatchedWithoutSMP.class)
    void itStaysWhereThe8259sDo(Machine machine) {
        boot(machine, pointer(IMCR, 0));
        expectNothingWritten(machine, "the 8259s stay in charge");
    }

    private static void expectNothingWritten(Machine machine, String why) {
        for (int port : List.of(SELECT, DATA)) {
            expect(String.format("bytes written to port %XH", port), written(machine, port))
                    .given("because", why).diagnose("imcr-unasked", bytes -> true)
                    .toBe(List.of());
        }
    }

    private static void boot(Machine machine, byte[] pointer) {
        expectToReach(machine, "KernelMain", BOOT);
        machine.memory().writePhysical(placeIn(areaOf(machine), machine), pointer);
        expectToReach(machine, "KernelReady", BOOT);
    }

    /** Where the extended BIOS data area begins, or the KiB that is looked at without one. */
    private static long areaOf(Machine machine) {
        long segment = GuestMemory.number(
                machine.memory().readPhysical(SEGMENT_AT, Short.BYTES));
        long area = segment << 4;
        return area >= LOWEST && area <= LAST ? area : LAST;
    }

    /** The first one counts: that of the firmware, if it left one there. */
    private static long placeIn(long area, Machine machine) {
        byte[] bytes = machine.memory().readPhysical(area, AREA_BYTES);
        for (int at = 0; at < AREA_BYTES - BYTES; at += BYTES) {
            if (Arrays.equals(bytes, at, at + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
                return area + at;
            }
        }
        return area + AREA_BYTES - BYTES;
    }

    private static byte[] pointer(byte features, int tooMuch) {
        byte[] pointer = new byte[BYTES];
        System.arraycopy(SIGNATURE, 0, pointer, 0, SIGNATURE.length);
        pointer[LENGTH_AT] = 1;
        pointer[LENGTH_AT + 1] = 4;
        pointer[FEATURES_AT] = features;
        int sum = tooMuch;
        for (byte each : pointer) {
            sum -= each;
        }
        pointer[SUM_AT] = (byte) sum;
        return pointer;
    }

    private static List<String> written(Machine machine, int port) {
        return machine.written(port).chars().mapToObj(each -> String.format("%02X", each))
                .toList();
    }

    private static MachineSpec watched(Architecture architecture) {
        return MachineSpec.of(architecture).withCpus(2).withRecordedPorts(SELECT, DATA);
    }
}
