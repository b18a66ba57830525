package checker.suite;

import checker.cli.CheckRequest;
import checker.machine.Architecture;
import checker.report.Advice;
import checker.report.CaseId;
import checker.report.CaseResult;
import checker.report.Cause;
import checker.report.CheckResult;
import checker.report.Diagnosis;
import checker.report.Evidence;
import checker.report.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A check of the fixture's step that reads the answer off the source instead of booting it. */
final class AnswerJudge implements Judge {

    private static final Pattern RIGHT = Pattern.compile("return (42|6 \\* 7);");

    @Override
    public CheckResult judge(CheckRequest request) {
        return result(request, isRight(request) ? Outcome.PASSED : Outcome.FAILED);
    }

    private static boolean isRight(CheckRequest request) {
        try {
            return RIGHT.matcher(Files.readString(request.kernel().resolve("Answer.c"))).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A result in which the one case ends alike on each architecture that was asked for. */
    static CheckResult result(CheckRequest request, Outcome outcome) {
        List<CaseResult> cases = request.architectures().stream().sorted()
                .map(architecture -> oneCase(architecture, outcome)).toList();
        return new CheckResult(request.step(), request.seed(), cases, Duration.ZERO);
    }

    static CaseResult oneCase(Architecture architecture, Outcome outcome) {
        Optional<Diagnosis> diagnosis = outcome.blamesTheKernel()
                ? Optional.of(Diagnosis.of(Cause.WRONG_STATE, "the answer is wrong"))
                : Optional.empty();
        Advice off = new Advice("off", "Look at Answer.", "It is off.", "Count again.", "");
        return new CaseResult(
                new CaseId("AnswerIsRight", "answerIs42", architecture, "pc"), "answer is 42",
                "Success: 42.", "pc", outcome, diagnosis, "",
                diagnosis.isPresent() ? List.of(off) : List.of(), Evidence.NONE, Duration.ZERO);
    }
}
