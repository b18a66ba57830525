package checker.qemu;

import checker.process.MissingToolException;
import checker.process.Programs;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts QEMUs as copies of one that is loaded and linked already, which takes half the time. It
 * is a nursery for each program that is asked for; where none can be had, and when one has broken,
 * each QEMU is started by itself. Used by several threads.
 */
public final class QemuNursery implements QemuStarter, AutoCloseable {

    private final Path folder;
    private final Path sources;
    private final Map<Path, Optional<Nursery>> nurseries = new HashMap<>();

    /** Of a clone, which keeps the library from one time to the next; starts nothing yet. */
    public QemuNursery(Repository repository) {
        this(repository.build().resolve("nursery"), repository.nursery());
    }

    QemuNursery(Path folder, Path sources) {
        this.folder = folder;
        this.sources = sources;
    }

    @Override
    public QemuProcess start(List<String> commandLine, Path own) throws IOException {
        Path program = Programs.find(commandLine.get(0))
                .orElseThrow(() -> new MissingToolException(commandLine.get(0)));
        Optional<Nursery> nursery = of(program);
        if (nursery.isPresent()) {
            try {
                return new CopiedQemu(nursery.get(), commandLine, own);
            } catch (IOException e) {
                nursery.get().close(); // it has broken: the next is started as this one will be
            }
        }
        return ALONE.start(commandLine, own);
    }

    private synchronized Optional<Nursery> of(Path program) throws IOException {
        Optional<Nursery> nursery = nurseries.get(program);
        if (nursery == null) {
            Optional<Path> library = NurseryLibrary.in(folder, sources);
            nursery = library.isPresent()
                    ? Nursery.of(program, library.get()) : Optional.empty();
            nurseries.put(program, nursery);
        }
        return nursery.filter(Nursery::isOpen);
    }

    /** Ends all nurseries, and with them the QEMUs that still run. */
    @Override
    public synchronized void close() {
        nurseries.values().forEach(nursery -> nursery.ifPresent(Nursery::close));
        nurseries.clear();
    }
}
