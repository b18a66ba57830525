package checker.machine;

import java.util.Map;
import java.util.Set;

/**
 * The registers of one CPU's Local APIC; Intel SDM volume 3, chapter "APIC".
 *
 * @param id the APIC id
 * @param localVectorTable LVT0 (LINT0), LVT1 (LINT1), LVTPC, LVTERR, LVTTHMR, LVTT by QEMU's names
 * @param spuriousVector the vector in SVR
 * @param softwareEnabled the enable bit in SVR
 * @param timerInitialCount from which the timer counts down; 0 when it is stopped
 * @param timerCurrentCount where the timer is; 0 where QEMU does not tell it
 * @param timerDivide by which the timer's clock is divided
 * @param interruptCommand both words of ICR
 * @param taskPriority the Task Priority Register
 * @param inService vectors whose handlers have not signalled their end
 * @param requested vectors that wait to be taken
 */
public record LocalApic(
        int id, Map<String, LocalVector> localVectorTable, int spuriousVector,
        boolean softwareEnabled, long timerInitialCount, long timerCurrentCount, int timerDivide,
        long interruptCommand, int taskPriority, Set<Integer> inService, Set<Integer> requested) {

    /**
     * One entry of the local vector table.
     *
     * @param raw the register
     * @param vector its low byte
     * @param masked whether it never interrupts
     */
    public record LocalVector(long raw, int vector, boolean masked) {

        private static final int MASKED = 1 << 16;
        private static final int DELIVERY_SHIFT = 8;

        /** From the register's value. */
        public static LocalVector of(long raw) {
            return new LocalVector(raw, (int) raw & 0xff, (raw & MASKED) != 0);
        }

        /** 0 fixed, 2 SMI, 4 NMI, 5 INIT, 7 ExtINT. */
        public int deliveryMode() {
            return (int) (raw >> DELIVERY_SHIFT) & 7;
        }
    }

    public LocalApic {
        localVectorTable = Map.copyOf(localVectorTable);
        inService = Set.copyOf(inService);
        requested = Set.copyOf(requested);
    }
}
