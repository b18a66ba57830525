package checker.kernel;

import checker.machine.Architecture;
import checker.process.Command;
import checker.process.MissingToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles the checker's own user-mode programs for a kernel, each once.
 *
 * <p>A program is one C file and the runtime beside it, compiled against {@code abi/} of the kernel
 * under judgement, for that is what its programs go by. It is kept under a key of all of that.
 * Safe for any number of threads and processes that share a build folder.
 */
public final class GuestBuild {

    private static final String RUNTIME = "runtime";
    private static final String ABI = "abi";
    private static final String PROGRAM = "program";

    private final Path store;
    private final Path sources;

    /**
     * Programs of one folder.
     *
     * @param buildFolder where programs are kept; need not exist yet
     * @param sources the folder of the C files
     */
    public GuestBuild(Path buildFolder, Path sources) {
        this.store = buildFolder.toAbsolutePath().normalize().resolve("guests");
        this.sources = sources.toAbsolutePath().normalize();
    }

    /**
     * The program of a name, as an ELF file.
     *
     * @param order the kernel that it is to run on
     * @throws BuildFailedException when it does not compile against that kernel's headers
     * @throws MissingToolException when the compiler is not installed
     */
    public Path build(String name, BuildOrder order) {
        try {
            List<Path> inputs = inputs(name, order.architecture());
            Path place = store.resolve(key(name, order, inputs));
            try (FolderLock ignored = FolderLock.take(place)) {
                Path program = place.resolve(PROGRAM);
                if (!Files.exists(program)) {
                    make(order, inputs, place);
                }
                return program;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build the guest program " + name, e);
        }
    }

    private List<Path> inputs(String name, Architecture architecture) throws IOException {
        List<Path> files = new ArrayList<>(List.of(sources.resolve(name + ".c")));
        Path runtime = sources.resolve(RUNTIME);
        for (Path folder : List.of(runtime, runtime.resolve(architecture.label()))) {
            files.addAll(filesIn(folder));
        }
        return files;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String key(String name, BuildOrder order, List<Path> inputs)
            throws IOException {
        ContentKey key = new ContentKey().word(name).word(order.architecture().label())
                .word(Tools.of(Toolchain.CLANG).fingerprint());
        List<Path> all = new ArrayList<>(inputs);
        all.addAll(filesIn(order.source().resolve(ABI)));
        for (Path file : all) {
            key.word(file.getFileName().toString()).file(file);
        }
        return key.text();
    }

    private void make(BuildOrder order, List<Path> inputs, Path place) throws IOException {
        Path log = place.resolve("build.log");
        List<String> objects = new ArrayList<>();
        for (Path input : inputs) {
            String file = input.getFileName().toString();
            if (!file.endsWith(".h")) {
                objects.add(place.resolve(file + ".o").toString());
                run(compiler(order, input, objects.get(objects.size() - 1)), order, place, log);
            }
        }
        Path arriving = place.resolve(PROGRAM + ".new");
        List<String> linker = new ArrayList<>(List.of("ld.lld", "-m", emulation(order), "-static",
                "-e", "_start", "--image-base=0x400000", "-z", "max-page-size=4096",
                "-z", "noexecstack", "--build-id=none", "-o", arriving.toString()));
        linker.addAll(objects);
        run(linker, order, place, log);
        Files.move(arriving, place.resolve(PROGRAM), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> compiler(BuildOrder order, Path input, String object) {
        boolean is64 = order.architecture() == Architecture.X86_64;
        Path runtime = sources.resolve(RUNTIME);
        // Tests look at the floating-point registers and change the flags on the stack: the
        // compiler leaves the former alone, and nothing below the stack pointer.
        return List.of("clang", "--target=" + (is64 ? "x86_64-elf" : "i686-elf"), "-std=c11",
                "-O1", "-g", "-ffreestanding", "-mgeneral-regs-only", "-mno-red-zone",
                "-fno-pic", "-fno-strict-aliasing", "-fwrapv", "-fno-stack-protector",
                "-fno-omit-frame-pointer", "-Wall", "-Wextra",
                "-ffile-prefix-map=" + sources + "=guest",
                "-I" + runtime.resolve(order.architecture().label()), "-I" + runtime,
                "-I" + order.source(), "-c", input.toString(), "-o", object);
    }

    private static String emulation(BuildOrder order) {
        return order.architecture() == Architecture.X86_64 ? "elf_x86_64" : "elf_i386";
    }

    private static void run(List<String> command, BuildOrder order, Path place, Path log)
            throws IOException {
        int exitCode = LoggedProcess.run(Command.of(command).in(place), log);
        if (exitCode != 0) {
            throw new BuildFailedException(BuildFailure.of(order, exitCode, log));
        }
    }
}
