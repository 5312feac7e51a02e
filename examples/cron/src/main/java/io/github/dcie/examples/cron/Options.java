package io.github.dcie.examples.cron;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param task what to do
 * @param place on which AWS
 * @param id the job's id; the table's name if it is left out
 * @param table the table's ARN
 * @param bucket the bucket's name
 * @param store where the state is kept
 * @param topic the ARN of the topic that is told; the log if it is left out
 */
record Options(
        Task task,
        Place place,
        Optional<String> id,
        Optional<String> table,
        Optional<String> bucket,
        String store,
        Optional<String> topic) {

    static final String HELP = """
            Makes one step of a table's continuous export, says what it did, and ends with a code.

              --table ARN     the table's ARN
              --bucket NAME   where the exports go
              --job ID        the job's id; default the table's name
              --store STORE   where the state is kept: dynamodb:TABLE, ssm or ssm:ROOT; default ssm
              --topic ARN     an SNS topic that is told; default the log
              --watch         not one step but many, each when it is worth its call, until the process is ended
              --dry-run       what the next step would do and cost; changes nothing
              --status        where the job stands; reads the state only
              --emulated      on an emulated AWS that lives as long as this process, with --watch through three of its
                              hours; the other options may be left out
              --help          this text

            Exit code 0: done, or nothing to do. 2: a person is needed; the remedy is printed. 64: the command line cannot
            be followed. 75: the state store cannot be reached; the next run tries again.""";

    /** What to do. */
    enum Task {
        STEP,
        WATCH,
        DRY_RUN,
        STATUS,
        HELP
    }

    /** On which AWS. */
    enum Place {
        AWS,
        EMULATED
    }

    static Options parse(List<String> arguments) throws UsageException {
        Options options = new Options(
                Task.STEP, Place.AWS, Optional.empty(), Optional.empty(), Optional.empty(), "ssm", Optional.empty());
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String name = rest.remove();
            options = switch (name) {
                case "--table" -> options.withTable(valueOf(name, "the table's ARN", rest));
                case "--bucket" -> options.withBucket(valueOf(name, "a bucket's name", rest));
                case "--job" -> options.withId(valueOf(name, "a job id, such as orders", rest));
                case "--store" -> options.withStore(valueOf(name, "dynamodb:TABLE, ssm or ssm:ROOT", rest));
                case "--topic" -> options.withTopic(valueOf(name, "a topic's ARN", rest));
                case "--watch" -> options.with(Task.WATCH);
                case "--dry-run" -> options.with(Task.DRY_RUN);
                case "--status" -> options.with(Task.STATUS);
                case "--help", "-h" -> options.with(Task.HELP);
                case "--emulated" -> options.with(Place.EMULATED);
                default -> throw new UsageException("unknown option \"" + name + "\": --help shows what there is");
            };
        }
        return options;
    }

    private static String valueOf(String name, String expected, Deque<String> rest) throws UsageException {
        Optional<String> value = Optional.ofNullable(rest.poll());
        return value.orElseThrow(() -> new UsageException(name + " has no value: expected " + expected));
    }

    /** What is exported. */
    ExportJob job() throws UsageException {
        TableArn arn =
                TableArn.of(required("--table", table, "arn:aws:dynamodb:eu-central-1:123456789012:table/orders"));
        JobId job = id.map(JobId::of).orElseGet(() -> JobId.forTable(arn));
        // jobs may share a bucket, and a bucket of that name in another account gets nothing
        S3Destination destination = S3Destination.bucket(required("--bucket", bucket, "acme-exports"))
                .withPrefix(job.value())
                .withBucketOwner(arn.account());
        return ExportJob.of(job, arn, destination);
    }

    private String required(String name, Optional<String> value, String example) throws UsageException {
        return value.or(() -> place == Place.EMULATED ? Optional.of(example) : Optional.empty())
                .orElseThrow(() -> new UsageException(name + " is missing: expected such as " + name + " " + example));
    }

    private Options withTable(String value) {
        return new Options(task, place, id, Optional.of(value), bucket, store, topic);
    }

    private Options withBucket(String value) {
        return new Options(task, place, id, table, Optional.of(value), store, topic);
    }

    private Options withId(String value) {
        return new Options(task, place, Optional.of(value), table, bucket, store, topic);
    }

    private Options withStore(String value) {
        return new Options(task, place, id, table, bucket, value, topic);
    }

    private Options withTopic(String value) {
        return new Options(task, place, id, table, bucket, store, Optional.of(value));
    }

    private Options with(Task value) {
        return new Options(value, place, id, table, bucket, store, topic);
    }

    private Options with(Place value) {
        return new Options(task, value, id, table, bucket, store, topic);
    }
}
