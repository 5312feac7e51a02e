package io.github.dcie.ssm;

import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;

/** The calls of Parameter Store that a store needs, each with a time limit and the SDK's STANDARD retries (S13). */
final class Parameters {

    /** A call names at most ten parameters, and a page has at most ten (API reference, GetParameters, GetParametersByPath). */
    static final int MOST_NAMES = 10;

    /** A thousand revisions: far more than clean-up leaves, and an end to a listing that has none. */
    private static final int MOST_PAGES = 100;

    private final SsmClient client;
    private final JournalNames names;
    private final SsmTrouble trouble;
    private final AwsRequestOverrideConfiguration limits;

    Parameters(SsmClient client, JournalNames names, Duration apiCallTimeout) {
        this.client = client;
        this.names = names;
        this.trouble = new SsmTrouble(names, apiCallTimeout);
        this.limits = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(apiCallTimeout)
                .addPlugin(call -> call.overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD)))
                .build();
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
    void see(Sight sight, JobId job, List<Long> revisions) throws StateStoreException {
        List<String> wanted = revisions.stream()
                .filter(number -> number > 0)
                .map(number -> names.revision(job, number))
                .toList();
        String action = names.action(job);
        String[] all = new String[wanted.size() + 2];
        wanted.toArray(all);
        all[wanted.size()] = names.marker(job);
        all[wanted.size() + 1] = action;
        for (Parameter parameter : get("read", job, all)) {
            if (parameter.name().equals(action)) {
                sight.action(seen(parameter));
            } else {
                add(sight, parameter);
            }
        }
    }

    /** What there is of some revisions: one call. */
    Sight look(JobId job, List<Long> revisions) throws StateStoreException {
        Sight sight = new Sight();
        String[] wanted =
                revisions.stream().map(number -> names.revision(job, number)).toArray(String[]::new);
        get("look at old revisions of", job, wanted).forEach(parameter -> add(sight, parameter));
        return sight;
    }

    private List<Parameter> get(String task, JobId job, String... wanted) throws StateStoreException {
        try {
            return client.getParameters(get -> get.names(wanted).overrideConfiguration(limits))
                    .parameters();
        } catch (SdkException e) {
            throw trouble.of(task, "ssm:GetParameters", job, e);
        }
    }

    /** All revisions there are, and the marker. A page may be short or empty, and is not the last before it says so. */
    Sight list(JobId job) throws StateStoreException {
        Sight sight = new Sight();
        Optional<String> next = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            GetParametersByPathResponse page = page(job, next);
            page.parameters().forEach(parameter -> add(sight, parameter));
            next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
            if (next.isEmpty()) {
                return sight;
            }
        }
        throw new StateStoreException("cannot read job " + job + ": " + names.path(job) + " has more than " + MOST_PAGES
                + " pages of parameters; nothing was changed: see what else is kept there and delete it");
    }

    private GetParametersByPathResponse page(JobId job, Optional<String> from) throws StateStoreException {
        try {
            return client.getParametersByPath(list -> {
                list.path(names.path(job)).maxResults(MOST_NAMES).overrideConfiguration(limits);
                from.ifPresent(list::nextToken);
            });
        } catch (SdkException e) {
            throw trouble.of("read", "ssm:GetParametersByPath", job, e);
        }
    }

    private void add(Sight sight, Parameter parameter) {
        OptionalLong number = names.number(parameter.name());
        number.ifPresent(revision -> sight.revision(revision, seen(parameter)));
    }

    private static Sight.Seen seen(Parameter parameter) {
        return new Sight.Seen(
                parameter.value(), Optional.ofNullable(parameter.version()).orElse(1L), parameter.lastModifiedDate());
    }

    /** Creates a parameter, if there is none: the only conditional write that Parameter Store has. */
    Creation create(JobId job, String name, String value) throws StateStoreException {
        try {
            long version = client.putParameter(put(name, value).overwrite(false).build())
                    .version();
            return version == 1 ? Creation.CREATED : Creation.EXISTS;
        } catch (ParameterAlreadyExistsException e) {
            return Creation.EXISTS;
        } catch (TooManyUpdatesException e) {
            return Creation.COLLIDED;
        } catch (SdkException e) {
            throw trouble.of("write", "ssm:PutParameter", job, e);
        }
    }

    /** Sets the operator action, whatever it was. */
    void setAction(JobId job, String value) throws StateStoreException {
        try {
            client.putParameter(put(names.action(job), value).overwrite(true).build());
        } catch (SdkException e) {
            throw trouble.of("set " + value + " for", "ssm:PutParameter", job, e);
        }
    }

    private PutParameterRequest.Builder put(String name, String value) {
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
            try {
                client.deleteParameters(delete -> delete.names(some).overrideConfiguration(limits));
            } catch (SdkException e) {
                throw trouble.of("delete parameters of", "ssm:DeleteParameters", job, e);
            }
        }
    }
}
