package checker.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnitTestLaneTest {

    /** The samples are no tests of the suite: its list of tests is a list of files. */
    static final class Passing {
        @Test
        void passes() {
            System.out.println("{\"found\": 0} is no answer");
        }
    }

    static final class Failing {
        @Test
        void passes() {}

        @Test
        void fails() {
            fail("as it should");
        }
    }

    static final class Skipping {
        @Test
        void skips() {
            assumeTrue(false);
        }
    }

    static final class Empty {}

    static final class Exiting {
        @Test
        void exits() {
            System.exit(0);
        }
    }

    private final UnitTestLane lane = new UnitTestLane();

    @AfterEach
    void close() {
        lane.close();
    }

    private TrialFailedException failure(Class<?> tests) {
        return assertThrows(TrialFailedException.class, () -> lane.run(tests.getName()));
    }

    @Test
    void testsThatPassPassWhateverTheyPrint() throws Exception {
        lane.run(Passing.class.getName());
        lane.run(Passing.class.getName());
    }

    @Test
    void aFailedTestFailsWithItsWords() {
        TrialFailedException thrown = failure(Failing.class);

        assertEquals("1 of 2 tests failed", thrown.getMessage());
        assertTrue(thrown.details().toString().contains("as it should"));
    }

    @Test
    void testsThatDidNotRunProveNothing() {
        assertEquals("0 of 1 tests ran", failure(Skipping.class).getMessage());
        assertEquals("0 of 0 tests ran", failure(Empty.class).getMessage());
    }

    @Test
    void aClassThatIsNotThereFails() {
        assertThrows(TrialFailedException.class, () -> lane.run("checker.suite.NothingTest"));
    }

    @Test
    void testsThatEndTheirProcessFailAndTheNextOnesRun() throws Exception {
        assertTrue(failure(Exiting.class).getMessage().contains("gave no answer"));
        lane.run(Passing.class.getName());
    }
}
