package checker.suite;

import checker.cli.CheckRequest;
import checker.kernel.BuildOrder;
import checker.kernel.BuildResult;
import checker.kernel.BuiltKernel;
import checker.kernel.KernelBuild;
import checker.report.CaseResult;
import checker.report.CheckResult;
import checker.report.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers each verdict, and insists that the same check of the same kernel with the same seed
 * gives it again, case by case: a verdict that depends on the host is wrong at least once.
 */
final class RepeatJudge implements Judge {

    private final Judge judge;
    private final ConcurrentMap<String, Map<String, String>> verdicts = new ConcurrentHashMap<>();
    private final AtomicLong cases = new AtomicLong();

    RepeatJudge(Judge judge) {
        this.judge = judge;
    }

    /** How many cases were judged so far. */
    long cases() {
        return cases.get();
    }

    @Override
    public CheckResult judge(CheckRequest request) {
        CheckResult result = judge.judge(request);
        cases.addAndGet(result.cases().size());
        Map<String, String> now = verdict(result);
        Map<String, String> before = verdicts.putIfAbsent(name(request), now);
        if (before != null && !before.equals(now)) {
            throw new TrialFailedException("the same check with the same seed " + request.seed()
                    + " ended differently", differences(before, now));
        }
        return result;
    }

    @Override
    public List<String> claims(int step) {
        return judge.claims(step);
    }

    @Override
    public boolean judgesBaseline() {
        return judge.judgesBaseline();
    }

    private static Map<String, String> verdict(CheckResult result) {
        Map<String, String> verdict = new TreeMap<>();
        for (CaseResult one : result.cases()) {
            Optional<Diagnosis> diagnosis = one.diagnosis();
            verdict.put(one.id().toString(), one.outcome().words()
                    + diagnosis.map(found -> ", " + found.cause().words()).orElse(""));
        }
        return verdict;
    }

    private static List<String> differences(Map<String, String> before, Map<String, String> now) {
        Map<String, String> all = new TreeMap<>(before);
        all.putAll(now);
        List<String> lines = new ArrayList<>();
        for (String name : all.keySet()) {
            String first = before.getOrDefault(name, "not run");
            String second = now.getOrDefault(name, "not run");
            if (!first.equals(second)) {
                lines.add(name + ": first " + first + ", now " + second);
            }
        }
        return lines;
    }

    /** Kernels of equal sources share a stored image, wherever they lie; its path names them. */
    private static String name(CheckRequest request) {
        StringBuilder name = new StringBuilder(request.seed() + " " + request.step() + " "
                + request.only().orElse("*"));
        KernelBuild build = new KernelBuild(request.repository().build());
        request.architectures().stream().sorted().forEach(architecture -> {
            BuildResult result = build.build(BuildOrder.of(request.kernel(), architecture));
            name.append(' ').append(architecture).append(' ')
                    .append(result instanceof BuiltKernel kernel ? kernel.elf() : result);
        });
        return name.toString();
    }
}
