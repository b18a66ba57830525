package checker.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a whole {@link SampleCourse} of its own: a copy of one made once. */
final class SampleCourseExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SampleCourseExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SampleCourse.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Folder original = context.getRoot().getStore(NAMESPACE).computeIfAbsent(
                Folder.class, key -> Folder.withCourse(), Folder.class);
        Folder copy = Folder.make();
        context.getStore(NAMESPACE).put(parameter, copy);
        return original.course().copyTo(copy.course().root());
    }

    /** A temporary folder that goes away with the context that it was made for. */
    private record Folder(Path path) implements AutoCloseable {

        static Folder make() {
            try {
                return new Folder(Files.createTempDirectory("sample-course"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        static Folder withCourse() {
            Folder folder = make();
            SampleCourse.whole(folder.course().root());
            return folder;
        }

        SampleCourse course() {
            return new SampleCourse(path.resolve("a course")); // a space, as folders have
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> all = Files.walk(path)) {
                List<Path> innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path each : innermostFirst) {
                    Files.delete(each);
                }
            }
        }
    }
}
