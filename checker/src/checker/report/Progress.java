package checker.report;

import checker.machine.Architecture;

/**
 * Told how a check goes on, from several threads at once. What shows a check while it runs
 * implements it; a check that nobody watches uses {@link #SILENT}.
 */
public interface Progress {

    /** Watches nothing. */
    Progress SILENT = new Progress() {};

    /** A build of the kernel begins. */
    default void building(Architecture architecture) {}

    /** A kernel is there; {@code milliseconds} of host time after its build began. */
    default void built(Architecture architecture, long milliseconds) {}

    /** One more case will run. */
    default void planned(CaseId id) {}

    /** A case begins. */
    default void started(CaseId id) {}

    /** A case has ended. */
    default void finished(CaseResult result) {}

    /** A behaviour has been judged on all its machines; {@code outcome} is the gravest. */
    default void behaviourFinished(String sentence, Outcome outcome, int machines) {}
}
