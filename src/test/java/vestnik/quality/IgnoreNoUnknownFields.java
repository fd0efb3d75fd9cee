package vestnik.quality;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// A settings record refuses a key that it does not know.
final class IgnoreNoUnknownFields extends ArchCondition<JavaClass> {

    static final ArchCondition<JavaClass> CONDITION = new IgnoreNoUnknownFields();

    private IgnoreNoUnknownFields() {
        super("have ignoreUnknownFields = false");
    }

    @Override
    public void check(JavaClass settings, ConditionEvents events) {
        if (settings.getAnnotationOfType(ConfigurationProperties.class).ignoreUnknownFields()) {
            events.add(SimpleConditionEvent.violated(settings, settings.getName() + " ignores unknown fields"));
        }
    }
}
