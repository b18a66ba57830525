package checker.book;

import java.util.List;

/** Thrown when the sources of the book have faults; nothing has been written then. */
final class BookFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BookFailedException(List<Problem> problems) {
        super(problems.size() == 1 ? "1 fault" : problems.size() + " faults");
        this.problems = problems.stream().distinct().sorted().toList();
    }

    List<Problem> problems() {
        return problems;
    }
}
