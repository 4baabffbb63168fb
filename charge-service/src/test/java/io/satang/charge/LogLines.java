package io.satang.charge;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a class logs while this is open. */
final class LogLines extends Handler {
    private static final Formatter MESSAGE = new PatternFormatter("%s");

    private final Logger logger;
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** A line, and the request in whose name it was written. */
    record Line(String text, Optional<String> request) {}

    LogLines(Class<?> of) {
        logger = Logger.getLogger(of.getName());
    }

    void open() {
        logger.addHandler(this);
    }

    /** The lines that tell of this charge. */
    List<Line> of(String chargeId) {
        return lines.stream().filter(line -> line.text().contains(chargeId)).toList();
    }

    @Override
    public void publish(LogRecord written) {
        String text = MESSAGE.format(written);
        lines.add(new Line(text, Optional.ofNullable(MDC.get("request_id")).map(Object::toString)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
