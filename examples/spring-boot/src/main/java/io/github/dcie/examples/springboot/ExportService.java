package io.github.dcie.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. */
@SpringBootApplication(proxyBeanMethods = false)
public class ExportService {

    /** For Spring. */
    public ExportService() {}

    /**
     * Starts it.
     *
     * @param arguments Spring's, such as {@code --spring.profiles.active=emulated}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(ExportService.class, arguments);
    }
}
