package checker.book.live;

import checker.kernel.BuildFailedException;
import checker.kernel.BuildOrder;
import checker.kernel.BuiltKernel;
import checker.kernel.ElfImage;
import checker.kernel.ElfSymbol;
import checker.kernel.KernelBuild;
import checker.machine.Initrd;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Symbols;
import checker.qemu.QemuStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A built kernel, and how to boot it.
 *
 * @param build what built it
 * @param built the kernel
 * @param image its symbols
 * @param programs what is added to the programs that it brings along
 * @param starter starts QEMU
 * @param scratch gives a folder of a machine's own
 */
record Guest(KernelBuild build, BuiltKernel built, ElfImage image, List<Path> programs,
        QemuStarter starter, Supplier<Path> scratch) {

    private static final String PANIC = "Panic";
    private static final int SCRIPT_MODE = 0644;
    private static final int CALL = 0xe8;
    private static final int CALL_BYTES = 5;

    static Guest of(KernelBuild build, BuildOrder order, List<Path> programs,
            QemuStarter starter, Supplier<Path> scratch) {
        BuiltKernel built = build.build(order).orElseThrow();
        return new Guest(build, built, ElfImage.read(built.elf()), programs, starter, scratch);
    }

    /** The programs that the kernel brings along, and those that are added. */
    Initrd archive() {
        try {
            return Initrd.read(Files.readAllBytes(build.userland(built.order(), programs)));
        } catch (BuildFailedException e) {
            throw new LiveException("its programs do not build: " + e.failure().summary());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the programs", e);
        }
    }

    /** The machine with those programs and a script that init runs; as it is for no script. */
    MachineSpec withScript(MachineSpec spec, String script) {
        return script.isEmpty() ? spec : spec.withModules(List.of(archive().withFile("etc/rc",
                SCRIPT_MODE, (script + "\npoweroff\n").getBytes(StandardCharsets.UTF_8))));
    }

    /** A machine with it; it has not run an instruction. */
    Machine boot(MachineSpec spec) {
        return Machine.boot(starter, spec, built.elf(), image, scratch.get());
    }

    /** The same, which does not stop where the kernel panics, but where it has said why. */
    Machine bootToTheEnd(MachineSpec spec) {
        return Machine.boot(starter, spec, built.elf(), new Symbols() {
            @Override
            public OptionalLong address(String symbol) {
                return symbol.equals(PANIC) ? OptionalLong.empty() : image.address(symbol);
            }

            @Override
            public long entry() {
                return image.entry();
            }

            @Override
            public String describe(long address) {
                return image.describe(address);
            }
        }, scratch.get());
    }

    /**
     * The instructions in one function that call another: CALL rel32, E8H; Intel SDM volume 2,
     * "CALL - Call Procedure".
     *
     * @throws LiveException when there are none
     */
    Set<Long> calls(String caller, String called) {
        long target = image.address(function(called)).orElseThrow();
        ElfSymbol body = image.symbol(function(caller)).orElseThrow();
        ByteBuffer code = ByteBuffer.wrap(image.bytesAt(body.address(), (int) body.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        Set<Long> calls = new TreeSet<>();
        for (int at = 0; at + CALL_BYTES <= code.capacity(); at++) {
            long next = body.address() + at + CALL_BYTES;
            if ((code.get(at) & 0xff) == CALL && (int) (target - next) == code.getInt(at + 1)) {
                calls.add(body.address() + at);
            }
        }
        if (calls.isEmpty()) {
            throw new LiveException(caller + " no longer calls " + called);
        }
        return calls;
    }

    /**
     * A function by its name.
     *
     * @throws LiveException when the kernel has none
     */
    String function(String name) {
        return known("function", name);
    }

    /** The same for anything that has a name. */
    String symbol(String name) {
        return known("symbol", name);
    }

    private String known(String kind, String name) {
        if (image.address(name).isEmpty()) {
            throw new LiveException("the kernel has no " + kind + " " + name);
        }
        return name;
    }
}
