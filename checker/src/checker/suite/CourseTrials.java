package checker.suite;

import checker.course.CourseVerification;
import checker.repository.Repository;
import java.util.List;

/** Kernel, patches, mistakes and variants belong together to the byte: {@code course verify}. */
final class CourseTrials implements TrialSource {

    private final Repository repository;

    CourseTrials(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Trial> trials() {
        return List.of(Trial.of("course/round-trip", bench -> verify()));
    }

    private void verify() {
        CourseVerification found = CourseVerification.ofWorkTree(repository);
        if (!found.holds()) {
            throw new TrialFailedException("the round trip is not exact", found.problems());
        }
    }
}
