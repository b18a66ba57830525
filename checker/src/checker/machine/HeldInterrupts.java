package checker.machine;

import checker.gdb.GdbClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Interrupts that are kept from a CPU: those of its Local APIC by the task priority, those of the
 * 8259s by their masks. An NMI and exceptions come all the same.
 *
 * @param cpu its index
 * @param priority bits 7 to 4 of the Task Priority Register as they were; Intel SDM volume 3A,
 *     "Task Priority in IA-32e Mode"; empty for a CPU without Local APIC
 * @param masks of both 8259s as they were
 */
record HeldInterrupts(int cpu, Optional<Integer> priority, List<Integer> masks) {

    private static final int PRIORITY_SHIFT = 4;
    private static final int HIGHEST = 15;
    private static final int ALL = 0xff;
    /** Operation Control Word 1 of each; Intel 8259A data sheet. */
    private static final List<Integer> PORTS = List.of(0x21, 0xa1);

    /** Holds those of a CPU of a machine that stands still. */
    static HeldInterrupts of(int cpu, Session session, View view)
            throws IOException, InterruptedException {
        HeldInterrupts held = new HeldInterrupts(cpu,
                view.localApic(cpu).map(apic -> apic.taskPriority() >> PRIORITY_SHIFT),
                ApicText.pics(view.interruptControllers()).stream().map(Pic::mask).toList());
        held.write(session.gdb(), held.priority.map(was -> HIGHEST), List.of(ALL, ALL));
        return held;
    }

    /** Lets them come as they did; what the guest wrote there meanwhile is lost. */
    void release(Session session) throws IOException, InterruptedException {
        write(session.gdb(), priority, masks);
    }

    private void write(GdbClient gdb, Optional<Integer> priority, List<Integer> masks)
            throws IOException, InterruptedException {
        if (priority.isPresent()) {
            gdb.registers().set(cpu, "CR8", priority.get());
        }
        for (int index = 0; index < masks.size(); index++) {
            gdb.monitor().tell(
                    String.format("o /b 0x%x 0x%x", PORTS.get(index), masks.get(index)));
        }
    }
}
