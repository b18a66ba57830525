package checker.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where finished kernels are kept, and when they are thrown away. */
class KernelStoreTest {

    private static final int MANY = 1000;
    private static final int AT_ONCE = 4;

    @TempDir private Path folder;

    /** The builds of a check end at about the same moment, each in a thread of its own. */
    @Test
    void whoThrowsAwayOldOnesAtOnceDoesNotGetInTheWayOfOthers() throws Exception {
        Instant old = Instant.now().minus(Duration.ofDays(1));
        for (int number = 0; number < MANY; number++) {
            Path place = Files.createDirectories(folder.resolve("store/old-" + number));
            Files.writeString(place.resolve("kernel.elf"), "");
            Files.setLastModifiedTime(place, FileTime.from(old.plusSeconds(number % 7)));
        }
        ExecutorService builders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Path> kept : builders.invokeAll(IntStream.range(0, AT_ONCE)
                    .<Callable<Path>>mapToObj(number ->
                            () -> keep("new-" + number)).toList())) {
                assertTrue(Files.exists(kept.get()));
            }
        } finally {
            builders.shutdown();
        }
        try (Stream<Path> left = Files.list(folder.resolve("store"))) {
            List<String> names = left.map(place -> place.getFileName().toString()).toList();
            assertEquals(AT_ONCE, names.stream().filter(name -> name.startsWith("new-")).count());
            assertTrue(names.size() <= MANY / 2, names.size() + " are left");
        }
    }

    private Path keep(String key) throws IOException {
        KernelStore store = new KernelStore(folder.resolve("store"));
        Files.createDirectories(store.place(key));
        Path built = Files.writeString(Files.createTempFile(folder, key, ".elf"), "ELF");
        Path log = Files.writeString(Files.createTempFile(folder, key, ".log"), "");
        BuildOrder order = BuildOrder.of(folder, Architecture.X86_64);
        return store.keep(key, order, built, log).elf();
    }
}
