package checker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

    @TempDir
    private Path folder;
    private Repository repository;

    @BeforeEach
    void aCloneWithThreeSteps() throws IOException {
        Files.createDirectories(folder.resolve("checker"));
        Files.createFile(folder.resolve("checker/deps.java"));
        for (String name : List.of("10-boot-shutdown", "00-baseline", "01-cpu-discovery", "notes",
                "1-x", "02_y")) {
            Files.createDirectories(folder.resolve("steps").resolve(name));
        }
        Files.createFile(folder.resolve("steps/03-a-file"));
        repository = new Repository(folder);
    }

    @Test
    void aCloneIsFoundFromAnyFolderInside() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("kernel/arch/x86"));

        assertEquals(Optional.of(repository), Repository.above(deep));
        assertEquals(Optional.of(repository), Repository.above(folder));
    }

    @Test
    void outsideThereIsNone() {
        assertEquals(Optional.empty(), Repository.above(folder.getParent()));
    }

    @Test
    void stepsAreTheFoldersWithANumberInTheirOrder() {
        assertEquals(List.of("step-0", "step-1", "step-10"),
                repository.steps().stream().map(StepFolder::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-1", "step1", "1", "01", "step-01", "01-cpu-discovery",
        "cpu-discovery"})
    void aStepIsKnownByEachOfItsNames(String name) {
        StepFolder step = repository.step(name);

        assertEquals(1, step.number());
        assertEquals("cpu-discovery", step.slug());
        assertEquals(folder.resolve("steps/01-cpu-discovery/patches"), step.patches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-2", "step-12", "", "discovery", "-1", "step-", "step-1/..",
        "99999999999"})
    void anyOtherNameIsRefusedWithTheNamesThereAre(String name) {
        UnknownStepException unknown = assertThrows(UnknownStepException.class,
                () -> repository.step(name));

        assertTrue(unknown.getMessage().contains("step-0, step-1, step-10"), unknown.getMessage());
    }
}
