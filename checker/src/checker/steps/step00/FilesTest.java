package checker.steps.step00;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;

/** Files, directories, devices, pipes and ports, also when several processes use them at once. */
@Step(0)
@Criterion("A VFS with a RAM file system, device files, views; pipes and message ports.")
@Hint(where = "The test that is named, in checker/guest, and what it calls in the kernel.",
        wrong = "A call does not do, or refuse, what POSIX says.",
        fix = "Read the test beside the contract of the function in files/ or ipc/.")
final class FilesTest {

    @OnEveryMachine
    void filesKeepWhatIsWritten(GuestPrograms guests) {
        guests.run("files").expectAllPassed();
    }

    @OnEveryMachine
    void directoriesAndPathsLeadToFiles(GuestPrograms guests) {
        guests.run("directories").expectAllPassed();
    }

    @OnEveryMachine
    void devicesAndViewsAreFiles(GuestPrograms guests) {
        guests.run("devices").expectAllPassed();
    }

    @OnEveryMachine
    @Hint(where = "Where a pipe's reader and writer wait for each other.",
            wrong = "Bytes are lost or torn, or someone waits for ever.",
            fix = "Wake readers when bytes come and when the last writer goes, writers when room"
                    + " comes and when the last reader goes; look again after each wake.")
    void pipesCarryBytesInOrder(GuestPrograms guests) {
        guests.run("pipes").expectAllPassed();
    }

    @OnEveryMachine
    @Hint(where = "Where a port's sender and receiver wait for each other.",
            wrong = "A message is lost, torn or accepted where there is no room.",
            fix = "A message goes in or out whole or not at all; the time limit counts from the"
                    + " call, not from each wake.")
    void portsCarryWholeMessages(GuestPrograms guests) {
        guests.run("ports").expectAllPassed();
    }
}
