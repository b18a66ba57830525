package checker.book.live;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The registers of a Local APIC that can be read without changing anything, by their offset; Intel
 * SDM volume 3A, "Local APIC Register Address Map".
 */
final class ApicRegisters {

    private static final Map<Integer, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry(0x020, "APIC.ID"), Map.entry(0x030, "APIC.VERSION"),
            Map.entry(0x080, "APIC.TPR"), Map.entry(0x0a0, "APIC.PPR"),
            Map.entry(0x0d0, "APIC.LDR"), Map.entry(0x0e0, "APIC.DFR"),
            Map.entry(0x0f0, "APIC.SVR"), Map.entry(0x280, "APIC.ESR"),
            Map.entry(0x320, "APIC.LVTT"), Map.entry(0x330, "APIC.LVTTHMR"),
            Map.entry(0x340, "APIC.LVTPC"), Map.entry(0x350, "APIC.LVT0"),
            Map.entry(0x360, "APIC.LVT1"), Map.entry(0x370, "APIC.LVTERR"),
            Map.entry(0x380, "APIC.TIMER_INITIAL"), Map.entry(0x390, "APIC.TIMER_CURRENT"),
            Map.entry(0x3e0, "APIC.TIMER_DIVIDE")));

    static final List<Integer> OFFSETS = List.copyOf(NAMES.keySet());

    private ApicRegisters() {}

    static String name(int offset) {
        return NAMES.get(offset);
    }
}
