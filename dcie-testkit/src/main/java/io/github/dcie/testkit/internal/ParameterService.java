package io.github.dcie.testkit.internal;

import io.github.dcie.testkit.Staleness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Parameter Store's operations. Thread-safe: each is one step for all others. */
public final class ParameterService {

    static final String REGION = "eu-central-1";
    static final int MOST_AT_ONCE = 10;

    /** API reference, DeleteParameter: how long to wait before a parameter of the same name is created. */
    private static final Duration NAME_IS_FREE_AFTER = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final ParameterMemory memory = new ParameterMemory();
    private final Set<String> denied = new HashSet<>();
    private Staleness staleness = Staleness.none();
    private ParameterPages pages = ParameterPages.full();
    private BooleanSupplier collides = () -> false;
    private long reads;
    private long listings;

    /**
     * Without parameters.
     *
     * @param clock its time
     */
    public ParameterService(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * How old what reads show is.
     *
     * @param value from the next read on
     */
    public synchronized void readsAre(Staleness value) {
        staleness = value;
    }

    /** Pages are full and in the order of the names. */
    public synchronized void pagesAreFull() {
        pages = ParameterPages.full();
    }

    /**
     * Pages have a size at random and no order.
     *
     * @param seed what both depend on
     */
    public synchronized void pagesAreShort(long seed) {
        pages = ParameterPages.shortAtRandom(seed);
    }

    /**
     * Some puts are refused, as if there were another one at the same time.
     *
     * @param seed what the choice depends on
     * @param perThousand how many of a thousand
     */
    public synchronized void updatesCollide(long seed, int perThousand) {
        Random random = new Random(seed);
        collides = () -> random.nextInt(1_000) < perThousand;
    }

    /**
     * An operation is denied.
     *
     * @param operation AWS's name
     */
    public synchronized void deny(String operation) {
        denied.add(operation);
    }

    /**
     * An operation is allowed.
     *
     * @param operation AWS's name
     */
    public synchronized void allow(String operation) {
        denied.remove(operation);
    }

    synchronized void requireAccess(String operation) {
        if (denied.contains(operation)) {
            throw ParameterErrors.accessDenied(operation);
        }
    }

    /**
     * Somebody writes a parameter, whatever troubles there are.
     *
     * @param name its name
     * @param value its value from now on
     */
    public synchronized void enter(String name, String value) {
        PutParameterRequest request = PutParameterRequest.builder()
                .name(name)
                .value(value)
                .type(memory.newest(ParameterNames.path(name))
                        .map(Parameter::type)
                        .orElse(ParameterType.STRING))
                .overwrite(true)
                .build();
        ParameterCheck.check(request);
        write(request);
    }

    /**
     * Somebody deletes a parameter, whatever troubles there are.
     *
     * @param name its name
     */
    public synchronized void remove(String name) {
        String path = ParameterNames.path(name);
        memory.newest(path).ifPresent(parameter -> memory.delete(path, clock.instant()));
    }

    /**
     * The truth on one parameter.
     *
     * @param name its name
     * @return its value, if there is one
     */
    public synchronized Optional<String> value(String name) {
        return memory.newest(ParameterNames.path(name)).map(Parameter::value);
    }

    /**
     * The truth.
     *
     * @return all values by the paths of the parameters
     */
    public synchronized SortedMap<String, String> values() {
        return memory.values();
    }

    synchronized PutParameterResponse put(PutParameterRequest request) {
        ParameterCheck.check(request);
        String path = ParameterNames.path(request.name());
        Instant now = clock.instant();
        if (memory.deletedAt(path)
                .filter(at -> now.isBefore(at.plus(NAME_IS_FREE_AFTER)))
                .isPresent()) {
            throw ParameterErrors.tooManyUpdates("Parameter " + request.name()
                    + " was deleted. Wait for at least 30 seconds to create a parameter with the same name.");
        }
        if (collides.getAsBoolean()) {
            throw ParameterErrors.tooManyUpdates(
                    "There are concurrent updates for a resource that supports one update at a time.");
        }
        return PutParameterResponse.builder()
                .version(write(request).version())
                .tier(ParameterTier.STANDARD)
                .build();
    }

    synchronized GetParameterResponse get(GetParameterRequest request) {
        String path = ParameterNames.path(request.name());
        reads++;
        return GetParameterResponse.builder()
                .parameter(shown(path).orElseThrow(() -> ParameterErrors.notFound(request.name())))
                .build();
    }

    synchronized GetParametersResponse get(GetParametersRequest request) {
        List<String> paths = ParameterNames.paths(request.names());
        reads++;
        List<Parameter> found =
                paths.stream().sorted().flatMap(path -> shown(path).stream()).toList();
        return GetParametersResponse.builder()
                .parameters(found)
                .invalidParameters(ParameterNames.missing(request.names(), found))
                .build();
    }

    synchronized GetParametersByPathResponse list(GetParametersByPathRequest request) {
        String prefix = ParameterNames.parentPrefix(request.path());
        if (request.hasParameterFilters()) {
            throw new UnsupportedOperationException(
                    "GetParametersByPath with " + request.parameterFilters() + ": the emulator takes no filters");
        }
        int largest = Optional.ofNullable(request.maxResults()).orElse(MOST_AT_ONCE);
        if (largest < 1 || largest > MOST_AT_ONCE) {
            throw ParameterErrors.validation("maxResults " + largest + " failed to satisfy constraint: 1 to 10");
        }
        Position from = Optional.ofNullable(request.nextToken())
                .map(Position::decoded)
                .orElseGet(() -> new Position(++listings, ""));
        reads++;
        int size = pages.size().applyAsInt(largest);
        boolean recursive = Optional.ofNullable(request.recursive()).orElse(false);
        Comparator<String> order = pages.order().of(from.listing());
        List<Parameter> rest = memory.pathsWith(prefix).stream()
                .filter(path -> recursive || path.indexOf('/', prefix.length()) < 0)
                .filter(path -> from.after().isEmpty() || order.compare(path, from.after()) > 0)
                .sorted(order)
                .flatMap(path -> shown(path).stream())
                .limit(size + 1L)
                .toList();
        List<Parameter> page = rest.subList(0, Math.min(size, rest.size()));
        GetParametersByPathResponse.Builder response =
                GetParametersByPathResponse.builder().parameters(page);
        return rest.size() > size
                ? response.nextToken(from.behind(page).encoded()).build()
                : response.build();
    }

    synchronized DeleteParameterResponse delete(DeleteParameterRequest request) {
        String path = ParameterNames.path(request.name());
        if (memory.newest(path).isEmpty()) {
            throw ParameterErrors.notFound(request.name());
        }
        memory.delete(path, clock.instant());
        return DeleteParameterResponse.builder().build();
    }

    synchronized DeleteParametersResponse delete(DeleteParametersRequest request) {
        List<Parameter> found = ParameterNames.paths(request.names()).stream()
                .flatMap(path -> memory.newest(path).stream())
                .toList();
        found.forEach(parameter -> memory.delete(ParameterNames.path(parameter.name()), clock.instant()));
        List<String> invalid = ParameterNames.missing(request.names(), found);
        List<String> deleted = new ArrayList<>(request.names());
        deleted.removeAll(invalid);
        return DeleteParametersResponse.builder()
                .deletedParameters(deleted)
                .invalidParameters(invalid)
                .build();
    }

    private Parameter write(PutParameterRequest request) {
        String path = ParameterNames.path(request.name());
        Instant now = clock.instant();
        Parameter written = memory.newest(path)
                .map(existing -> overwritten(existing, request))
                .orElseGet(() -> created(path, request))
                .value(request.value())
                .lastModifiedDate(now.truncatedTo(ChronoUnit.MILLIS))
                .build();
        memory.put(path, written, now);
        return written;
    }

    private static Parameter.Builder overwritten(Parameter existing, PutParameterRequest request) {
        if (!ParameterCheck.overwrites(request)) {
            throw ParameterErrors.alreadyExists();
        }
        if (Optional.ofNullable(request.type()).orElse(existing.type()) != existing.type()) {
            throw ParameterErrors.otherType("Parameter " + request.name() + ": can't change its type from "
                    + existing.typeAsString() + " to " + request.typeAsString() + ".");
        }
        return existing.toBuilder().version(existing.version() + 1);
    }

    private static Parameter.Builder created(String path, PutParameterRequest request) {
        if (request.type() == null) {
            throw ParameterErrors.validation("A parameter type is required when you create a parameter.");
        }
        return Parameter.builder()
                .name(request.name())
                .type(request.type())
                .version(1L)
                .arn(ParameterNames.arn(path))
                .dataType("text");
    }

    private Optional<Parameter> shown(String path) {
        Duration age = staleness.of(path, reads);
        Duration reach = age.compareTo(ParameterMemory.REACH) > 0 ? ParameterMemory.REACH : age;
        return memory.at(path, clock.instant().minus(reach));
    }

    /**
     * Where a listing goes on.
     *
     * @param listing its number
     * @param after the path of the last parameter shown; empty before the first
     */
    private record Position(long listing, String after) {

        Position behind(List<Parameter> page) {
            return page.isEmpty()
                    ? this
                    : new Position(
                            listing,
                            ParameterNames.path(page.get(page.size() - 1).name()));
        }

        String encoded() {
            return Base64.getUrlEncoder().encodeToString((listing + after).getBytes(StandardCharsets.UTF_8));
        }

        static Position decoded(String token) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                int end = text.contains("/") ? text.indexOf('/') : text.length();
                return new Position(Long.parseLong(text.substring(0, end)), text.substring(end));
            } catch (IllegalArgumentException e) {
                throw ParameterErrors.invalidToken();
            }
        }
    }
}
