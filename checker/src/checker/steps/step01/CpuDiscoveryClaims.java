package checker.steps.step01;

import java.util.List;

/** What step 1 adds to the promises, in the order in which they build upon each other. */
public final class CpuDiscoveryClaims {

    public static final List<Class<?>> ALL = List.of(EveryEnabledProcessorIsRecordedTest.class,
            TheBootProcessorIsKnownTest.class, TheLogListsEveryCpuTest.class,
            SmpIsAllowedTest.class, SmpIsRefusedTest.class, TheSurplusIsLeftOutTest.class,
            TheCommandLineLimitsTest.class, TheOthersStayAsleepTest.class);

    private CpuDiscoveryClaims() {}
}
