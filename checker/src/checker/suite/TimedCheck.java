package checker.suite;

import checker.cli.CheckRequest;
import checker.cli.CheckRun;
import checker.machine.Architecture;
import checker.report.CaseResult;
import checker.report.CheckResult;
import checker.report.Progress;
import checker.repository.Repository;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A check and its times.
 *
 * @param all from the start to the last verdict, in nanoseconds
 * @param building until every kernel was there, in nanoseconds
 * @param firstFailure until the first case was found wrong, in nanoseconds; 0 when none was
 * @param cases how many were judged
 */
record TimedCheck(long all, long building, long firstFailure, int cases) {

    /** Runs a check and takes its times. */
    static TimedCheck run(Repository repository, int step, Path kernel, long seed) {
        Watch watch = new Watch();
        CheckResult result = new CheckRun(
                CheckRequest.of(repository, step, seed).ofKernel(kernel), watch).run();
        return new TimedCheck(watch.now(), watch.built.get(), watch.failed.get(),
                result.cases().size());
    }

    private static final class Watch implements Progress {

        private final long started = System.nanoTime();
        private final AtomicLong built = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();

        private long now() {
            return System.nanoTime() - started;
        }

        @Override
        public void built(Architecture architecture, long milliseconds) {
            built.set(now());
        }

        @Override
        public void finished(CaseResult result) {
            if (result.outcome().blamesTheKernel()) {
                failed.compareAndSet(0, now());
            }
        }
    }
}
