package checker.machine;

/**
 * One of the two 8259 interrupt controllers; Intel 8259A data sheet.
 *
 * @param index 0 the master, 1 the slave
 * @param mask a set bit keeps the input from interrupting (IMR)
 * @param requested inputs that wait (IRR)
 * @param inService inputs whose end was not signalled (ISR)
 * @param vectorBase the vector of its input 0
 */
public record Pic(int index, int mask, int requested, int inService, int vectorBase) {

    /** Whether no input can interrupt. */
    public boolean fullyMasked() {
        return mask == 0xff;
    }
}
