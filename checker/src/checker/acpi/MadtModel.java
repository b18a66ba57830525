package checker.acpi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A valid MADT drawn from a seed, and what it says: processors enabled, disabled and pluggable, of
 * both types, with ids that are neither dense nor in order nor equal to each other.
 *
 * @param processors in the table's order; exactly one of them has the boot processor's APIC id
 * @param entries the table's entries: those processors, and others between them
 */
public record MadtModel(List<Processor> processors, List<MadtEntry> entries) {

    private static final int BROADCAST = 0xff;
    private static final int FIRST_RESERVED_TYPE = 0x20;
    private static final int RESERVED_TYPES = 0x60;
    private static final int MOST_OTHERS = 6;
    private static final int LARGE_IDS = 4096;

    /**
     * What the table says of one processor.
     *
     * @param processorId the ACPI processor UID
     * @param apicId of its Local APIC
     * @param flags {@link MadtEntry#ENABLED} and {@link MadtEntry#ONLINE_CAPABLE}
     */
    public record Processor(long processorId, long apicId, long flags) {

        public boolean enabled() {
            return (flags & MadtEntry.ENABLED) != 0;
        }

        private MadtEntry entry(boolean wide) {
            return wide
                    ? MadtEntry.localX2Apic(processorId, apicId, flags)
                    : MadtEntry.localApic((int) processorId, (int) apicId, flags);
        }
    }

    public MadtModel {
        processors = List.copyOf(processors);
        entries = List.copyOf(entries);
    }

    /**
     * A table with {@code enabled} enabled processors (at least 1, at most 200), among them the
     * boot processor, and a few more: disabled ones, and ones whose APIC ids have more than 8 bits.
     *
     * @param bootApicId the APIC id that the boot processor really has, 0 to 254
     */
    public static MadtModel draw(Random random, int enabled, int bootApicId) {
        List<Long> apicIds = distinct(random, BROADCAST, bootApicId);
        List<Long> processorIds = distinct(random, BROADCAST, -1);
        List<Processor> processors = new ArrayList<>();
        processors.add(new Processor(processorIds.remove(0), bootApicId, MadtEntry.ENABLED));
        int others = enabled + random.nextInt(MOST_OTHERS + 1);
        for (int drawn = 1; drawn < others; drawn++) {
            boolean wide = drawn >= enabled && random.nextBoolean();
            long flags = drawn < enabled || wide ? MadtEntry.ENABLED
                    : random.nextBoolean() ? MadtEntry.ONLINE_CAPABLE : 0;
            long apicId = wide ? drawn * LARGE_IDS + random.nextInt(LARGE_IDS)
                    : apicIds.remove(0);
            processors.add(new Processor(processorIds.remove(0), apicId, flags));
        }
        Collections.shuffle(processors, random);
        return new MadtModel(processors, entries(random, processors));
    }

    /** The enabled ones whose APIC ids have 8 bits, in the table's order. */
    public List<Processor> enabled() {
        return processors.stream()
                .filter(one -> one.enabled() && one.apicId() < BROADCAST).toList();
    }

    /** The whole table: these entries and what a PC has besides. */
    public Madt madt() {
        return Madt.ofPc(entries);
    }

    private static List<MadtEntry> entries(Random random, List<Processor> processors) {
        List<MadtEntry> entries = new ArrayList<>();
        for (Processor processor : processors) {
            boolean wide = processor.apicId() >= BROADCAST || random.nextInt(5) == 0;
            entries.add(processor.entry(wide));
            if (random.nextInt(6) == 0) {
                int type = FIRST_RESERVED_TYPE + random.nextInt(RESERVED_TYPES);
                entries.add(MadtEntry.ofType(type, random.nextInt(30)));
            }
        }
        return entries;
    }

    /** The numbers below a bound but one, in an order drawn from {@code random}. */
    private static List<Long> distinct(Random random, int bound, int but) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 0; number < bound; number++) {
            if (number != but) {
                numbers.add(number);
            }
        }
        Collections.shuffle(numbers, random);
        return numbers;
    }
}
