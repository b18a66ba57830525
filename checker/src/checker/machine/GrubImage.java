package checker.machine;

import checker.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes an ISO image from which GRUB boots a kernel by Multiboot 2, on BIOS and on UEFI. */
final class GrubImage {

    private GrubImage() {}

    /** The image, in the given folder, with the spec's command line and boot modules. */
    static Path make(Path kernel, MachineSpec spec, Path folder) throws IOException {
        Path tree = folder.resolve("iso");
        Path boot = Files.createDirectories(tree.resolve("boot/grub"));
        Files.copy(kernel, tree.resolve("boot/kernel.elf"));
        StringBuilder modules = new StringBuilder();
        for (int number = 0; number < spec.modules().size(); number++) {
            String name = "boot/module-" + number;
            Files.write(tree.resolve(name), spec.modules().get(number).archive());
            modules.append("module2 /").append(name).append('\n');
        }
        Files.writeString(boot.resolve("grub.cfg"), """
                set timeout=0
                terminal_output console
                menuentry "kernel" {
                    multiboot2 /boot/kernel.elf %s
                    %s
                    boot
                }
                """.formatted(spec.commandLine(), modules));
        Path image = folder.resolve("kernel.iso");
        Command.of("grub-mkrescue", "-o", image.toString(), tree.toString()).run().orElseThrow();
        return image;
    }
}
