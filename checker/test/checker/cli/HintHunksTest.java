package checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import checker.junit.Hint;
import checker.process.Command;
import checker.repository.Repository;
import checker.repository.StepFolder;
import checker.steps.Claims;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;

/** The last level of a hint is a part of the answer, for every hint that names one. */
class HintHunksTest {

    private static final Repository REPOSITORY = Repository.find();

    @Test
    void everyHunkThatAHintNamesIsInThePatches() {
        List<String> missing = new ArrayList<>();
        for (StepFolder step : REPOSITORY.steps()) {
            PatchHunks hunks = new PatchHunks(step);
            for (Class<?> claim : Claims.of(step.number())) {
                hints(claim).map(Hint::hunk).filter(name -> !name.isEmpty())
                        .filter(name -> step.number() == 0
                                ? !isInKernel(name) : hunks.find(name).equals(hunks.find("")))
                        .forEach(name -> missing.add(claim.getSimpleName() + ": " + name));
            }
        }
        assertEquals(List.of(), missing);
    }

    /** The baseline has no patches: its hints name functions that the kernel has. */
    private static boolean isInKernel(String name) {
        return !Command.of("git", "grep", "--no-index", "-l", "-w", name, "kernel")
                .in(REPOSITORY.root()).run().output().isEmpty();
    }

    private static Stream<Hint> hints(Class<?> claim) {
        Stream<Hint> ofMethods = Stream.of(claim.getDeclaredMethods())
                .flatMap((Method method) -> AnnotationSupport
                        .findRepeatableAnnotations(method, Hint.class).stream());
        return Stream.concat(AnnotationSupport
                .findRepeatableAnnotations(claim, Hint.class).stream(), ofMethods);
    }
}
