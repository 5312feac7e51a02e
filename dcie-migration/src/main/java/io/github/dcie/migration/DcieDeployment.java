package io.github.dcie.migration;

import io.github.dcie.StateStoreException;
import io.github.dcie.migration.internal.DcieParameter;
import io.github.dcie.migration.internal.DcieParameter.Name;
import io.github.dcie.migration.internal.DcieReading;
import io.github.dcie.migration.internal.DcieSchedule;
import io.github.dcie.migration.internal.SourceCalls;
import io.github.dcie.migration.internal.SourceTrouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * Reads the state of a deployment of AWS's guidance for continuous incremental exports (DCIE), to take its chain over.
 * It is in five parameters in {@code <root>/<alias>}: {@code full-export-time}, {@code last-incremental-export-time},
 * {@code workflow-initiated}, {@code workflow-state} and {@code workflow-action}. They are read, by their names, and
 * never written.
 *
 * <p>Parameter Store cannot read five parameters as they were at one time, so they are read twice and compared. Whether
 * the deployment stands still is judged by its {@code workflow-action} and by when each parameter was last written:
 * pause it, and read two of its ticks later.
 *
 * <p>It takes {@code ssm:GetParameters} on {@code parameter<root>/<alias>/*}, and the SDK's client of Parameter Store,
 * {@code software.amazon.awssdk:ssm}, which this module does not bring along. Immutable and thread-safe; nothing to close,
 * and the client is the caller's.
 */
@SuppressWarnings("exports") // the SDK's client is optional, so it is not required transitively
public final class DcieDeployment {

    private static final SourceTrouble TROUBLE = new SourceTrouble(
            "Parameter Store",
            "Systems Manager",
            SsmException.class,
            "ssm:GetParameters on these parameters",
            "if it lasts, raise Parameter Store's throughput",
            "check the root and the alias");

    /** AWS's clock is right; a date beyond is no date. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final SsmClient client;
    private final SourceCalls calls;
    private final DcieSchedule deployment;
    private final InstantSource clock;

    private DcieDeployment(Builder from) {
        client = from.client;
        calls = new SourceCalls(TROUBLE, from.apiCallTimeout);
        deployment = new DcieSchedule(from.alias, from.root, from.windowSize);
        clock = from.clock;
    }

    /**
     * A deployment with all settings at DCIE's defaults: below {@code /incremental-export}, windows of 15 minutes.
     *
     * @param client a client of the deployment's account and Region
     * @param alias its deployment alias
     * @return the reader; nothing is called yet
     * @throws IllegalArgumentException if the alias is not legal
     */
    public static DcieDeployment create(SsmClient client, String alias) {
        return builder(client, alias).build();
    }

    /**
     * A builder with all settings at DCIE's defaults.
     *
     * @param client a client of the deployment's account and Region
     * @param alias its deployment alias
     * @return the builder
     */
    public static Builder builder(SsmClient client, String alias) {
        return new Builder(client, alias);
    }

    /**
     * Reads the parameters: two calls of GetParameters.
     *
     * @return what they say; a parameter that is missing or not understood is a claim in it, not an exception
     * @throws StateStoreException if they could not be read; nothing was changed, the message says what to do
     */
    public PriorChain read() throws StateStoreException {
        Map<Name, DcieParameter> before = parameters();
        Map<Name, DcieParameter> found = parameters();
        return new DcieReading(deployment, found, before, clock.instant()).toChain();
    }

    private Map<Name, DcieParameter> parameters() throws StateStoreException {
        GetParametersRequest.Builder request = GetParametersRequest.builder()
                .names(Stream.of(Name.values())
                        .map(name -> name.in(deployment.path()))
                        .toList());
        GetParametersResponse answer = calls.read(
                deployment.source(),
                limits -> client.getParameters(
                        request.overrideConfiguration(limits).build()));
        Map<Name, DcieParameter> found = new EnumMap<>(Name.class);
        for (Parameter parameter : answer.parameters()) {
            Stream.of(Name.values())
                    .filter(name -> name.in(deployment.path()).equals(parameter.name()))
                    .forEach(name -> found.put(name, parameter(parameter)));
        }
        return found;
    }

    private DcieParameter parameter(Parameter parameter) {
        return new DcieParameter(
                Optional.ofNullable(parameter.value()).orElse(""),
                Optional.ofNullable(parameter.version()).orElse(0L),
                // one whose age is not told counts as new
                Optional.ofNullable(parameter.lastModifiedDate())
                        .filter(DcieDeployment::isDate)
                        .orElseGet(clock::instant));
    }

    private static boolean isDate(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST);
    }

    @Override
    public String toString() {
        return deployment.source();
    }

    /** Collects settings; {@link #build()} checks them together. Not thread-safe. */
    public static final class Builder {

        /** DCIE's own have 1 to 15 of a-z 0-9; systems made from it have longer ones, with parts of table names. */
        private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

        private static final Pattern ROOT = Pattern.compile("(/[A-Za-z0-9_.-]+){1,12}");

        private final SsmClient client;
        private final String alias;
        private String root = "/incremental-export";
        private Duration windowSize = Duration.ofMinutes(15);
        private InstantSource clock = InstantSource.system();
        private Duration apiCallTimeout = Duration.ofSeconds(10);

        private Builder(SsmClient client, String alias) {
            this.client = Objects.requireNonNull(client, "client");
            this.alias = Objects.requireNonNull(alias, "alias");
        }

        /**
         * Where the deployment's parameters are, without its alias. Default: {@code /incremental-export}.
         *
         * @param path such as {@code /incremental-export}
         * @return this builder
         */
        public Builder root(String path) {
            root = Objects.requireNonNull(path, "root");
            return this;
        }

        /**
         * The deployment's {@code incrementalExportWindowSizeInMinutes}; it says how often the deployment ticks. Default:
         * 15 minutes.
         *
         * @param size 15 minutes to 24 hours, whole minutes
         * @return this builder
         */
        public Builder windowSize(Duration size) {
            windowSize = Objects.requireNonNull(size, "windowSize");
            return this;
        }

        /**
         * Where the time comes from. Default: the system's clock.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * The time limit of each call to Parameter Store, retries included. Default: 10 seconds.
         *
         * @param limit 1 millisecond to 5 minutes
         * @return this builder
         */
        public Builder apiCallTimeout(Duration limit) {
            apiCallTimeout = Objects.requireNonNull(limit, "apiCallTimeout");
            return this;
        }

        /**
         * Makes the reader; nothing is called yet.
         *
         * @return the reader
         * @throws IllegalArgumentException if settings are not legal; the message lists every fault
         */
        public DcieDeployment build() {
            List<String> faults = new ArrayList<>();
            if (!ALIAS.matcher(alias).matches()) {
                faults.add("alias \"" + alias + "\": expected 1 to 100 characters of A-Z a-z 0-9 _ . - ; it is the"
                        + " deployment's deploymentAlias");
            }
            if (!ROOT.matcher(root).matches()) {
                faults.add("root \"" + root
                        + "\": expected /segment/segment… of A-Z a-z 0-9 _ . -, without a slash at the" + " end");
            }
            boolean wholeMinutes = windowSize.equals(Duration.ofMinutes(windowSize.toMinutes()));
            if (!wholeMinutes || windowSize.toMinutes() < 15 || windowSize.toMinutes() > 24 * 60) {
                faults.add("windowSize " + windowSize + ": expected PT15M to PT24H in whole minutes");
            }
            if (apiCallTimeout.compareTo(Duration.ofMillis(1)) < 0
                    || apiCallTimeout.compareTo(Duration.ofMinutes(5)) > 0) {
                faults.add("apiCallTimeout " + apiCallTimeout + ": expected PT0.001S to PT5M");
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("reader of a DCIE deployment: " + String.join("; ", faults));
            }
            return new DcieDeployment(this);
        }
    }
}
