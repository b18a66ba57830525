package checker.course;

import checker.process.Command;
import checker.process.CommandResult;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user's clone of the course as git sees it: where its parts lie and what its names mean.
 *
 * @param root its top folder
 * @param git git in that folder
 * @param commonDirectory the folder that all work trees share (objects, branches)
 * @param objectFormat the hash that names its objects: {@code sha1}
 */
record Clone(Path root, Git git, Path commonDirectory, String objectFormat) {

    /** The branch that holds the finished kernel. */
    static final String MAIN = "main";

    /** The first with {@code git add --sparse}; three-way patches on an index came before. */
    private static final int OLDEST_MINOR = 34;
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

    /**
     * @throws CourseException when it is no clone by git, or git is too old
     */
    static Clone of(Repository repository) {
        Git git = trusting(Git.in(repository.root()));
        requireVersion(git);
        CommandResult answer = git.run("rev-parse", "--path-format=absolute",
                "--show-toplevel", "--git-common-dir", "--show-object-format");
        if (!answer.succeeded()) {
            throw new CourseException("git knows no repository at " + repository.root() + ": "
                    + answer.errors().strip(),
                    "The course's branches are made by git: get the course by 'git clone', not as"
                    + " an archive.");
        }
        List<String> paths = answer.lines();
        if (!isSame(Path.of(paths.get(0)), repository.root())) {
            throw new CourseException("the course's folder " + repository.root()
                    + " is not the top of its git repository " + paths.get(0));
        }
        return new Clone(repository.root(), git, Path.of(paths.get(1)), paths.get(2));
    }

    private static void requireVersion(Git git) {
        String said = git.text("--version");
        Matcher version = VERSION.matcher(said);
        boolean isNewEnough = version.find() && (Integer.parseInt(version.group(1)) > 2
                || Integer.parseInt(version.group(1)) == 2
                && Integer.parseInt(version.group(2)) >= OLDEST_MINOR);
        if (!isNewEnough) {
            throw new CourseException(said + " is too old for the course's commands",
                    "It takes git 2." + OLDEST_MINOR + " or newer.");
        }
    }

    Path objects() {
        return commonDirectory.resolve("objects");
    }

    /** The branch that is checked out; empty when HEAD is detached. */
    Optional<String> branch() {
        CommandResult answer = git.run("symbolic-ref", "--quiet", "--short", "HEAD");
        return answer.succeeded() ? Optional.of(answer.output().strip()) : Optional.empty();
    }

    /** The commit that a name stands for. */
    Optional<String> find(String name) {
        CommandResult answer = git.run("rev-parse", "--verify", "--quiet", "--end-of-options",
                name + "^{commit}");
        return answer.succeeded() ? Optional.of(answer.output().strip()) : Optional.empty();
    }

    /**
     * The same where it must exist.
     *
     * @throws CourseException when there is no such commit
     */
    String commit(String name) {
        return find(name).orElseThrow(() -> new CourseException(
                "there is no commit '" + name + "' in this clone"));
    }

    /**
     * The commit that the course is read from: the one named, else that of main.
     *
     * @throws CourseException when there is none
     */
    String mainCommit(Optional<String> named) {
        if (named.isPresent()) {
            return commit(named.get());
        }
        return find("refs/heads/" + MAIN).or(() -> find("refs/remotes/origin/" + MAIN))
                .orElseThrow(() -> new CourseException("this clone has no branch '" + MAIN + "'",
                        "Name the commit to read the course from: --ref HEAD"));
    }

    /** The file that lists where a shallow clone's history is cut off; none in a full one. */
    Optional<Path> shallowFile() {
        return Optional.of(commonDirectory.resolve("shallow")).filter(Files::isRegularFile);
    }

    /**
     * Git with the folders that the user has told it to trust: a container's checkout may belong
     * to someone else, and the user's word on that is configuration that {@link Git} leaves out.
     */
    private static Git trusting(Git git) {
        CommandResult answer = Command.of("git", "config", "--get-all", "safe.directory")
                .in(git.directory()).run();
        List<String> folders = answer.lines();
        Git trusting = git;
        for (int i = 0; i < folders.size(); i++) {
            trusting = trusting.with("GIT_CONFIG_KEY_" + i, "safe.directory")
                    .with("GIT_CONFIG_VALUE_" + i, folders.get(i));
        }
        return trusting.with("GIT_CONFIG_COUNT", String.valueOf(folders.size()));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
