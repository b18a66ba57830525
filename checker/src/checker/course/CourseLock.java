package checker.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * The right to change a clone's branches and patches: one command at a time has it. The system
 * takes it back from a process that dies, so that none is ever left behind.
 */
final class CourseLock {

    private CourseLock() { }

    /**
     * Does something that nothing else in this clone may do at the same time.
     *
     * @return what came of it
     * @throws CourseException when another command is at work in this clone
     */
    static <T> T during(Clone clone, Supplier<T> work) {
        try (FileChannel file = FileChannel.open(clone.commonDirectory().resolve("course.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isLocked(file)) {
                throw new CourseException("another 'course' command is at work in this clone",
                        "Try again when it has ended.");
            }
            return work.get();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + clone.commonDirectory(), e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by another thread of this JVM
        }
    }
}
