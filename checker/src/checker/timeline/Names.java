package checker.timeline;

import java.util.Optional;

/** What the numbers in a ring are called. Names may be anything: they are made safe when shown. */
public interface Names {

    /** Nothing has a name. */
    Names NONE = new Names() {
        @Override
        public Optional<String> task(int number) {
            return Optional.empty();
        }

        @Override
        public Optional<String> call(long number) {
            return Optional.empty();
        }

        @Override
        public Optional<String> address(long address) {
            return Optional.empty();
        }
    };

    /** Of the task whose number ends in these 16 bits. */
    Optional<String> task(int number);

    /** Of a system call. */
    Optional<String> call(long number);

    /** Of the function or variable that an address lies in, with the offset. */
    Optional<String> address(long address);
}
