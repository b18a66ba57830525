package checker.book;

import checker.process.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder of {@code build} that is whole or as it was before, whoever writes it meanwhile. */
public final class FreshFolder {

    private FreshFolder() {}

    /** Writes what a folder is to hold. */
    public interface Filler {

        /** @param fresh the folder, empty */
        void fill(Path fresh) throws IOException;
    }

    /**
     * Puts a filled folder in the place of the one before. When filling fails, that one stays.
     *
     * @param build where it lies; made when missing
     * @param name the folder's
     */
    public static Path write(Path build, String name, Filler filler) throws IOException {
        Files.createDirectories(build);
        try (FileChannel channel = FileChannel.open(build.resolve("." + name + ".lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Path fresh = build.resolve(name + ".new");
            Folders.delete(fresh);
            Files.createDirectories(fresh);
            filler.fill(fresh);
            Path folder = build.resolve(name);
            Folders.delete(folder);
            return Files.move(fresh, folder);
        }
    }
}
