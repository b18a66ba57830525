package checker.steps.step03;

import java.util.List;

/** What step 3 adds to the promises, in the order in which they build upon each other. */
public final class ApBootstrapClaims {

    public static final List<Class<?>> ALL = List.of(EveryApReachesCTest.class,
            TheWayToCTest.class, TheMessagesTest.class, EveryCpuIsSetUpAlikeTest.class,
            X2ApicModeOfTheOthersTest.class, NobodyReportsTooEarlyTest.class,
            TheyWaitForInterruptsTest.class, NobodyElseIsStartedTest.class,
            WhoDoesNotComeTest.class, TheLastMomentTest.class, TheStubsPageTest.class,
            TheOthersAreStoppedTest.class, TheViewShowsEveryCpuTest.class);

    private ApBootstrapClaims() {}
}
