package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lessons that quote what is not there. */
class LessonQuotesTest {

    @TempDir
    private Path folder;
    private Path lesson;

    @BeforeEach
    void makeFolders() throws IOException {
        lesson = folder.resolve("lesson.adoc");
        Files.createDirectories(folder.resolve("patches"));
        Files.writeString(folder.resolve("patches/0001-a.patch"), "From");
        Files.writeString(Files.createDirectories(folder.resolve("smp")).resolve("CPU.c"), """
                #define MOST 3
                typedef struct {
                    U32 ID;
                } Record;
                static BOOL IsThere(U32 Index) {
                    return CallsOnly(Index);
                }
                """);
    }

    @Test
    void whatIsThereCanBeQuoted() throws IOException {
        assertEquals(List.of(), breaches("""
                code::kernel/smp/CPU.c[IsThere, stage=1]
                code::kernel/smp/CPU.c[MOST, stage=1]
                code::kernel/smp/CPU.c[Record, stage=1]
                code::kernel/smp/CPU.c[stage=1]
                patch::0001-a.patch[step=1]
                patch::0001-a.patch[step=1, function=IsThere]
                image::map.svg[The map of memory from bottom to top,760]
                image::map.svg["The map of memory, from bottom to top",760]
                """));
    }

    @Test
    void aTextThatACommaCutsIsRefused() throws IOException {
        assertEquals(List.of("lesson.adoc:1: write image::FILE[\"TEXT\",WIDTH]"),
                breaches("image::map.svg[The map of memory for a CPU, from bottom to top,760]\n"));
    }

    @Test
    void aCallIsNoDefinition() throws IOException {
        assertEquals(List.of("lesson.adoc:1: smp/CPU.c of stage 1 defines no CallsOnly"),
                breaches("code::kernel/smp/CPU.c[CallsOnly, stage=1]\n"));
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        assertEquals(List.of(
                        "lesson.adoc:1: stage 1 has no kernel/smp/None.c",
                        "lesson.adoc:2: there is no patches/0002-b.patch",
                        "lesson.adoc:3: the picture needs a text that tells what it shows"),
                breaches("""
                        code::kernel/smp/None.c[IsThere, stage=1]
                        patch::0002-b.patch[step=1]
                        image::map.svg[]
                        """));
    }

    @Test
    void aMacroOfAnotherFormIsRefused() throws IOException {
        assertEquals(List.of(
                        "lesson.adoc:1: write code::kernel/FILE[NAME, stage=N]",
                        "lesson.adoc:2: write patch::FILE[step=N]"),
                breaches("code::smp/CPU.c[]\npatch::0001-a.patch[]\n"));
    }

    private List<String> breaches(String text) throws IOException {
        Files.writeString(lesson, text);
        return LessonQuotes.breaches(folder, List.of(lesson), stage -> folder).stream()
                .map(Breach::toString).toList();
    }
}
