package checker.suite;

import checker.cli.CheckRequest;
import checker.machine.Architecture;
import checker.report.CheckResult;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Judges one claim of a step on one architecture, both drawn from the request's seed, where the
 * whole check was asked for: many small verdicts tell more about a loaded host than a few large.
 */
final class OneClaimJudge implements Judge {

    private final Judge judge;

    OneClaimJudge(Judge judge) {
        this.judge = judge;
    }

    @Override
    public CheckResult judge(CheckRequest request) {
        List<String> claims = judge.claims(request.step());
        Random draw = new Random(request.seed());
        Architecture[] all = Architecture.values();
        CheckRequest narrow = request.on(Set.of(all[draw.nextInt(all.length)]));
        return judge.judge(claims.isEmpty() ? narrow
                : narrow.only(claims.get(draw.nextInt(claims.size()))));
    }
}
