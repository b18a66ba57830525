package checker.junit;

import checker.report.Advice;
import checker.report.Diagnosis;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;

/** Chooses from a behaviour's hints, and from the general ones, those that fit a diagnosis. */
final class Hints {

    private static final int FOR_ANYTHING = 3;

    private final UnaryOperator<String> hunkOf;

    /** {@code hunkOf} finds the hunk of a patch by the name that a hint gives. */
    Hints(UnaryOperator<String> hunkOf) {
        this.hunkOf = hunkOf;
    }

    /** Those that fit, the best first: for the diagnosis, for its cause, for anything. */
    List<Advice> fitting(Method behaviour, Diagnosis diagnosis) {
        List<Hint> hints = new ArrayList<>();
        hints.addAll(of(behaviour));
        hints.addAll(of(behaviour.getDeclaringClass()));
        List<Hint> fitting = hints.stream().filter(hint -> fits(hint, diagnosis))
                .sorted(Comparator.comparingInt(Hints::generality)).toList();
        List<Advice> specific = advice(fitting, hint -> generality(hint) < FOR_ANYTHING);
        List<Advice> any = advice(fitting, hint -> generality(hint) == FOR_ANYTHING);
        return Stream.of(specific, GeneralHints.of(diagnosis.cause()), any)
                .flatMap(List::stream).toList();
    }

    /** Those of a class or method, with those of the annotations that it has. */
    static List<Hint> of(AnnotatedElement element) {
        return AnnotationSupport.findRepeatableAnnotations(element, Hint.class);
    }

    private List<Advice> advice(List<Hint> hints, Predicate<Hint> chosen) {
        return hints.stream().filter(chosen).map(this::advice).toList();
    }

    private static boolean fits(Hint hint, Diagnosis diagnosis) {
        boolean thisDiagnosis = hint.diagnosis().isEmpty()
                || hint.diagnosis().equals(diagnosis.key());
        boolean thisCause = hint.causes().length == 0
                || Stream.of(hint.causes()).anyMatch(cause -> cause == diagnosis.cause());
        return thisDiagnosis && thisCause;
    }

    private static int generality(Hint hint) {
        return (hint.diagnosis().isEmpty() ? 2 : 0) + (hint.causes().length == 0 ? 1 : 0);
    }

    private Advice advice(Hint hint) {
        return new Advice(hint.diagnosis(), hint.where(), hint.wrong(), hint.fix(),
                hunkOf.apply(hint.hunk()));
    }
}
