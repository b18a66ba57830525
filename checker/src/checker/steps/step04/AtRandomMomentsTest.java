package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.kernel.ElfImage;
import checker.kernel.ElfSection;
import checker.kernel.ElfSymbol;
import checker.machine.Architecture;
import checker.machine.Clock;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import checker.report.Cause;
import checker.steps.step04.Entries.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stopped at any moment, each CPU has what leads it to its entry. */
@Step(4)
@Criterion("any CPU can obtain its CPU struct without global locks.")
@Hint(diagnosis = "wrong-entry", where = "GS of the CPU, at that place.",
        wrong = "C code of the kernel runs, and GS does not lead to the entry of the CPU that "
                + "runs it.",
        fix = "Keep GS the kernel's from the first instructions of each entry to the last of each "
                + "way out, and each CPU's its own.",
        hunk = "LoadCPU")
@Hint(diagnosis = "left-in-user-mode", where = "The last instructions of the way back.",
        wrong = "A program runs with the kernel's GS: what is next swapped in is its own.",
        fix = "x86-64: SWAPGS right before SYSRET and IRET to user mode. x86-32: pop the user's "
                + "selector.",
        hunk = "LeaveInterrupt")
@Hint(causes = {Cause.RESET, Cause.EXCEPTION, Cause.PANIC, Cause.NO_PROGRESS},
        where = "The way into the kernel and back.",
        wrong = "The kernel does not survive programs that make calls and faults, or NMIs "
                + "meanwhile.",
        fix = "Look at where GS is swapped, and how often, on this way.",
        hunk = "LeaveInterrupt")
final class AtRandomMomentsTest {

    private static final int FUNCTIONS = 30;
    private static final int INSTRUCTIONS = 60;
    /** The turns that the program gives away are more. */
    private static final int STOPS = 120;
    private static final int THOROUGH_STOPS = 5_000;
    /** The kernel may have few of the places that were drawn on its way. */
    private static final int LEAST_STOPS = 1_000;
    /** At one of so many stops an NMI comes. */
    private static final int SELDOM = 6;
    private static final int OF_AN_NMI = 600;
    private static final int HALT = 0xf4;
    private static final int SHIFTS = 4095;
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);

    /** Four CPUs, none with the APIC ID of its entry; they take turns at moments that are drawn. */
    static final class Boards implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return IntStream.range(0, thorough ? 20 : 1).mapToObj(number ->
                    NamedSpec.of("four-cpus", checker.steps.step04.Boards
                            .bootLast(architecture, 4, draw).with(Clock.scheduled(draw.seed()))));
        }
    }

    /** Whenever a CPU comes to a function or an instruction that was drawn, all are looked at. */
    @OnEveryMachine(from = Boards.class)
    void onEveryCpu(GuestPrograms guests, Draw draw) {
        expectRight(new Crossings(guests), draw, STOPS, STOPS);
    }

    @OnEveryMachine(from = Boards.class, onlyThorough = true)
    void thousandsOfTimes(GuestPrograms guests, Draw draw) {
        expectRight(new Crossings(guests), draw, THOROUGH_STOPS, LEAST_STOPS);
    }

    private static void expectRight(Crossings crossings, Draw draw, int stops, int least) {
        Machine machine = crossings.machine();
        crossings.runTo("AtCall");
        Set<Long> places = new HashSet<>(drawn(crossings, draw));
        places.addAll(List.of(crossings.place("AtFault"), crossings.place("AfterFault"),
                crossings.place("AtSwitch"), crossings.kernel().address("WitnessNMI")));
        for (int stop = 0; stop < stops; stop++) {
            if (draw.between(1, SELDOM) == 1) {
                machine.injectNmi(); // which wakes the others
            }
            Ending ending = machine.runToAnyOf(places, PATIENCE);
            if (ending instanceof Ending.PowerOff) {
                expect("stops before the program's end", stop).to("be at least " + least,
                        found -> found >= least);
                return;
            }
            expectReached(machine, "one of the places that were drawn, stop " + stop, ending);
            int cpu = 0;
            for (Stand stand : machine.looks()) {
                expectRight(crossings, stand, cpu++);
            }
        }
    }

    /** Where an address is in the middle of an instruction, nobody comes. */
    private static Set<Long> drawn(Crossings crossings, Draw draw) {
        List<ElfSymbol> all = crossings.kernel().image().symbols().stream()
                .filter(symbol -> symbol.kind() == ElfSymbol.Kind.FUNCTION && symbol.size() > 0)
                .filter(symbol -> crossings.kernel().image().sectionAt(symbol.address())
                        .map(ElfSection::name).filter(".text"::equals).isPresent()).toList();
        Set<Long> places = draw.shuffled(all).stream().limit(FUNCTIONS).map(ElfSymbol::address)
                .collect(Collectors.toSet());
        for (int count = 0; count < INSTRUCTIONS; count++) {
            ElfSymbol symbol = draw.oneOf(all);
            places.add(symbol.address() + draw.between(0, (int) symbol.size() - 1));
        }
        return places;
    }

    private static void expectRight(Crossings crossings, Stand stand, int cpu) {
        if (!crossings.byGS()) {
            return;
        }
        Machine machine = crossings.machine();
        Entries entries = crossings.entriesOnce();
        Entry own = entries.of(machine.apicIds().get(cpu));
        String place = " of CPU " + cpu + " begins at "
                + machine.symbols().describe(stand.instruction());
        if (stand.privilege() != 0) {
            expect("where GS" + place + " in user mode", entries.name(stand.gsBase()))
                    .diagnose("left-in-user-mode", found -> true)
                    .to("not be an entry", found -> !entries.isAnEntry(stand.gsBase()));
        } else if (crossings.isInC(stand.instruction())) {
            expect("where GS" + place, entries.name(stand.gsBase()))
                    .diagnose("wrong-entry", found -> true).toBe(entries.name(own.address()));
        }
    }

    /** Thousands of NMIs to all CPUs, while programs make calls, fault and take turns. */
    @OnEveryMachine(from = checker.steps.step04.Boards.FarFromTheFirst.class)
    @Hint(diagnosis = "EachFindsItsCPU", where = "GS in a handler of NMIs, and who counts them.",
            wrong = "Of thousands of NMIs one found another CPU's entry, or none, or was not "
                    + "counted by its CPU.",
            fix = "Decide by IA32_GS_BASE whether to swap; count by PerCPUAdd, in one "
                    + "instruction.",
            hunk = "EnterAnywhere")
    @Hint(diagnosis = "ItIsToldItsCPU", where = "Who answers getcpu and the affinities.",
            wrong = "A program is told that it runs on another CPU than the one it runs on.",
            fix = "PerCPUGet(Index): where the tables do not list the boot CPU first it is not 0, "
                    + "and from 8 on its bit is not in the first byte of a mask.",
            hunk = "CPU_MASK_BYTES")
    @Hint(where = "What an NMI changes of what it interrupts.",
            wrong = "A program does not get what it should while NMIs come all the time.",
            fix = "Restore every register, and GS as it was, at the end of each NMI.",
            hunk = "EnterAnywhere")
    void inAStormOfNmis(GuestPrograms guests, Draw draw) {
        guests.beside("StormOfNMIs").run("nmis", "boot="
                + checker.steps.step04.Boards.FarFromTheFirst.BOOT_INDEX
                + " seed=" + draw.between(0, SHIFTS)).expectAllPassed();
    }

    /** An NMI wakes each of the others; at each instruction of assembly GS is looked at. */
    @OnEveryMachine(from = checker.steps.step04.Boards.BootCpuListedLast.class)
    void inTheHandlersOfTheOthers(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Machine machine = crossings.machine();
        crossings.runTo("AtCall").injectNmi();
        for (CpuState cpu : machine.cpus()) {
            if (cpu.index() != machine.spec().bootCpu()) {
                expectRightInHandler(crossings, machine.walk(cpu.index()));
            }
        }
    }

    private static void expectRightInHandler(Crossings crossings, Walk walk) {
        Stand before = walk.look();
        ThroughC throughC = new ThroughC(crossings, walk);
        expect("whether an NMI wakes CPU " + walk.cpu(), walk.stepIntoInterrupt()).toBe(true);
        boolean back = false;
        for (int count = 0; count < OF_AN_NMI; count++) {
            Stand stand = walk.look();
            back |= stand.instruction() == before.instruction() && stand.stack() == before.stack();
            expectRightInHandler(crossings, walk, stand);
            if (isHalt(crossings, walk, stand.instruction())) {
                walk.letInterruptsCome();
                return;
            }
            if (back || !crossings.isInC(stand.instruction()) || !throughC.goOn(stand)) {
                walk.step();
            }
        }
        expect("whether CPU " + walk.cpu() + " is in its idle loop " + OF_AN_NMI
                + " stops after an NMI", false).toBe(true);
    }

    private static void expectRightInHandler(Crossings crossings, Walk walk, Stand stand) {
        Entries entries = crossings.entriesOnce();
        Entry own = entries.of(crossings.machine().apicIds().get(walk.cpu()));
        if (crossings.byGS() && crossings.machine().spec().architecture()
                == Architecture.X86_64 || crossings.isInC(stand.instruction())) {
            expect("where GS of CPU " + walk.cpu() + " begins at " + crossings.at(stand),
                    entries.name(stand.gsBase())).diagnose("wrong-entry", found -> true)
                    .to("be " + entries.name(own.address()), found -> !crossings.byGS()
                            || stand.gsBase() == own.address());
        }
    }

    /** By the image first: to ask the machine at each instruction costs as much as the steps. */
    private static boolean isHalt(Crossings crossings, Walk walk, long address) {
        ElfImage kernel = crossings.kernel().image();
        boolean inImage = kernel.sectionAt(address)
                .filter(section -> section.contents().length > 0).isPresent();
        return (!inImage || isHalt(kernel.bytesAt(address, 1))) && isHalt(walk.read(address, 1));
    }

    private static boolean isHalt(byte[] code) {
        return (code[0] & 0xff) == HALT;
    }
}
