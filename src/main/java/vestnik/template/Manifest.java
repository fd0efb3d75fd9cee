package vestnik.template;

import java.util.List;
import java.util.Set;
import vestnik.vocabulary.Purpose;

/// What template.yaml says: the purpose, and the fields that are used.
///
/// @param given those of the fields that are always there
record Manifest(Purpose purpose, Set<String> fields, List<String> given) {

    static Manifest of(Purpose purpose, Set<Field> fields) {
        return new Manifest(purpose, Set.copyOf(fields.stream().map(Field::key).toList()),
                fields.stream().filter(field -> field.isGivenFor(purpose)).map(Field::key).toList());
    }
}
