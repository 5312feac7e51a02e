package io.github.dcie.testkit;

import io.github.dcie.testkit.internal.ParameterClient;
import io.github.dcie.testkit.internal.ParameterService;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * Systems Manager's Parameter Store, for one account in one Region, under a clock that a test moves. It hands out
 * {@linkplain #client() clients}, one for each simulated process; each is an {@code SsmClient} on which
 * {@code PutParameter}, {@code GetParameter}, {@code GetParameters}, {@code GetParametersByPath}, {@code DeleteParameter}
 * and {@code DeleteParameters} behave as AWS documents them. Where AWS leaves something open, the emulator can be set to
 * what is hardest for its callers: {@linkplain #readsAreStale stale reads}, {@linkplain #pagesAreShort short pages},
 * {@linkplain #updatesCollide updates that collide}.
 *
 * <p><b>Writes</b> happen one after the other. {@code PutParameter} without {@code Overwrite} creates or is refused, so of
 * many at once for one name exactly one is done: AWS documents the refusal ({@code ParameterAlreadyExists}), not the race.
 * There is no condition on what is overwritten. A version begins with 1 and grows by one with each put; after a deletion it
 * begins anew. {@code Type} is required to create (API reference, PutParameter).
 *
 * <p><b>Names</b> follow the User Guide (sysman-paramstore-su-create): letters, digits and {@code . - _}, up to 15 levels
 * that begin with a slash, 1,011 characters with the ARN, no first level that begins with {@code aws} or {@code ssm}.
 * {@code x} and {@code /x} are the same parameter. An empty level, a slash at the end included, is refused: AWS is silent
 * on it. <b>Values</b> have 1 to 4,096 bytes of UTF-8, whatever an account's default tier is, and no two opening
 * braces in a row.
 *
 * <p><b>Deletion.</b> AWS says to wait at least 30 seconds before a parameter of the same name is created (API reference,
 * DeleteParameter), not what happens otherwise. Here the put gets a {@code TooManyUpdatesException}, the strict reading.
 *
 * <p><b>Not emulated:</b> other tiers and {@code SecureString}, versions other than the newest ({@code name:version}) and
 * labels, policies, patterns, filters, quotas and rates of calls; tags and descriptions are accepted and dropped. What is
 * not emulated is an {@link UnsupportedOperationException}, not a wrong answer. Requests do not expire: one that is held up
 * for hours on its way is done when it arrives, since a process can be frozen just before it signs.
 *
 * <p>Thread-safe, and so are its clients.
 */
@SuppressWarnings("exports") // the SDK's client is optional, so it is not required transitively
public final class ParameterStoreEmulator {

    private final SimulatedClock clock;
    private final ParameterService service;
    private final CallLog calls = new CallLog();

    private ParameterStoreEmulator(SimulatedClock clock) {
        this.clock = clock;
        this.service = new ParameterService(clock);
    }

    /**
     * An empty Parameter Store with a clock of its own, at 2026-01-01T00:00:00Z.
     *
     * @return the emulator
     */
    public static ParameterStoreEmulator create() {
        return at(SimulatedClock.startingAt(Instant.parse("2026-01-01T00:00:00Z")));
    }

    /**
     * An empty Parameter Store.
     *
     * @param clock AWS's time
     * @return the emulator
     */
    public static ParameterStoreEmulator at(SimulatedClock clock) {
        return new ParameterStoreEmulator(clock);
    }

    /**
     * The time by AWS's own clock. Processes with a wrong clock get a {@linkplain SimulatedClock#skewedBy view} of it.
     *
     * @return the clock
     */
    public SimulatedClock clock() {
        return clock;
    }

    /**
     * A client that nothing happens to.
     *
     * @return a new one, in eu-central-1; {@code close()} does nothing
     */
    public SsmClient client() {
        return client(FaultPlan.none());
    }

    /**
     * A client of one simulated process. A failure is an {@code InternalServerErrorException}, throttling a
     * {@code ThrottlingException}, a lost reply an {@code SdkClientException} after the call was applied. The client makes
     * one attempt, whatever retries are configured: it stands where the SDK's client stands, with its retries behind it.
     *
     * @param plan what goes wrong
     * @return a new one, in eu-central-1; {@code close()} does nothing
     */
    public SsmClient client(FaultPlan plan) {
        return ParameterClient.create(
                service, plan, (operation, request) -> calls.add(operation, clock.instant(), request));
    }

    /**
     * Somebody writes a parameter in the console: it is created as a {@code String} or overwritten, at once, whatever
     * troubles the clients have. Reads may show it late, as any write.
     *
     * @param name its name
     * @param value its value from now on
     * @throws SsmException if Parameter Store refuses the name or the value
     */
    public void put(String name, String value) {
        service.enter(name, value);
    }

    /**
     * Somebody deletes a parameter in the console, whatever troubles the clients have. Nothing happens if there is none.
     *
     * @param name its name
     */
    public void remove(String name) {
        service.remove(name);
    }

    /**
     * A parameter's value: the truth, however old what reads show is.
     *
     * @param name its name
     * @return its value; empty if there is no such parameter
     */
    public Optional<String> value(String name) {
        return service.value(name);
    }

    /**
     * All parameters: the truth, however old what reads show is.
     *
     * @return a copy: the values by the parameters' names, each with a slash in front
     */
    public SortedMap<String, String> parameters() {
        return service.values();
    }

    /**
     * Reads show parameters as they were, from now on: with an earlier value, version and date, not there if they were
     * created since, still there if they were deleted since. Writes always meet what is there. At first reads are
     * consistent; AWS promises nothing.
     *
     * @param staleness how old each parameter in each read is
     */
    public void readsAreStale(Staleness staleness) {
        service.readsAre(staleness);
    }

    /** Every read shows what is there. */
    public void readsAreConsistent() {
        service.readsAre(Staleness.none());
    }

    /**
     * Pages of {@code GetParametersByPath} have a size at random, 0 to {@code MaxResults}, and the parameters of a listing
     * come in no particular order. While parameters remain there is a {@code NextToken}, also after an empty page. AWS
     * says so (API reference, GetParametersByPath).
     *
     * @param seed what sizes and orders depend on
     */
    public void pagesAreShort(long seed) {
        service.pagesAreShort(seed);
    }

    /** Pages of {@code GetParametersByPath} are full and in the order of the names, as at first. */
    public void pagesAreFull() {
        service.pagesAreFull();
    }

    /**
     * Some puts get a {@code TooManyUpdatesException} and are not applied, as if there were another update of the same
     * parameter at the same time (API reference, PutParameter), whether there is one or not. At first none is.
     *
     * @param seed what the choice depends on
     * @param perThousand how many of a thousand, 0 to 1,000
     * @throws IllegalArgumentException if the rate is out of range
     */
    public void updatesCollide(long seed, int perThousand) {
        if (perThousand < 0 || perThousand > 1_000) {
            throw new IllegalArgumentException(perThousand + " of a thousand: expected 0 to 1000");
        }
        service.updatesCollide(seed, perThousand);
    }

    /**
     * An operation is denied to all clients until it is {@linkplain #allow allowed}.
     *
     * @param operation AWS's name, such as {@code PutParameter}
     */
    public void deny(String operation) {
        service.deny(operation);
    }

    /**
     * An operation is allowed again.
     *
     * @param operation AWS's name
     */
    public void allow(String operation) {
        service.allow(operation);
    }

    /**
     * The calls that were made.
     *
     * @return a live view
     */
    public CallLog calls() {
        return calls;
    }

    /**
     * How many calls of an operation were made.
     *
     * @param operation AWS's name, such as {@code GetParameters}
     * @return 0 or more
     */
    public long calls(String operation) {
        return calls.count(operation);
    }

    /** From now on {@link #calls()} lists the calls, too. */
    public void recordCalls() {
        calls.record();
    }
}
