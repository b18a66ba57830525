package checker.acpi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A Multiple APIC Description Table (5.2.12): where the Local APICs are, and a list of entries.
 * Immutable; each operation gives another table.
 *
 * @param localApicAddress the 32-bit physical address
 * @param flags bit 0, PCAT_COMPAT: there are two 8259s as well
 * @param entries in their order in memory
 * @param cut how many bytes the table ends too early, by its own length
 */
public record Madt(long localApicAddress, long flags, List<MadtEntry> entries, int cut) {

    /** Where the Local APICs of a PC are after reset. */
    public static final long USUAL_ADDRESS = 0xfee00000L;

    /** Where a PC's I/O APIC is. */
    public static final long USUAL_IO_APIC = 0xfec00000L;

    private static final long PCAT_COMPAT = 1;
    private static final int ACTIVE_HIGH_EDGE = 5;

    public Madt {
        entries = List.copyOf(entries);
    }

    /** These processors (or other entries) first, then the I/O APIC and what a PC has besides. */
    public static Madt ofPc(Collection<MadtEntry> first) {
        List<MadtEntry> all = new ArrayList<>(first);
        all.add(MadtEntry.ioApic(0, USUAL_IO_APIC, 0));
        all.add(MadtEntry.interruptOverride(0, 2, ACTIVE_HIGH_EDGE));
        all.add(MadtEntry.nmiOnEveryProcessor());
        return new Madt(USUAL_ADDRESS, PCAT_COMPAT, all, 0);
    }

    /** These entries and no others, at the usual address. */
    public static Madt of(Collection<MadtEntry> entries) {
        return new Madt(USUAL_ADDRESS, PCAT_COMPAT, List.copyOf(entries), 0);
    }

    /** Processors that are all enabled, with these APIC ids and the ACPI ids 0, 1, 2 ... */
    public static Madt ofProcessors(List<Integer> apicIds) {
        return ofPc(processors(apicIds));
    }

    /** The entries of such processors alone. */
    public static List<MadtEntry> processors(List<Integer> apicIds) {
        List<MadtEntry> processors = new ArrayList<>();
        for (int apicId : apicIds) {
            processors.add(MadtEntry.localApic(processors.size(), apicId, MadtEntry.ENABLED));
        }
        return List.copyOf(processors);
    }

    /** With another 32-bit address of the Local APICs. */
    public Madt withAddress(long address) {
        return new Madt(address, flags, entries, cut);
    }

    /** With an entry at a place in the list, 0 for the first. */
    public Madt with(int place, MadtEntry entry) {
        List<MadtEntry> more = new ArrayList<>(entries);
        more.add(place, entry);
        return new Madt(localApicAddress, flags, more, cut);
    }

    /** With an entry after all others. */
    public Madt with(MadtEntry entry) {
        return with(entries.size(), entry);
    }

    /** With another entry in the place of one. */
    public Madt replacing(int place, MadtEntry entry) {
        List<MadtEntry> changed = new ArrayList<>(entries);
        changed.set(place, entry);
        return new Madt(localApicAddress, flags, changed, cut);
    }

    /** With the entry of a place a second time, at the end. */
    public Madt duplicating(int place) {
        return with(entries.get(place));
    }

    /** With all entries in an order drawn from {@code random}. */
    public Madt shuffled(Random random) {
        List<MadtEntry> changed = new ArrayList<>(entries);
        Collections.shuffle(changed, random);
        return new Madt(localApicAddress, flags, changed, cut);
    }

    /** Whose length leaves out its last bytes, although the checksum is right for what remains. */
    public Madt truncatedBy(int bytes) {
        return new Madt(localApicAddress, flags, entries, bytes);
    }

    /** What follows the header that every table has. */
    byte[] body() {
        TableBytes body = new TableBytes().u32(localApicAddress).u32(flags);
        entries.forEach(entry -> body.raw(entry.bytes()));
        byte[] whole = body.toArray();
        return Arrays.copyOf(whole, Math.max(0, whole.length - cut));
    }
}
