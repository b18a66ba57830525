package checker.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.cli.CheckRequest;
import checker.report.CheckResult;
import checker.report.Outcome;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {

    @TempDir private Path temporary;

    private CourseFixture course() throws IOException {
        return CourseFixture.in(temporary.resolve("course"));
    }

    private static List<TrialResult> run(Repository repository, Judge judge, int verdicts)
            throws Exception {
        try (Suite suite = Suite.soak(repository, judge, 5, verdicts)) {
            return new TrialRunner(suite.benches(repository, 2), result -> { })
                    .run(suite.trials());
        }
    }

    @Test
    void aSoakGivesAsManyVerdictsAsAskedForOnGoodAndBadKernels() throws Exception {
        List<TrialResult> results = run(course().repository(), new AnswerJudge(), 10);
        Set<String> subjects = results.stream()
                .map(result -> result.name().replaceFirst("soak-\\d+/", ""))
                .collect(Collectors.toSet());

        assertEquals(10, results.size());
        assertTrue(results.stream().allMatch(TrialResult::passed));
        assertEquals(Set.of("stage/check-1/passes-on-stage-1", "variant/step-1/product",
                "mistake/step-1/off-by-one"), subjects);
    }

    @Test
    void eachSeedIsUsedTwiceAndIsInTheRerun() throws Exception {
        Set<Long> seeds = ConcurrentHashMap.newKeySet();
        Judge noting = request -> {
            seeds.add(request.seed());
            return new AnswerJudge().judge(request);
        };
        List<TrialResult> results = run(course().repository(), noting, 12);

        assertEquals(2, seeds.size(), "12 verdicts on 3 kernels with each seed twice");
        assertTrue(seeds.stream().allMatch(seed -> results.stream()
                .anyMatch(result -> result.trial().rerun().endsWith("--seed " + seed))));
        assertFalse(results.get(0).trial().rerun().contains("soak"));
    }

    @Test
    void goodKernelsAreJudgedClaimByClaim() throws Exception {
        Set<String> claims = ConcurrentHashMap.newKeySet();
        Judge noting = new Judge() {
            @Override
            public CheckResult judge(CheckRequest request) {
                assertEquals(1, request.architectures().size());
                claims.add(request.only().orElseThrow());
                return new AnswerJudge().judge(request);
            }

            @Override
            public List<String> claims(int step) {
                return List.of("One", "Two");
            }
        };
        Judge oneClaim = new OneClaimJudge(noting);
        CourseFixture course = course();
        for (long seed = 0; seed < 50; seed++) {
            oneClaim.judge(CheckRequest.of(course.repository(), 1, seed));
        }

        assertEquals(Set.of("One", "Two"), claims);
    }

    @Test
    void oneWrongVerdictAmongManyIsReported() throws Exception {
        ConcurrentHashMap<String, Integer> count = new ConcurrentHashMap<>();
        Judge tired = request -> count.merge("all", 1, Integer::sum) == 7
                ? AnswerJudge.result(request, Outcome.INTERNAL_ERROR)
                : new AnswerJudge().judge(request);

        assertEquals(1, run(course().repository(), tired, 12).stream()
                .filter(result -> !result.passed()).count());
    }

    @Test
    void theSameCheckThatEndsDifferentlyIsReported() throws Exception {
        CourseFixture course = course();
        Deque<Outcome> outcomes = new ArrayDeque<>(List.of(Outcome.FAILED, Outcome.FAILED,
                Outcome.CRASHED));
        Judge moody = request -> AnswerJudge.result(request, outcomes.pop());
        RepeatJudge judge = new RepeatJudge(moody);
        CheckRequest request = CheckRequest.of(course.repository(), 1, 3);
        judge.judge(request);
        judge.judge(request);
        TrialFailedException thrown =
                assertThrows(TrialFailedException.class, () -> judge.judge(request));

        assertTrue(thrown.getMessage().contains("seed 3"), thrown.getMessage());
        assertEquals(6, judge.cases());
    }

    @Test
    void anotherSeedMayGiveAnotherVerdict() throws Exception {
        CourseFixture course = course();
        Deque<Outcome> outcomes = new ArrayDeque<>(List.of(Outcome.FAILED, Outcome.PASSED));
        RepeatJudge judge =
                new RepeatJudge(request -> AnswerJudge.result(request, outcomes.pop()));

        judge.judge(CheckRequest.of(course.repository(), 1, 3));
        judge.judge(CheckRequest.of(course.repository(), 1, 4));
    }

    @Test
    void theLoadRunsUntilItIsClosed() throws IOException {
        Load load = new Load(2);
        List<ProcessHandle> processes = load.handles();
        assertEquals(2, load.running());
        load.close();

        processes.forEach(process -> process.onExit().join());
        assertEquals(0, load.running());
    }
}
