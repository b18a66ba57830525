package checker.book;

import checker.book.live.Answers;
import checker.repository.Repository;

/**
 * Where what pages show as output comes from.
 *
 * @param runs what commands print
 * @param answers what booted machines show
 */
public record Outputs(Runs runs, Answers answers) {

    /** Real ones of a clone, kept from build to build. */
    public static Outputs of(Repository repository, Answers machines) {
        return new Outputs(new KeptRuns(repository, new CheckRuns(repository)),
                new KeptAnswers(repository, machines));
    }
}
