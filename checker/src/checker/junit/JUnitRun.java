package checker.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import checker.report.CaseResult;
import java.util.List;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the claims of a check by JUnit, several behaviours side by side. */
public final class JUnitRun {

    private static final String PARALLEL = "junit.jupiter.execution.parallel.";

    private final CheckSession session;
    private final List<Class<?>> claims;

    public JUnitRun(CheckSession session, List<Class<?>> claims) {
        this.session = session;
        this.claims = List.copyOf(claims);
    }

    /** Judges all wanted cases, {@code workers} at a time; the sink has the results, too. */
    public List<CaseResult> run(int workers) {
        StrayFailures strays = new StrayFailures(session.sink());
        try (HeadStart headStart = new HeadStart(session, claims);
                LauncherSession launcher = LauncherFactory.openSession(config())) {
            session.attach(launcher);
            launcher.getLauncher().execute(request(workers), strays, headStart);
        }
        return session.sink().results();
    }

    /** One engine, named here: looking for others on the class path would cost time. */
    private static LauncherConfig config() {
        return LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
    }

    private LauncherDiscoveryRequest request(int workers) {
        List<DiscoverySelector> selectors = claims.stream()
                .map(claim -> (DiscoverySelector) selectClass(claim)).toList();
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .enableImplicitConfigurationParameters(false)
                .configurationParameter(PARALLEL + "enabled", String.valueOf(workers > 1))
                .configurationParameter(PARALLEL + "mode.default", "concurrent")
                .configurationParameter(PARALLEL + "config.strategy", "fixed")
                .configurationParameter(PARALLEL + "config.fixed.parallelism",
                        String.valueOf(workers))
                .configurationParameter(PARALLEL + "config.executor-service",
                        "WORKER_THREAD_POOL")
                .build();
    }
}
