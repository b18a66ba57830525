package checker.junit;

import checker.machine.Ending;
import checker.machine.Machine;
import checker.machine.MachineFailedException;
import checker.report.Advice;
import checker.report.CaseResult;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Evidence;
import checker.report.Outcome;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One case: gives the behaviour its machine, takes the machine away again, and judges. */
final class CaseExtension implements BeforeEachCallback, ParameterResolver, AfterEachCallback {

    private static final List<Class<?>> GIVEN =
            List.of(Boot.class, Machine.class, Machines.class, Shell.class, Probing.class,
                    GuestPrograms.class, Kernel.class, Draw.class);

    private final CheckSession session;
    private final Choice choice;
    private final BehaviourTally tally;
    private long started;
    private Optional<Boot> boot = Optional.empty();
    private Optional<Probing> probing = Optional.empty();
    private Optional<GuestPrograms> guests = Optional.empty();
    private Optional<Machine> machine = Optional.empty();
    private Recording recording = Recording.none("there was no machine");

    CaseExtension(CheckSession session, Choice choice, BehaviourTally tally) {
        this.session = session;
        this.choice = choice;
        this.tally = tally;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        started = System.nanoTime();
        session.progress().started(choice.id());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Boot.class) {
            boot = Optional.of(session.room().boot(choice.spec()));
            return boot.get().orElseThrow();
        }
        if (type == Machine.class) {
            return nextMachine();
        }
        if (type == Machines.class) {
            return (Machines) this::nextMachine;
        }
        if (type == Shell.class) {
            machine = Optional.of(session.room().userland(choice.spec()));
            return new Shell(machine.get());
        }
        if (type == Probing.class) {
            probing = Optional.of(new Probing(session.room(), choice.spec()));
            return probing.get();
        }
        if (type == GuestPrograms.class) {
            guests = Optional.of(new GuestPrograms(session.room(), choice.spec()));
            return guests.get();
        }
        return type == Draw.class
                ? Draw.of(session.settings().seed(), choice.draw())
                : session.room().kernel(choice.spec().architecture());
    }

    private Machine nextMachine() {
        machine.ifPresent(Machine::close);
        machine = Optional.of(session.room().machine(choice.spec()));
        return machine.get();
    }

    /** The machine is looked at before it is taken away, and taken away whatever happens. */
    @Override
    public void afterEach(ExtensionContext context) {
        Judge judge = Judge.of(context.getExecutionException());
        Evidence evidence;
        machine = machine.or(() -> guests.flatMap(GuestPrograms::started));
        try {
            judge = blamed(judge);
            try {
                evidence = evidence(judge);
            } catch (MachineFailedException e) {
                judge = judge.outcome() == Outcome.INTERNAL_ERROR ? judge
                        : Judge.of(Optional.of(e));
                evidence = kept(Remains.ofGone(machine.orElseThrow(() -> e)));
            }
            judge = acquitted(judge, evidence);
            evidence = drawn(judge, evidence, context.getExecutionException());
        } finally {
            machine.ifPresent(Machine::close);
        }
        CaseResult result = result(context.getRequiredTestMethod(), judge, evidence);
        session.sink().add(choice.place(), result);
        session.progress().finished(result);
        tally.ended(result.sentence(), result.outcome());
    }

    /** Whoever asks a machine that the kernel broke hears no answer; that is the kernel's doing. */
    private Judge blamed(Judge judge) {
        return machine.filter(broken -> judge.outcome() == Outcome.INTERNAL_ERROR)
                .flatMap(broken -> broken.lastEnding()
                        .filter(Ending.EmulatorBroken.class::isInstance)
                        .map(ending -> new Finding(new BootDiagnosis(
                                "the machine can be looked at when it stops", ending,
                                broken.serial(), "").find())))
                .map(finding -> Judge.of(Optional.of(finding))).orElse(judge);
    }

    /** A kernel is not to blame where one that is known to be right does not fare better. */
    private Judge acquitted(Judge judge, Evidence evidence) {
        boolean doubtful = judge.diagnosis().map(Diagnosis::cause).filter(cause ->
                cause == Cause.EMULATOR_BROKEN || evidence.lastLines().isEmpty()
                && (cause == Cause.NO_FIRST_BYTE || cause == Cause.RESET)).isPresent();
        try {
            return doubtful && !session.room().firmwareStarts(choice.spec())
                    ? Judge.ofFirmware(choice.spec().firmware()) : judge;
        } catch (MachineFailedException e) {
            return Judge.of(Optional.of(e));
        }
    }

    private Evidence evidence(Judge judge) {
        return boot.map(Boot::evidence)
                .or(() -> probing.map(Probing::evidence))
                .or(() -> machine.map(own -> kept(remains(own, judge))))
                .or(() -> guests.map(GuestPrograms::evidence))
                .orElse(Evidence.NONE);
    }

    private Evidence kept(Remains remains) {
        recording = remains.recording();
        return session.logs().keep(remains);
    }

    /** Failures are drawn, and one machine of each behaviour: the others would look alike. */
    private boolean isDrawn(Judge judge) {
        return session.settings().trace()
                && (choice.first() || judge.outcome().blamesTheKernel());
    }

    private Evidence drawn(Judge judge, Evidence evidence, Optional<Throwable> thrown) {
        if (!isDrawn(judge) || evidence.log().isEmpty()) {
            return evidence;
        }
        // Where a panic was let go on to its end, the machine was looked at before.
        Recording last = thrown.filter(Finding.class::isInstance)
                .flatMap(finding -> ((Finding) finding).recording())
                .or(() -> boot.map(Boot::recording)).or(() -> probing.map(Probing::recording))
                .or(() -> guests.filter(run -> machine.isEmpty()).map(GuestPrograms::recording))
                .orElse(recording);
        return session.logs().drawn(evidence, choice.spec(), last,
                () -> session.room().kernel(choice.spec().architecture()));
    }

    /** Nobody reads the callers of a CPU of a case that passed, and finding them takes a while. */
    private Remains remains(Machine machine, Judge judge) {
        boolean gone = machine.lastEnding().filter(Ending::leavesNothing).isPresent();
        return judge.outcome() == Outcome.PASSED && !gone
                ? Remains.ofArrived(machine, machine.cpus(),
                        Recording.ofWanted(machine, isDrawn(judge)))
                : Remains.of(machine);
    }

    private CaseResult result(Method behaviour, Judge judge, Evidence evidence) {
        List<Advice> hints = judge.diagnosis()
                .map(diagnosis -> new Hints(session.hunkOf()).fitting(behaviour, diagnosis))
                .orElse(List.of());
        return new CaseResult(choice.id(), Sentence.of(behaviour.getName()),
                criterion(behaviour), machineInWords(), judge.outcome(), judge.diagnosis(),
                judge.reason(), hints, evidence, Duration.ofNanos(System.nanoTime() - started));
    }

    private String machineInWords() {
        String words = choice.spec().describe();
        String architecture = choice.id().architecture() + ", ";
        return words.startsWith(architecture) ? words.substring(architecture.length()) : words;
    }

    private static String criterion(Method behaviour) {
        Criterion own = behaviour.getAnnotation(Criterion.class);
        Criterion ofClass = behaviour.getDeclaringClass().getAnnotation(Criterion.class);
        return own != null ? own.value() : ofClass != null ? ofClass.value() : "";
    }
}
