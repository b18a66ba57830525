package checker.suite;

import checker.kernel.BuildOrder;
import checker.kernel.ElfImage;
import checker.kernel.KernelBuild;
import checker.machine.Architecture;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.qemu.QemuStarter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many machines of four CPUs this host boots in a second, from power-on to a ready kernel. */
final class BootRate {

    private static final String READY = "KernelReady";
    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(30);
    private static final int CPUS = 4;
    private static final int BOOTS_PER_WORKER = 10;

    private final ElfImage image;
    private final MachineSpec spec;
    private final Path folder;
    private final QemuStarter starter;

    /** Boots the kernel in a source folder; machines leave their traces below {@code folder}. */
    BootRate(KernelBuild build, Path kernel, Architecture architecture, Path folder,
            QemuStarter starter) {
        image = ElfImage.read(build.build(BuildOrder.of(kernel, architecture))
                .orElseThrow().elf());
        spec = MachineSpec.of(architecture).withCpus(CPUS);
        this.folder = folder;
        this.starter = starter;
    }

    /** Boots in a second with a number of machines side by side. */
    double measure(int sideBySide) {
        ExecutorService workers = Executors.newFixedThreadPool(sideBySide);
        try {
            boot(folder.resolve("warm")); // the first boot reads QEMU and its firmware from disk
            long started = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < sideBySide; worker++) {
                Path own = folder.resolve("machine-" + worker);
                running.add(workers.submit(() -> {
                    for (int count = 0; count < BOOTS_PER_WORKER; count++) {
                        boot(own);
                    }
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            return sideBySide * BOOTS_PER_WORKER / seconds;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a boot failed", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private void boot(Path evidence) {
        try (Machine machine = Machine.boot(starter, spec, image.file(), image, evidence)) {
            if (!machine.reaches(READY, LIMIT)) {
                throw new IllegalStateException(spec.describe() + " does not reach " + READY
                        + ": " + machine.lastEnding().orElseThrow());
            }
        }
    }
}
