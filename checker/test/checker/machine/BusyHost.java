package checker.machine;

import java.util.concurrent.atomic.AtomicBoolean;

/** A host whose every processor has other work to do. */
final class BusyHost {

    /** Work for meanwhile. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private BusyHost() {}

    static void during(Work work) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        int processors = Runtime.getRuntime().availableProcessors();
        Thread[] burners = new Thread[processors];
        for (int index = 0; index < processors; index++) {
            burners[index] = new Thread(() -> {
                while (!done.get()) {
                    Thread.onSpinWait();
                }
            }, "burner");
            burners[index].setDaemon(true);
            burners[index].start();
        }
        try {
            work.run();
        } finally {
            done.set(true);
        }
    }
}
