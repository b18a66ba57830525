package checker.machine;

import checker.acpi.FirmwareTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes QEMU's command line for a spec; QEMU documentation, "Invocation". */
final class QemuCommand {

    private static final String SANDBOX =
            "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny";

    private final MachineSpec spec;
    private final MachineFiles files;
    private final List<String> line = new ArrayList<>();

    private QemuCommand(MachineSpec spec, MachineFiles files) {
        this.spec = spec;
        this.files = files;
    }

    /**
     * The program and its arguments.
     *
     * @param kernel the absolute path of the ELF file, or of the GRUB image where the firmware
     *     wants one
     * @param sandboxed whether QEMU confines itself, where the host has a way to
     */
    static List<String> line(MachineSpec spec, Path kernel, MachineFiles files, boolean sandboxed)
            throws IOException {
        QemuCommand command = new QemuCommand(spec, files);
        command.addMachine();
        command.addClock();
        command.addCpus();
        command.addFirmware(kernel);
        command.addAcpi();
        command.addChannels();
        command.addNetwork();
        if (sandboxed && onLinux()) {
            command.add("-sandbox", SANDBOX);
        }
        command.line.addAll(spec.devices());
        return List.copyOf(command.line);
    }

    static boolean onLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    private void addMachine() {
        // GRUB's UEFI image is a 64-bit one; it starts kernels of both architectures.
        boolean wide = spec.firmware() == Firmware.GRUB_UEFI;
        add(wide ? Architecture.X86_64.emulator() : spec.architecture().emulator());
        add("-nodefaults", "-no-user-config", "-display", "none");
        add("-machine", spec.chipset().label()
                + (spec.acpi().equals(AcpiSupport.EMULATORS_OWN) ? "" : ",acpi=off")
                + (spec.hpet() ? "" : ",hpet=off"));
        add("-m", spec.memoryMebibytes() + "M");
        add("-S", "-no-reboot", "-no-shutdown");
        add("-D", files.trace().toString());
        if (spec.apicTraced()) {
            ApicTrace.EVENTS.forEach(event -> add("-trace", event));
        }
        spec.executionLog().ifPresent(log -> line.addAll(log.options()));
    }

    private void addClock() {
        add("-rtc", "base=" + GuestClock.START_OPTION + ",clock=vm");
        if (spec.clock() instanceof Clock.FreeRunning free) {
            add("-accel", free.accelerator().option());
            return;
        }
        Clock.Deterministic clock = (Clock.Deterministic) spec.clock();
        add("-accel", "tcg", "-icount", "shift=" + clock.shift() + ",sleep=off");
        if (clock.seed().isPresent()) {
            add(Schedule.options(clock.seed().getAsLong()));
        }
    }

    private void addCpus() {
        Topology cpus = spec.topology();
        add("-smp", String.format("%d,maxcpus=%d,sockets=%d,cores=%d,threads=%d", cpus.cpus(),
                cpus.maximum(), cpus.sockets(), cpus.cores(), cpus.threads()));
        if (!spec.cpuModel().isEmpty()) {
            add("-cpu", spec.cpuModel());
        }
        String device = spec.architecture() == Architecture.X86_64
                || spec.firmware() == Firmware.GRUB_UEFI
                ? "qemu64-x86_64-cpu" : "qemu32-i386-cpu";
        for (int socket : cpus.plugged()) {
            add("-device", device + ",socket-id=" + socket + ",core-id=0,thread-id=0");
        }
    }

    private void addFirmware(Path kernel) throws IOException {
        if (spec.firmware() == Firmware.QBOOT) {
            add("-bios", "qboot.rom");
        }
        if (spec.firmware() == Firmware.GRUB_UEFI) {
            Path variables = files.folder().resolve("uefi-variables");
            Files.copy(Uefi.variables(), variables);
            add("-drive", "if=pflash,format=raw,readonly=on,file=" + inOption(Uefi.code()));
            add("-drive", "if=pflash,format=raw,file=" + inOption(variables));
        }
        if (spec.firmware().fromImage()) {
            // GRUB chooses its text console by what there is to show it on.
            add("-vga", "std", "-cdrom", kernel.toString(), "-boot", "d");
            return;
        }
        Files.createSymbolicLink(files.kernel(), kernel);
        // With a slash: by that kernels tell it from the words for them.
        add("-vga", "none", "-kernel", "./" + nameFromInside(files.kernel()));
        if (!spec.commandLine().isEmpty()) {
            add("-append", spec.commandLine());
        }
        addModules();
    }

    /** QEMU's Multiboot loader takes a list of files for one initrd, each with its words. */
    private void addModules() throws IOException {
        List<String> names = new ArrayList<>();
        for (Initrd module : spec.modules()) {
            Path path = files.module(names.size());
            Files.write(path, module.archive());
            names.add(nameFromInside(path));
        }
        if (!names.isEmpty()) {
            add("-initrd", String.join(",", names));
        }
    }

    /**
     * A file's name in the folder where QEMU runs, without the path. QEMU tells it the guest, first
     * on a command line: a folder such as "my courses" would be words of its own there, and of
     * another length on the next host, and who reads one character more is later from then on.
     */
    private String nameFromInside(Path path) {
        return files.folder().relativize(path).toString();
    }

    private void addAcpi() throws IOException {
        if (spec.acpi() instanceof AcpiSupport.Given given) {
            FirmwareTables tables = given.tables();
            addFirmwareFile("etc/acpi/tables", "tables", tables.tables());
            addFirmwareFile("etc/acpi/rsdp", "rsdp", tables.rsdp());
            addFirmwareFile("etc/table-loader", "loader", tables.loader());
        }
    }

    private void addFirmwareFile(String name, String file, byte[] content) throws IOException {
        Path path = files.folder().resolve(file);
        Files.write(path, content);
        add("-fw_cfg", "name=" + name + ",file=" + inOption(path));
    }

    private void addChannels() {
        // Files, not sockets: a full socket would hold up the guest by the host's time.
        // QEMU's multiplexer hands on what was typed as the guest reads, not when the host likes.
        add("-chardev", spec.typedTo()
                ? "pipe,id=serial,mux=on,path=" + inOption(files.typing())
                : "file,id=serial,path=" + inOption(files.serial()));
        add("-serial", "chardev:serial");
        add("-chardev", "file,id=debug,path=" + inOption(files.debugConsole()));
        add("-device", "isa-debugcon,iobase=0xe9,chardev=debug");
        for (int port : spec.recordedPorts()) {
            add("-chardev", "file,id=port" + port + ",path=" + inOption(files.port(port)));
            add("-device", "isa-debugcon,iobase=" + port + ",chardev=port" + port);
        }
        add("-device", "isa-debug-exit,iobase=0xf4,iosize=4");
        add("-chardev", "socket,id=qmp,path=" + inOption(files.qmpSocket()));
        add("-mon", "chardev=qmp,mode=control");
        add("-chardev", "socket,id=gdb,path=" + inOption(files.gdbSocket()), "-gdb", "chardev:gdb");
    }

    private void addNetwork() {
        if (spec.hardwareAddress().isPresent()) {
            add("-netdev", "stream,id=cable,server=off,addr.type=unix,addr.path="
                    + inOption(files.networkSocket()));
            add("-device", "e1000,netdev=cable,romfile=,mac=" + spec.hardwareAddress().get());
        }
    }

    /** A path as part of an option, where a comma ends a value unless it is doubled. */
    private static String inOption(Path path) {
        return path.toString().replace(",", ",,");
    }

    private void add(String... words) {
        line.addAll(List.of(words));
    }
}
