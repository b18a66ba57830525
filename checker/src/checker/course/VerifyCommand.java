package checker.course;

import checker.repository.Repository;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code course verify}: proves that kernel and patches belong together. */
@Command(name = "verify", description = {
    "Proves that kernel/ and the patches belong together, byte for byte.",
    "The patches come off kernel/ and go on again exactly, git writes each of them just as it lies",
    "there, and every mistake and variant fits its stage."})
final class VerifyCommand extends CourseAction {

    @Option(names = "--ref", paramLabel = "COMMIT",
            description = "Look at this commit instead of the files as they are now.")
    private Optional<String> ref;

    @Override
    int run(Repository repository) {
        CourseVerification found = ref.isPresent()
                ? CourseVerification.ofCommit(repository, ref.get())
                : CourseVerification.ofWorkTree(repository);
        if (!found.holds()) {
            throw new CourseException(String.join("\n", found.problems()));
        }
        say("The round trip is exact: " + Words.count(found.stages(), "step") + ", "
                + Words.count(found.patches(), "patch") + ", "
                + found.trials() + " mistakes and variants.");
        return DONE;
    }
}
