package vestnik.audience;

import java.util.Map;

/// An audience as SQL.
///
/// @param predicate a condition over `patient p`, in parentheses where it needs them, to be joined with `and`
/// @param parameters its named parameters, all of which begin with `audience`
public record AudienceSql(String predicate, Map<String, Object> parameters) {

    /// Takes a copy of the parameters.
    public AudienceSql {
        parameters = Map.copyOf(parameters);
    }
}
