package io.github.dcie.core.internal.recording;

import io.github.dcie.ExportJob;
import io.github.dcie.core.internal.effect.Failure;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StoredState;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes values as plain ones: a record is an object of its components behind its name, what is empty is left out. */
final class Plain {

    /** The name of a record among its siblings. */
    static final String NAME = "is";

    /** Messages of user code may be of any length. */
    private static final int LONGEST = 1_000;

    private Plain() {}

    static Object of(Object value) {
        if (value instanceof Record one) {
            return one instanceof Failure failure ? ofFailure(failure) : ofRecord(one);
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Number || value instanceof Boolean) {
            return value;
        } else if (value instanceof List<?> list) {
            return list.stream().map(Plain::of).toList();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((name, each) -> fields.put(String.valueOf(name), of(each)));
            return fields;
        } else if (value instanceof StoredState stored) {
            return ofStored(stored);
        } else if (value instanceof OperatorRequest operator) {
            return ofOperator(operator);
        } else if (value instanceof ExportJob job) {
            return ofJob(job);
        }
        return cut(String.valueOf(value)); // text, Instant, Duration
    }

    private static Map<String, Object> ofRecord(Record value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(NAME, value.getClass().getSimpleName());
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            present(Records.component(value, component))
                    .ifPresent(
                            each -> fields.put(component.getName(), value instanceof StateDocument ? each : of(each)));
        }
        return fields;
    }

    private static Map<String, Object> ofFailure(Failure failure) {
        return Map.of(NAME, "Failure", "message", cut(failure.message()));
    }

    private static Map<String, Object> ofStored(StoredState stored) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("revision", stored.revision().number());
        stored.document().ifPresent(document -> fields.put("document", document.text()));
        fields.put("operator", ofOperator(stored.operator()));
        return fields;
    }

    private static Map<String, Object> ofOperator(OperatorRequest operator) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("action", operator.asWritten());
        operator.number().ifPresent(number -> fields.put("number", number));
        return fields;
    }

    private static Map<String, Object> ofJob(ExportJob job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", job.id().value());
        fields.put("table", job.table().value());
        fields.put("destination", of(job.destination()));
        fields.put("format", job.format().name());
        fields.put("view", job.view().name());
        fields.put("windowSize", job.windowSize().toString());
        fields.put("settleDelay", job.settleDelay().toString());
        fields.put("alignment", job.alignment().name());
        fields.put("catchUp", job.catchUp().name());
        fields.put("maxInFlight", job.maxInFlight());
        fields.put("stuckAfter", job.stuckAfter().toString());
        fields.put("onGap", of(job.onGap()));
        return fields;
    }

    private static Optional<Object> present(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(each -> each);
        } else if (value instanceof OptionalLong number) {
            return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
        } else if (value instanceof OptionalInt number) {
            return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
        }
        return Optional.of(value);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
