package checker.junit;

import checker.kernel.ElfImage;
import checker.kernel.ElfSection;
import checker.kernel.MemoryReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The kernel's code and variables as they were in memory at one moment. */
final class KernelMemory {

    /** What no kernel changes while it runs is taken from the file. */
    private static final String UNCHANGING = "\\.(text|rodata|eh_frame|note).*";

    private final ElfImage image;
    private final Map<ElfSection, byte[]> sections;

    private KernelMemory(ElfImage image, Map<ElfSection, byte[]> sections) {
        this.image = image;
        this.sections = sections;
    }

    /** Nothing: of a machine that never got so far. */
    static KernelMemory none(ElfImage image) {
        return new KernelMemory(image, Map.of());
    }

    /** A copy of what a stopped machine holds; sections that are not mapped are left out. */
    static KernelMemory copy(ElfImage image, MemoryReader memory) {
        Map<ElfSection, byte[]> sections = new HashMap<>();
        for (ElfSection section : image.sections()) {
            if (!section.loaded() || section.size() == 0) {
                continue;
            }
            if (section.name().matches(UNCHANGING)) {
                sections.put(section, section.contents());
                continue;
            }
            try {
                sections.put(section,
                        memory.read(section.address(), Math.toIntExact(section.size())));
            } catch (IOException e) {
                continue; // code of the boot, unmapped since; whoever asks for it is told
            }
        }
        return new KernelMemory(image, Map.copyOf(sections));
    }

    byte[] read(long address, int length) {
        ElfSection section = image.sectionAt(address).orElseThrow(() -> outside(address));
        byte[] bytes = sections.get(section);
        int start = Math.toIntExact(address - section.address());
        if (bytes == null || start + length > bytes.length) {
            throw outside(address);
        }
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    private IllegalArgumentException outside(long address) {
        return new IllegalArgumentException(image.describe(address)
                + " lies outside the kernel's variables; a claim about other memory takes a"
                + " machine of its own");
    }
}
