package checker.steps.step02;

import java.util.List;

/** What step 2 adds to the promises, in the order in which they build upon each other. */
public final class ApicModeClaims {

    public static final List<Class<?>> ALL = List.of(TheLocalApicIsEnabledTest.class,
            X2ApicModeIsTakenTest.class, DevicesComeThroughTheIoApicTest.class,
            TheOldWiringEndsTest.class, TicksGoOnTest.class, InputArrivesOnceTest.class,
            EachArrivesOnceTest.class, TheTimerIsMeasuredTest.class, ThePicStaysTest.class);

    private ApicModeClaims() {}
}
