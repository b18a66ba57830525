package checker.steps.step04;

import java.util.List;

/** What step 4 adds to the promises, in the order in which they build upon each other. */
public final class PerCpuClaims {

    public static final List<Class<?>> ALL = List.of(EveryCpuHasAnEntryTest.class,
            GsLeadsToTheOwnEntryTest.class, EntriesComeFirstTest.class,
            EachFindsItsOwnTest.class, AtAnyInstructionTest.class, AtRandomMomentsTest.class,
            TheWayBackMayFaultTest.class,
            ProgramsHaveTheirOwnGsTest.class, ExceptionsHaveTheirStacksTest.class,
            WhatHappensIsCountedTest.class, CpusDoNotShareLinesTest.class,
            TheLocalApicMayBeElsewhereTest.class, EntriesAtTheEndTest.class);

    private PerCpuClaims() {}
}
