package checker.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000L);

    @TempDir private Path temporary;
    private Path source;
    private Bench bench;

    @BeforeEach
    void prepare() throws IOException {
        source = Files.createDirectories(temporary.resolve("source"));
        write("Makefile", "all:\n");
        write("cpu/CPU.c", "int CPU;\n");
        bench = new Bench(new Repository(temporary), temporary.resolve("bench"));
        bench.lay(source);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(source.resolve(name).getParent());
        Files.writeString(source.resolve(name), text);
    }

    @Test
    void everyFileIsThereAsInTheSource() throws IOException {
        assertEquals("int CPU;\n", Files.readString(bench.kernel().resolve("cpu/CPU.c")));
    }

    @Test
    void anEqualFileKeepsItsTime() throws IOException {
        Path laid = bench.kernel().resolve("cpu/CPU.c");
        Files.setLastModifiedTime(laid, LONG_AGO);
        write("Makefile", "all: more\n");
        bench.lay(source);

        assertEquals(LONG_AGO, Files.getLastModifiedTime(laid));
        assertEquals("all: more\n", Files.readString(bench.kernel().resolve("Makefile")));
    }

    @Test
    void aFileThatIsGoneIsTakenAway() throws IOException {
        Files.delete(source.resolve("cpu/CPU.c"));
        bench.lay(source);

        assertFalse(Files.exists(bench.kernel().resolve("cpu/CPU.c")));
    }

    @Test
    void aFileMayBecomeAFolderAndAFolderAFile() throws IOException {
        write("smp/Online.c", "int Online;\n");
        bench.lay(source);
        Files.delete(source.resolve("smp/Online.c"));
        Files.delete(source.resolve("smp"));
        write("smp", "a file now\n");
        bench.lay(source);

        assertEquals("a file now\n", Files.readString(bench.kernel().resolve("smp")));
        Files.delete(source.resolve("smp"));
        write("smp/Online.c", "int Online;\n");
        bench.lay(source);
        assertTrue(Files.isRegularFile(bench.kernel().resolve("smp/Online.c")));
    }
}
