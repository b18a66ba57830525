package checker.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/** What claims say they will judge, known without running them. */
public final class Behaviours {

    private Behaviours() {}

    /** {@code Claim.behaviour} of each, in order. */
    public static List<String> names(List<Class<?>> claims) {
        return all(claims)
                .map(method -> Choices.claim(method.getDeclaringClass()) + "." + method.getName())
                .toList();
    }

    /** Whether the selection may take a case of theirs. */
    public static boolean anyTaken(List<Class<?>> claims, Selection selection) {
        return all(claims).anyMatch(method -> selection.mayTake(
                Choices.claim(method.getDeclaringClass()), method.getName()));
    }

    private static Stream<Method> all(List<Class<?>> claims) {
        return claims.stream().flatMap(claim -> Stream.of(claim.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(OnEveryMachine.class))
                .sorted((one, other) -> one.getName().compareTo(other.getName())));
    }
}
