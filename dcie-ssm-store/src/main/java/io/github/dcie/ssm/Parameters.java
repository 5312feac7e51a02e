package io.github.dcie.ssm;

import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.retry.ClockSkew;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;

/** The calls of Parameter Store that a store needs. */
final class Parameters {

    /** A call names at most ten parameters, and a page has at most ten (API reference, GetParameters, GetParametersByPath). */
    static final int MOST_NAMES = 10;

    /** A thousand revisions: far more than clean-up leaves, and an end to a listing that has none. */
    private static final int MOST_PAGES = 100;

    /** AWS's clock is right; a date beyond is no date, and a request's number would not hold it. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final JournalNames names;
    private final SsmCalls calls;

    Parameters(SsmClient client, JournalNames names, Duration apiCallTimeout) {
        this.names = names;
        this.calls = new SsmCalls(client, apiCallTimeout);
    }

    /** What became of a create-only put. */
    enum Creation {
        /** It is new, and this call made it. */
        CREATED,
        /** There is one of this name; it may be this call's own, if an earlier attempt's reply was lost. */
        EXISTS,
        /** Somebody is changing it right now; nothing is known of what is there. */
        COLLIDED
    }

    /** Adds revisions from a number on, the marker and the operator action to what was seen: one call. */
    void see(Snapshot sight, JobId job, List<Long> revisions) throws StateStoreException {
        List<String> wanted = revisions.stream()
                .filter(number -> number > 0)
                .map(number -> names.revision(job, number))
                .toList();
        String action = names.action(job);
        String[] all = new String[wanted.size() + 2];
        wanted.toArray(all);
        all[wanted.size()] = names.marker(job);
        all[wanted.size() + 1] = action;
        GetParametersResponse answer = get("read", job, all);
        sight.answered(Optional.ofNullable(answer.sdkHttpResponse()).flatMap(ClockSkew::getServerTime));
        for (Parameter parameter : answer.parameters()) {
            if (action.equals(parameter.name())) {
                sight.action(seen(job, parameter));
            } else {
                add(sight, job, parameter);
            }
        }
    }

    /** What there is of some revisions: one call. */
    Snapshot look(JobId job, List<Long> revisions) throws StateStoreException {
        Snapshot sight = new Snapshot();
        String[] wanted =
                revisions.stream().map(number -> names.revision(job, number)).toArray(String[]::new);
        for (Parameter parameter : get("look at old revisions of", job, wanted).parameters()) {
            add(sight, job, parameter);
        }
        return sight;
    }

    private GetParametersResponse get(String task, JobId job, String... wanted) throws StateStoreException {
        return call(
                task,
                job,
                "ssm:GetParameters",
                (client, limits) ->
                        client.getParameters(get -> get.names(wanted).overrideConfiguration(limits)));
    }

    /** All revisions there are, and the marker. A page may be short or empty, and is not the last before it says so. */
    Snapshot list(JobId job) throws StateStoreException {
        Snapshot sight = new Snapshot();
        Optional<String> next = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            GetParametersByPathResponse page = page(job, next);
            for (Parameter parameter : page.parameters()) {
                add(sight, job, parameter);
            }
            next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
            if (next.isEmpty()) {
                return sight;
            }
        }
        throw new StateStoreException("cannot read job " + job + ": " + names.path(job) + " has more than " + MOST_PAGES
                + " pages of parameters; nothing was changed: see what else is kept there and delete it");
    }

    private GetParametersByPathResponse page(JobId job, Optional<String> from) throws StateStoreException {
        return call(
                "read",
                job,
                "ssm:GetParametersByPath",
                (client, limits) -> client.getParametersByPath(list -> {
                    list.path(names.path(job)).maxResults(MOST_NAMES).overrideConfiguration(limits);
                    from.ifPresent(list::nextToken);
                }));
    }

    private void add(Snapshot sight, JobId job, Parameter parameter) throws StateStoreException {
        OptionalLong number =
                names.number(job, Optional.ofNullable(parameter.name()).orElse(""));
        if (number.isPresent()) {
            sight.revision(number.getAsLong(), seen(job, parameter));
        }
    }

    /** AWS always tells value, version and date; an answer that lacks one shows less than there is (R1). */
    private static Snapshot.Seen seen(JobId job, Parameter parameter) throws StateStoreException {
        Optional<String> value = Optional.ofNullable(parameter.value());
        Optional<Long> version = Optional.ofNullable(parameter.version()).filter(number -> number > 0);
        Optional<Instant> modified =
                Optional.ofNullable(parameter.lastModifiedDate()).filter(Parameters::isDate);
        if (value.isEmpty() || version.isEmpty() || modified.isEmpty()) {
            throw new StateStoreException("cannot read job " + job + ": Parameter Store shows " + parameter.name()
                    + " without its value, its version or the date of its last change; nothing was changed: call again; if"
                    + " it lasts, check the client's endpoint");
        }
        return new Snapshot.Seen(value.get(), version.get(), modified.get());
    }

    static boolean isDate(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST);
    }

    /** Creates a parameter, if there is none: the only conditional write that Parameter Store has. */
    Creation create(JobId job, String name, String value) throws StateStoreException {
        return call("write", job, "ssm:PutParameter", (client, limits) -> {
            try {
                PutParameterResponse answer = client.putParameter(
                        put(name, value, limits).overwrite(false).build());
                return Long.valueOf(1).equals(answer.version()) ? Creation.CREATED : Creation.EXISTS;
            } catch (ParameterAlreadyExistsException e) {
                return Creation.EXISTS;
            } catch (TooManyUpdatesException e) {
                return Creation.COLLIDED;
            }
        });
    }

    /** Sets the operator action, whatever it was. */
    void setAction(JobId job, String value) throws StateStoreException {
        call(
                "set " + value + " for",
                job,
                "ssm:PutParameter",
                (client, limits) -> client.putParameter(
                        put(names.action(job), value, limits).overwrite(true).build()));
    }

    private static PutParameterRequest.Builder put(String name, String value, AwsRequestOverrideConfiguration limits) {
        return PutParameterRequest.builder()
                .name(name)
                .value(value)
                .type(ParameterType.STRING)
                // an account may have another default, and pay for it
                .tier(ParameterTier.STANDARD)
                .overrideConfiguration(limits);
    }

    /** Deletes parameters, as far as they are there: one call for each ten. */
    void delete(JobId job, List<String> unwanted) throws StateStoreException {
        for (int from = 0; from < unwanted.size(); from += MOST_NAMES) {
            List<String> some = unwanted.subList(from, Math.min(from + MOST_NAMES, unwanted.size()));
            call(
                    "delete parameters of",
                    job,
                    "ssm:DeleteParameters",
                    (client, limits) ->
                            client.deleteParameters(delete -> delete.names(some).overrideConfiguration(limits)));
        }
    }

    private <T> T call(
            String task, JobId job, String iamAction, BiFunction<SsmClient, AwsRequestOverrideConfiguration, T> call)
            throws StateStoreException {
        return calls.call(
                task + " job " + job + " (parameters " + names.path(job) + ", " + names.action(job) + ")",
                iamAction,
                call);
    }
}
