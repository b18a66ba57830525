package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lessons that point to what is not there. */
class LessonRulesTest {

    @TempDir
    private Path folder;

    private void write(String name, String... lines) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), List.of(lines));
    }

    private List<String> breaches(String name) {
        return LessonRules.breaches(folder, List.of(folder.resolve(name))).stream()
                .map(Breach::toString).toList();
    }

    @Test
    void aLessonPointsToWhatIsThere() throws IOException {
        write("steps/01-x/pictures/a.svg", "<svg/>");
        write("steps/00-y/lesson.adoc", "");
        write("steps/01-x/lesson.adoc", "= Step 1", ":imagesdir: pictures",
                "== The hardware, exactly", "image::a.svg[A picture,760]", "== The contract",
                "see <<_the_contract>> and link:../00-y/lesson.adoc#top[before]",
                "https://example.org[far] xref:#_the_contract[here]",
                "----", "image::quoted.svg[]", "----");

        assertEquals(List.of(), breaches("steps/01-x/lesson.adoc"));
    }

    @Test
    void whatALessonPointsToInVainIsABreach() throws IOException {
        write("steps/01-x/lesson.adoc", "= Step 1", "image::nothing.svg[]", "<<nowhere>>",
                "link:gone.adoc[gone]");

        assertEquals(List.of(
                        "steps/01-x/lesson.adoc:2: points to nothing.svg, which is not there",
                        "steps/01-x/lesson.adoc:3: refers to <<nowhere>>, which is no section here",
                        "steps/01-x/lesson.adoc:4: points to gone.adoc, which is not there"),
                breaches("steps/01-x/lesson.adoc"));
        assertEquals(List.of("steps/02-z/lesson.adoc: there is no such lesson"),
                breaches("steps/02-z/lesson.adoc"));
    }
}
