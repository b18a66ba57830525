package checker.bench;

import checker.machine.Architecture;

/**
 * How Debian calls an architecture.
 *
 * @param packages of packages
 * @param tuple of folders for libraries and headers
 * @param image the package that depends on the current kernel
 * @param linkage of the linker
 */
record Debian(String packages, String tuple, String image, String linkage) {

    static Debian of(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> new Debian("amd64", "x86_64-linux-gnu", "linux-image-amd64",
                    "elf_x86_64");
            case X86_32 -> new Debian("i386", "i386-linux-gnu", "linux-image-686-pae",
                    "elf_i386");
        };
    }
}
