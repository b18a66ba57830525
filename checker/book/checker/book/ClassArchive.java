package checker.book;

import checker.kernel.ContentKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * An archive of classes, by which a Java with the class path of this one starts in half the time
 * ("Class Data Sharing" in the manual of java). The first of them leaves it for the others. Safe
 * for several threads.
 */
final class ClassArchive {

    private static final String LEAVING = "-XX:ArchiveClassesAtExit=";

    private final Path archive;
    private final Path arriving;
    private final AtomicBoolean isBegun = new AtomicBoolean();

    /** @param folder where archives lie, one for each class path; it need not exist yet */
    ClassArchive(Path folder) {
        String name = new ContentKey().word(System.getProperty("java.home"))
                .word(System.getProperty("java.class.path")).text();
        archive = folder.resolve(name + ".jsa");
        arriving = folder.resolve(name + "." + ProcessHandle.current().pid());
    }

    /** What to tell the next Java. One that can neither use nor leave an archive runs without. */
    List<String> options() throws IOException {
        if (isCurrent()) {
            return List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive);
        }
        Files.createDirectories(archive.getParent());
        return isBegun.compareAndSet(false, true)
                ? List.of("-Xlog:disable", LEAVING + arriving) : List.of();
    }

    /** To be called when a Java with these options has ended. */
    void ended(List<String> options) throws IOException {
        if (options.contains(LEAVING + arriving) && Files.exists(arriving)) {
            Files.move(arriving, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** A jar that has changed since makes it useless. */
    private boolean isCurrent() {
        long made = archive.toFile().lastModified();
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .allMatch(part -> new File(part).lastModified() < made);
    }
}
