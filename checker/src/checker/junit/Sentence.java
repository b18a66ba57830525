package checker.junit;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the name of a behaviour as the sentence that it is. */
final class Sentence {

    /** Acronyms as they are written; in a method's name they look like any word. */
    private static final Map<String, String> WRITTEN = Stream.of(
            "ACPI", "AP", "APIC", "BIOS", "BSP", "C", "CPU", "EOI", "GDT", "GRUB", "HPET", "ICR",
            "ID", "IDT", "IMCR", "INIT", "IOAPIC", "IPC", "IPI", "IRQ", "LVT", "MADT", "MSR", "NMI",
            "NX", "PIC", "PIT", "RSDP", "RSDT", "SIPI", "SMP", "TLB", "TSC", "TSS", "UEFI",
            "x2APIC", "XSDT")
            .collect(Collectors.toUnmodifiableMap(
                    acronym -> acronym.toLowerCase(Locale.ROOT), acronym -> acronym));

    /** Before a capital, before the last of several, and before a number. */
    private static final String WORD_ENDS =
            "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[0-9])";

    private Sentence() {}

    /** {@code everyApReachesC} becomes {@code every AP reaches C}. */
    static String of(String name) {
        String[] words = name.split(WORD_ENDS);
        return Stream.of(words).map(Sentence::written).collect(Collectors.joining(" "));
    }

    private static String written(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        boolean plural = plain.endsWith("s") && plain.length() > 2;
        String singular = plural ? plain.substring(0, plain.length() - 1) : plain;
        return WRITTEN.containsKey(plain) ? WRITTEN.get(plain)
                : plural && WRITTEN.containsKey(singular) ? WRITTEN.get(singular) + "s"
                : plain;
    }
}
