package checker.book.live;

import checker.kernel.BuildFailedException;
import checker.kernel.BuildOrder;
import checker.kernel.KernelBuild;
import checker.machine.Architecture;
import checker.machine.Machine;
import checker.process.Folders;
import checker.qemu.QemuNursery;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Boots the machines that are asked for in this process: none of it takes another Java, and all
 * share one loaded QEMU. Nothing is built or started before the first order.
 */
public final class BootedMachines implements Answers, AutoCloseable {

    /** What is kept by content may be shared with the real clone. */
    private static final List<String> SHARED = List.of("kernels", "offsets", "userland", "ccache");

    private final Repository repository;
    private final QemuNursery nursery;
    private final Path scratch;
    private final Map<List<Object>, Guest> guests = new HashMap<>();
    private int machines;

    public BootedMachines(Repository repository) throws IOException {
        this.repository = repository;
        this.nursery = new QemuNursery(repository);
        this.scratch = Files.createTempDirectory("eleven-steps-machines-");
    }

    @Override
    public List<String> answer(Path kernel, Order order) {
        Guest guest = guest(kernel, order.spec().architecture(), order.examples());
        List<String> details = order.details();
        return switch (order.kind()) {
            case LOG -> details.isEmpty() ? BootLog.toReady(guest, order.spec())
                    : BootLog.to(guest, order.spec(), details.get(0));
            case SESSION -> ShellSession.show(guest, order.spec(), details.get(0),
                    details.subList(1, details.size()));
            case TIMELINE -> TimelineRun.draw(guest, order.spec(), details);
            case STARTS -> StartsRun.draw(guest, order.spec(), details);
            case STATE, PAGES, RANGES -> look(guest, order);
        };
    }

    private static List<String> look(Guest guest, Order order) {
        List<String> details = order.details();
        try (Machine machine = guest.boot(guest.withScript(order.spec(), details.get(1)))) {
            BootLog.arrived(machine,
                    machine.runTo(guest.function(details.get(0)), BootLog.PATIENCE));
            return switch (order.kind()) {
                case PAGES -> Mappings.pages(guest, machine, details.get(2));
                case RANGES -> Mappings.ranges(machine);
                default -> StateDump.at(guest, machine);
            };
        }
    }

    @Override
    public void close() {
        nursery.close();
        try {
            Folders.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + scratch, e);
        }
    }

    private Guest guest(Path kernel, Architecture architecture, Order.Examples examples) {
        return guests.computeIfAbsent(List.of(kernel, architecture, examples), key -> {
            try {
                return Guest.of(new KernelBuild(buildFolder(kernel.getParent())),
                        BuildOrder.of(kernel, architecture).withProbes(examples.probes()),
                        examples.programs(), nursery,
                        () -> scratch.resolve(String.valueOf(++machines)));
            } catch (BuildFailedException e) {
                throw new LiveException("the kernel does not build for " + architecture + ": "
                        + e.failure().summary());
            }
        });
    }

    /** One beside the kernel, whose objects go with it. */
    private Path buildFolder(Path folder) {
        try {
            Path build = Files.createDirectories(folder.resolve("build"));
            for (String name : SHARED) {
                Path shared = Files.createDirectories(repository.build().resolve(name));
                Folders.link(build.resolve(name), shared); // none for the clone's own kernel
            }
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a build folder in " + folder, e);
        }
    }
}
