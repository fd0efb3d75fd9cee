package vestnik.settings;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/// A key in batch-config that no part of the service reads.
final class UnknownSettingException extends RuntimeException {

    UnknownSettingException(Place place, ConfigurationPropertyName name) {
        super(place + ": " + name + " is not a known setting.");
    }
}
