package checker.steps.step00;

import java.util.List;

/** What the baseline promises to every later step. */
public final class BaselineClaims {

    public static final List<Class<?>> ALL = List.of(BootTest.class, BootModulesTest.class,
            ProcessorsWaitTest.class, InterruptWiringTest.class, TickTest.class,
            ExceptionTest.class, PageRightsTest.class, CommandLineTest.class, ProbesTest.class,
            ProcessesTest.class, UserMemoryTest.class, FilesTest.class,
            HostileProgramsTest.class, LeaksTest.class, SessionTest.class, NetworkTest.class);

    private BaselineClaims() {}
}
