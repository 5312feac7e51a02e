package io.github.dcie.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** The meters of one job in a registry. Not thread-safe. */
final class Meters {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Set<Meter> registered = new LinkedHashSet<>();

    Meters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** A registry keeps the gauge that it has; one of an instance that is no longer used would never change again. */
    void gauge(ExportMeter meter, Tags more, DoubleSupplier value) {
        Tags all = tags.and(more);
        String unit = meter.unit().orElse(null);
        registry.removeByPreFilterId(new Meter.Id(meter.meter(), all, unit, meter.description(), Meter.Type.GAUGE));
        registered.add(Gauge.builder(meter.meter(), value::getAsDouble)
                .tags(all)
                .baseUnit(unit)
                .description(meter.description())
                .register(registry));
    }

    Counter counter(ExportMeter meter, Tags more) {
        Counter counter = Counter.builder(meter.meter())
                .tags(tags.and(more))
                .baseUnit(meter.unit().orElse(null))
                .description(meter.description())
                .register(registry);
        registered.add(counter);
        return counter;
    }

    Timer timer(ExportMeter meter, Tags more) {
        Timer timer = Timer.builder(meter.meter())
                .tags(tags.and(more))
                .description(meter.description())
                .register(registry);
        registered.add(timer);
        return timer;
    }

    void removeAll() {
        registered.forEach(registry::remove);
        registered.clear();
    }
}
