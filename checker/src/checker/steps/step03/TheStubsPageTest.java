package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.oracle.LogRecord;
import checker.report.Cause;
import checker.steps.hands.Messages;
import checker.steps.hands.Messages.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The stub lies in memory that is nobody's, and is no longer there when all have come. */
@Step(3)
@Criterion("Reuse existing trampoline machinery: copy the already-present real-mode/32-bit "
        + "bootstrap stub to low memory, but parameterize it for AP startup (stack pointer, CR3, "
        + "GDT/IDT pointers).")
final class TheStubsPageTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final int PAGE = 4096;
    private static final int LOW_MEMORY = 0xa0000;
    private static final int AREA_SEGMENT = 0x40e;
    private static final int BREAKPOINT = 0xcc;
    private static final int MAP_LENGTH = 44;
    private static final int MAP_ADDRESS = 48;
    private static final int USABLE = 1;
    /** SDM volume 3A, "Processor State After Reset". */
    private static final long RESET_ADDRESS = 0xfffffff0L;

    @OnEveryMachine(cpus = 3)
    @Hint(diagnosis = "not-in-the-map", where = "How the page of the stub is chosen.",
            wrong = "The stub is put where the firmware's memory map has no usable memory.",
            fix = "Look for a page below 640 KiB that one usable region has whole.",
            hunk = "FindLowPage")
    @Hint(causes = {Cause.EXCEPTION, Cause.PANIC, Cause.RESET},
            where = "What is written below 1 MiB, and where.",
            wrong = "The stub is put where the firmware's memory map has no usable memory: the "
                    + "direct map has not that page either.",
            fix = "Look for a page below 640 KiB that one usable region has whole.",
            hunk = "FindLowPage")
    void itIsChosenFromTheMemoryMap(Machine machine, Draw draw) {
        int page = draw.between(2, 0x8f);
        leave(machine, (long) page * PAGE - draw.between(0, PAGE - 1), 2L * PAGE);
        Message message = startUp(machine);
        expect("the page of the start-up message", message.vector()).inHex()
                .given("pages that are usable", page).diagnose("not-in-the-map", found -> true)
                .to("be usable", found -> found == page || found == page - 1 || found == page + 1);
        expectReady(machine);
    }

    @OnEveryMachine(cpus = 3)
    @Hint(where = "The word at 40EH: the segment of the extended BIOS data area.",
            wrong = "The stub is put into the firmware's extended data area, which some memory "
                    + "maps do not leave out.",
            fix = "Take no page at or above it, and not page 0, where the interrupt table is.",
            hunk = "FindLowPage")
    void itIsNotInTheDataOfTheFirmware(Machine machine, Draw draw) {
        expectToReach(machine, "BootEntry", BOOT);
        int segment = draw.between(0x2000, 0x9000);
        machine.memory().writePhysical(AREA_SEGMENT,
                new byte[] {(byte) segment, (byte) (segment >> 8)});
        Message message = startUp(machine);
        expect("the page of the start-up message", message.vector()).inHex()
                .given("the extended BIOS data area is at", (long) segment << 4)
                .to("lie below, and not be page 0", page -> page > 0
                        && (page + 1) * PAGE <= segment << 4);
        expectReady(machine);
    }

    @OnEveryMachine(cpus = 3)
    @Hint(where = "What is done when no page can be had.",
            wrong = "Without a page for the stub the boot does not go on with one CPU, or does not "
                    + "say so.",
            fix = "One WARN line, and no CPU is started.",
            hunk = "FindObstacle")
    void withoutAPageNobodyIsStarted(Machine machine, Kernel kernel) {
        leave(machine, 0, PAGE);
        expectToReach(machine, "KernelReady", BOOT);
        Aps.expectOnline(Aps.states(machine, kernel), Set.of(), 0, machine.apicIds());
        expect("other CPUs that are not where a reset left them", machine.cpus().stream()
                .filter(cpu -> cpu.index() != machine.spec().bootCpu())
                .filter(cpu -> !cpu.halted() || cpu.instructionAddress() != RESET_ADDRESS)
                .map(CpuState::index).toList()).toBe(List.of());
        expect("WARN lines about CPUs", checker.oracle.KernelLog.parse(machine.serial()).of("smp")
                .stream().filter(line -> line.level() == LogRecord.Level.WARN).count())
                .asPrinted().toBe(1L);
    }

    @OnEveryMachine(cpus = 3)
    @Hint(where = "Which code is copied to that page.",
            wrong = "It is not the stub that the kernel has for a restart through real mode.",
            fix = "InstallBootstrapStub copies it, and parameters tell it where to go.",
            hunk = "PrepareAPStart")
    void itIsTheStubThatThereIs(Machine machine, Kernel kernel) {
        Message message = startUp(machine);
        long start = kernel.address("BootstrapStub");
        byte[] own = kernel.image().bytesAt(start,
                (int) (kernel.address("BootstrapStubEnd") - start));
        byte[] copy = machine.memory().readPhysical((long) message.vector() * PAGE, own.length);
        long differ = IntStream.range(0, own.length).filter(at -> own[at] != copy[at]).count();
        expect("bytes of the stub's " + own.length + " that differ in its page", differ)
                .to("be its parameters, and not more than a quarter",
                        found -> found <= own.length / 4);
    }

    @OnEveryMachine(cpus = 3)
    @Hint(diagnosis = "still-there", where = "What is done when all have come.",
            wrong = "The stub is still there: whoever jumps to its page runs it.",
            fix = "Fill the page with breakpoints (CCH).",
            hunk = "ClearLowPage")
    @Hint(diagnosis = "others", where = "What is written below 640 KiB.",
            wrong = "Memory below 1 MiB was written to besides the page of the stub.",
            fix = "Copy the stub, and nothing else, to its page, and nowhere else.",
            hunk = "InstallLowCode")
    void nothingIsLeftBehind(Machine machine) {
        expectToReach(machine, "BootEntry", BOOT);
        byte[] before = machine.memory().readPhysical(0, LOW_MEMORY);
        Message message = startUp(machine);
        byte[] stub = page(machine.memory().readPhysical(0, LOW_MEMORY), message.vector());
        expectReady(machine);
        byte[] after = machine.memory().readPhysical(0, LOW_MEMORY);

        byte[] left = page(after, message.vector());
        expect("the stub's page still has the stub", Arrays.equals(stub, left))
                .diagnose("still-there", same -> true).toBe(false);
        boolean breakpoints = IntStream.range(0, PAGE)
                .allMatch(index -> (left[index] & 0xff) == BREAKPOINT);
        expect("what is in it", breakpoints ? "breakpoints" : "something")
                .diagnose("still-there", found -> true)
                .to("be breakpoints, or what was there before", found -> breakpoints
                        || Arrays.equals(left, page(before, message.vector())));
        Set<Integer> changed = IntStream.range(0, LOW_MEMORY / PAGE).boxed()
                .filter(number -> !Arrays.equals(page(before, number), page(after, number)))
                .collect(Collectors.toCollection(TreeSet::new));
        changed.remove(message.vector());
        expect("other pages below 640 KiB that changed", List.copyOf(changed)).inHex()
                .diagnose("others", pages -> true).toBe(List.of());
    }

    private static byte[] page(byte[] memory, int number) {
        return Arrays.copyOfRange(memory, number * PAGE, (number + 1) * PAGE);
    }

    private static Message startUp(Machine machine) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        return new Messages(machine).runToStartUp(BOOT);
    }

    private static void expectReady(Machine machine) {
        Ending ending = machine.runTo("KernelReady", BOOT);
        checker.junit.Expectation.expectReached(machine, "KernelReady", ending);
    }

    /**
     * Makes the firmware's map say that of all memory below 640 KiB this is usable, and nothing
     * else. Multiboot Specification 0.6.96, 3.3: EBX leads to where the map is.
     */
    private static void leave(Machine machine, long base, long bytes) {
        expectToReach(machine, "BootEntry", BOOT);
        GuestMemory memory = machine.memory();
        long info = machine.cpus().get(0).register("EBX"); // 32-bit mode on both architectures
        long length = number(memory, info + MAP_LENGTH);
        long address = number(memory, info + MAP_ADDRESS);
        for (long at = address; at < address + length; at += number(memory, at) + Integer.BYTES) {
            long start = GuestMemory.number(memory.readPhysical(at + 4, Long.BYTES));
            long type = number(memory, at + 20);
            if (type == USABLE && start < LOW_MEMORY) {
                memory.writePhysical(at + 4, ByteBuffer.allocate(2 * Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN).putLong(base).putLong(bytes).array());
            }
        }
    }

    private static long number(GuestMemory memory, long address) {
        return GuestMemory.number(memory.readPhysical(address, Integer.BYTES));
    }
}
