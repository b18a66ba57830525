package checker.book.live;

import java.nio.file.Path;
import java.util.List;

/** Boots kernels, and tells what is to be seen then. */
public interface Answers {

    /**
     * What an order asks for.
     *
     * @param kernel the folder of its sources, in a folder that has nothing else of a clone
     * @throws LiveException when the kernel does not get there, or has no such thing
     */
    List<String> answer(Path kernel, Order order);
}
