package checker.book;

import java.util.List;

/** Thrown when sources of the book or of the slides have faults; nothing has been written then. */
public final class BookFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public BookFailedException(List<Problem> problems) {
        super(problems.size() == 1 ? "1 fault" : problems.size() + " faults");
        this.problems = problems.stream().distinct().sorted().toList();
    }

    public List<Problem> problems() {
        return problems;
    }
}
