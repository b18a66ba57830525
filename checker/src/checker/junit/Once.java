package checker.junit;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Things that are made once for all who ask; who asks while one is made waits for it. What went
 * wrong with it is thrown to each of them.
 *
 * @param <K> what tells them apart
 * @param <T> what is made
 */
final class Once<K, T> {

    private final Map<K, CompletableFuture<T>> made = new ConcurrentHashMap<>();

    T get(K key, Supplier<T> maker) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> first = made.putIfAbsent(key, mine);
        if (first == null) {
            try {
                mine.complete(maker.get());
            } catch (RuntimeException | Error e) {
                mine.completeExceptionally(e);
            }
        }
        try {
            return (first == null ? mine : first).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Finding finding) {
                throw new Finding(finding.diagnosis());
            }
            throw e.getCause() instanceof RuntimeException exception ? exception : e;
        }
    }
}
