package checker.course;

/**
 * Thrown when a command on the course's series cannot do what it was asked, or will not because
 * work would be lost. Nothing has been changed then.
 */
public final class CourseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, as a sentence without a full stop; may have several lines
     * @param remedy what to do about it, as a sentence; empty when there is nothing to say
     */
    public CourseException(String problem, String remedy) {
        super(remedy.isEmpty() ? problem : problem + "\n" + remedy);
    }

    /** With nothing to say about what to do. */
    public CourseException(String problem) {
        this(problem, "");
    }
}
