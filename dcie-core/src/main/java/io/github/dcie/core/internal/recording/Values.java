package io.github.dcie.core.internal.recording;

import io.github.dcie.CatchUp;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportView;
import io.github.dcie.GapPolicy;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.WindowAlignment;
import io.github.dcie.core.internal.effect.Failure;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StoredState;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Plain} wrote. What does not fit is an IllegalArgumentException that names it. */
final class Values {

    private Values() {}

    /** The value of a type. */
    static Object read(Type type, @Nullable Object plain) {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return plain == null ? Optional.empty() : Optional.of(read(of, plain));
            }
            List<?> items = as(List.class, plain);
            return items.stream().map(each -> read(of, each)).toList();
        }
        return read((Class<?>) type, plain);
    }

    private static Object read(Class<?> type, @Nullable Object plain) {
        if (type == OptionalLong.class) {
            return plain == null ? OptionalLong.empty() : OptionalLong.of(as(Long.class, plain));
        } else if (type == OptionalInt.class) {
            return plain == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(as(Long.class, plain)));
        } else if (type == long.class) {
            return as(Long.class, plain);
        } else if (type == int.class) {
            return Math.toIntExact(as(Long.class, plain));
        } else if (type == String.class) {
            return as(String.class, plain);
        } else if (type == Instant.class) {
            return Instant.parse(as(String.class, plain));
        } else if (type == Duration.class) {
            return Duration.parse(as(String.class, plain));
        } else if (type.isEnum()) {
            return constant(type, as(String.class, plain));
        }
        Map<?, ?> fields = as(Map.class, plain);
        if (type == StoredState.class) {
            return stored(fields);
        } else if (type == ExportJob.class) {
            return job(fields);
        } else if (type == Failure.class) {
            String message = as(String.class, fields.get("message"));
            return new Failure(message, new Failure.Thrown(new StateStoreException(message)));
        }
        return type.isRecord() ? record(type, fields) : read(named(type, fields), plain);
    }

    private static Object record(Class<?> type, Map<?, ?> fields) {
        return Records.make(
                type,
                Arrays.stream(type.getRecordComponents())
                        .map(component -> component(component, fields))
                        .toArray());
    }

    private static Object component(RecordComponent component, Map<?, ?> fields) {
        return read(component.getGenericType(), fields.get(component.getName()));
    }

    /** The record of that name among those of a sealed type. */
    private static Class<?> named(Class<?> sealed, Map<?, ?> fields) {
        String name = as(String.class, fields.get(Plain.NAME));
        return Arrays.stream(
                        Optional.ofNullable(sealed.getPermittedSubclasses()).orElse(new Class<?>[0]))
                .filter(each -> each.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + name + "\" is no " + sealed.getSimpleName() + " that this version knows"));
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> ((Enum<?>) each).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + name + "\" is no " + type.getSimpleName() + " that this version knows"));
    }

    private static StoredState stored(Map<?, ?> fields) {
        Map<?, ?> asked = as(Map.class, fields.get("operator"));
        OperatorRequest plain = OperatorRequest.parse(as(String.class, asked.get("action")));
        OperatorRequest operator =
                asked.containsKey("number") ? plain.numbered(as(Long.class, asked.get("number"))) : plain;
        return fields.containsKey("document")
                ? StoredState.of(
                        new Revision(as(Long.class, fields.get("revision"))),
                        new StateDocument(as(String.class, fields.get("document"))),
                        operator)
                : StoredState.absent(operator);
    }

    private static ExportJob job(Map<?, ?> fields) {
        return ExportJob.builder(
                        JobId.of(as(String.class, fields.get("id"))),
                        TableArn.of(as(String.class, fields.get("table"))),
                        (S3Destination) read(S3Destination.class, fields.get("destination")))
                .format((ExportFormat) read(ExportFormat.class, fields.get("format")))
                .view((ExportView) read(ExportView.class, fields.get("view")))
                .windowSize((Duration) read(Duration.class, fields.get("windowSize")))
                .settleDelay((Duration) read(Duration.class, fields.get("settleDelay")))
                .alignment((WindowAlignment) read(WindowAlignment.class, fields.get("alignment")))
                .catchUp((CatchUp) read(CatchUp.class, fields.get("catchUp")))
                .maxInFlight((int) read(int.class, fields.get("maxInFlight")))
                .stuckAfter((Duration) read(Duration.class, fields.get("stuckAfter")))
                .onGap((GapPolicy) read(GapPolicy.class, fields.get("onGap")))
                .build();
    }

    static <T> T as(Class<T> type, @Nullable Object plain) {
        if (!type.isInstance(plain)) {
            throw new IllegalArgumentException(plain + ": expected a " + type.getSimpleName());
        }
        return type.cast(plain);
    }
}
