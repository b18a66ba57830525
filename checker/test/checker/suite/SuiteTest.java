package checker.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.cli.CheckRequest;
import checker.machine.Architecture;
import checker.report.CaseResult;
import checker.report.CheckResult;
import checker.report.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite itself is tried with courses that are broken in each way that it has to notice. */
class SuiteTest {

    private static final String FAILS_BEFORE = "stage/check-1/fails-on-stage-0";
    private static final String PASSES_AFTER = "stage/check-1/passes-on-stage-1";
    private static final String MISTAKE = "mistake/step-1/off-by-one";
    private static final String PATCH = "patches/0001-answer-return-42.patch";
    private static final String VARIANT = "variant/step-1/product";

    @TempDir private Path temporary;
    private CourseFixture course;

    @BeforeEach
    void prepare() throws IOException {
        course = CourseFixture.in(temporary.resolve("course"));
    }

    /** The summaries of what fails, by name of the trial. */
    private Map<String, String> failures(Judge judge, String only) throws Exception {
        Map<String, String> failures = new TreeMap<>();
        try (Suite suite = Suite.of(course.repository(), judge, 1)) {
            List<Trial> trials = new TrialFilter(only).choose(suite.trials());
            assertTrue(!trials.isEmpty(), "no trial is called " + only);
            new TrialRunner(suite.benches(course.repository(), 2), result -> { })
                    .run(trials).stream().filter(result -> !result.passed())
                    .forEach(result -> failures.put(result.name(),
                            result.failure().orElseThrow().summary()));
        }
        return failures;
    }

    /** The same of what a check decides. */
    private Map<String, String> verdicts(Judge judge) throws Exception {
        Map<String, String> failures = failures(judge, "*");
        failures.keySet().removeIf(name -> name.matches("(count|course)/.*"));
        return failures;
    }

    @Test
    void aSoundCourseFailsOnlyInTheNumberOfItsTrials() throws Exception {
        assertEquals(Map.of(
                "count/step-1/mistakes", "there are 1 mistakes; a step has at least 12",
                "count/step-1/variants", "there are 1 variants; a step has at least 3"),
                failures(new AnswerJudge(), "*"));
    }

    @Test
    void everyKernelOnTheWayIsBuiltInEachWay() throws Exception {
        try (Suite suite = Suite.of(course.repository(), new AnswerJudge(), 1)) {
            List<String> builds = new TrialFilter("build/*").choose(suite.trials()).stream()
                    .map(Trial::name).toList();

            assertEquals(10, builds.size());
            assertTrue(builds.contains("build/step-0/x86-32/gcc"), builds.toString());
            assertTrue(builds.contains("build/step-1/0001/x86-64/clang"), builds.toString());
        }
    }

    @Test
    void aCheckThatCannotFailIsNoticed() throws Exception {
        Judge blind = request -> AnswerJudge.result(request, Outcome.PASSED);

        assertEquals(Map.of(
                FAILS_BEFORE, "check step-1 ended with 'passed' where it has to find the kernel"
                        + " wrong",
                MISTAKE, "check step-1 ended with 'passed' where it has to find the kernel wrong"),
                verdicts(blind));
    }

    @Test
    void aCheckThatCannotPassIsNoticed() throws Exception {
        Judge harsh = request -> AnswerJudge.result(request, Outcome.TIMED_OUT);

        assertEquals("check step-1 ended with 'timed out' where it has to pass",
                failures(harsh, PASSES_AFTER).get(PASSES_AFTER));
        assertTrue(failures(harsh, VARIANT).containsKey(VARIANT));
    }

    @Test
    void aMistakeThatPassesIsNoticed() throws Exception {
        course.mistake("not-wrong-at-all", "return 42; /* the same */");

        assertEquals(List.of("mistake/step-1/not-wrong-at-all"),
                List.copyOf(failures(new AnswerJudge(), "mistake/*").keySet()));
    }

    @Test
    void aMistakeCaughtOnOneArchitectureOnlyIsNoticed() throws Exception {
        Judge halfBlind = request -> halfBlind(request);

        assertEquals("AnswerIsRight does not catch it on x86-32",
                failures(halfBlind, MISTAKE).get(MISTAKE));
        course.editStep("mistakes/off-by-one.patch", "Hint: off",
                "Hint: off\nArchitecture: x86-64");
        assertEquals(Map.of(), failures(halfBlind, MISTAKE));
    }

    private static CheckResult halfBlind(CheckRequest request) {
        List<CaseResult> cases = request.architectures().stream()
                .map(one -> AnswerJudge.oneCase(one, one == Architecture.X86_64
                        ? Outcome.FAILED : Outcome.PASSED)).toList();
        return new CheckResult(request.step(), request.seed(), cases, Duration.ZERO);
    }

    @Test
    void aMistakeWithAnotherHintIsNoticed() throws Exception {
        course.editStep("mistakes/off-by-one.patch", "Hint: off", "Hint: sign");

        assertEquals("the hint 'sign' is not shown; shown: 'off': Look at Answer.",
                failures(new AnswerJudge(), MISTAKE).get(MISTAKE));
    }

    @Test
    void anErrorOfTheCheckerIsNotAVerdict() throws Exception {
        for (Outcome noVerdict : List.of(Outcome.INTERNAL_ERROR, Outcome.SKIPPED)) {
            Judge broken = request -> AnswerJudge.result(request, noVerdict);

            assertTrue(failures(broken, MISTAKE).containsKey(MISTAKE));
            assertTrue(failures(broken, FAILS_BEFORE).containsKey(FAILS_BEFORE));
            assertTrue(failures(broken, PASSES_AFTER).containsKey(PASSES_AFTER));
        }
    }

    @Test
    void aCheckWithoutCasesIsNotAVerdict() throws Exception {
        Judge empty = request -> new CheckResult(1, 1, List.of(), Duration.ZERO);

        assertEquals(2, failures(empty, "stage/check-1/*").size());
    }

    @Test
    void aCheckThatBreaksIsOneFailedTrial() throws Exception {
        Judge breaking = request -> {
            throw new IllegalStateException("no machine");
        };

        assertEquals("could not be tried: java.lang.IllegalStateException: no machine",
                failures(breaking, VARIANT).get(VARIANT));
    }

    @Test
    void aStageThatDoesNotBuildIsNoticed() throws Exception {
        course.editStep(PATCH, "return 42;", "retrun 42;");
        course.kernel().replace("Answer.c", "return 42;", "retrun 42;");
        Map<String, String> failures = failures(new AnswerJudge(), "build/step-*");

        assertEquals(4, failures.size());
        assertEquals("does not build for x86-64 by gcc, warnings are errors",
                failures.get("build/step-1/0001/x86-64/gcc"));
    }

    @Test
    void aMakefileThatCompilesAllAfterAnEditIsNoticed() throws Exception {
        course.kernel().replace("Makefile", "%.o: %.c\n", "%.o: %.c Answer.c\n");

        assertEquals("an edit of one file compiles 3 files",
                failures(new AnswerJudge(), "build/edit/*").get("build/edit/x86-64"));
    }

    @Test
    void aWarningIsNoticed() throws Exception {
        course.editStep(PATCH, "{ return 42;", "{ int A; return 42;");
        course.kernel().replace("Answer.c", "{ return 42;", "{ int A; return 42;");

        assertEquals(4, failures(new AnswerJudge(), "build/step-*").size());
    }

    @Test
    void aSeriesThatDoesNotApplyIsNoticedAndTheRestIsTried() throws Exception {
        course.kernel().replace("Answer.c", "return 42;", "return 43;");

        assertEquals(Map.of("course/series", "the series does not hold together",
                "course/round-trip", "the round trip is not exact"),
                failures(new AnswerJudge(), "*"));
    }

    @Test
    void aPatchThatGitWouldWriteOtherwiseIsNoticed() throws Exception {
        course.editStep(PATCH, "Subject: ", "X-Edited: yes\nSubject: ");

        assertEquals(Map.of("course/round-trip", "the round trip is not exact"),
                failures(new AnswerJudge(), "course/*"));
    }

    @Test
    void theCheckOfTheBaselineHasToPassOnEveryStage() throws Exception {
        Judge judge = new Judge() {
            @Override
            public CheckResult judge(CheckRequest request) {
                return request.step() == 0
                        ? AnswerJudge.result(request, Outcome.PASSED)
                        : new AnswerJudge().judge(request);
            }

            @Override
            public boolean judgesBaseline() {
                return true;
            }
        };

        assertEquals(Map.of(), failures(judge, "stage/*"));
        assertEquals(Map.of(), failures(judge, "stage/check-0/passes-on-stage-1"));
    }

    @Test
    void aTrialThatDoesNotApplyFailsAlone() throws Exception {
        course.editStep("variants/product.patch", "-int Answer(void) { return 42; }",
                "-int Answer(void) { return 40; }");

        assertEquals(List.of(VARIANT),
                List.copyOf(verdicts(new AnswerJudge()).keySet()));
    }
}
