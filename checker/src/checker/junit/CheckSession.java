package checker.junit;

import checker.report.Progress;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.launcher.LauncherSession;

/**
 * All that the behaviours of one check share; handed to JUnit's extensions through the launcher's
 * session, so that several checks can run in one process.
 *
 * @param settings what to judge
 * @param room where the machines stand
 * @param logs takes what machines write
 * @param hunkOf finds the hunk of a patch that a hint names
 * @param sink takes the results
 * @param progress is told how it goes
 */
public record CheckSession(
        CheckSettings settings,
        MachineRoom room,
        MachineLogs logs,
        UnaryOperator<String> hunkOf,
        CaseSink sink,
        Progress progress) {

    private static final String KEY = "check";

    /** Makes this session the one of all tests that the launcher runs. */
    public void attach(LauncherSession launcher) {
        launcher.getStore().put(
                org.junit.platform.engine.support.store.Namespace.create(CheckSession.class),
                KEY, this);
    }

    /** The session that a test runs in; empty where JUnit runs without a check. */
    static Optional<CheckSession> of(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(StoreScope.LAUNCHER_SESSION,
                ExtensionContext.Namespace.create(CheckSession.class))
                .get(KEY, CheckSession.class));
    }
}
