package checker.junit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Boots the first machines while JUnit is still finding out what there is to run, which takes it
 * half a second on one core. From the first behaviour on, those that need machines make them.
 *
 * <p>A boot is made once for all who ask for it. So all that this changes is the time at which it
 * begins, and whatever goes wrong with it is thrown again to those who ask.
 */
final class HeadStart implements TestExecutionListener, AutoCloseable {

    private final CheckSession session;
    private final List<Class<?>> claims;
    private final Thread thread = new Thread(this::boot, "head-start");
    private volatile boolean over;

    /** Begins at once. */
    HeadStart(CheckSession session, List<Class<?>> claims) {
        this.session = session;
        this.claims = claims;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void executionStarted(TestIdentifier started) {
        over |= started.isTest();
    }

    /** Ends it, after the boot that it is at. */
    @Override
    public void close() {
        over = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void boot() {
        Choices choices = new Choices(session.settings());
        try {
            claims.stream().flatMap(claim -> Arrays.stream(claim.getDeclaredMethods()))
                    .filter(HeadStart::sharesBoots)
                    .flatMap(behaviour -> choices.of(behaviour).stream())
                    .takeWhile(choice -> !over)
                    .forEach(choice -> session.room().boot(choice.spec()));
        } catch (RuntimeException | Error e) {
            over = true; // thrown again where somebody can judge it
        }
    }

    private static boolean sharesBoots(Method behaviour) {
        return behaviour.isAnnotationPresent(OnEveryMachine.class)
                && List.of(behaviour.getParameterTypes()).contains(Boot.class);
    }
}
