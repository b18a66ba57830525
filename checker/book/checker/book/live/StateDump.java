package checker.book.live;

import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.IoApic;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.machine.Pic;
import checker.machine.UnmappedMemoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that there is to see of a machine when a CPU comes to a function, as lines that
 * {@link MachineState} reads: registers, Local APICs, the other interrupt controllers, descriptor
 * tables, the firmware's tables. One boot serves all quotes of that moment.
 */
final class StateDump {

    private static final int LONGEST = 0x10000;
    private static final int APIC_BASE = 0x1b;
    private static final long APIC_ENABLED = 1 << 11;
    private static final long FRAME = 0x000f_ffff_ffff_f000L;
    private static final long PAGING = 1L << 31;
    private static final int GATES = 256;
    private static final int ICR = 0x300;
    private static final int ICR_HIGH = 0x10;

    private final Guest guest;
    private final Machine machine;
    private final int cpu;
    private final List<String> lines = new ArrayList<>();

    private StateDump(Guest guest, Machine machine, int cpu) {
        this.guest = guest;
        this.machine = machine;
        this.cpu = cpu;
    }

    /** The state of a machine that has just come to a function. */
    static List<String> at(Guest guest, Machine machine) {
        return new StateDump(guest, machine, ((Ending.Reached) machine.lastEnding().get()).cpu())
                .dump();
    }

    private List<String> dump() {
        line("at", cpu);
        machine.cpus().forEach(this::registers);
        for (CpuState each : machine.cpus()) {
            machine.localApic(each.index()).ifPresent(apic -> localApic(each.index(), apic));
        }
        machine.pics().forEach(this::pic);
        machine.ioApic().ifPresent(this::ioApic);
        descriptors(machine.cpus().get(cpu));
        new FirmwareSearch(machine.memory()).tables().forEach(table ->
                line("table", table.signature(), hex(table.address()), hex(table.bytes())));
        peek(); // last: it makes the CPU execute other code than the kernel's
        return List.copyOf(lines);
    }

    private void registers(CpuState state) {
        new TreeMap<>(state.registers()).forEach((name, value) ->
                line("register", state.index(), name, hex(value)));
        line("register", state.index(), "HALTED", state.halted() ? "1" : "0");
    }

    /** What the monitor tells of it. */
    private void localApic(int index, LocalApic apic) {
        apic.localVectorTable().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> line("register", index, "APIC." + entry.getKey(),
                        hex(entry.getValue().raw())));
        line("register", index, "APIC.ID", hex((long) apic.id() << 24));
        line("register", index, "APIC.TPR", hex(apic.taskPriority()));
        line("register", index, "APIC.ICR", hex(apic.interruptCommand()));
        line("register", index, "APIC.SVR", hex(apic.spuriousVector()
                | (apic.softwareEnabled() ? 0x100 : 0)));
    }

    private void pic(Pic pic) {
        String name = pic.index() == 0 ? "PIC.MASTER." : "PIC.SLAVE.";
        line("register", 0, name + "IMR", hex(pic.mask()));
        line("register", 0, name + "IRR", hex(pic.requested()));
        line("register", 0, name + "ISR", hex(pic.inService()));
        line("register", 0, name + "BASE", hex(pic.vectorBase()));
    }

    private void ioApic(IoApic ioApic) {
        line("register", 0, "IOAPIC.ID", hex((long) ioApic.id() << 24));
        ioApic.pins().forEach(pin ->
                line("register", 0, "IOAPIC.REDIRECTION" + pin.pin(), hex(pin.raw())));
    }

    private void descriptors(CpuState state) {
        memory("GDT", state.register("GDT.base"), state.register("GDT.limit"));
        memory("TSS", state.register("TR.base"), state.register("TR.limit"));
        Optional<byte[]> gates = memory("IDT", state.register("IDT.base"),
                state.register("IDT.limit"));
        gates.ifPresent(bytes -> Gate.all(bytes, wide()).stream().limit(GATES)
                .filter(Gate::present).map(Gate::offset).distinct().forEach(offset ->
                        line("symbol", hex(offset), guest.image().describe(offset))));
    }

    private Optional<byte[]> memory(String name, long address, long limit) {
        if (limit < 0 || limit >= LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = machine.memory().read(cpu, address, (int) limit + 1);
            line("table", name, hex(address), hex(bytes));
            return Optional.of(bytes);
        } catch (UnmappedMemoryException e) {
            return Optional.empty(); // as the GDT of a loader whose memory is gone
        }
    }

    /** What only the CPU itself can read. */
    private void peek() {
        CpuState state = machine.cpus().get(cpu);
        boolean paging = (state.register("CR0") & PAGING) != 0;
        if (state.privilege() != 0 || !paging) {
            return;
        }
        Peek peek = new Peek(machine, cpu);
        long base = peek.msr(APIC_BASE);
        line("register", cpu, "IA32_APIC_BASE", hex(base));
        Optional<Long> mapped = new PageTables(machine.memory(), state, wide())
                .find(base & FRAME);
        if (mapped.isPresent() && (base & APIC_ENABLED) != 0) {
            for (int offset : ApicRegisters.OFFSETS) {
                line("register", cpu, ApicRegisters.name(offset),
                        hex(peek.load(mapped.get() + offset)));
            }
            line("register", cpu, "APIC.ICR", hex(peek.load(mapped.get() + ICR + ICR_HIGH)
                    << Integer.SIZE | peek.load(mapped.get() + ICR)));
        }
    }

    private boolean wide() {
        return machine.cpus().get(cpu).mode() == CpuState.Mode.LONG;
    }

    private void line(Object... words) {
        lines.add(String.join(" ", Arrays.stream(words).map(String::valueOf).toList()));
    }

    private static String hex(long value) {
        return Long.toHexString(value);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
