package checker.process;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** What is done with folders in more than one place. */
public final class Folders {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Folders() {}

    /** Makes a symbolic link unless there is something of that name, by whomever. */
    public static void link(Path link, Path target) throws IOException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException e) {
            return; // by somebody else, in this moment
        }
    }

    /**
     * Removes a folder and all in it, or as much of it as is there; links are not followed. A
     * program that has ended can have left a child that still writes there, as Chromium leaves its
     * network service: the folder is walked again until nothing comes any more.
     *
     * @throws DirectoryNotEmptyException when there is something new after ten seconds of the host
     */
    public static void delete(Path folder) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.walkFileTree(folder, new Removal());
            } catch (DirectoryNotEmptyException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /** Removes what a walk comes to; what somebody else has removed meanwhile is none of it. */
    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem)
                throws IOException {
            if (problem instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException problem)
                throws IOException {
            if (problem != null && !(problem instanceof NoSuchFileException)) {
                throw problem;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
