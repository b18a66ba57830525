/** {@link checker.socket.TimedSocket}: a socket of which is read by who waits for what comes. */
package checker.socket;
